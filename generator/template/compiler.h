#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "template/html_context.h"
#include "template/link.h"
#include "template/program.h"
#include "template/source.h"

namespace disclose::templates {

/// Makes the program of one page. Includes, blocks and macros are compiled where they are used, in
/// the HTML context they are used in, so a page is one list of instructions with fixed variables.
class Compiler {
 public:
  Compiler(const Library& library, Report& report) : library_(library), report_(report) {}

  /// The program of a page; nullptr when a problem was reported.
  std::unique_ptr<Program> page(std::uint32_t file);

  /// Compiles a macro that no page calls, for its problems only.
  void try_macro(std::uint32_t file, const Macro& macro);

  /// The macros that were compiled so far, by any page of this compiler.
  const std::set<const Macro*>& called() const { return called_; }

 private:
  /// What is known at a place: variables, and the loop that `loop` means.
  struct Scope {
    std::uint32_t locals = 0;    ///< the innermost variable
    std::uint32_t base = 0;      ///< where the variables of this scope begin
    std::uint32_t branches = 0;  ///< `{% if %}`s around, inside this scope
    std::optional<std::uint32_t> loop;
  };
  struct Block {
    std::string_view name;
    std::size_t level = 0;  ///< of the chain
  };
  class Deeper;

  void start(std::uint32_t file);
  void file_body(std::uint32_t file);
  void body(const Body& nodes);
  void node(const Node& node);
  void literal(const Node& node);
  void output(const Node& node);
  void branch(const Node& node);
  void loop(const Node& node);
  void loop_body(const Node& node, std::uint32_t number);
  void set(const Node& node);
  void capture(const Node& node);
  void include(const Node& node);
  void block(const Node& node, std::string_view name, std::size_t from_level);
  void call(const Expr& call);
  void super(const Expr& call);
  std::vector<std::optional<std::uint32_t>> arguments(const Expr& call, const Macro& macro);

  void expression(const Expr& expr, bool quiet = false);
  void name(const Expr& expr, bool quiet);
  void member(const Expr& expr, bool quiet);
  void loop_fact(const Expr& expr);
  void binary(const Expr& expr, Op op);
  void shortcut(const Expr& expr, Op op);
  void choose(const Expr& expr);
  void list(const Expr& expr);
  void filter(const Expr& expr);
  std::optional<Datum> literal_of(const Expr& expr);

  const Local* find_local(std::string_view name) const;
  std::uint32_t declare(std::string_view name);
  void bind(std::string_view name, std::uint32_t slot, bool certain = true);
  std::uint32_t new_slot() { return program_->slots++; }
  std::uint32_t root_number(std::string_view name);
  std::uint32_t name_number(std::string_view name);
  std::uint32_t add_constant(Datum datum);

  std::uint32_t here() const { return static_cast<std::uint32_t>(program_->code.size()); }
  std::uint32_t emit(std::uint32_t offset, Instruction instruction, int height = 0);
  void report(std::uint32_t offset, Say message, Say help);
  void give_up(std::uint32_t offset, Say message, Say help);
  /// Joins the context at the end of one branch to that of those before it.
  void join(std::optional<Context>& met, std::uint32_t offset);

  const Library& library_;
  Report& report_;
  std::set<const Macro*> called_;
  std::unique_ptr<Program> program_;
  Mode mode_ = Mode::html;
  Context context_;
  std::uint32_t file_ = 0;
  Scope scope_;
  std::vector<std::uint32_t> chain_;  ///< the file and its parents
  std::optional<Block> block_;
  std::vector<const Macro*> macros_;  ///< being compiled
  std::vector<std::uint32_t> uncertain_;  ///< variables that may be unset
  std::uint32_t depth_ = 0;
  std::uint32_t emitted_ = 0;
  int height_ = 0;
  bool given_up_ = false;
};

/// Counts one level of nesting for as long as it lives.
class Compiler::Deeper {
 public:
  Deeper(Compiler& compiler, std::uint32_t offset);
  ~Deeper() { --compiler_.depth_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;

 private:
  Compiler& compiler_;
};

}  // namespace disclose::templates

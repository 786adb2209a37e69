#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/view.h"
#include "template/datum.h"
#include "template/program.h"

namespace disclose::templates {

/// Draws one page: runs a program over a view. Everything it changes is its own, so any number of
/// machines may run the same program at once.
class Machine {
 public:
  Machine(const Program& program, const std::vector<SourceFile>& files, const View& view,
          std::string& out, Diagnostics& diagnostics);

  /// False when something was reported; the page is drawn as far as it goes all the same.
  bool run();

 private:
  struct Loop {
    Datum values;
    std::size_t index = 0;
    std::size_t size = 0;
  };

  bool step(const Instruction& now);
  void compute(const Instruction& now);
  void print(Escape escape);
  void print_text(const Datum& value, Escape escape);
  void check_url(std::uint32_t mark);
  Datum root(std::uint32_t number, bool quiet);
  Datum member(const Datum& object, const Instruction& now);
  Datum at_index(const Datum& object, const Datum& key, bool quiet);
  Datum loop_fact(const Instruction& now) const;
  bool enter_loop(std::uint32_t number);
  bool next_round(std::uint32_t number);
  void load_round(std::uint32_t number);
  void start_loop(const Instruction& now);
  Datum compared(Op op, const Datum& left, const Datum& right);
  Datum contained(const Datum& item, const Datum& container);
  Datum calculated(Op op, const Datum& left, const Datum& right);
  void make_list(std::uint32_t count);
  void apply_filter(const Instruction& now);
  void capture_end(const Instruction& now);

  void push(const Datum& datum) { stack_[height_++] = datum; }
  Datum pop() { return stack_[--height_]; }
  Datum& top() { return stack_[height_ - 1]; }
  void report(Say message, Say help);
  Datum refuse(Say message, Say help);
  Datum unknown(std::string_view name, const View& among, bool is_root);
  Datum settle(const struct Filtered& result);

  const Program& program_;
  const std::vector<SourceFile>& files_;
  const View& view_;
  std::string& out_;
  Diagnostics& diagnostics_;
  Scratch scratch_;
  std::span<Datum> stack_;
  std::span<Datum> slots_;
  std::span<const View*> roots_;
  std::span<std::uint32_t> members_;  ///< where each place found its member last
  std::span<Loop> loops_;
  std::span<std::size_t> marks_;
  std::set<Spot> reported_;
  std::size_t height_ = 0;
  std::size_t at_ = 0;
  std::uint64_t rounds_ = 0;
  std::size_t began_ = 0;  ///< size of the output when the page began
};

}  // namespace disclose::templates

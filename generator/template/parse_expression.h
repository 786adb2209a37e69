#pragma once

#include <optional>
#include <string_view>

#include "template/lexer.h"
#include "template/source.h"
#include "template/syntax.h"

namespace disclose::templates {

/// Reads expressions from the tokens of one piece. After a problem, which is reported, `failed` is
/// true and everything read from here on is empty.
class ExpressionParser {
 public:
  ExpressionParser(const Tokens& tokens, std::uint32_t file, Report& report)
      : tokens_(tokens.all), file_(file), report_(report), failed_(!tokens.sound) {}

  Expr expression();

  bool failed() const { return failed_; }
  const Token& peek() const { return tokens_[at_]; }
  /// Takes the next token when it is this word or sign.
  bool take(std::string_view written);
  /// Takes the next token, which must be this word or sign.
  void expect(std::string_view written);
  /// Takes a name to be given to a value: no word of the language.
  std::string new_name();
  /// Takes a quoted text.
  std::optional<Token> quoted();
  /// Nothing may follow any more.
  void expect_end();
  void fail(std::uint32_t offset, Say message, Say help);

 private:
  Expr choice();
  Expr binary(int level);
  Expr negation();
  Expr comparison();
  Expr signed_value();
  Expr postfix();
  Expr primary();
  Expr literal_number();
  Expr list();
  Expr member_of(Expr object);
  Expr index_of(Expr object);
  Expr filter_of(Expr value);
  Expr test_of(Expr value);
  Expr call_of(Expr callee);
  void arguments(Expr& into, bool keywords);
  Expr join(Operation operation, std::uint32_t offset, Expr left, Expr right);
  void deepen(Expr& expr);
  void unexpected(std::string_view wanted_zh, std::string_view wanted_en);

  const std::vector<Token>& tokens_;
  std::uint32_t file_;
  Report& report_;
  std::size_t at_ = 0;
  std::uint32_t depth_ = 0;  ///< of brackets that are open
  bool failed_ = false;
};

}  // namespace disclose::templates

#include "template/parse_expression.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace disclose::templates {

namespace {

/// Words that cannot name a value.
constexpr std::array<std::string_view, 12> kReserved = {
    "and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "loop", "super"};

struct Sign {
  std::string_view written;
  Operation operation;
};
constexpr std::array<Sign, 6> kComparisons = {{{"==", Operation::equal},
                                               {"!=", Operation::unequal},
                                               {"<=", Operation::less_equal},
                                               {">=", Operation::greater_equal},
                                               {"<", Operation::less},
                                               {">", Operation::greater}}};

Expr plain(Operation operation, std::uint32_t offset, std::string text = {}) {
  Expr expr;
  expr.operation = operation;
  expr.offset = offset;
  expr.text = std::move(text);
  return expr;
}

}  // namespace

void ExpressionParser::fail(std::uint32_t offset, Say message, Say help) {
  if (!failed_) report_.add({file_, offset}, std::move(message), std::move(help));
  failed_ = true;
}

void ExpressionParser::unexpected(std::string_view wanted_zh, std::string_view wanted_en) {
  const Token& token = peek();
  const bool end = token.kind == Token::Kind::end;
  fail(
      token.offset,
      {fmt::format("这里应为{}，{}", wanted_zh,
                   end ? "标签却结束了" : fmt::format("写的是 {}", token.written)),
       fmt::format("expected {}, found {}", wanted_en, end ? "the end of the tag" : token.written)},
      {"对照 templates/README.md 的“模板语言”改写", "see templates/README.md for the language"});
}

bool ExpressionParser::take(std::string_view written) {
  if (failed_ || !peek().is(written)) return false;
  ++at_;
  return true;
}

void ExpressionParser::expect(std::string_view written) {
  if (!take(written)) unexpected(fmt::format(" {}", written), written);
}

std::string ExpressionParser::new_name() {
  const Token& token = peek();
  if (failed_ || token.kind != Token::Kind::name) {
    unexpected("名称", "a name");
    return {};
  }
  if (std::ranges::find(kReserved, token.written) != kReserved.end()) {
    fail(token.offset,
         {fmt::format("{} 是模板语言的词，不能用作名称", token.written),
          fmt::format("{} is a word of the language and cannot be a name", token.written)},
         {"换一个名称", "choose another name"});
    return {};
  }
  ++at_;
  return std::string(token.written);
}

std::optional<Token> ExpressionParser::quoted() {
  if (failed_ || peek().kind != Token::Kind::text) {
    unexpected("引号中的文件名", "a file name in quotes");
    return std::nullopt;
  }
  return tokens_[at_++];
}

void ExpressionParser::expect_end() {
  if (failed_ || peek().kind == Token::Kind::end) return;
  if (peek().is("=")) {
    fail(peek().offset, {"这里是一个等号，比较要用 ==", "found a single =, comparing takes =="},
         {"写成 ==", "write =="});
    return;
  }
  unexpected("标签的结尾", "the end of the tag");
}

/// Deep trees would exhaust the stack of the passes that walk them.
void ExpressionParser::deepen(Expr& expr) {
  for (const Expr& part : expr.parts) expr.depth = std::max(expr.depth, part.depth + 1);
  if (expr.depth <= kDeepest) return;
  fail(expr.offset,
       {fmt::format("表达式嵌套超过 {} 层", kDeepest),
        fmt::format("the expression nests deeper than {} levels", kDeepest)},
       {"用 {% set %} 把表达式拆成几步", "take it apart with {% set %}"});
  expr = Expr{};
}

Expr ExpressionParser::join(Operation operation, std::uint32_t offset, Expr left, Expr right) {
  Expr expr = plain(operation, offset);
  expr.parts.push_back(std::move(left));
  expr.parts.push_back(std::move(right));
  deepen(expr);
  return expr;
}

Expr ExpressionParser::expression() {
  // Brackets and prefixes recurse here before they make a tree whose depth could be told.
  if (++depth_ > kDeepest) {
    Expr deepest = plain(Operation::nothing, peek().offset);
    deepest.depth = kDeepest + 1;
    deepen(deepest);
  }
  Expr expr = failed_ ? Expr{} : choice();
  --depth_;
  return expr;
}

Expr ExpressionParser::choice() {
  Expr value = binary(0);
  const std::uint32_t offset = peek().offset;
  if (!take("if")) return value;
  Expr expr = plain(Operation::choose, offset);
  expr.parts.push_back(binary(0));
  expr.parts.push_back(std::move(value));
  expr.parts.push_back(take("else") ? expression() : plain(Operation::nothing, offset));
  deepen(expr);
  return expr;
}

/// Level 0 is `or`, 1 is `and`; below them stand `not` and the comparisons.
Expr ExpressionParser::binary(int level) {
  if (level == 2) return negation();
  Expr left = binary(level + 1);
  while (!failed_) {
    const std::uint32_t offset = peek().offset;
    if (!take(level == 0 ? "or" : "and")) break;
    left = join(level == 0 ? Operation::logical_or : Operation::logical_and, offset,
                std::move(left), binary(level + 1));
  }
  return left;
}

Expr ExpressionParser::negation() {
  std::vector<std::uint32_t> offsets;
  while (peek().is("not") && !failed_) {
    offsets.push_back(peek().offset);
    ++at_;
  }
  Expr value = comparison();
  for (; !offsets.empty(); offsets.pop_back()) {
    Expr expr = plain(Operation::logical_not, offsets.back());
    expr.parts.push_back(std::move(value));
    deepen(expr);
    value = std::move(expr);
  }
  return value;
}

Expr ExpressionParser::comparison() {
  Expr left = signed_value();
  while (!failed_) {
    const std::uint32_t offset = peek().offset;
    const auto* const sign =
        std::ranges::find_if(kComparisons, [&](const Sign& one) { return peek().is(one.written); });
    if (sign != kComparisons.end()) {
      ++at_;
      left = join(sign->operation, offset, std::move(left), signed_value());
    } else if (take("in")) {
      left = join(Operation::contained, offset, std::move(left), signed_value());
    } else if (peek().is("not") && tokens_[at_ + 1].is("in")) {
      at_ += 2;
      Expr expr = plain(Operation::logical_not, offset);
      expr.parts.push_back(join(Operation::contained, offset, std::move(left), signed_value()));
      deepen(expr);
      left = std::move(expr);
    } else {
      break;
    }
  }
  return left;
}

/// `~`, `+` and `-`, from left to right.
Expr ExpressionParser::signed_value() {
  const std::uint32_t first = peek().offset;
  Expr left;
  if (take("-")) {
    left = plain(Operation::negative, first);
    left.parts.push_back(postfix());
    deepen(left);
  } else {
    left = postfix();
  }
  while (!failed_) {
    const std::uint32_t offset = peek().offset;
    Operation operation = Operation::nothing;
    if (take("~")) {
      operation = Operation::concatenate;
    } else if (take("+")) {
      operation = Operation::add;
    } else if (take("-")) {
      operation = Operation::subtract;
    } else {
      break;
    }
    left = join(operation, offset, std::move(left), postfix());
  }
  return left;
}

Expr ExpressionParser::postfix() {
  Expr value = primary();
  while (!failed_) {
    if (take(".")) {
      value = member_of(std::move(value));
    } else if (take("[")) {
      value = index_of(std::move(value));
    } else if (take("|")) {
      value = filter_of(std::move(value));
    } else if (take("is")) {
      value = test_of(std::move(value));
    } else if (peek().is("(")) {
      value = call_of(std::move(value));
    } else {
      break;
    }
  }
  return value;
}

Expr ExpressionParser::primary() {
  const Token& token = peek();
  if (failed_) return {};
  if (token.kind == Token::Kind::number) return literal_number();
  if (token.kind == Token::Kind::text) {
    ++at_;
    return plain(Operation::text, token.offset, token.value);
  }
  if (take("(")) {
    Expr inner = expression();
    expect(")");
    return inner;
  }
  if (take("[")) return list();
  const auto named = [&](std::string_view small, std::string_view large) {
    return take(small) || take(large);
  };
  Expr truth = plain(Operation::truth, token.offset);
  if (named("false", "False")) return truth;
  truth.number = 1;
  if (named("true", "True")) return truth;
  if (named("none", "None")) return plain(Operation::nothing, token.offset);
  const bool word = token.kind == Token::Kind::name;
  const bool callable = token.is("loop") || token.is("super");
  if (word && (callable || std::ranges::find(kReserved, token.written) == kReserved.end())) {
    ++at_;
    return plain(Operation::name, token.offset, std::string(token.written));
  }
  unexpected("值", "a value");
  return {};
}

Expr ExpressionParser::literal_number() {
  const Token& token = tokens_[at_++];
  Expr expr = plain(Operation::number, token.offset);
  const char* const end = token.written.data() + token.written.size();
  const auto [stop, error] = std::from_chars(token.written.data(), end, expr.number);
  const bool decimal = peek().is(".") && tokens_[at_ + 1].kind == Token::Kind::number;
  if (error != std::errc() || stop != end || decimal) {
    fail(token.offset,
         {fmt::format("{} 不是模板能用的整数", token.written),
          fmt::format("{} is no whole number that a template can use", token.written)},
         {"模板里的数只用于序号和比较；带小数的数写成文本 \"1.5\"",
          "numbers serve counting only; write a figure as text: \"1.5\""});
  }
  return expr;
}

Expr ExpressionParser::list() {
  Expr expr = plain(Operation::list, tokens_[at_ - 1].offset);
  while (!failed_ && !peek().is("]")) {
    expr.parts.push_back(expression());
    if (!take(",")) break;
  }
  expect("]");
  deepen(expr);
  return expr;
}

Expr ExpressionParser::member_of(Expr object) {
  const Token& token = peek();
  if (token.kind != Token::Kind::name) {
    unexpected("名称", "a name");
    return {};
  }
  ++at_;
  Expr expr = plain(Operation::member, token.offset, std::string(token.written));
  expr.parts.push_back(std::move(object));
  deepen(expr);
  return expr;
}

Expr ExpressionParser::index_of(Expr object) {
  const std::uint32_t offset = tokens_[at_ - 1].offset;
  Expr key = expression();
  expect("]");
  return join(Operation::index, offset, std::move(object), std::move(key));
}

Expr ExpressionParser::filter_of(Expr value) {
  const Token& token = peek();
  if (token.kind != Token::Kind::name) {
    unexpected("过滤器的名称", "the name of a filter");
    return {};
  }
  ++at_;
  Expr expr = plain(Operation::filter, token.offset, std::string(token.written));
  expr.parts.push_back(std::move(value));
  if (take("(")) arguments(expr, false);
  deepen(expr);
  return expr;
}

Expr ExpressionParser::test_of(Expr value) {
  const bool negated = take("not");
  const Token& token = peek();
  if (!take("defined")) {
    fail(token.offset,
         {fmt::format("is 之后只能写 defined 或 not defined，写的是 {}", token.written),
          fmt::format("is takes defined or not defined only, found {}", token.written)},
         {"比较值用 == ，例如 x == none", "compare values with ==, as in x == none"});
    return {};
  }
  Expr expr = plain(Operation::defined, token.offset);
  expr.parts.push_back(std::move(value));
  if (negated) {
    Expr inner = std::move(expr);
    expr = plain(Operation::logical_not, token.offset);
    deepen(inner);
    expr.parts.push_back(std::move(inner));
  }
  deepen(expr);
  return expr;
}

Expr ExpressionParser::call_of(Expr callee) {
  Expr expr = plain(Operation::call, callee.offset, callee.text);
  const bool imported =
      callee.operation == Operation::member && callee.parts.front().operation == Operation::name;
  if (imported) {
    expr.owner = callee.parts.front().text;
    expr.offset = callee.parts.front().offset;
  } else if (callee.operation != Operation::name) {
    unexpected("运算符", "an operator");
    return {};
  }
  expect("(");
  arguments(expr, true);
  deepen(expr);
  return expr;
}

/// Up to the closing bracket; the opening one is taken already.
void ExpressionParser::arguments(Expr& into, bool keywords) {
  while (!failed_ && !peek().is(")")) {
    std::string keyword;
    if (peek().kind == Token::Kind::name && tokens_[at_ + 1].is("=")) {
      if (!keywords) {
        fail(peek().offset,
             {"过滤器的参数按位置写，不写名称", "a filter takes its arguments by position"},
             {fmt::format("去掉 {}=", peek().written), fmt::format("drop {}=", peek().written)});
        return;
      }
      keyword = new_name();
      expect("=");
    }
    into.keywords.push_back(std::move(keyword));
    into.parts.push_back(expression());
    if (!take(",")) break;
  }
  expect(")");
}

}  // namespace disclose::templates

#include <fmt/format.h>

#include <array>
#include <memory>
#include <utility>

#include "template/compiler.h"
#include "template/filters.h"

namespace disclose::templates {

namespace {

constexpr std::array<std::pair<Operation, Op>, 11> kBinary = {{
    {Operation::equal, Op::equal},
    {Operation::unequal, Op::unequal},
    {Operation::less, Op::less},
    {Operation::less_equal, Op::less_equal},
    {Operation::greater, Op::greater},
    {Operation::greater_equal, Op::greater_equal},
    {Operation::contained, Op::contained},
    {Operation::concatenate, Op::concatenate},
    {Operation::add, Op::add},
    {Operation::subtract, Op::subtract},
    {Operation::index, Op::index},
}};

constexpr std::array<std::pair<std::string_view, LoopFact>, 5> kLoopFacts = {{
    {"index", LoopFact::index},
    {"index0", LoopFact::index0},
    {"first", LoopFact::first},
    {"last", LoopFact::last},
    {"length", LoopFact::length},
}};

bool is_loop(const Expr& expr) { return expr.operation == Operation::name && expr.text == "loop"; }

}  // namespace

void Compiler::expression(const Expr& expr, bool quiet) {
  if (given_up_) return;
  if (const std::optional<Datum> constant = literal_of(expr)) {
    emit(expr.offset, {Op::constant, 0, add_constant(*constant)}, 1);
    return;
  }
  if (expr.operation == Operation::name) return name(expr, quiet);
  if (expr.operation == Operation::member) return member(expr, quiet);
  if (expr.operation == Operation::index) {
    expression(expr.parts[0], quiet);
    expression(expr.parts[1]);
    emit(expr.offset, {Op::index, quiet ? kQuiet : std::uint16_t{0}}, -1);
    return;
  }
  if (expr.operation == Operation::list) return list(expr);
  if (expr.operation == Operation::filter) return filter(expr);
  if (expr.operation == Operation::choose) return choose(expr);
  if (expr.operation == Operation::logical_and) return shortcut(expr, Op::keep_unless);
  if (expr.operation == Operation::logical_or) return shortcut(expr, Op::keep_if);
  if (expr.operation == Operation::defined) {
    expression(expr.parts[0], true);
    emit(expr.offset, {Op::truth_of_missing});
    return;
  }
  if (expr.operation == Operation::logical_not || expr.operation == Operation::negative) {
    expression(expr.parts[0]);
    emit(expr.offset, {expr.operation == Operation::negative ? Op::negative : Op::logical_not});
    return;
  }
  for (const auto& [operation, op] : kBinary) {
    if (operation == expr.operation) return binary(expr, op);
  }
}

/// A value that is written out in the template; also a list of such.
std::optional<Datum> Compiler::literal_of(const Expr& expr) {
  if (expr.operation == Operation::nothing) return Datum::nothing();
  if (expr.operation == Operation::truth) return Datum::truth(expr.number != 0);
  if (expr.operation == Operation::number) return Datum::count(expr.number);
  if (expr.operation == Operation::text) {
    program_->texts.push_back(std::make_unique<std::string>(expr.text));
    return Datum::of_text(*program_->texts.back());
  }
  if (expr.operation != Operation::list) return std::nullopt;
  std::vector<Datum> items;
  for (const Expr& part : expr.parts) {
    const std::optional<Datum> item = literal_of(part);
    if (!item) return std::nullopt;
    items.push_back(*item);
  }
  program_->lists.push_back(std::make_unique<std::vector<Datum>>(std::move(items)));
  return Datum::of_items(*program_->lists.back());
}

void Compiler::name(const Expr& expr, bool quiet) {
  const std::uint16_t flag = quiet ? kQuiet : std::uint16_t{0};
  if (is_loop(expr) || expr.text == "super") {
    report(
        expr.offset,
        {fmt::format("{} 本身不是值", expr.text), fmt::format("{} is no value itself", expr.text)},
        {"写 loop.index、loop.first 等，或 super()", "write loop.index and the like, or super()"});
    return;
  }
  const Local* const local = find_local(expr.text);
  if (local != nullptr && local->certain) {
    emit(expr.offset, {Op::slot, flag, local->slot}, 1);
  } else if (local != nullptr) {
    emit(expr.offset, {Op::slot_or_root, flag, local->slot, root_number(expr.text)}, 1);
  } else if (library_.parsed(file_).imports.contains(expr.text)) {
    report(expr.offset,
           {fmt::format("{} 是 import 来的模板，不是值", expr.text),
            fmt::format("{} is an imported template, no value", expr.text)},
           {fmt::format("调用它的宏：{}.名称(…)", expr.text),
            fmt::format("call one of its macros: {}.name(…)", expr.text)});
  } else {
    emit(expr.offset, {Op::root, flag, root_number(expr.text)}, 1);
  }
}

void Compiler::member(const Expr& expr, bool quiet) {
  if (is_loop(expr.parts.front())) return loop_fact(expr);
  expression(expr.parts.front(), quiet);
  emit(expr.offset, {Op::member, quiet ? kQuiet : std::uint16_t{0}, name_number(expr.text),
                     program_->members++});
}

void Compiler::loop_fact(const Expr& expr) {
  if (!scope_.loop) {
    report(expr.parts.front().offset,
           {"loop 只能用在 {% for %} 里", "loop belongs into a {% for %}"},
           {"移进循环；宏要用它时作为参数传入",
            "move it into the loop; pass it to a macro as argument"});
    return;
  }
  std::vector<std::string_view> known;
  for (const auto& [written, fact] : kLoopFacts) {
    known.push_back(written);
    if (written != expr.text) continue;
    emit(expr.offset, {Op::loop, static_cast<std::uint16_t>(fact), *scope_.loop}, 1);
    return;
  }
  report(expr.offset,
         {fmt::format("loop 没有 {}", expr.text), fmt::format("loop has no {}", expr.text)},
         did_you_mean(expr.text, known,
                      {"可用的有 index index0 first last length",
                       "there are index index0 first last length"}));
}

void Compiler::binary(const Expr& expr, Op op) {
  expression(expr.parts[0]);
  expression(expr.parts[1]);
  emit(expr.offset, {op}, -1);
}

void Compiler::shortcut(const Expr& expr, Op op) {
  expression(expr.parts[0]);
  const std::uint32_t jump = emit(expr.offset, {op}, -1);
  expression(expr.parts[1]);
  program_->code[jump].a = here();
}

void Compiler::choose(const Expr& expr) {
  expression(expr.parts[0]);
  const std::uint32_t skip = emit(expr.offset, {Op::jump_unless}, -1);
  expression(expr.parts[1]);
  const std::uint32_t leave = emit(expr.offset, {Op::jump}, -1);
  program_->code[skip].a = here();
  expression(expr.parts[2]);
  program_->code[leave].a = here();
}

void Compiler::list(const Expr& expr) {
  for (const Expr& part : expr.parts) expression(part);
  const auto count = static_cast<std::uint32_t>(expr.parts.size());
  emit(expr.offset, {Op::list, 0, count}, 1 - static_cast<int>(count));
}

void Compiler::filter(const Expr& expr) {
  const FilterRule* const rule = find_filter(expr.text);
  if (rule == nullptr) return;
  if (rule->filter == Filter::nl2br && mode_ == Mode::text) {
    report(expr.offset,
           {"纯文本里没有 <br>，不能用 nl2br", "plain text has no <br>: nl2br cannot be used"},
           {"去掉 nl2br", "remove nl2br"});
  }
  for (const Expr& part : expr.parts) expression(part);
  const auto count = static_cast<std::uint32_t>(expr.parts.size() - 1);
  emit(expr.offset, {Op::filter, static_cast<std::uint16_t>(rule->filter), count},
       -static_cast<int>(count));
}

}  // namespace disclose::templates

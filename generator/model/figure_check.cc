#include "model/figure_check.h"

#include <algorithm>

namespace disclose {

namespace {

using State = FigureVerdict::State;
using Reason = FigureVerdict::Reason;
using Operation = FigureCheck::Operation;

FigureOperand find(const Registry& registry, const Figures& home, Text ref) {
  const Figures* record = &home;
  const std::size_t hash = ref.find('#');
  if (hash != Text::npos) {
    const Record* named = registry.record(ref.substr(0, hash));
    if (named == nullptr || named->kind != Kind::figures) return {};
    record = static_cast<const Figures*>(named);
    ref = ref.substr(hash + 1);
  }
  const auto item = std::ranges::find(record->items, ref, &FigureItem::id);
  return item == record->items.end() ? FigureOperand{} : FigureOperand{&*item, record};
}

bool is_percent(const Quantity& quantity) { return quantity.unit == "%" || quantity.unit == "％"; }

bool is_exact(const FigureItem& item) { return item.value && item.value->exact && item.value->number; }

const Quantity& value_of(const FigureOperand& operand) { return *operand.item->value; }

FigureVerdict& settle(FigureVerdict& verdict, State state, Reason reason, FigureOperand culprit = {}) {
  verdict.state = state;
  verdict.reason = reason;
  verdict.culprit = culprit;
  return verdict;
}

// The first operand that keeps the check from being decided, if any.
FigureOperand first_inexact(const FigureVerdict& verdict) {
  if (!is_exact(*verdict.left.item)) return verdict.left;
  for (const FigureOperand& operand : verdict.right) {
    if (!is_exact(*operand.item)) return operand;
  }
  return {};
}

void compare(FigureVerdict& verdict, const FigureCheck& check, const Decimal& result) {
  const Quantity& stated = value_of(verdict.left);
  Decimal tolerance;
  if (check.tolerance) tolerance = check.tolerance->shifted(stated.power).value_or(Decimal());
  for (const FigureOperand& operand : verdict.right) {
    if (!verdict.formula.empty()) verdict.formula += sign_of(check.operation);
    verdict.formula += value_of(operand).written;
  }
  verdict.result = print_like(result, stated);
  const bool equal = (result - *stated.number).abs() <= tolerance;
  settle(verdict, equal ? State::holds : State::fails, equal ? Reason::none : Reason::differs);
}

// ratio = first / second at the decimals of left (format.md 5); a left in % is a hundredfold.
void judge_ratio(FigureVerdict& verdict, const FigureCheck& check) {
  const FigureOperand divisor = verdict.right.back();
  const Quantity& stated = value_of(verdict.left);
  const auto numerator = value_of(verdict.right.front()).number->shifted(is_percent(stated) ? 2 : 0);
  const auto scaled = numerator ? numerator->shifted(-stated.power) : std::nullopt;
  const auto ratio = scaled ? Decimal::divide(*scaled, *value_of(divisor).number, stated.decimals) : std::nullopt;
  const auto result = ratio ? ratio->shifted(stated.power) : std::nullopt;
  if (!result) {
    settle(verdict, State::fails, Reason::zero_divisor, divisor);
    return;
  }
  compare(verdict, check, *result);
}

// Units are equal after 元/万元/亿元; a ratio may have any unit over any other.
void judge_sum(FigureVerdict& verdict, const FigureCheck& check) {
  for (const FigureOperand& operand : verdict.right) {
    if (same_unit(value_of(verdict.left), value_of(operand))) continue;
    settle(verdict, State::fails, Reason::other_unit, operand);
    return;
  }
  Decimal result = *value_of(verdict.right.front()).number;
  for (std::size_t i = 1; i < verdict.right.size(); ++i) {
    const Decimal& number = *value_of(verdict.right[i]).number;
    result = check.operation == Operation::difference ? result - number : result + number;
  }
  compare(verdict, check, result);
}

}  // namespace

std::string_view sign_of(FigureCheck::Operation operation) {
  switch (operation) {
    case Operation::sum: return " + ";
    case Operation::difference: return " − ";
    case Operation::ratio: return " ÷ ";
    case Operation::equal: return " = ";
  }
  return " + ";
}

FigureVerdict judge(const Registry& registry, const Figures& record, const FigureCheck& check) {
  FigureVerdict verdict;
  verdict.left = find(registry, record, check.left);
  for (const Text ref : check.right) verdict.right.push_back(find(registry, record, ref));
  const auto known = [](const FigureOperand& operand) { return operand.item != nullptr; };
  const std::size_t needed = check.operation == Operation::ratio ? 2 : 1;
  if (!known(verdict.left) || !std::ranges::all_of(verdict.right, known) || verdict.right.size() < needed) return verdict;
  if (const FigureOperand inexact = first_inexact(verdict); inexact.item != nullptr) {
    return settle(verdict, State::undecided, inexact.item->value ? Reason::imprecise : Reason::no_value, inexact);
  }
  check.operation == Operation::ratio ? judge_ratio(verdict, check) : judge_sum(verdict, check);
  return verdict;
}

std::optional<bool> names_count(const FigureItem& item) {
  if (item.names.empty() || item.open || !is_exact(item)) return std::nullopt;
  if (item.value->money || is_percent(*item.value)) return std::nullopt;
  return *item.value->number == Decimal(static_cast<std::int64_t>(item.names.size()));
}

}  // namespace disclose

#include "exact/target_text.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "exact/number.h"

namespace disclose {
namespace {

/// Takes = or its full-width form.
bool take_equals(std::string_view& text) { return take(text, "=") || take(text, "＝"); }

/// Takes the sign that a target begins with; `text` when there is none.
Comparison take_sign(std::string_view& text) {
  if (take(text, "≥") || take(text, "≧") || take(text, "⩾")) return Comparison::at_least;
  if (take(text, "≤") || take(text, "≦") || take(text, "⩽")) return Comparison::at_most;
  if (take(text, ">") || take(text, "＞")) {
    return take_equals(text) ? Comparison::at_least : Comparison::more_than;
  }
  if (take(text, "<") || take(text, "＜")) {
    return take_equals(text) ? Comparison::at_most : Comparison::less_than;
  }
  return take_equals(text) ? Comparison::equal : Comparison::text;
}

/// Number and unit, when `text` is just these. Years and 千元 are units here: a target of them is
/// compared with an actual of them, never summed.
std::optional<Measure> read_measure(std::string_view text) {
  const ScannedNumber number = scan_number(text);
  if (number.fault != NumberFault::none) return std::nullopt;
  text.remove_prefix(number.length);
  const std::string_view unit = trim(text);
  const UnitFault fault = judge_unit(unit);
  if (fault == UnitFault::none || fault == UnitFault::numeral) return Measure{number.value, unit};
  if (fault != UnitFault::date) return std::nullopt;
  // 2024年12月底前 is a date: only a word of time alone is a unit.
  if (!is_time_unit(unit)) return std::nullopt;
  return Measure{number.value, unit};
}

/// The words that differ while the unit is one.
std::string_view plain_unit(std::string_view unit) {
  struct Pair {
    std::string_view written;
    std::string_view plain;
  };
  constexpr std::array<Pair, 5> kSame = {
      {{"％", "%"}, {"日", "天"}, {"个月", "月"}, {"个小时", "小时"}, {"个工作日", "工作日"}}};
  for (const Pair& pair : kSame) {
    if (unit == pair.written) return pair.plain;
  }
  return unit;
}

bool wants_more(Comparison comparison) {
  return comparison == Comparison::at_least || comparison == Comparison::more_than ||
         comparison == Comparison::equal;
}

}  // namespace

std::string_view sign_of(Comparison comparison) {
  switch (comparison) {
    case Comparison::at_least:
      return "≥";
    case Comparison::more_than:
      return ">";
    case Comparison::equal:
      return "=";
    case Comparison::less_than:
      return "<";
    case Comparison::at_most:
      return "≤";
    case Comparison::text:
      break;
  }
  return "";
}

TargetText parse_target_text(std::string_view text) {
  TargetText out{.written = text};
  std::string_view rest = trim(text);
  const Comparison sign = take_sign(rest);
  if (sign == Comparison::text) return out;
  take_space(rest);
  // ≥95%以上 says with the word what the sign says already.
  take_qualifiers(rest);
  const std::optional<Measure> measure = read_measure(rest);
  if (!measure) return out;
  out.comparison = sign;
  out.number = measure->number;
  out.unit = measure->unit;
  out.time_unit = is_time_unit(measure->unit);
  return out;
}

std::optional<Measure> parse_actual(std::string_view text) {
  constexpr std::array<std::string_view, 2> kMore = {"多", "余"};
  std::string_view rest = trim(text);
  if (take_qualifiers(rest)) return std::nullopt;
  const std::optional<Measure> measure = read_measure(rest);
  if (!measure) return std::nullopt;
  for (const std::string_view word : kMore) {
    if (split_unit(measure->unit).base.starts_with(word) || measure->unit.starts_with(word)) {
      return std::nullopt;
    }
  }
  return measure;
}

bool is_time_unit(std::string_view unit) {
  constexpr std::array<std::string_view, 17> kUnits = {
      "年",   "月",   "日",     "天",   "周",     "小时", "分钟", "个月", "个小时",
      "星期", "个星期", "工作日", "个工作日", "季度", "个季度", "秒", "秒钟"};
  return std::ranges::find(kUnits, unit) != kUnits.end();
}

std::optional<Decimal> in_unit_of(const TargetText& target, const Measure& actual) {
  if (!target.number) return std::nullopt;
  if (actual.unit.empty()) return actual.number;
  const SplitUnit wanted = split_unit(target.unit);
  const SplitUnit found = split_unit(actual.unit);
  if (plain_unit(wanted.base) != plain_unit(found.base)) return std::nullopt;
  return actual.number.shifted(found.power - wanted.power);
}

std::optional<bool> is_met(const TargetText& target, const Measure& actual) {
  const std::optional<Decimal> value = in_unit_of(target, actual);
  if (!value) return std::nullopt;
  switch (target.comparison) {
    case Comparison::at_least:
      return *value >= *target.number;
    case Comparison::more_than:
      return *value > *target.number;
    case Comparison::equal:
      return *value == *target.number;
    case Comparison::less_than:
      return *value < *target.number;
    case Comparison::at_most:
      return *value <= *target.number;
    case Comparison::text:
      break;
  }
  return std::nullopt;
}

std::optional<bool> reaches(const TargetText& target, const Measure& actual,
                            const Decimal& percent) {
  if (!wants_more(target.comparison)) return std::nullopt;
  const std::optional<Decimal> value = in_unit_of(target, actual);
  if (!value || target.number->is_zero() || target.number->is_negative()) return std::nullopt;
  const std::optional<Decimal> left = value->shifted(2);
  const std::optional<Decimal> right = Decimal::multiply(percent, *target.number);
  if (!left || !right) return std::nullopt;
  return *left >= *right;
}

bool same_target(const TargetText& a, const TargetText& b) {
  if (a.comparison != b.comparison) return false;
  if (!a.number || !b.number) return trim(a.written) == trim(b.written);
  const std::optional<Decimal> value = in_unit_of(a, {*b.number, b.unit});
  return value && *value == *a.number && a.unit.empty() == b.unit.empty();
}

}  // namespace disclose

#include "exact/quantity.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "exact/number.h"

namespace disclose {
namespace {

constexpr std::string_view kExample = "2271个";

bool is_separator_of_range(char32_t c) {
  constexpr std::u32string_view kSeparators = U"-~～至到－–—―";
  return kSeparators.find(c) != std::u32string_view::npos;
}

/// Takes 约, 不低于 and the like; whether one was there.
bool take_prefix(std::string_view& text) {
  constexpr std::array<std::string_view, 8> kPrefixes = {"约",     "近",     "超",   "达",
                                                         "不低于", "不少于", "至少", "不超过"};
  for (const std::string_view prefix : kPrefixes) {
    if (take(text, prefix)) {
      take_space(text);
      return true;
    }
  }
  return false;
}

bool take_more(std::string_view& text) { return take(text, "多") || take(text, "余"); }

/// A figure as it stands: number, [多 余], [万 亿], [多 余].
struct Figure {
  Decimal number;
  std::uint8_t power = 0;
  bool more = false;
};

NumberFault take_figure(std::string_view& text, Figure& figure) {
  const ScannedNumber number = scan_number(text);
  if (number.fault != NumberFault::none) return number.fault;
  text.remove_prefix(number.length);
  take_space(text);
  figure.number = number.value;
  figure.more = take_more(text);
  const SplitUnit split = split_unit(text);
  text = split.base;
  figure.power = split.power;
  figure.more = take_more(text) || figure.more;
  take_space(text);
  return NumberFault::none;
}

/// Whether a separator and a second number follow: 1-2个, 20%-30%, 5万元至10万元. Takes what is
/// before the second number; `first_unit` is what stands before the separator.
bool take_range(std::string_view& text, std::string_view& first_unit) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    const char32_t c = next_code_point(text, at);
    if (!is_separator_of_range(c)) continue;
    std::string_view second = text.substr(at);
    take_space(second);
    if (second.empty() || second.front() < '0' || second.front() > '9') continue;
    first_unit = trim(text.substr(0, before));
    text = second;
    return true;
  }
  return false;
}

Say both(std::string_view text, std::string_view zh, std::string_view en) {
  const std::string shown = quoted(text);
  return {fmt::format("「{}」{}", shown, zh), fmt::format("“{}” {}", shown, en)};
}

/// Whether a full-width comma stands right between two digits.
bool has_wide_comma(std::string_view text) {
  constexpr std::string_view kComma = "，";
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const std::size_t at = text.find(kComma);
  return at != std::string_view::npos && at > 0 && at + kComma.size() < text.size() &&
         is_digit(text[at - 1]) && is_digit(text[at + kComma.size()]);
}

Say unit_problem(UnitFault fault, std::string_view text) {
  switch (fault) {
    case UnitFault::date:
      return both(text, "是年月日，不是数量，写成带单位的数，如 12个月",
                  "is a date or a year, not a quantity; write a number with a unit, such as 12个月");
    case UnitFault::numeral:
      return both(text, "用了中文数字，改写成阿拉伯数字，如 3000个、0.5万元",
                  "has a Chinese numeral; write digits, such as 3000个 or 0.5万元");
    case UnitFault::exponent:
      return both(text, "用了指数写法，把数字写全", "has an exponent; write the number in full");
    case UnitFault::fraction:
      return both(text, "是分数，改写成小数或百分数，如 33.3%",
                  "is a fraction; write a decimal or a percentage, such as 33.3%");
    case UnitFault::digits:
      return both(text, "不止一个数，只写一个数和它的单位，如 3.5万元",
                  "has more than one number; write one number and its unit, such as 3.5万元");
    case UnitFault::punctuation:
      if (has_wide_comma(text)) {
        return both(text, "的千分位用了全角逗号，改写成半角，或者不写，如 7,835个",
                    "has full-width commas; write ASCII ones, or none, such as 7,835个");
      }
      return both(text, "是一句话，只写一个数和它的单位，如 2271个",
                  "is a sentence; write one number and its unit, such as 2271个");
    case UnitFault::too_long:
      return both(text, "的单位过长，至多 30 个字", "has too long a unit; at most 30 characters");
    case UnitFault::leading:
    case UnitFault::none:
      break;
  }
  return both(text, "不是数量，数字后直接写单位，如 2271个、20%",
              "is not a quantity; write the unit right after the number, such as 2271个 or 20%");
}

/// 以下 and the like would otherwise pass as part of an exact figure's unit.
bool ends_in_other_qualifier(std::string_view unit) {
  constexpr std::array<std::string_view, 6> kWords = {"以下", "上下", "之间", "之内", "不等", "多"};
  for (const std::string_view word : kWords) {
    if (unit.ends_with(word)) return true;
  }
  return false;
}

/// Fills in the amount of an exact 元 figure; a problem when it is none.
Say settle_money(Quantity& quantity) {
  if (!quantity.exact || quantity.unit != "元") return {};
  quantity.money = money_of(*quantity.number);
  if (quantity.money) return {};
  return both(quantity.written, "比 0.01 元更细或超出 10^15 元，金额写到分为止",
              "is finer than 0.01 元 or beyond 10^15 元; write money to the fen at most");
}

Say settle_number(Quantity& quantity, const Figure& figure) {
  quantity.power = figure.power;
  quantity.number = figure.number.shifted(figure.power);
  quantity.decimals = static_cast<std::uint8_t>(figure.number.scale());
  // Below 10^18 in its base unit, so that sums of quantities fit like those of parsed numbers.
  const Decimal most(1'000'000'000'000'000'000);
  if (!quantity.number || quantity.number->abs() >= most) {
    return both(quantity.written, "的数值过大，应小于 10^18",
                "is too large a number; it must be below 10^18");
  }
  return {};
}

Say read(std::string_view text, Quantity& out) {
  out.written = trim(text);
  std::string_view rest = out.written;
  out.exact = !take_prefix(rest);
  Figure figure;
  NumberFault fault = take_figure(rest, figure);
  if (fault != NumberFault::none) return number_problem(fault, rest, kExample);
  std::string_view first_unit;
  const bool range = take_range(rest, first_unit);
  Figure last = figure;
  if (range) {
    fault = take_figure(rest, last);
    if (fault != NumberFault::none) return number_problem(fault, rest, kExample);
  }
  const bool qualified = take_qualifiers(rest);
  out.exact = out.exact && !figure.more && !last.more && !range && !qualified;
  out.unit = trim(rest);
  // 10个（2023-2024）is no range: the first figure's unit, when it has one, is that of the second.
  const bool second_figure = !first_unit.empty() && first_unit != out.unit;
  UnitFault unit_fault = second_figure ? UnitFault::digits : judge_unit(out.unit);
  // 5亿万元, 5万 亿: what was not taken into the number is no unit either.
  if (split_unit(out.unit).power > 0) unit_fault = UnitFault::numeral;
  if (unit_fault != UnitFault::none) return unit_problem(unit_fault, out.written);
  if (ends_in_other_qualifier(out.unit)) {
    return both(out.written, "末尾的限定词改用 以上、以内 或 左右",
                "ends in a qualifier; use 以上, 以内 or 左右");
  }
  Say problem = settle_number(out, last);
  if (range) out.number.reset();
  if (problem.empty()) problem = settle_money(out);
  return problem;
}

std::string_view plain_unit(std::string_view unit) { return unit == "％" ? "%" : unit; }

std::string_view word_of_power(std::uint8_t power) {
  if (power == 4) return "万";
  if (power == 8) return "亿";
  return power == 12 ? "万亿" : "";
}

}  // namespace

std::optional<Quantity> parse_quantity(std::string_view text, Say& problem) {
  Quantity out;
  Say found = read(text, out);
  if (found.empty()) return out;
  problem = std::move(found);
  return std::nullopt;
}

bool same_unit(const Quantity& a, const Quantity& b) {
  return plain_unit(a.unit) == plain_unit(b.unit);
}

std::optional<Decimal> number_as_written(const Quantity& quantity) {
  if (!quantity.number) return std::nullopt;
  return quantity.number->shifted(-quantity.power);
}

std::string unit_as_written(const Quantity& quantity) {
  return std::string(word_of_power(quantity.power)).append(quantity.unit);
}

std::string print_like(const Decimal& number, const Quantity& like) {
  const std::optional<Decimal> own = number.shifted(-like.power);
  if (!own) return number.grouped().append(like.unit);
  return own->grouped(like.decimals) + unit_as_written(like);
}

}  // namespace disclose

#include "exact/number.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace disclose {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool digit_at(std::string_view text, std::size_t at) { return at < text.size() && is_digit(text[at]); }

/// Gathers digits; beyond the limit it only counts, so a text of any length costs one pass.
struct Digits {
  Wide mantissa = 0;
  int count = 0;

  void read(std::string_view text, std::size_t& at) {
    for (; digit_at(text, at); ++at) {
      if (count < Decimal::kMaxDigits) mantissa = mantissa * 10 + (text[at] - '0');
      if (count <= Decimal::kMaxDigits) ++count;
    }
  }
};

/// The groups after the first one. False when the commas are no thousands commas.
bool read_groups(std::string_view text, std::size_t first, std::size_t& at, Digits& digits) {
  if (at - first > 3 || text[first] == '0') return false;
  while (at < text.size() && text[at] == ',' && digit_at(text, at + 1)) {
    const std::size_t group = ++at;
    digits.read(text, at);
    if (at - group != 3) return false;
  }
  return true;
}

constexpr std::array<std::string_view, 10> kMetric = {"千米", "千克", "千瓦", "千伏", "千帕",
                                                      "千卡", "千焦", "千赫", "千字", "百分点"};

bool begins_with_any(std::string_view text, const auto& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.starts_with(word); });
}

bool is_sentence_mark(char32_t c) {
  constexpr std::u32string_view kMarks = U"，。；：、！？,;!?\"“”";
  return c < 0x20 || c == 0x7F || c == 0xFFFD || c == 0x2028 || c == 0x2029 ||
         kMarks.find(c) != std::u32string_view::npos;
}

bool is_exponent(std::string_view unit) {
  if (unit.front() != 'e' && unit.front() != 'E') return false;
  const bool has_sign = unit.size() > 1 && (unit[1] == '+' || unit[1] == '-');
  return digit_at(unit, has_sign ? 2 : 1);
}

bool is_fraction(std::string_view unit) {
  if (unit.front() != '/' || unit.size() < 2) return false;
  return std::ranges::all_of(unit.substr(1), is_digit);
}

/// m2, CO2, /10万 have digits; a digit after anything else begins a second figure.
bool has_second_figure(std::string_view unit) {
  for (std::size_t at = 1; at < unit.size(); ++at) {
    const char before = unit[at - 1];
    const bool may_follow = is_letter(before) || is_digit(before) || before == '.' || before == '/';
    if (is_digit(unit[at]) && !may_follow) return true;
  }
  return false;
}

}  // namespace

ScannedNumber scan_number(std::string_view text) {
  ScannedNumber out;
  const bool negative = text.starts_with('-');
  std::size_t at = negative ? 1 : 0;
  const std::size_t first = at;
  if (!digit_at(text, at)) return {.fault = NumberFault::missing};
  Digits digits;
  digits.read(text, at);
  if (at < text.size() && text[at] == ',' && digit_at(text, at + 1) &&
      !read_groups(text, first, at, digits)) {
    return {.fault = NumberFault::grouping};
  }
  const int whole = digits.count;
  if (at < text.size() && text[at] == '.' && digit_at(text, at + 1)) digits.read(text, ++at);
  const int decimals = digits.count - whole;
  if (whole > Decimal::kMaxWholeDigits || decimals > Decimal::kMaxScale ||
      digits.count > Decimal::kMaxDigits) {
    return {.fault = NumberFault::too_long};
  }
  out.value = Decimal::scaled(negative ? -digits.mantissa : digits.mantissa, decimals);
  out.length = at;
  return out;
}

UnitFault judge_unit(std::string_view unit) {
  if (unit.empty()) return UnitFault::none;
  constexpr std::size_t kMostBytes = 120;
  constexpr std::size_t kMostCharacters = 30;
  constexpr std::array<std::string_view, 3> kDateWords = {"年", "月", "日"};
  // 3百个, 5千元, 3万五: half digits, half words. 千瓦 and 百分点 are units.
  constexpr std::array<std::string_view, 17> kNumerals = {"十", "百", "千", "拾", "佰", "仟",
                                                          "〇", "零", "一", "二", "三", "四",
                                                          "五", "六", "七", "八", "九"};
  const char first = unit.front();
  if (is_digit(first)) return UnitFault::digits;
  if (first == '-' || first == '.') return UnitFault::leading;
  if (begins_with_any(unit, kDateWords)) return UnitFault::date;
  if (begins_with_any(unit, kNumerals) && !begins_with_any(unit, kMetric)) {
    return UnitFault::numeral;
  }
  if (is_exponent(unit)) return UnitFault::exponent;
  if (is_fraction(unit)) return UnitFault::fraction;
  if (unit.size() > kMostBytes) return UnitFault::too_long;
  for (std::size_t at = 0; at < unit.size();) {
    if (is_sentence_mark(next_code_point(unit, at))) return UnitFault::punctuation;
  }
  if (has_second_figure(unit)) return UnitFault::digits;
  if (code_point_count(unit) > kMostCharacters) return UnitFault::too_long;
  return UnitFault::none;
}

SplitUnit split_unit(std::string_view unit) {
  if (take(unit, "万亿")) return {12, unit};
  if (take(unit, "万")) return {4, unit};
  if (take(unit, "亿")) return {8, unit};
  return {0, unit};
}

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

void take_space(std::string_view& text) {
  while (!text.empty()) {
    std::size_t next = 0;
    if (!is_space(next_code_point(text, next))) return;
    text.remove_prefix(next);
  }
}

bool take_qualifiers(std::string_view& text) {
  constexpr std::array<std::string_view, 5> kQualifiers = {"（含）", "(含)", "以上", "以内", "左右"};
  const std::size_t size = text.size();
  // Both orders are met: 50万元（含）以上, 50万元以上（含）.
  for (int turn = 0; turn < 2; ++turn) {
    for (const std::string_view word : kQualifiers) {
      if (!text.ends_with(word)) continue;
      text.remove_suffix(word.size());
      break;
    }
  }
  return text.size() != size;
}

bool begins_with_numeral(std::string_view text) {
  if (text.empty()) return false;
  constexpr std::u32string_view kNumerals =
      U"〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟半几数";
  std::size_t at = 0;
  return kNumerals.find(next_code_point(text, at)) != std::u32string_view::npos;
}

std::string quoted(std::string_view text) {
  constexpr int kMost = 24;
  std::string out;
  int count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    if (count == kMost) return out + "…";
    const char32_t c = next_code_point(text, at);
    append_utf8(out, c < 0x20 || (c >= 0x7F && c < 0xA0) ? 0xFFFD : c);
  }
  return out;
}

Say number_problem(NumberFault fault, std::string_view text, std::string_view example) {
  const std::string shown = quoted(text);
  if (fault == NumberFault::grouping) {
    return {fmt::format("「{}」的逗号不是千分位，每三位一个，或者都不写", shown),
            fmt::format("the commas of “{}” are not thousands commas; write one every three "
                        "digits, or none",
                        shown)};
  }
  if (fault == NumberFault::too_long) {
    return {fmt::format("「{}」的数字过长，整数至多 {} 位、小数至多 {} 位、共至多 {} 位", shown,
                        Decimal::kMaxWholeDigits, Decimal::kMaxScale, Decimal::kMaxDigits),
            fmt::format("“{}” has too many digits; at most {} before the point, {} after it and "
                        "{} in all",
                        shown, Decimal::kMaxWholeDigits, Decimal::kMaxScale, Decimal::kMaxDigits)};
  }
  if (begins_with_numeral(text)) {
    return {fmt::format("「{}」用了中文数字，改写成阿拉伯数字，如 {}", shown, example),
            fmt::format("“{}” has a Chinese numeral; write digits, such as {}", shown, example)};
  }
  std::size_t at = 0;
  const char32_t first = text.empty() ? U'\0' : next_code_point(text, at);
  if (first >= 0xFF10 && first <= 0xFF19) {
    return {fmt::format("「{}」用了全角数字，改写成半角数字，如 {}", shown, example),
            fmt::format("“{}” has full-width digits; write ASCII digits, such as {}", shown, example)};
  }
  return {fmt::format("「{}」处应为数字，写法如 {}", shown, example),
          fmt::format("expected a number at “{}”, such as {}", shown, example)};
}

}  // namespace disclose

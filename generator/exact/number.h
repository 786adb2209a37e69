#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "exact/decimal.h"

namespace disclose {

// The words that money, quantities, targets and scores are made of. Used by exact/ alone.

/// Why no number was read.
enum class NumberFault : std::uint8_t {
  none,
  missing,   ///< it does not begin with a digit
  grouping,  ///< commas that are no thousands commas
  too_long,  ///< more than 18 digits before the point, 12 after it or 24 in all
};

struct ScannedNumber {
  Decimal value;
  std::size_t length = 0;  ///< in bytes; 0 when there is a fault
  NumberFault fault = NumberFault::none;
};

/// The number that `text` begins with: `[-]digits[.digits]`, plain or with thousands commas.
ScannedNumber scan_number(std::string_view text);

/// Why the text after a number is no unit.
enum class UnitFault : std::uint8_t {
  none,
  leading,      ///< it begins with - or .
  date,         ///< it begins with 年 月 日
  numeral,      ///< it begins with a Chinese numeral: 千元, 百个
  exponent,     ///< 1e5
  fraction,     ///< 1/3
  digits,       ///< a second figure: 3万5千元, 12个其中5个
  punctuation,  ///< a sentence, not a unit
  too_long,     ///< more than 30 characters
};

/// Judges what follows a number (and 万, 亿), white space around it removed. Empty is no fault.
UnitFault judge_unit(std::string_view unit);

/// 千瓦时 → 0, 万元 → 4 and 元, 亿人 → 8 and 人, 万亿元 → 12 and 元.
struct SplitUnit {
  std::uint8_t power = 0;
  std::string_view base;
};
SplitUnit split_unit(std::string_view unit);

/// Takes `word` (or white space) from the front of `text`; whether it was there.
bool take(std::string_view& text, std::string_view word);
void take_space(std::string_view& text);

/// Takes （含） and 以上, 以内, 左右 from the end of `text`; whether any was there.
bool take_qualifiers(std::string_view& text);

/// Whether a Chinese numeral (三, 十, 两, 几, 数) is the first character.
bool begins_with_numeral(std::string_view text);

/// The first characters of `text`, fit to stand in a message: no control characters.
std::string quoted(std::string_view text);

/// What is wrong where a number should stand: `text` begins where it should. `example` shows one.
Say number_problem(NumberFault fault, std::string_view text, std::string_view example);

}  // namespace disclose

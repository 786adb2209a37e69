#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "exact/decimal.h"
#include "exact/money.h"

namespace disclose {

/// A counted or measured thing as its author wrote it (format.md 2, quantity).
///
/// Shape: of "约678.5万人", `number` is 6785000 (in 人), `unit` 人, `power` 4, `decimals` 1, and
/// `exact` is false: whatever is qualified (约, 多, 以上, a range) is shown as written, never summed.
struct Quantity {
  std::string_view written;
  bool exact = false;
  std::optional<Decimal> number;  ///< in `unit`, after 万 and 亿; empty for a range
  std::string_view unit;          ///< without 万 and 亿; may be empty
  std::uint8_t decimals = 0;      ///< as written
  std::uint8_t power = 0;         ///< of ten: 万 4, 亿 8, 万亿 12
  std::optional<Money> money;     ///< when it is exact and its unit is 元
};

/// Reads a quantity; otherwise `problem` says how to write it. No allocation when it is one.
std::optional<Quantity> parse_quantity(std::string_view text, Say& problem);

/// Whether both have one unit once 万 and 亿 are taken into the number (元 = 万元 = 亿元; ％ = %).
bool same_unit(const Quantity& a, const Quantity& b);

/// The number in the unit it was written in: 678314.65 of "678314.65万元".
std::optional<Decimal> number_as_written(const Quantity& quantity);

/// The unit it was written in: "万元", "亿人", "%".
std::string unit_as_written(const Quantity& quantity);

/// `number` (in the base unit of `like`) printed as `like` is: "678,314.65万元". Exact, with at least
/// the decimals of `like`.
std::string print_like(const Decimal& number, const Quantity& like);

}  // namespace disclose

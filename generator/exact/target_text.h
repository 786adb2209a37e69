#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "exact/decimal.h"

namespace disclose {

/// The sign before a target's number (计算符号, domain.md 1.0.3); `text` when it has none.
enum class Comparison : std::uint8_t { at_least, more_than, equal, less_than, at_most, text };

/// ≥ > = < ≤, and "" for text.
std::string_view sign_of(Comparison comparison);

/// A number with its unit as written: 1286 and 公里, 50 and 万元, 95.2 and %.
struct Measure {
  Decimal number;
  std::string_view unit;
};

/// An indicator's target (指标值). `number` is present exactly when `comparison` is not `text`.
struct TargetText {
  std::string_view written;  ///< the author's text
  Comparison comparison = Comparison::text;
  std::optional<Decimal> number;
  std::string_view unit;   ///< as written, 万 and 亿 included
  bool time_unit = false;  ///< 年 月 日 天 周 小时 分钟: compared, but not scored by formula

  bool is_quantitative() const { return comparison != Comparison::text; }
};

/// Reads any text: what is not sign, number and unit is text (qualitative, or a date).
TargetText parse_target_text(std::string_view text);

/// The number of an actual value (实际完成值) when it is plainly one: "1,286公里", "95.2%", "12".
std::optional<Measure> parse_actual(std::string_view text);

/// Whether `unit` is one of time.
bool is_time_unit(std::string_view unit);

/// `actual` in the unit of `target`: "520000元" for "≤50万元" is 52. An actual without a unit is
/// taken in the target's. nullopt when the units differ or the target is text.
std::optional<Decimal> in_unit_of(const TargetText& target, const Measure& actual);

/// Whether `actual` meets `target` as its sign says (> is strict); nullopt where that is undecided.
std::optional<bool> is_met(const TargetText& target, const Measure& actual);

/// Whether `actual` is at least `percent` per cent of a ≥ > = target above zero; nullopt for others.
std::optional<bool> reaches(const TargetText& target, const Measure& actual,
                            const Decimal& percent);

/// Whether two targets ask for the same: sign, number and unit equal, or the texts are.
bool same_target(const TargetText& a, const TargetText& b);

}  // namespace disclose

#pragma once

#include <optional>

#include "exact/decimal.h"
#include "exact/money.h"
#include "exact/score.h"
#include "exact/target_text.h"

namespace disclose {

/// The score a quantitative indicator earns for `actual` (domain.md 1.13.2).
///
/// Unit: points, two decimals, half away from zero; 0..weight.
/// Shape: nullopt for text, units of time, differing units, and targets or weights below zero.
std::optional<Score> formula_score(const TargetText& target, const Measure& actual,
                                   const Score& weight);

/// The score of budget execution: executed / adjusted × weight, at most weight (domain.md 1.13.1).
///
/// Unit: points, two decimals, half away from zero; 0..weight.
/// Shape: nullopt when `adjusted` is not above zero (全年预算数 0 cannot be computed).
std::optional<Score> execution_score(Money executed, Money adjusted, const Score& weight);

/// Share of the adjusted budget that was spent (预算执行率), in percent with `places` decimals.
///
/// Shape: above 100 is possible; nullopt when `adjusted` is not above zero.
std::optional<Decimal> execution_rate(Money executed, Money adjusted, int places = 2);

}  // namespace disclose

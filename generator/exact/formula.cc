#include "exact/formula.h"

#include <algorithm>

namespace disclose {
namespace {

/// part / whole × weight, two decimals, at most weight.
std::optional<Score> share(const Decimal& part, const Decimal& whole, const Score& weight) {
  const std::optional<Decimal> product = Decimal::multiply(part, weight);
  if (!product) return std::nullopt;
  const std::optional<Decimal> score = Decimal::divide(*product, whole, 2);
  if (!score) return std::nullopt;
  return std::min(*score, weight);
}

}  // namespace

// 1. ≥ and >: a ≥ t → w, else a/t × w.
// 2. =: t = 0 → (a ≤ 0 ? w : 0); t > 0 → as in 1.
// 3. < and ≤: a ≤ t → w; t < a < 2t → (1 − (a−t)/t) × w; a ≥ 2t → 0.
// A negative actual counts as 0.
std::optional<Score> formula_score(const TargetText& target, const Measure& actual,
                                   const Score& weight) {
  const std::optional<Decimal> stated = in_unit_of(target, actual);
  if (!stated || target.time_unit || target.number->is_negative() || weight.is_negative()) {
    return std::nullopt;
  }
  const Decimal t = *target.number;
  const Decimal a = std::max(*stated, Decimal());
  const bool reverse =
      target.comparison == Comparison::less_than || target.comparison == Comparison::at_most;
  if (reverse) {
    if (a <= t) return weight;
    const Decimal left = t + t - a;
    return left.is_negative() ? Score() : share(left, t, weight);
  }
  if (t.is_zero() && target.comparison == Comparison::equal) return a.is_zero() ? weight : Score();
  return a >= t ? weight : share(a, t, weight);
}

std::optional<Score> execution_score(Money executed, Money adjusted, const Score& weight) {
  if (adjusted <= Money{} || weight.is_negative()) return std::nullopt;
  if (executed >= adjusted) return weight;
  const Money counted = std::max(executed, Money{});
  return share(Decimal::scaled(counted.fen, 0), Decimal::scaled(adjusted.fen, 0), weight);
}

std::optional<Decimal> execution_rate(Money executed, Money adjusted, int places) {
  if (adjusted <= Money{}) return std::nullopt;
  const std::optional<Decimal> percent = Decimal::scaled(executed.fen, 0).shifted(2);
  if (!percent) return std::nullopt;
  return Decimal::divide(*percent, Decimal::scaled(adjusted.fen, 0), places);
}

}  // namespace disclose

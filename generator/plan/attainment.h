#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/registry.h"

namespace disclose {

/// Whether an indicator reached its target, as far as what is published decides it.
enum class Attainment : std::uint8_t { met, partly, missed, undecided };

/// 完成, 部分完成, 未完成, 无法判定.
std::string_view chinese_name_of(Attainment attainment);
/// The class key of its mark: ok, mid, bad, na.
std::string_view state_of(Attainment attainment);

/// How many indicators reached their targets.
struct AttainmentCounts {
  int met = 0;
  int partly = 0;
  int missed = 0;
  int undecided = 0;
  int all() const { return met + partly + missed + undecided; }
  int decided() const { return met + partly + missed; }
  int failed() const { return partly + missed; }
  void add(Attainment attainment);
  AttainmentCounts& operator+=(const AttainmentCounts& other);
};

/// Judges `value` against the target of `indicator`. A number is compared as the target's sign says.
/// What is no number is judged by its share of the weight in the three steps of 财预〔2020〕10 号
/// (site.json, qualitative_bands). What neither decides stays undecided: nothing is inferred.
Attainment judge(const Site& site, const Indicator& indicator, Text value, std::optional<Points> score);

/// An indicator of a subject over its cycle: what was aimed at, what the unit says, what was found.
struct IndicatorLine {
  const Indicator* indicator = nullptr;  ///< of the self-evaluation, else of the target
  Text own;                              ///< the unit's value
  Text verified;                         ///< the value a finance evaluation or recheck found
  const Record* verified_by = nullptr;
  Attainment reported = Attainment::undecided;  ///< by the unit's own value
  Attainment judged = Attainment::undecided;    ///< by the verified value where there is one
};

/// The indicators of one subject. Later records win: targets, then self-evaluation for the list;
/// finance evaluation, then recheck for what was verified. Indicators are matched by name.
std::vector<IndicatorLine> indicator_lines(const Site& site, const Target* target, const SelfEvaluation* self,
                                           const Refs<FinanceEvaluation>& evaluations, const Refs<Recheck>& rechecks);

}  // namespace disclose

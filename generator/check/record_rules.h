#pragma once

#include <vector>

#include "check/rule.h"
#include "exact/target_text.h"

namespace disclose {

// The rules on the figures of one record. Each reports its breaches and answers whether the record
// keeps it: one mistake makes one finding, so a rule that rests on a broken one stays silent.

/// fund-sum: totals are the sums of their parts.
bool funds_agree(const RuleContext& context, const Target& record, Diagnostics& diagnostics);
bool funds_agree(const RuleContext& context, const Monitoring& record, Diagnostics& diagnostics);
bool funds_agree(const RuleContext& context, const SelfEvaluation& record, Diagnostics& diagnostics);
bool funds_agree(const RuleContext& context, const Budget& record, Diagnostics& diagnostics);
bool funds_agree(const RuleContext& context, const FinalAccounts& record, Diagnostics& diagnostics);
bool funds_agree(const RuleContext& context, const Assessment& record, Diagnostics& diagnostics);

/// score-range: 0 ≤ score ≤ weight, 0 ≤ total ≤ 100.
bool scores_in_range(const RuleContext& context, const PreEvaluation& record, Diagnostics& diagnostics);
bool scores_in_range(const RuleContext& context, const SelfEvaluation& record, Diagnostics& diagnostics);
bool scores_in_range(const RuleContext& context, const Monitoring& record, Diagnostics& diagnostics);
bool scores_in_range(const RuleContext& context, const Recheck& record, Diagnostics& diagnostics);
bool scores_in_range(const RuleContext& context, const FinanceEvaluation& record, Diagnostics& diagnostics);
bool scores_in_range(const RuleContext& context, const Assessment& record, Diagnostics& diagnostics);

/// score-total: the total is the sum of its parts, within the tolerance.
bool total_agrees(const RuleContext& context, const PreEvaluation& record, Diagnostics& diagnostics);
bool total_agrees(const RuleContext& context, const SelfEvaluation& record, Diagnostics& diagnostics);
bool total_agrees(const RuleContext& context, const FinanceEvaluation& record, Diagnostics& diagnostics);
bool total_agrees(const RuleContext& context, const Assessment& record, Diagnostics& diagnostics);

/// By how much sums of a self-evaluation that have been told of are off: a row whose mending mends the
/// sum has been told of with it.
struct Gaps {
  std::optional<Decimal> total;    ///< the stated total above the sum of its parts
  std::optional<Decimal> weights;  ///< the weights above 100
};

/// Both are nullopt where a part of the sum is not known.
std::optional<Decimal> total_gap(const RuleContext& context, const SelfEvaluation& record);
std::optional<Decimal> weight_gap(const RuleContext& context, const SelfEvaluation& record);

/// grade: a stated grade is its scheme's for the score, a score lies inside its scheme. `score_holds`
/// is false when the score itself is in doubt: then only the names are looked at.
void check_grade(const RuleContext& context, const Record& record, const std::optional<Points>& score, Text grade,
                 bool score_holds, Diagnostics& diagnostics);

/// actual-missing, deviation-missing: what each indicator of a self-evaluation must say.
void check_indicators(const RuleContext& context, const SelfEvaluation& record, const Gaps& gaps, Diagnostics& diagnostics);

/// The targets of `indicators`, read once for all rules.
std::vector<TargetText> read_targets(const std::vector<Indicator>& indicators);

/// A self-evaluation beside its approved target, once its changes have been told of.
struct Compared {
  std::vector<const Indicator*> approved;  ///< of each indicator: the approved one; empty without a target
  bool renamed = false;                    ///< an indicator is another, or stands on another level
};

/// score-formula, score-band: the score of an indicator is what its operator or its band gives.
void check_formulas(const RuleContext& context, const SelfEvaluation& record, const std::vector<TargetText>& targets,
                    const Compared& compared, const Gaps& gaps, Diagnostics& diagnostics);

/// execution-score: executed / adjusted × its weight. The funds must agree.
void check_execution(const RuleContext& context, const SelfEvaluation& record, const Gaps& gaps, Diagnostics& diagnostics);

/// over-target: an actual far above its target is explained.
void check_over_targets(const RuleContext& context, const SelfEvaluation& record, const std::vector<TargetText>& targets,
                        const Compared& compared, Diagnostics& diagnostics);

/// weight-total: weights and the execution weight are 100, the first level's as configured.
bool weights_agree(const RuleContext& context, const Target& record, Diagnostics& diagnostics);
bool weights_agree(const RuleContext& context, const SelfEvaluation& record, const Compared& compared, Diagnostics& diagnostics);

/// weight-lopsided: no indicator carries more than 40 points.
void check_lopsided(const RuleContext& context, const Record& record, const std::vector<Indicator>& indicators,
                    Diagnostics& diagnostics);

/// vague-indicators: a target has an indicator that can be measured.
void check_vague(const RuleContext& context, const Target& record, const std::vector<TargetText>& targets,
                 Diagnostics& diagnostics);

/// The published target that a self-evaluation answers: the one it names, else the one of the same
/// subject and year; nullptr when there is none here.
const Target* target_of(const Registry& registry, const SelfEvaluation& record);

/// target-changed: the indicators and target values are those of the approved target.
Compared check_target_changes(const RuleContext& context, const SelfEvaluation& record, const Target& target,
                              const std::vector<TargetText>& targets, Diagnostics& diagnostics);

}  // namespace disclose

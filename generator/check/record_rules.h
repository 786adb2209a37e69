#pragma once

#include "check/rule.h"

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
bool scores_in_range(const RuleContext& context, const Recheck& record, Diagnostics& diagnostics);
bool scores_in_range(const RuleContext& context, const FinanceEvaluation& record, Diagnostics& diagnostics);
bool scores_in_range(const RuleContext& context, const Assessment& record, Diagnostics& diagnostics);

/// score-total: the total is the sum of its parts, within the tolerance.
bool total_agrees(const RuleContext& context, const PreEvaluation& record, Diagnostics& diagnostics);
bool total_agrees(const RuleContext& context, const SelfEvaluation& record, Diagnostics& diagnostics);
bool total_agrees(const RuleContext& context, const FinanceEvaluation& record, Diagnostics& diagnostics);
bool total_agrees(const RuleContext& context, const Assessment& record, Diagnostics& diagnostics);

/// grade: a stated grade is its scheme's for the score, a score lies inside its scheme. `score_holds`
/// is false when the score itself is in doubt: then only the names are looked at.
void check_grade(const RuleContext& context, const Record& record, const std::optional<Points>& score, Text grade,
                 bool score_holds, Diagnostics& diagnostics);

/// actual-missing, deviation-missing: what each indicator of a self-evaluation must say.
void check_indicators(const RuleContext& context, const SelfEvaluation& record, Diagnostics& diagnostics);

}  // namespace disclose

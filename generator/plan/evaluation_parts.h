#pragma once

#include "base/view.h"
#include "plan/record_parts.h"

namespace disclose {

// What the page of a finance evaluation and the list of rectifications share.

/// A rectification: {required, measures, deadline, state, text, completed, evidence, late, of: {title,
/// url}, unit, published, number}; `state` is ok|mid|bad|na, `text` its word or 未注明.
View rectification_view(const RecordContext& context, const Rectification& record);

/// The findings of an evaluation with what answers them: [{id, anchor, text, category, amount, deduction,
/// page, answers: [rectification_view()]}].
View findings_view(const RecordContext& context, const FinanceEvaluation& evaluation);

/// How the findings of an evaluation were answered.
struct FindingCounts {
  int all = 0;
  int answered = 0;  ///< by some rectification
  int done = 0;      ///< every rectification of it is done
};
FindingCounts count_findings(const RecordContext& context, const FinanceEvaluation& evaluation);

/// A use of results: {form, text, amount, affects, units_affected, because: [{title, url}], unit, published, number}.
View result_use_view(const RecordContext& context, const ResultUse& record);

std::string_view state_of(const std::optional<Rectification::State>& state);

}  // namespace disclose

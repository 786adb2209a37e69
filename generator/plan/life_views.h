#pragma once

#include "base/view.h"
#include "plan/plan.h"

namespace disclose {

// Parts that the page of a project and the page of a unit share.

/// [{form, amount, text, who, url}] for the list `use`.
View uses_view(const PlanContext& context, const Refs<ResultUse>& uses);

/// The findings of an evaluation with what answers each: {rows: [{text, category, page, url, deduction,
/// state, text_state, note}], total, of, adds_up, progress}; nothing without findings.
View deductions_view(const PlanContext& context, const FinanceEvaluation& evaluation, const Refs<Rectification>& rectifications);

/// [{title, kind, url, number, approved, published}]: records with their approval numbers and dates.
View record_rows(const PlanContext& context, const std::vector<const Record*>& records);

/// The grounds on which parts of these records are withheld, each once: [text].
View withheld_grounds(const std::vector<const Record*>& records);

/// Documents and sources of several records, each once: as documents_view() and sources_view().
View documents_of(const std::vector<const Record*>& records);
View sources_of(const std::vector<const Record*>& records);

}  // namespace disclose

#pragma once

#include "base/view.h"
#include "plan/facts.h"
#include "plan/plan.h"

namespace disclose {

/// [{title, url, count, result, date}]: an entrance to every list of the year, in the order of the cycle.
View year_cycle(const YearFacts& year);

/// The page of a fiscal year: its sentence, an entrance to every list there is, its reports, and what
/// is not there and why.
View year_view(const PlanContext& context, const YearFacts& year);

}  // namespace disclose

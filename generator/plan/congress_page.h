#pragma once

#include "base/view.h"
#include "plan/facts.h"
#include "plan/plan.h"

namespace disclose {

/// The page for the deputies of the People's Congress: the digest of a year, the county's own figures,
/// the widest gaps, what is not put right, what is late or missing, and questions made by rules.
View congress_view(const PlanContext& context, const YearFacts& year);

}  // namespace disclose

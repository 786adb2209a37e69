#pragma once

#include "base/view.h"
#include "plan/facts.h"
#include "plan/plan.h"

namespace disclose {

/// All units: the table of the newest year that tells of them, and the names of the others.
View units_view(const PlanContext& context, const SiteFacts& facts);

/// A unit over the years.
View unit_years_view(const PlanContext& context, const SiteFacts& facts, const Unit& unit);

/// A unit in a year.
View unit_year_view(const PlanContext& context, const SiteFacts& facts, const UnitFacts& unit);

/// {rows: [{year, url, current, budget, budget_w, rate, own, finance, own_x, finance_x}], grid, low,
/// has_scores}: a unit's years with anything to compare, oldest first.
View unit_year_rows(const SiteFacts& facts, const Unit& unit, std::optional<Year> current);

/// What was due of a unit, when and where it was published: [{item, state, text, date, url, outside, who}].
View strip_view(const PlanContext& context, const UnitFacts& unit);

}  // namespace disclose

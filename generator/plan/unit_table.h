#pragma once

#include <span>

#include "base/view.h"
#include "plan/facts.h"
#include "plan/plan.h"

namespace disclose {

/// The table of units with dots, for home and units/: {rows: [{name, code, sub, url, budget, exec, met,
/// own, finance, due}], rest, total, has_money, has_met, has_scores, has_due, money_low, met_low,
/// ref_exec, ref_met, count}. With `limit` the largest ones by adjusted budget and a row for the rest;
/// otherwise all of them by code. Sums reconcile: rows and rest are the total.
View unit_table(const PlanContext& context, const YearFacts& year, std::size_t limit = 0);

/// The same of the units at `places`, in their order; a total only where it is that of all of them. `nested`: a
/// subordinate unit stands below its department.
View unit_table(const PlanContext& context, const YearFacts& year, std::span<const std::size_t> places, bool nested);

}  // namespace disclose

#pragma once

#include "plan/facts.h"
#include "plan/plan.h"

namespace disclose {

/// data.json of a project's life in a year: the figures of its page, exact, with where each record is:
/// {id, year, name, code?, unit, page, money: {initial_yuan?, adjusted_yuan?, executed_yuan?},
///  self_score?, finance_score?, recheck_score?, indicators: [{name, level1, level2, target, own?,
///  verified?, verdict}], records: [{kind, title, page}]}.
View project_data(const PlanContext& context, const ProjectFacts& project);

/// data.json of a unit in a year: {id, year, name, code?, page, money, self_score?, finance_score?,
/// projects: [{id, name, money, self_score?, finance_score?, page}], ledger: [{item, state,
/// timeliness?, published?, page?}]}.
View unit_data(const PlanContext& context, const YearFacts& year, const UnitFacts& unit);

}  // namespace disclose

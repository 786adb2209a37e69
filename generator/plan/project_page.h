#pragma once

#include "base/view.h"
#include "plan/facts.h"
#include "plan/plan.h"
#include "plan/project_order.h"

namespace disclose {

/// A project's whole life in a year, on one page.
View project_view(const PlanContext& context, const SiteFacts& facts, const ProjectFacts& project);

/// A project over the years.
View project_years_view(const PlanContext& context, const SiteFacts& facts, Text id);

using ProjectLists = std::vector<ProjectList>;

/// Page `page` of the list `which` of a year's projects.
View project_list_view(const PlanContext& context, const YearFacts& year, const ProjectLists& lists, std::size_t which, std::size_t page);

/// The years of a project: [{year, url, current, budget, spent, rate, rate_w, own, finance, kind}], oldest first.
View project_year_rows(const SiteFacts& facts, const Refs<Project>& years, std::optional<Year> current);

/// A row of a table of projects: {name, unit, url, budget, rate, rate_w, met, failed, own, finance, state, text}.
View project_row(const PlanContext& context, const ProjectFacts& project);

}  // namespace disclose

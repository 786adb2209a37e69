#pragma once

#include "plan/plan.h"

namespace disclose {

/// /search/: everything the site has, listed by type and year, so that the browser's own find in page
/// finds it without a script. A county with much to list gets further pages by year and unit.
void add_search_pages(const PlanContext& context, SitePlan& site_plan);

}  // namespace disclose

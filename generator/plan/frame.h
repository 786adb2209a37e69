#pragma once

#include "base/view.h"
#include "plan/plan.h"

namespace disclose {

/// What every page shows around its own content: title, years, navigation, publisher, portal.
View frame_view(const PlanContext& context);

/// [{id, title, url}]: the navigation of a page of `year`. Lists with nothing in them are not made, and
/// not linked: what a year does not have leads to the newest year that has it.
View nav_view(const Registry& registry, std::optional<Year> year);

}  // namespace disclose

#pragma once

#include "base/view.h"
#include "plan/plan.h"

namespace disclose {

/// What every page shows around its own content: title, years, navigation, publisher, portal.
View frame_view(const PlanContext& context);

}  // namespace disclose

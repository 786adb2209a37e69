#pragma once

#include "base/view.h"
#include "plan/plan.h"

namespace disclose {

/// The values of /method/ (口径与名词): how every judgement of the site comes about.
View method_page(const PlanContext& context);

}  // namespace disclose

#pragma once

#include "base/view.h"
#include "plan/plan.h"

namespace disclose {

/// What was published last, by the records' own dates: [{date, title, url}], newest first, at most
/// `limit`. Records of one kind published on one day stand together: "19项结果应用".
View recent_publications(const PlanContext& context, std::size_t limit);

}  // namespace disclose

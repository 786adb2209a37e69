#pragma once

#include "base/view.h"
#include "plan/plan.h"

namespace disclose {

/// What was published last, by the records' own dates: [{date, title, url}], newest first, at most
/// `limit`. Records of one kind published on one day stand together: "19项结果应用".
View recent_publications(const PlanContext& context, std::size_t limit);

/// Whether there is a feed.xml: it must say when it was changed last, which of records without a date
/// nobody can.
bool has_feed(const PlanContext& context);

}  // namespace disclose

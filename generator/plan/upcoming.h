#pragma once

#include <cstddef>
#include <optional>

#include "base/view.h"
#include "plan/plan.h"

namespace disclose {

/// The newest publication the records tell of; never the day of the build. Nothing without any date.
std::optional<Date> newest_publication(const Registry& registry);

/// What readers may expect after the newest publication, at most `limit`: [{date, title, url, note}]. First
/// the three nearest deadlines of rectifications that are not done, then what has come in the same month of the year
/// after, two years running ("每年2月"), those of the coming months first. Nothing is foretold that the
/// records do not carry.
View upcoming_publications(const PlanContext& context, std::size_t limit);

}  // namespace disclose

#pragma once

#include "base/view.h"
#include "plan/facts.h"
#include "plan/plan.h"

namespace disclose {

/// Questions a deputy may ask, made by rules from what is published: [{ask, facts, unit, url}], at most
/// `limit`, the gravest first. The same records always make the same questions.
View questions_of(const PlanContext& context, const YearFacts& year, std::size_t limit);

}  // namespace disclose

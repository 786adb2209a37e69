#pragma once

#include "base/view.h"
#include "plan/plan.h"

namespace disclose {

/// The seven stages of a project's life for the macro `life`: [{name, url, value, date, state, text,
/// current}]. A stage without a record says 未公开. `current` is the record whose page it stands on.
View stages_of(const PlanContext& context, const ProjectLife& life, const Record* current = nullptr);

/// "95.26分，优" of a score and grade, "得分未公开" without a score.
std::string score_and_grade(const std::optional<Points>& score, Text grade);

/// "5条完成、1条未完成" of rectifications; those without a state are 进展未公开, never counted as open.
std::string progress_of(const Refs<Rectification>& rectifications);

}  // namespace disclose

#pragma once

#include "base/view.h"
#include "plan/drawing.h"
#include "plan/facts.h"
#include "plan/plan.h"

namespace disclose {

// Rows that the home page, lists and the congress page share.

/// Self-evaluation against finance evaluation, at most `limit` pairs, widest gap first: {title, rows:
/// [{name, who, url, own, finance, diff, lower, own_x, finance_x, own_grade, finance_grade}], ticks,
/// grid, low, more, count}; nothing when no subject has both scores.
View gap_table(const PlanContext& context, const YearFacts& year, std::size_t limit);

/// A project on such a list, for this reason: {name, unit, url, why, fact, state, text}.
View attention_row(const PlanContext& context, const ProjectFacts& project, Concern concern);

/// 重点关注: {chips: [{text, count, url}], rows: [{name, unit, url, why, fact, state, text}], all,
/// url}; nothing when no project gives a reason. At most `limit` rows.
View attention_view(const PlanContext& context, const YearFacts& year, std::size_t limit);

/// The fact that makes a project stand there: "自评96.00分，财政评价71.50分，低24.50分".
std::string concern_fact(const ProjectFacts& project, Concern concern);

/// {state, text}: how far the rectifications of a project are; 没有整改记录 with none.
View rectification_state(const Refs<Rectification>& rectifications);

/// The name of a concern in URLs: "gap".
std::string_view anchor_of(Concern concern);

/// "86.9%" with one decimal of a share of decided indicators, and its place on the axis:
/// {text, x}; nothing when there is no share.
View rate_view(const std::optional<Decimal>& percent, const Axis& axis);

/// "未评价" or the score's text with its url: {text, url}.
View score_link(const Registry& registry, const Record* record, const std::optional<Points>& score);

}  // namespace disclose

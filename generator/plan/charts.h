#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "base/view.h"
#include "plan/facts.h"
#include "plan/plan.h"

namespace disclose {

// Charts of a year. A chart is a table whose cells are drawn, or a picture with its table; page and
// PDF draw the same places: percentages across, pixels down.

/// Where indicators missed their targets (未完成热表), unit × second level, at most `limit` units, most
/// misses first: {title, columns: [{name}], rows: [{name, url, cells, sum}], total, shown, of}; a cell is
/// {text: "3/14", level: "h2"}, its level the darkness of its ground: h0 none, h1 to 10%, h2 to 25%, h3 to 50%,
/// h4 beyond. Nothing where every judged indicator met its target.
View miss_table(const PlanContext& context, const YearFacts& year, std::size_t limit);

/// How far the value is from its target, in per cent of the target; above zero is better than asked,
/// whichever way the target points. For "=" every difference is below zero. Nothing where it is no number.
std::optional<Decimal> deviation_of(const IndicatorLine& line);

/// How far values lie from their targets, in columns of ten per cent: {title, note, shown, of, columns: [{label, count,
/// x, w, mid, y, h, kind}], ticks: [{x, text}], zero, height, most}; nothing with fewer than ten indicators to draw.
View deviation_chart(const YearFacts& year);

/// `count` unit squares in rows of twenty: {path, width, height} in pixels, 15 from one to the next.
View unit_squares(std::size_t count);

}  // namespace disclose

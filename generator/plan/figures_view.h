#pragma once

#include <string>
#include <string_view>

#include "base/view.h"
#include "model/figure_check.h"
#include "plan/plan.h"

namespace disclose {

// 年度数据 as pages show them; templates/html/parts/figures.html draws them.

/// A figures record: {id, anchor, title, url, published, day, items: [{id, label, value, names, open, count, note, source,
/// withheld}], checks: [verdict_view()], sources}. `value` is the author's
/// text; `count` {state, text} or nothing says whether a closed list of names counts it; `url` is the
/// record's place on the figures page of its year.
View figures_view(const PlanContext& context, const Figures& figures);

/// The figures records of a year whose `topic` is this kind, each as figures_view(); an empty list
/// when there are none.
View figures_of_topic(const PlanContext& context, const YearBook& book, Kind topic);

/// The figures records of a year whose `topic` is "coverage".
View figures_of_coverage(const PlanContext& context, const YearBook& book);

/// Whether a year has figures of this topic: their list page is made even without records.
bool has_figures_of(const YearBook& book, Kind topic);

/// A check as a row of terms with its verdict, for the macro `sums`: {terms: [{label, value}], state:
/// ok|bad|na, text}. A term without a value is a sign.
View verdict_view(const FigureCheck& check, const FigureVerdict& verdict);

/// Plain data of a figures record, for data.json.
View figures_data(const PlanContext& context, const Figures& figures);

}  // namespace disclose

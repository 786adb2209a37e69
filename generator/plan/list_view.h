#pragma once

#include "base/view.h"
#include "plan/figures_view.h"
#include "plan/record_parts.h"

namespace disclose {

// The values of the lists of a year; see templates/README.md. Each has page, lead (a Phrase), years (the
// same list of other years: [{year, url}]) and figures (figures_of_topic()).

View finance_evaluations_view(const RecordContext& context, const YearBook& book);
View rectifications_view(const RecordContext& context, const YearBook& book);
View result_uses_view(const RecordContext& context, const YearBook& book);
View assessments_view(const RecordContext& context, const YearBook& book);
View regulations_view(const RecordContext& context, const YearBook& book);
View indicator_libraries_view(const RecordContext& context, const YearBook& book);
View all_figures_view(const RecordContext& context, const YearBook& book);

/// What the lists begin with: page, lead, figures.
View list_values(const RecordContext& context, const YearBook& book, std::string title, std::string_view nav, const Phrase& lead, Kind topic);

}  // namespace disclose

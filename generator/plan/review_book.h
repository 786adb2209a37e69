#pragma once

#include "base/view.h"
#include "plan/facts.h"
#include "plan/plan.h"

namespace disclose {

/// What the 审议参阅本 (review-book.pdf of the congress page, format.md 7) holds beyond the digest of
/// that page: {jurisdiction, projects (number), departments: [{name, sentence, money, rows, total,
/// projects: [{name, code, url, sentence, goal, meta, indicators, verified, deductions, uses}]}],
/// evaluations: [{name, unit, url, score, grade, own, sentence, deductions}]}. Every figure is one of
/// SiteFacts, as on the pages.
View review_book_view(const PlanContext& context, const YearFacts& year);

/// The chapters of a unit's projects in the unit's dossier (report.pdf of its page of a year), as in the
/// review book: [{name, code, url, sentence, goal, judged, verified, indicators, deductions, uses}].
View project_chapters(const PlanContext& context, const YearFacts& year, const UnitFacts& unit);

}  // namespace disclose

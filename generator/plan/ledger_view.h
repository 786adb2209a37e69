#pragma once

#include "base/view.h"
#include "plan/plan.h"

namespace disclose {

/// How many units one page of the matrix shows; a county with more gets further pages.
inline constexpr std::size_t kLedgerUnitsPerPage = 300;

/// How many pages the matrix of a year takes; at least 1.
std::size_t ledger_page_count(const YearBook& book);
/// "2024/ledger/", and "2024/ledger/part-2/" for the further ones (counted from 0).
std::string ledger_part_url(Year year, std::size_t part);

/// The columns of the matrix: [{name, short}].
View ledger_items_view(const Site& site);
/// The rows of one page of the matrix: [{name, code, url, cells}]; a cell is {state, text, url, inside, date, note}.
View ledger_rows_view(const PlanContext& context, const YearBook& book, std::size_t part);
/// Every page of the matrix, where there are several: [{title, url, current}].
View ledger_parts_view(const YearBook& book, std::size_t current);

/// Units that lack something that is due: [{unit, url, items, count, note}].
View ledger_missing_view(const YearBook& book);
/// What was late: [{unit, item, deadline, published, days, url, inside}].
View ledger_late_view(const PlanContext& context, const YearBook& book);
/// Exemptions with their grounds: [{unit, url, items, type, basis, by, date, carrier}].
View ledger_exemptions_view(const PlanContext& context, const YearBook& book);
/// The publisher's own row: [{item, state, text, count, url}].
View ledger_publisher_view(const PlanContext& context, const YearBook& book);
/// What is disclosed in a year, by kind: [{name, count, url}].
View ledger_kinds_view(const Registry& registry, const YearBook& book);

}  // namespace disclose

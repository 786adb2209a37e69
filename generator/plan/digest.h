#pragma once

#include "base/view.h"
#include "plan/facts.h"

namespace disclose {

/// The facts of a year with their small drawings, for home and for the year's page: execution,
/// indicators, scores, ledger, each absent when the records do not tell it; and, where few can be
/// computed, the county's own figures. `year` may be nullptr: a site without records.
void set_digest(const YearFacts* year, View& view);

}  // namespace disclose

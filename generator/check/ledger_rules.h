#pragma once

#include <optional>

#include "model/registry.h"

namespace disclose {

/// Makes the ledger of every shown year and hangs its entries on the units (format.md 7, ledger.json).
void make_ledgers(Registry& registry);

/// The last day for publishing `record`, where its kind has a limit and its approval a date
/// (format.md 3, deadline). `mid_year`: a target of a project added within the year.
std::optional<Date> deadline_of(const Registry& registry, const Record& record);

/// Whether its limit is that of the budget and what belongs to it (预算法 14), not `other_days`.
bool has_budget_deadline(const Registry& registry, const Record& record);

/// Whether a record's kind has a limit at all.
bool has_deadline(Kind kind);

}  // namespace disclose

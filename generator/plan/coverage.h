#pragma once

#include <optional>
#include <string>

#include "exact/decimal.h"
#include "model/registry.h"

namespace disclose {

/// How much of what was owed in a year is disclosed: the only place these figures are computed, for
/// the ledger, the home page and whoever else shows them. In unit × required item unless it says units.
struct Coverage {
  bool owes = false;         ///< site.json requires something of every unit
  int units = 0;             ///< listed in the ledger
  int due_units = 0;         ///< owe something that is due
  int exempt_units = 0;      ///< all they would owe is exempt
  int waiting_units = 0;     ///< nothing of theirs is due yet
  int complete_units = 0;    ///< of due_units: nothing is missing
  int items = 0;             ///< all entries
  int exempt = 0;
  int not_due = 0;
  int due = 0;               ///< disclosed + missing
  int disclosed = 0;
  int missing = 0;
  std::optional<int> units_total;  ///< when units.json names only some of them (site.json units_total)

  /// disclosed / due in percent with two decimals; nothing where nothing is due, or where not every
  /// unit is listed (format.md 3, units_total): then there is no denominator.
  std::optional<Decimal> rate() const;
  /// complete_units / due_units, the same way.
  std::optional<Decimal> unit_rate() const;
};

Coverage coverage_of(const Site& site, const Ledger& ledger);

/// "应公开 121 个 = 全部 123 个 − 例外 2 个": the units' denominator spelled out.
std::string units_formula(const Coverage& coverage);
/// "应公开 242 项 = 全部 246 项 − 例外 4 项": the items' denominator spelled out.
std::string items_formula(const Coverage& coverage);

}  // namespace disclose

#include "plan/coverage.h"

#include <fmt/format.h>

namespace disclose {

namespace {

std::optional<Decimal> percent(int part, int whole) {
  if (whole == 0) return std::nullopt;
  return Decimal::divide(Decimal(std::int64_t{part} * 100), Decimal(whole), 2);
}

// "− 例外2个": what is not in the denominator, named; nothing is said of what is nought.
std::string less(std::string_view name, int count, std::string_view measure) {
  return count == 0 ? std::string() : fmt::format(" − {}{}{}", name, count, measure);
}

}  // namespace

std::optional<Decimal> Coverage::rate() const {
  if (units_total) return std::nullopt;
  return percent(disclosed, due);
}

std::optional<Decimal> Coverage::unit_rate() const {
  if (units_total) return std::nullopt;
  return percent(complete_units, due_units);
}

Coverage coverage_of(const Site& site, const Ledger& ledger) {
  Coverage coverage{.owes = !site.required.empty(),
                    .units = ledger.units,
                    .due_units = ledger.due_units,
                    .exempt_units = ledger.exempt_units,
                    .items = static_cast<int>(ledger.entries.size()),
                    .exempt = ledger.counts.exempt,
                    .not_due = ledger.counts.not_due,
                    .due = ledger.counts.disclosed + ledger.counts.missing,
                    .disclosed = ledger.counts.disclosed,
                    .missing = ledger.counts.missing};
  coverage.waiting_units = coverage.units - coverage.due_units - coverage.exempt_units;
  // Entries stand in order of unit.
  int lacking = 0;
  const Unit* last = nullptr;
  for (const LedgerEntry& entry : ledger.entries) {
    if (entry.state != ItemState::missing || entry.unit == last) continue;
    last = entry.unit;
    ++lacking;
  }
  coverage.complete_units = coverage.due_units - lacking;
  const auto total = site.units_total.find(ledger.year);
  if (total != site.units_total.end() && total->second != ledger.units) coverage.units_total = total->second;
  return coverage;
}

std::string units_formula(const Coverage& coverage) {
  const std::string_view all = coverage.units_total ? "已列" : "全部";
  return fmt::format("应公开{}个 = {}{}个{}{}", coverage.due_units, all, coverage.units,
                     less("例外", coverage.exempt_units, "个"), less("未到期", coverage.waiting_units, "个"));
}

std::string items_formula(const Coverage& coverage) {
  return fmt::format("应公开{}项 = 全部{}项{}{}", coverage.due, coverage.items,
                     less("例外", coverage.exempt, "项"), less("未到期", coverage.not_due, "项"));
}

}  // namespace disclose

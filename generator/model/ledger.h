#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "exact/date.h"
#include "model/disclosure.h"
#include "model/site.h"
#include "model/unit.h"

namespace disclose {

enum class ItemState : std::uint8_t { disclosed, exempt, not_due, missing };
enum class Timeliness : std::uint8_t { on_time, late, undecided };

std::string_view name_of(ItemState state);
std::string_view chinese_name_of(ItemState state);
std::string_view name_of(Timeliness timeliness);
std::string_view chinese_name_of(Timeliness timeliness);

/// One unit × required item of a year (公开台账).
struct LedgerEntry {
  const Unit* unit = nullptr;
  Item item = Item::unit_target;
  ItemState state = ItemState::missing;
  std::optional<Timeliness> timeliness;      ///< only when disclosed
  std::vector<const Record*> records;        ///< published here, which answer it; by id
  const Disclosure* disclosure = nullptr;    ///< registered elsewhere
  const Exemption* exemption = nullptr;
  std::optional<DateTime> published;         ///< the latest of its records
  std::optional<Date> approved;              ///< of the record that decides the deadline
  Text approval_number;
  std::optional<Date> deadline;              ///< the last day for it
  bool no_projects = false;                  ///< not_due since the unit has no projects this year
};

/// What the publisher itself owes (site.json required_site).
struct PublisherEntry {
  PublisherItem item;
  ItemState state = ItemState::missing;
  std::size_t count = 0;  ///< how many records answer it
};

struct LedgerCounts {
  int disclosed = 0;
  int exempt = 0;
  int not_due = 0;
  int missing = 0;
  int on_time = 0;
  int late = 0;
  int undecided = 0;
};

/// The ledger of one fiscal year, counted in unit × required item; in order of unit, then item.
struct Ledger {
  Year year = 0;
  int units = 0;         ///< listed: those that exist in the year, and those with an exemption
  int due_units = 0;     ///< owe something that is due: units with an entry disclosed or missing
  int exempt_units = 0;  ///< all they would owe is exempt
  LedgerCounts counts;
  std::vector<LedgerEntry> entries;
  std::vector<PublisherEntry> publisher;
};

}  // namespace disclose

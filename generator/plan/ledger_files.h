#pragma once

#include <string>

#include "format/sheet.h"
#include "plan/plan.h"

namespace disclose {

/// The page of this site that answers an entry: the record's, or the unit's where several do; "".
std::string answer_url(const Registry& registry, const LedgerEntry& entry);
/// Where the publisher's own row leads: the list or page of what answers it; "".
std::string publisher_url(const Registry& registry, const YearBook& book, const PublisherEntry& entry);
/// `report`, or the name of a kind.
std::string_view name_of(const PublisherItem& item);
std::string_view chinese_name_of(const PublisherItem& item);

/// One row of ledger.csv as values: what JSON, CSV, XLSX and data/ledger say of an entry.
struct LedgerRow {
  const LedgerEntry* entry = nullptr;
  std::string url;           ///< absolute; "" when nothing here answers it
  std::string_view external_url;
  std::string_view record;   ///< id of the one record that answers it; "" where several do
  std::string_view exemption;
  std::string_view basis;
};
LedgerRow ledger_row(const PlanContext& context, const LedgerEntry& entry);

/// ledger.json (format.md 7): the contract for whoever reads the ledger by machine.
std::string ledger_json(const PlanContext& context, const YearBook& book);
/// ledger.csv (format.md 7).
std::string ledger_csv(const PlanContext& context, const YearBook& book);
/// ledger.xlsx: 说明, 台账, and the reasons of exemptions; in Chinese, for people.
std::string ledger_xlsx(const PlanContext& context, const YearBook& book);

}  // namespace disclose

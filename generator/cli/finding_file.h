#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "cli/finding_text.h"
#include "format/sheet.h"

namespace disclose {

/// The forms in which findings are sent to the units that have to mend them.
enum class ReportForm : std::uint8_t { html, xlsx, csv };

/// By the ending of a file's name; nullopt for any other.
std::optional<ReportForm> report_form_of(std::string_view file);

/// What a report is made of.
struct FindingReport {
  const Diagnostics& findings;
  const Diagnostics& notes;  ///< what is no finding and is to be looked at
  std::vector<UnitName> units;
  std::string title;  ///< the site's
  std::string publisher;
  Language language = Language::zh;
};

/// The bytes of the report: by unit, one row a finding. The same for the same findings on any day.
std::string write_report(const FindingReport& report, ReportForm form);

/// Any table in one of the forms, for whoever has no program: a page with one table, a workbook, a CSV.
std::string write_sheet_report(const Sheet& sheet, const std::string& title, ReportForm form, Language language);

}  // namespace disclose

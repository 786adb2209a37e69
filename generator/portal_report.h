#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/view.h"
#include "portal/evidence.h"
#include "proof/history.h"

namespace disclose {

/// What the report on a look at a portal is made of, for the unit and for whoever assesses it.
struct PortalReport {
  const std::vector<CheckedUrl>& checked;
  const History& history;
  /// `<year>/ledger/ledger.json` and `data/units.json` by path, as the log says they are; what is not there is
  /// not told (deadlines, what was not disclosed, names of units without a leaf).
  const std::map<std::string, std::string>& data;
  ObservedLog log;
  std::string site;
  std::string started;  ///< evidence_time
  std::string ended;
  std::string checker;  ///< may be empty
  std::string tool;
  std::vector<Say> alarms;
};

/// The values of templates/report/portal-check.html and templates/report/portal-check.xhtml.
View portal_report_view(const PortalReport& report);

/// The report as a page that needs nothing beside it, or as PDF. Chinese, whatever the operator speaks.
/// Throws std::logic_error when it cannot be drawn.
std::string write_portal_page(const PortalReport& report);
std::string write_portal_pdf(const PortalReport& report);

}  // namespace disclose

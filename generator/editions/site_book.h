#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compare/labels.h"
#include "proof/site_items.h"

namespace disclose {

/// A row of ledger.json.
struct BookEntry {
  std::string unit, item, state, timeliness, url, published, deadline, basis, exemption;
};

struct BookUnit {
  std::string name, code, office, parent;
};

/// A project in a year, and what was published of it.
struct BookProject {
  struct Answer {
    std::string page, published;
  };
  std::string id, unit, name, code, category, source;
  std::string initial, adjusted;  ///< in yuan; empty: not published
  std::optional<Answer> target, self_evaluation;
};

/// What the pages of sealing tell besides the log, read back from the site that was built.
struct SiteBook {
  std::map<std::string, BookUnit, std::less<>> units;
  std::map<std::string, std::vector<BookEntry>, std::less<>> ledgers;     ///< by year
  std::map<std::string, std::vector<BookProject>, std::less<>> projects;  ///< by year, in order of unit code, then code
  FigureLabels labels;

  const BookEntry* entry(std::string_view id) const;  ///< of "unit/year/document"; nullptr: none
  std::string unit_name(std::string_view unit) const;
};

SiteBook read_site_book(const SiteFiles& files, const Fetch& fetch);

}  // namespace disclose

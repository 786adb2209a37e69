#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/folder.h"
#include "base/view.h"
#include "model/record.h"
#include "model/registry.h"

namespace disclose {

/// What kind of page it is for the portal: decides its government meta tags (国办发〔2017〕47号).
enum class PageClass : std::uint8_t { home, column, article };

/// A page of the site and what stands beside it, drawn from one set of values: the page, its PDF and
/// its data agree because they share them.
struct PlannedPage {
  std::string url;              ///< below base_url, directory style: "2024/units/d101/"; "" is home
  std::string_view page;        ///< template of index.html
  std::string_view report;      ///< template of the PDF; empty: none
  std::string_view report_name = "report.pdf";
  bool data = false;            ///< data.json beside it, from the values under `data`
  PageClass page_class = PageClass::column;
  const Record* about = nullptr;  ///< the record a finding of drawing points at
  /// In the site map and the list of digests. Not so a notice of withdrawal: the id of what was
  /// withdrawn stands in its URL alone (format.md 7).
  bool listed = true;
  /// The values the page shows (templates/README.md). Settled when the page is drawn, on any thread.
  std::function<View()> values;

  /// Whether it has an English frame where the site has one. The search is made of the records' own words,
  /// and a notice of withdrawal stands at its address alone.
  bool has_english() const { return listed && !url.ends_with(".html") && !url.starts_with("search/"); }
};

/// Where a page stands in its English frame: "en/2024/units/water/".
inline std::string english_url(std::string_view url) { return "en/" + std::string(url); }

/// Any other file: downloads, feeds, attachments. `bytes` is called once, on any thread.
struct PlannedFile {
  std::string path;
  std::function<std::string()> bytes;
};

struct SiteFacts;

/// Every file the site will have, in order of path; after plan() no file is added.
struct SitePlan {
  std::shared_ptr<const SiteFacts> facts;  ///< plan/facts.h; views may keep pointers into it
  std::vector<PlannedPage> pages;
  std::vector<PlannedFile> files;
  View frame;  ///< what every page shows: title, navigation, publisher, portal
};

struct PlanOptions {
  std::string base_url;  ///< ends in "/"
  bool reports = true;   ///< PDFs are made; links to them stand only then
  bool sealed = false;   ///< links to the pages that sealing makes stand
  std::string site_path; ///< the site folder on disk, for fonts that lie in it
};

/// What views need besides the records. Outlives the plan.
struct PlanContext {
  const Registry& registry;
  const Folder& folder;  ///< for narratives and attachments
  PlanOptions options;
};

/// Settles which files the site has, their paths and links (format.md 7).
SitePlan plan(const PlanContext& context);

}  // namespace disclose

#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "base/view.h"
#include "model/site.h"

namespace disclose {

/// What a build left for the pages of sealing (render/frame_file.h). Everything in it points into `arena`.
struct SiteFrame {
  std::unique_ptr<Arena> arena;
  View values;                       ///< what every page shows
  std::map<std::string, View> menus; ///< the navigation by year; "all": of no year
  std::map<std::string, std::string, std::less<>> templates;  ///< the site folder's, by path
  Site site;                         ///< title, address, fonts and languages alone
  bool reports = true;               ///< PDFs are made
};

/// nullopt when it is not what frame_file() writes.
std::optional<SiteFrame> read_frame(std::string_view bytes);

/// Links of the breadcrumb: title and URL.
using Trail = std::vector<std::pair<std::string, std::string>>;

/// What a page says of itself, as page_view() of plan/ does; `year` may be empty.
View sealed_page(const SiteFrame& frame, std::string title, const std::string& description, const std::string& year, const Trail& trail);

}  // namespace disclose

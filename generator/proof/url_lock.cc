#include "proof/url_lock.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "format/digest.h"
#include "proof/edition.h"

namespace disclose {

namespace {

constexpr std::string_view kIndex = "/index.html";
constexpr std::array<std::string_view, 10> kYearFolders = {"target", "monitoring", "self-evaluation", "recheck", "pre-evaluation", "finance-evaluation", "assessment", "units", "projects", "reports"};
constexpr std::array<std::string_view, 4> kFolders = {"units", "projects", "notices", "pages"};

bool is_year(std::string_view text) {
  return text.size() == 4 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// A folder of these names, then one id.
template <std::size_t kCount>
bool is_below(std::string_view folder, const std::array<std::string_view, kCount>& names) {
  const std::size_t slash = folder.find('/');
  if (slash == std::string_view::npos || folder.find('/', slash + 1) != std::string_view::npos) return false;
  return std::ranges::find(names, folder.substr(0, slash)) != names.end();
}

}  // namespace

bool is_record_page(std::string_view path) {
  if (!path.ends_with(kIndex)) return false;
  const std::string_view folder = path.substr(0, path.size() - kIndex.size());
  const std::size_t slash = folder.find('/');
  if (slash == std::string_view::npos) return false;
  return is_year(folder.substr(0, slash)) ? is_below(folder.substr(slash + 1), kYearFolders) : is_below(folder, kFolders);
}

std::optional<std::vector<std::string>> vanished_pages(const History& history, const Fetch& fetch, const SiteFiles& now, Say& problem) {
  std::set<std::string> vanished;
  for (std::size_t edition = 1; edition <= history.editions().size(); ++edition) {
    const std::optional<std::string> list = fetch(manifest_path(edition, false));
    const auto digests = list && sha256_hex(*list) == history.edition(edition).manifest_sha256 ? parse_manifest(*list) : std::nullopt;
    if (!digests) {
      problem = {fmt::format("第 {} 期的文件清单缺失或与日志不同", edition), fmt::format("the list of files of edition {} is missing or not the one in the log", edition)};
      return std::nullopt;
    }
    for (const auto& [path, digest] : *digests) {
      if (is_record_page(path) && !now.contains(path)) vanished.insert(path);
    }
  }
  return std::vector<std::string>(vanished.begin(), vanished.end());
}

}  // namespace disclose

#include "pdf/link_target.h"

#include <algorithm>

namespace disclose::pdf {
namespace {

using std::literals::operator""sv;

bool has_scheme(std::string_view href) {
  const std::size_t end = href.find_first_of(":/?#");
  return end != std::string_view::npos && end > 0 && href[end] == ':';
}

}  // namespace

std::string link_target(std::string_view href, std::string_view source) {
  const std::size_t host = source.find("://");
  if (href.starts_with('#') || has_scheme(href) || host == std::string_view::npos) return std::string(href);
  const std::size_t root = std::min(source.find('/', host + 3), source.size());
  if (href.starts_with("//")) return std::string(source.substr(0, host + 1)) + std::string(href);

  const std::size_t end_of_path = std::min(href.find_first_of("?#"), href.size());
  std::string_view path = href.substr(0, end_of_path);
  std::string target(source.substr(0, path.starts_with('/') ? root : std::min(source.find_first_of("?#", root), source.size())));
  if (!path.starts_with('/')) target.erase(std::max(target.rfind('/'), root));
  target += '/';
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view name = path.substr(0, end);
    const bool is_last = end == path.size();
    path.remove_prefix(std::min(end + 1, path.size()));
    if (name == "..") {
      const std::size_t above = target.rfind('/', target.size() - 2);
      if (above != std::string::npos && above >= root) target.erase(above + 1);
    } else if (!name.empty() && name != "." && !(is_last && name == "index.html"sv)) {
      target += name;
      if (!is_last) target += '/';
    }
  }
  return target + std::string(href.substr(end_of_path));
}

}  // namespace disclose::pdf

#include "plan/narrative_links.h"

#include <map>
#include <vector>

#include "plan/links.h"

namespace disclose {

namespace {

constexpr std::string_view kOpen = "<a href=\"";
constexpr std::string_view kClose = "</a>";

bool has_scheme(std::string_view url) {
  const std::size_t end = url.find_first_of(":/?#");
  return end != std::string_view::npos && url[end] == ':';
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The path as the author wrote it: the renderer has percent-encoded it for HTML.
std::string decoded(std::string_view url) {
  std::string text;
  for (std::size_t i = 0; i < url.size(); ++i) {
    const int high = url[i] == '%' && i + 2 < url.size() ? hex_value(url[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(url[i + 2]) : -1;
    if (low >= 0) {
      text += static_cast<char>(high * 16 + low);
      i += 2;
    } else if (url.substr(i).starts_with("&amp;")) {
      text += '&';
      i += 4;
    } else {
      text += url[i];
    }
  }
  return text;
}

// "evaluations" + "../attachments/a.pdf" → "attachments/a.pdf"; "" when it leaves content/.
std::string joined(std::string_view folder, std::string_view path) {
  std::vector<std::string_view> parts;
  const auto walk = [&](std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('/'), text.size());
      const std::string_view part = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      if (part.empty() || part == ".") continue;
      if (part != "..") {
        parts.push_back(part);
      } else if (parts.empty()) {
        return false;
      } else {
        parts.pop_back();
      }
    }
    return true;
  };
  if (!walk(folder) || !walk(path)) return {};
  std::string whole;
  for (const std::string_view part : parts) whole += (whole.empty() ? "" : "/") + std::string(part);
  return whole;
}

struct Link {
  std::size_t at = 0;      ///< of its href in the markup
  std::size_t length = 0;
  std::string from_file;   ///< below content/, read relative to the narrative
  std::string from_root;   ///< below content/, read relative to content/
  std::string anchor;      ///< "#…"
};

std::vector<Link> relative_links(std::string_view html, std::string_view folder) {
  std::vector<Link> links;
  for (std::size_t at = html.find(kOpen); at != std::string_view::npos; at = html.find(kOpen, at)) {
    at += kOpen.size();
    const std::size_t end = html.find('"', at);
    if (end == std::string_view::npos) break;
    const std::string_view url = html.substr(at, end - at);
    if (!url.starts_with('#') && !has_scheme(url)) {
      const std::size_t stop = std::min(url.find_first_of("?#"), url.size());
      const std::size_t hash = std::min(url.find('#'), url.size());
      const std::string path = decoded(url.substr(0, stop));
      links.push_back({at, end - at, joined(folder, path), joined({}, path), std::string(url.substr(hash))});
    }
    at = end;
  }
  return links;
}

// Where what is wanted is published; one pass over the records.
std::map<std::string, std::string, std::less<>> published_at(const PlanContext& context, const std::vector<Link>& links) {
  std::map<std::string, std::string, std::less<>> targets;
  for (const Link& link : links) {
    for (const std::string& path : {link.from_file, link.from_root}) {
      if (!path.empty()) targets.try_emplace(path);
    }
  }
  const auto note = [&](Text path, std::string url) {
    const auto found = path.empty() ? targets.end() : targets.find(path);
    if (found != targets.end() && found->second.empty()) found->second = std::move(url);
  };
  const auto look = [&](const Record& record, auto&& url) {
    for (const Document& document : record.documents) note(document.path, attachment_url(document.path));
    if (!record.narrative.empty()) note(record.narrative, link_to(url()));
  };
  for_each_record(context.registry.records,
                  [&](const auto* record) { look(*record, [&] { return record_url(context.registry, *record); }); });
  for (const MarkdownPage* page : context.registry.pages) look(*page, [&] { return page_url(*page); });
  return targets;
}

// "https://www.example.gov.cn" of base_url.
std::string_view origin_of(std::string_view base_url) {
  const std::size_t host = base_url.find("://");
  return host == std::string_view::npos ? std::string_view() : base_url.substr(0, base_url.find('/', host + 3));
}

}  // namespace

void resolve_links(const PlanContext& context, const Record& record, std::string_view page, std::string& html) {
  const Text file = record.narrative;
  const std::size_t slash = file.rfind('/');
  const std::vector<Link> links = relative_links(html, slash == Text::npos ? Text() : file.substr(0, slash));
  if (links.empty()) return;
  const auto targets = published_at(context, links);
  const auto target = [&](const std::string& path) {
    const auto found = path.empty() ? targets.end() : targets.find(path);
    return found == targets.end() ? std::string() : found->second;
  };
  std::string made;
  std::size_t copied = 0;
  for (const Link& link : links) {
    const std::string_view written = std::string_view(html).substr(link.at, link.length);
    std::string url = target(link.from_file);
    if (url.empty()) url = target(link.from_root);
    if (!url.empty()) url = root_of(page) + url + link.anchor;
    if (url.empty() && written.starts_with('/')) url = std::string(origin_of(context.options.base_url)) + std::string(written);
    const std::size_t open = link.at - kOpen.size();
    made.append(html, copied, open - copied);
    copied = link.at + link.length + 2;  // past `">`
    if (!url.empty()) {
      made.append(kOpen).append(url).append("\">");
      continue;
    }
    const std::size_t close = html.find(kClose, copied);  // links do not nest
    if (close == std::string::npos) continue;
    made.append(html, copied, close - copied);
    copied = close + kClose.size();
  }
  made.append(html, copied);
  html = std::move(made);
}

}  // namespace disclose

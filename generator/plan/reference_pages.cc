#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "plan/method_page.h"
#include "plan/parts.h"
#include "plan/search_pages.h"
#include "plan/site_map.h"
#include "plan/xml_text.h"

namespace disclose {

namespace {

// What a site map may hold (sitemaps.org: 50,000 addresses a file); a page may stand there in two languages.
constexpr std::size_t kPagesPerMap = 25000;

View proof_page(const PlanContext& context) {
  const PageHead head{.title = "核对本站有没有被改动", .description = "每个公开文件的 SHA-256 校验值，和核对的方法", .nav = "", .trail = {}};
  return View::map({{"page", page_view(context, head)}, {"editions", context.options.sealed ? link_to(kEditionsUrl) : std::string()}, {"register", context.options.sealed ? link_to(kRegisterUrl) : std::string()}});
}

View missing_page(const PlanContext& context) {
  const PageHead head{.title = "没有这个网页", .description = "网址可能抄错了", .nav = "", .trail = {}};
  return View::map({{"page", page_view(context, head)}});
}

struct Address {
  std::string url;
  std::string published;  ///< "2024-02-26"; "" when it is not known
  bool english = false;   ///< it stands in an English frame as well
};

// Dates come from `published` alone: the clock has no part in the output.
std::map<std::string, std::string> published_days(const Registry& registry) {
  std::map<std::string, std::string> days;
  const auto note = [&](const Record& record, const std::string& url) {
    if (record.published) days.try_emplace(url, print(record.published->date));
  };
  for_each_record(registry.records, [&](const auto* record) {
    if (has_own_page(record->kind)) note(*record, record_url(registry, *record));
  });
  for (const MarkdownPage* page : registry.pages) note(*page, page_url(*page));
  return days;
}

// One language of an address; each names both (hreflang in site maps).
std::string address_entry(const std::string& base_url, const Address& address, const std::string& url) {
  std::string xml = "<url><loc>" + xml_text(base_url + url) + "</loc>";
  if (!address.published.empty()) xml += "<lastmod>" + address.published + "</lastmod>";
  if (address.english) {
    const auto link = [&](std::string_view language, const std::string& at) {
      xml += fmt::format("<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>", language, xml_text(base_url + at));
    };
    link("zh-CN", address.url);
    link("en", english_url(address.url));
  }
  return xml + "</url>\n";
}

std::string site_map(const std::string& base_url, const Address* first, const Address* last) {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";
  if (std::any_of(first, last, [](const Address& address) { return address.english; })) xml += " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"";
  xml += ">\n";
  for (const Address* at = first; at != last; ++at) {
    xml += address_entry(base_url, *at, at->url);
    if (at->english) xml += address_entry(base_url, *at, english_url(at->url));
  }
  return xml + "</urlset>\n";
}

std::string site_map_index(const std::string& base_url, std::size_t maps) {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (std::size_t i = 1; i <= maps; ++i) {
    xml += "<sitemap><loc>";
    xml += xml_text(base_url);
    xml += fmt::format("sitemap-{}.xml</loc></sitemap>\n", i);
  }
  return xml + "</sitemapindex>\n";
}

}  // namespace

void add_reference_pages(const PlanContext& context, SitePlan& site_plan) {
  add_search_pages(context, site_plan);
  site_plan.pages.push_back({.url = "method/", .page = "html/method.html", .values = [&context] { return method_page(context); }});
  site_plan.pages.push_back({.url = "proof/", .page = "html/proof.html", .values = [&context] { return proof_page(context); }});
  site_plan.pages.push_back({.url = "404.html", .page = "html/404.html", .values = [&context] { return missing_page(context); }});
}

void add_crawler_files(const PlanContext& context, SitePlan& site_plan) {
  const std::string base_url = context.options.base_url;
  site_plan.files.push_back({"robots.txt", [base_url] { return "User-agent: *\nAllow: /\nSitemap: " + base_url + "sitemap.xml\n"; }});
  const std::map<std::string, std::string> days = published_days(context.registry);
  auto addresses = std::make_shared<std::vector<Address>>();
  for (const PlannedPage& page : site_plan.pages) {
    if (!page.listed || page.url.ends_with(".html")) continue;
    const auto day = days.find(page.url);
    const bool english = context.registry.site().english && page.has_english();
    addresses->push_back({page.url, day == days.end() ? std::string() : day->second, english});
  }
  const std::size_t count = addresses->size();
  const std::size_t maps = (count + kPagesPerMap - 1) / kPagesPerMap;
  for (std::size_t i = 0; i < maps; ++i) {
    const std::size_t first = i * kPagesPerMap;
    const std::size_t last = std::min(count, first + kPagesPerMap);
    site_plan.files.push_back({maps == 1 ? "sitemap.xml" : fmt::format("sitemap-{}.xml", i + 1), [base_url, addresses, first, last] {
                                 return site_map(base_url, addresses->data() + first, addresses->data() + last);
                               }});
  }
  if (maps > 1) site_plan.files.push_back({"sitemap.xml", [base_url, maps] { return site_map_index(base_url, maps); }});
}

}  // namespace disclose

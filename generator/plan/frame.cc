#include "plan/frame.h"

#include <fmt/format.h>

#include "plan/links.h"
#include "plan/recent.h"
#include "plan/upcoming.h"

namespace disclose {

namespace {

std::string domain_of(std::string_view url) {
  const std::size_t start = url.find("://");
  if (start == std::string_view::npos) return {};
  const std::string_view rest = url.substr(start + 3);
  return std::string(rest.substr(0, rest.find_first_of("/:")));
}

View publisher_view(const Publisher& publisher) {
  return View::map({{"name", publisher.name},
                    {"office", publisher.office},
                    {"address", publisher.address},
                    {"phone", publisher.phone},
                    {"email", publisher.email}});
}

// What is absent comes from title and base_url (format.md 3, portal).
View portal_view(const Site& site, std::string_view base_url) {
  const Portal& portal = site.portal;
  View breadcrumb{View::List{}};
  for (const Crumb& crumb : portal.breadcrumb) {
    breadcrumb.push(View::map({{"title", crumb.title}, {"url", crumb.url}}));
  }
  std::string keywords;
  for (const Text keyword : portal.column_keywords) keywords += (keywords.empty() ? "" : "，") + std::string(keyword);
  const auto either = [](Text stated, std::string otherwise) { return stated.empty() ? std::move(otherwise) : std::string(stated); };
  return View::map({
      {"site_name", either(portal.site_name, std::string(site.title))},
      {"site_domain", either(portal.site_domain, domain_of(base_url))},
      {"site_id", portal.site_id},
      {"icp", portal.icp},
      {"police_record", portal.police_record},
      {"column_name", either(portal.column_name, std::string(site.title))},
      {"column_type", either(portal.column_type, "预算绩效信息公开")},
      {"column_description",
       either(portal.column_description, fmt::format("{}各部门、单位的绩效目标、绩效自评、财政评价、整改和结果应用", site.jurisdiction.name))},
      {"column_keywords", either(Text(), keywords.empty() ? "预算绩效，绩效目标，绩效自评，财政评价" : keywords)},
      {"breadcrumb", std::move(breadcrumb)},
  });
}

View nav_item(std::string_view id, std::string_view title, std::string url) {
  return View::map({{"id", id}, {"title", title}, {"url", link_to(url)}});
}

// The newest year of which `has` holds; nullptr when there is none.
template <class Has>
const YearBook* newest_with(const Registry& registry, Has&& has) {
  for (const auto& [year, book] : registry.years) {
    if (has(book)) return &book;
  }
  return nullptr;
}

bool has_records(const YearBook& book) {
  bool any = !book.pages.empty();
  for_each_list(book.records, [&](const auto& list) { any = any || !list.empty(); });
  return any;
}

bool has_ledger(const YearBook& book) {
  const LedgerCounts& counts = book.ledger.counts;
  return counts.disclosed + counts.missing + counts.exempt > 0;
}

}  // namespace

View nav_view(const Registry& registry, std::optional<Year> wanted) {
  View nav{View::List{}};
  nav.push(nav_item("home", "首页", ""));
  nav.push(nav_item("units", "单位", "units/"));
  const auto add = [&](std::string_view id, std::string_view title, std::string_view list, auto&& has) {
    const YearBook* of_year = wanted ? registry.year(*wanted) : nullptr;
    const YearBook* book = of_year != nullptr && has(*of_year) ? of_year : newest_with(registry, has);
    if (book != nullptr) nav.push(nav_item(id, title, list_url(book->year, list)));
    return book != nullptr;
  };
  add("projects", "项目", "projects", [](const YearBook& b) { return !b.records.projects.empty(); });
  add("finance-evaluations", "财政评价", "finance-evaluations", [](const YearBook& b) { return !b.records.finance_evaluations.empty(); });
  if (!add("rectifications", "整改与应用", "rectifications", [](const YearBook& b) { return !b.records.rectifications.empty(); })) {
    add("rectifications", "结果应用", "result-uses", [](const YearBook& b) { return !b.records.result_uses.empty(); });
  }
  if (!add("ledger", "公开台账", "ledger", has_ledger)) add("ledger", "公开台账", "ledger", [](const YearBook&) { return true; });
  if (!add("congress", "代表参阅", "congress", has_records)) add("congress", "代表参阅", "congress", [](const YearBook&) { return true; });
  nav.push(nav_item("data", "开放数据", "data/"));
  nav.push(nav_item("search", "查找", "search/"));
  return nav;
}

namespace {

// The site's own pages (说明、无障碍…), for the footer.
View pages_view(const Registry& registry) {
  View pages{View::List{}};
  for (const MarkdownPage* page : registry.pages) {
    if (page->page_kind != PageKind::page) continue;
    pages.push(View::map({{"title", page->title}, {"url", link_to(page_url(*page))}}));
  }
  return pages;
}

}  // namespace

View frame_view(const PlanContext& context) {
  const Registry& registry = context.registry;
  const Site& site = registry.site();
  View years{View::List{}};
  for (auto at = registry.years.rbegin(); at != registry.years.rend(); ++at) {
    years.push(View::map({{"year", at->first}, {"url", link_to(year_url(at->first))}}));
  }
  const std::optional<Date> newest = newest_publication(registry);
  View frame;
  frame.set("site", View::map({
                        {"title", site.title},
                        {"jurisdiction", site.jurisdiction.name},
                        {"publisher", publisher_view(site.publisher)},
                        {"portal", portal_view(site, context.options.base_url)},
                        {"years", std::move(years)},
                        {"pages", pages_view(registry)},
                        {"updated", newest ? print(*newest) : std::string()},
                        {"feed", has_feed(context)},
                        {"accent", site.accent},
                        {"emblem", site.emblem.empty() ? std::string() : attachment_url(site.emblem)},
                        {"large_type", site.large_type},
                        {"search", site.search},
                        {"reports", context.options.reports},
                    }));
  frame.set("base_url", context.options.base_url);
  return frame;
}

}  // namespace disclose

#include <fmt/format.h>

#include <algorithm>

#include "plan/congress_page.h"
#include "plan/digest.h"
#include "plan/facts.h"
#include "plan/parts.h"
#include "plan/recent.h"
#include "plan/score_views.h"
#include "plan/sentence.h"
#include "plan/site_map.h"
#include "plan/unit_table.h"
#include "plan/upcoming.h"
#include "plan/year_page.h"

namespace disclose {

namespace {

constexpr std::size_t kAttention = 6;
constexpr std::size_t kPairs = 12;
constexpr std::size_t kUnits = 10;
constexpr std::size_t kRecent = 8;
constexpr std::size_t kUpcoming = 6;

// The newest year that has a finding; else one with a report; else one with anything.
const YearFacts* year_to_tell(const Registry& registry, const SiteFacts& facts) {
  const YearFacts* reported = nullptr;
  const YearFacts* filled = nullptr;
  for (const auto& [year, year_facts] : facts.years) {
    if (year_sentence(registry, year_facts).finding) return &year_facts;
    const bool report = std::ranges::any_of(year_facts.book->pages, [](const MarkdownPage* page) { return is_annual_report(*page); });
    if (reported == nullptr && report) reported = &year_facts;
    if (filled == nullptr && !inventory(*year_facts.book).empty()) filled = &year_facts;
  }
  if (reported != nullptr) return reported;
  if (filled != nullptr) return filled;
  return facts.years.empty() ? nullptr : &facts.years.begin()->second;
}

View reports_view(const Registry& registry) {
  View list{View::List{}};
  for (const MarkdownPage* page : registry.pages) {
    if (!is_annual_report(*page)) continue;
    list.push(View::map({{"title", page->title},
                         {"url", link_to(page_url(*page))},
                         {"date", page->published ? print(page->published->date) : std::string()},
                         {"summary", page->summary}}));
  }
  return list;
}

View browse_view(const YearFacts* year) {
  View list{View::List{}};
  const auto add = [&](std::string title, const std::string& url) {
    list.push(View::map({{"title", std::move(title)}, {"url", link_to(url)}}));
  };
  if (year != nullptr && !year->book->records.projects.empty()) add("全部项目", list_url(year->book->year, "projects"));
  add("全部单位", "units/");
  if (year != nullptr) add(fmt::format("{}年度目录", year->book->year), year_url(year->book->year));
  return list;
}

View home_view(const PlanContext& context, const SiteFacts& facts) {
  const Registry& registry = context.registry;
  const Site& site = registry.site();
  const YearFacts* year = year_to_tell(registry, facts);
  YearSentence sentence;
  if (year != nullptr) sentence = year_sentence(registry, *year);
  if (sentence.headline.empty()) sentence.headline = std::string(site.title);
  View view;
  view.set("page", page_view(context, {.title = std::string(site.title),
                                       .description = fmt::format("{}：{}。{}", site.title, sentence.headline, sentence.lead),
                                       .nav = "home",
                                       .year = year == nullptr ? std::nullopt : std::optional(year->book->year),
                                       .trail = {}}));
  view.set("publisher", site.publisher.name);
  view.set("year", year == nullptr ? View() : View(year->book->year));
  view.set("headline", unbroken(sentence.headline));
  view.set("lead", unbroken(sentence.lead));
  view.set("browse", browse_view(year));
  set_digest(year, view);
  view.set("attention", year == nullptr ? View() : attention_view(context, *year, kAttention));
  view.set("gaps", year == nullptr ? View() : gap_table(context, *year, kPairs));
  view.set("units", year == nullptr || year->unit_money.is_empty() ? View() : unit_table(context, *year, kUnits));
  const bool thin = year != nullptr && !view.find("attention")->is_true() && !view.find("gaps")->is_true() && !view.find("units")->is_true();
  view.set("cycle", thin ? year_cycle(*year) : View(View::List{}));
  view.set("congress", year == nullptr ? View() : View(link_to(list_url(year->book->year, "congress"))));
  view.set("recent", recent_publications(context, kRecent));
  view.set("upcoming", upcoming_publications(context, kUpcoming));
  view.set("reports", reports_view(registry));
  return view;
}

}  // namespace

void add_home_pages(const PlanContext& context, SitePlan& site_plan) {
  const SiteFacts* facts = site_plan.facts.get();
  site_plan.pages.push_back({.url = "",
                             .page = "html/home.html",
                             .report = {},
                             .page_class = PageClass::home,
                             .values = [&context, facts] { return home_view(context, *facts); }});
  for (const auto& [year, year_facts] : facts->years) {
    const YearFacts* of = &year_facts;
    site_plan.pages.push_back({.url = year_url(year), .page = "html/year.html", .report = {},
                               .values = [&context, of] { return year_view(context, *of); }});
    site_plan.pages.push_back({.url = list_url(year, "congress"), .page = "html/congress.html", .report = "report/review-book.xhtml",
                               .report_name = "review-book.pdf",
                               .values = [&context, of] { return congress_view(context, *of); }});
  }
}

}  // namespace disclose

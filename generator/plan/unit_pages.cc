#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <span>

#include "exact/percent.h"
#include "plan/drawing.h"
#include "plan/pager.h"
#include "plan/parts.h"
#include "plan/site_map.h"
#include "plan/unit_order.h"
#include "plan/unit_page.h"
#include "plan/unit_table.h"

namespace disclose {

namespace {

bool tells_of_units(const YearFacts& year) {
  return !year.unit_money.is_empty() || !year.projects.empty() ||
         std::ranges::any_of(year.units, [](const UnitFacts& unit) { return unit.due > 0; });
}

const YearFacts* year_to_tell(const SiteFacts& facts) {
  for (const auto& [year, year_facts] : facts.years) {
    if (tells_of_units(year_facts)) return &year_facts;
  }
  return nullptr;
}

std::string due_words(const UnitFacts& facts) {
  if (facts.due > 0) return fmt::format("{}/{}", facts.disclosed, facts.due);
  const bool exempt = std::ranges::any_of(facts.unit->ledger, [](const LedgerEntry* entry) { return entry->state == ItemState::exempt; });
  return exempt ? "不单独公开" : "";
}

// Those the table does not hold; with what they disclosed in `told`, when that is all there is.
View names_of(const PlanContext& context, const YearFacts* shown, const YearFacts* told) {
  View list{View::List{}};
  for (const Unit& unit : context.registry.units()) {
    if (shown != nullptr && shown->unit(unit.id) != nullptr) continue;
    View link = unit_link(context.registry, unit.id, std::nullopt);
    const UnitFacts* facts = shown != nullptr || told == nullptr ? nullptr : told->unit(unit.id);
    link.set("due", facts == nullptr ? std::string() : due_words(*facts));
    list.push(std::move(link));
  }
  return list;
}

std::string heading(const Registry& registry) {
  std::map<UnitLevel, int> counts;
  for (const Unit& unit : registry.units()) ++counts[unit.level];
  std::string text;
  for (const auto& [level, count] : counts) text += fmt::format("{}{}个{}", text.empty() ? "" : "，", count, chinese_name_of(level));
  return text;
}

}  // namespace

View unit_year_rows(const SiteFacts& facts, const Unit& unit, std::optional<Year> current) {
  std::vector<const UnitFacts*> years;
  AxisMaker maker;
  Money most;
  bool scores = false;
  const auto self_score = [](const UnitFacts& u) { return u.self == nullptr || !u.self->score ? std::nullopt : std::optional(u.self->score->decimal()); };
  const auto finance_score = [](const UnitFacts& u) {
    return u.finance == nullptr || !u.finance->score ? std::nullopt : std::optional(u.finance->score->decimal());
  };
  for (auto at = facts.years.rbegin(); at != facts.years.rend(); ++at) {
    const UnitFacts* found = at->second.unit(unit.id);
    if (found == nullptr || (!found->money.initial && !found->money.adjusted && !self_score(*found) && !finance_score(*found))) continue;
    years.push_back(found);
    maker.see(self_score(*found));
    maker.see(finance_score(*found));
    scores = scores || self_score(*found) || finance_score(*found);
    if (found->money.adjusted) most = std::max(most, *found->money.adjusted);
  }
  if (years.empty() || (current && years.size() < 2)) return View();
  const Axis axis = maker.axis();
  View rows{View::List{}};
  for (const UnitFacts* year : years) {
    const auto rate = year->money.rate();
    const auto own = self_score(*year);
    const auto finance = finance_score(*year);
    const auto& budget = year->money.adjusted;
    rows.push(View::map({{"year", year->unit->year},
                         {"url", link_to(unit_year_url(unit, year->unit->year))},
                         {"current", current == year->unit->year},
                         {"budget", budget ? print_number(*budget, MoneyUnit::ten_thousand) : std::string()},
                         {"budget_w", budget ? share(Decimal::scaled(budget->fen, 0), Decimal::scaled(most.fen, 0)) : std::string()},
                         {"rate", rate ? print_percent(*rate, 1) : std::string()},
                         {"own", own ? text_of(year->self->score) : std::string()},
                         {"finance", finance ? text_of(year->finance->score) : std::string()},
                         {"own_x", own ? axis.at(*own) : std::string()},
                         {"finance_x", finance ? axis.at(*finance) : std::string()}}));
  }
  return View::map({{"rows", std::move(rows)}, {"grid", axis.grid()}, {"ticks", axis.ticks()}, {"low", axis.low_text()}, {"has_scores", scores}});
}

namespace {

using UnitLists = std::vector<UnitList>;

View list_links(Year year, const UnitLists& lists, std::size_t which) {
  View links{View::List{}};
  for (std::size_t i = 0; i < lists.size(); ++i) {
    links.push(View::map({{"title", lists[i].title}, {"url", link_to(unit_list_url(year, lists[i], 0))}, {"current", i == which}}));
  }
  return links;
}

// A page of a list of a year's units; nothing where its units have nothing to compare.
View units_of_year(const PlanContext& context, const YearFacts& year, const UnitLists& lists, std::size_t which, std::size_t page, View& view) {
  const UnitList& list = lists[which];
  const std::span<const std::size_t> places = list.order.places;
  const std::size_t first = std::min(page * kUnitsPerPage, places.size());
  View table = unit_table(context, year, places.subspan(first, std::min(kUnitsPerPage, places.size() - first)), list.id == "code");
  const bool drawn = table.find("has_money")->is_true() || table.find("has_met")->is_true() || table.find("has_scores")->is_true();
  if (!drawn) return View();
  view.set("orders", list_links(year.book->year, lists, which));
  view.set("title", list.title);
  const std::size_t untold = places.size() - list.order.told;
  view.set("untold", untold == 0 ? std::string() : fmt::format("{}个单位没有公开{}，排在最后", untold, list.untold));
  view.set("pager", pager_view(list.pages(), page, kUnitsPerPage, places.size(), [&](std::size_t n) { return unit_list_url(year.book->year, list, n); }));
  return table;
}

void set_nothing_listed(View& view) {
  for (const std::string_view name : {"orders", "title", "untold", "pager"}) view.set(name, View());
}

View unit_list_view(const PlanContext& context, const YearFacts& year, const UnitLists& lists, std::size_t which, std::size_t page) {
  const UnitList& list = lists[which];
  const Year fiscal = year.book->year;
  const std::string finding = unit_list_finding(year, list);
  View view;
  set_nothing_listed(view);
  view.set("page", page_view(context, {.title = fmt::format("{}年度单位：{}{}", fiscal, list.title, page == 0 ? std::string() : fmt::format("（{}）", page + 1)),
                                       .description = fmt::format("{}{}年度：{}", context.registry.site().jurisdiction.name, fiscal, finding),
                                       .nav = "units",
                                       .year = fiscal,
                                       .trail = {{fmt::format("{}年度", fiscal), year_url(fiscal)}, {"单位", "units/"}}}));
  view.set("finding", unbroken(finding));
  view.set("names", View(View::List{}));
  view.set("told", fiscal);
  view.set("units", units_of_year(context, year, lists, which, page, view));
  view.set("ledger_url", link_to(list_url(fiscal, "ledger")));
  return view;
}

}  // namespace

View units_view(const PlanContext& context, const SiteFacts& facts) {
  const YearFacts* year = year_to_tell(facts);
  View view;
  set_nothing_listed(view);
  const std::string title = heading(context.registry);
  view.set("page", page_view(context, {.title = title.empty() ? std::string("单位") : title,
                                       .description = fmt::format("{}各预算单位的预算、执行、绩效与公开情况", context.registry.site().jurisdiction.name),
                                       .nav = "units",
                                       .year = std::nullopt,
                                       .trail = {}}));
  view.set("finding", View());
  View table = year == nullptr ? View() : units_of_year(context, *year, unit_lists(*year), 0, 0, view);
  view.set("names", names_of(context, table.is_nothing() ? nullptr : year, year));
  view.set("told", year == nullptr ? View() : View(year->book->year));
  view.set("units", std::move(table));
  view.set("ledger_url", year != nullptr ? link_to(list_url(year->book->year, "ledger")) : std::string());
  return view;
}

namespace {

void add_unit_lists(const PlanContext& context, const YearFacts& year, SitePlan& site_plan) {
  const bool scores = std::ranges::any_of(year.units, [](const UnitFacts& unit) { return unit.self != nullptr || unit.finance != nullptr; });
  if (year.unit_money.is_empty() && year.indicators.decided() == 0 && !scores) return;
  const YearFacts* of = &year;
  const auto lists = std::make_shared<const UnitLists>(unit_lists(year));
  for (std::size_t which = 0; which < lists->size(); ++which) {
    for (std::size_t page = 0; page < (*lists)[which].pages(); ++page) {
      site_plan.pages.push_back({.url = unit_list_url(year.book->year, (*lists)[which], page), .page = "html/units.html", .report = {},
                                 .values = [&context, of, lists, which, page] { return unit_list_view(context, *of, *lists, which, page); }});
    }
  }
}

}  // namespace

void add_unit_pages(const PlanContext& context, SitePlan& site_plan) {
  const SiteFacts* facts = site_plan.facts.get();
  site_plan.pages.push_back({.url = "units/", .page = "html/units.html", .report = {},
                             .values = [&context, facts] { return units_view(context, *facts); }});
  for (const Unit& registered : context.registry.units()) {
    const Unit* unit = &registered;
    site_plan.pages.push_back({.url = unit_url(*unit), .page = "html/unit-years.html", .report = {},
                               .values = [&context, facts, unit] { return unit_years_view(context, *facts, *unit); }});
  }
  for (const auto& [year, year_facts] : facts->years) {
    add_unit_lists(context, year_facts, site_plan);
    for (const UnitFacts& unit_facts : year_facts.units) {
      const UnitFacts* unit = &unit_facts;
      site_plan.pages.push_back({.url = unit_year_url(*unit->unit->unit, year), .page = "html/unit.html", .report = "report/unit.xhtml", .data = true,
                                 .values = [&context, facts, unit] { return unit_year_view(context, *facts, *unit); }});
    }
  }
}

}  // namespace disclose

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "exact/percent.h"
#include "plan/drawing.h"
#include "plan/parts.h"
#include "plan/site_map.h"
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

View units_view(const PlanContext& context, const SiteFacts& facts) {
  const YearFacts* year = year_to_tell(facts);
  View view;
  const std::string title = heading(context.registry);
  view.set("page", page_view(context, {.title = title.empty() ? std::string("单位") : title,
                                       .description = fmt::format("{}各预算单位的预算、执行、绩效与公开情况", context.registry.site().jurisdiction.name),
                                       .nav = "units",
                                       .year = std::nullopt,
                                       .trail = {}}));
  View table = year == nullptr ? View() : unit_table(context, *year);
  const bool drawn = !table.is_nothing() && (table.find("has_money")->is_true() || table.find("has_met")->is_true() ||
                                             table.find("has_scores")->is_true());
  view.set("names", names_of(context, drawn ? year : nullptr, year));
  view.set("told", year == nullptr ? View() : View(year->book->year));
  view.set("units", drawn ? std::move(table) : View());
  view.set("ledger_url", year != nullptr ? link_to(list_url(year->book->year, "ledger")) : std::string());
  return view;
}

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
    for (const UnitFacts& unit_facts : year_facts.units) {
      const UnitFacts* unit = &unit_facts;
      site_plan.pages.push_back({.url = unit_year_url(*unit->unit->unit, year), .page = "html/unit.html", .report = "report/unit.xhtml", .data = true,
                                 .values = [&context, facts, unit] { return unit_year_view(context, *facts, *unit); }});
    }
  }
}

}  // namespace disclose

#include "plan/unit_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "exact/percent.h"
#include "plan/parts.h"
#include "plan/score_views.h"
#include "plan/sentence.h"

namespace disclose {

namespace {

struct Axes {
  Axis exec, met;
  Money most;  // the largest budget shown
};

Axes axes_of(const YearFacts& year) {
  AxisMaker exec;
  AxisMaker met;
  Money most;
  for (const UnitFacts& unit : year.units) {
    if (unit.money.adjusted && unit.money.executed) most = std::max(most, *unit.money.adjusted);
    exec.see(unit.money.rate());
    met.see(met_rate(unit.indicators));
  }
  return {exec.axis(), met.axis(), most};
}

View unit_row(const PlanContext& context, const UnitFacts& facts, const Axes& axes) {
  const Unit& unit = *facts.unit->unit;
  const bool counted = facts.money.adjusted && facts.money.executed;
  return View::map({
      {"name", unit.name},
      {"code", unit.code},
      {"level", chinese_name_of(unit.level)},
      {"sub", unit.level == UnitLevel::subordinate},
      {"url", link_to(unit_year_url(unit, facts.unit->year))},
      {"budget", counted ? print_number(*facts.money.adjusted, MoneyUnit::ten_thousand) : std::string()},
      {"budget_w", counted ? share(Decimal::scaled(facts.money.adjusted->fen, 0), Decimal::scaled(axes.most.fen, 0)) : std::string()},
      {"exec", rate_view(facts.money.rate(), axes.exec)},
      {"met", rate_view(met_rate(facts.indicators), axes.met)},
      {"own", score_link(context.registry, facts.self, facts.self == nullptr ? std::nullopt : facts.self->score)},
      {"finance", score_link(context.registry, facts.finance, facts.finance == nullptr ? std::nullopt : facts.finance->score)},
      {"due", facts.due == 0 ? std::string() : fmt::format("{}/{}", facts.disclosed, facts.due)},
      {"all_due", facts.due > 0 && facts.disclosed == facts.due},
  });
}

std::vector<const UnitFacts*> in_order(const YearFacts& year, std::size_t limit) {
  std::vector<const UnitFacts*> units;
  for (const UnitFacts& unit : year.units) {
    const bool counted = unit.money.adjusted && unit.money.executed && !unit.within_parent;
    if (limit == 0 || counted) units.push_back(&unit);
  }
  if (limit == 0) return units;
  std::ranges::stable_sort(units, [](const UnitFacts* a, const UnitFacts* b) { return *a->money.adjusted > *b->money.adjusted; });
  return units;
}

// The rest is the sum of what is left out, not the total less what is shown: so they can be checked.
View rest_row(const std::vector<const UnitFacts*>& units, std::size_t limit, const Axes& axes) {
  if (limit == 0 || units.size() <= limit) return View();
  PhaseSum rest;
  AttainmentCounts indicators;
  for (std::size_t i = limit; i < units.size(); ++i) {
    rest.add(units[i]->money);
    indicators += units[i]->indicators;
  }
  return View::map({{"name", fmt::format("其余{}个单位", units.size() - limit)},
                    {"budget", print_number(rest.adjusted, MoneyUnit::ten_thousand)},
                    {"exec", rate_view(rest.rate(), axes.exec)},
                    {"met", rate_view(met_rate(indicators), axes.met)}});
}

}  // namespace

namespace {

View table_of(const PlanContext& context, const YearFacts& year, const std::vector<const UnitFacts*>& units, std::size_t shown, View rest, bool whole) {
  const Axes axes = axes_of(year);
  View rows{View::List{}};
  for (std::size_t i = 0; i < shown; ++i) rows.push(unit_row(context, *units[i], axes));
  const auto any = [&](auto has) { return std::ranges::any_of(year.units, has); };
  const View exec = rate_view(year.unit_money.rate(), axes.exec);
  const View met = rate_view(met_rate(year.indicators), axes.met);
  const auto x_of = [](const View& rate) { return rate.is_nothing() ? std::string() : std::string(rate.find("x")->text()); };
  View total;
  if (whole && !year.unit_money.is_empty()) {
    total = View::map({{"budget", print_number(year.unit_money.adjusted, MoneyUnit::ten_thousand)}, {"exec", exec}, {"met", met},
                       {"counted", year.unit_money.counted}});
  }
  return View::map({
      {"rows", std::move(rows)},
      {"rest", std::move(rest)},
      {"total", std::move(total)},
      {"has_money", !year.unit_money.is_empty()},
      {"has_met", year.indicators.decided() > 0},
      {"has_scores", any([](const UnitFacts& u) { return u.self != nullptr || u.finance != nullptr; })},
      {"has_due", any([](const UnitFacts& u) { return u.due > 0; })},
      {"money_low", axes.exec.low_text()},
      {"met_low", axes.met.low_text()},
      {"ref_exec", x_of(exec)},
      {"ref_met", x_of(met)},
      {"within", any([](const UnitFacts& u) { return u.within_parent && u.money.adjusted; })},
      {"count", units.size()},
      {"year", year.book->year},
  });
}

}  // namespace

View unit_table(const PlanContext& context, const YearFacts& year, std::size_t limit) {
  const std::vector<const UnitFacts*> units = in_order(year, limit);
  const std::size_t shown = limit == 0 ? units.size() : std::min(limit, units.size());
  View table = table_of(context, year, units, shown, rest_row(units, limit, axes_of(year)), true);
  table.set("nested", limit == 0);
  return table;
}

View unit_table(const PlanContext& context, const YearFacts& year, std::span<const std::size_t> places, bool nested) {
  std::vector<const UnitFacts*> units;
  for (const std::size_t place : places) units.push_back(&year.units[place]);
  View table = table_of(context, year, units, units.size(), View(), units.size() == year.units.size());
  table.set("nested", nested);
  return table;
}

}  // namespace disclose

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "exact/percent.h"
#include "plan/parts.h"
#include "plan/project_page.h"
#include "plan/score_views.h"

namespace disclose {

namespace {

struct YearScore {
  std::string text;
  std::string_view kind;
};

YearScore finance_score(const ProjectFacts& project) {
  if (project.finance != nullptr) return {project.finance->score ? text_of(project.finance->score) : "得分未公开", "财政评价"};
  if (project.recheck != nullptr) return {project.recheck->score ? text_of(project.recheck->score) : "得分未公开", "财政复核"};
  return {"", ""};
}

View year_row(const ProjectFacts& project, std::optional<Year> current) {
  const Project& record = *project.life->project;
  const std::optional<Decimal> rate = project.money.rate();
  const YearScore finance = finance_score(project);
  const auto amount = [](const std::optional<Money>& money) {
    return money ? print_number(*money, MoneyUnit::ten_thousand) : std::string();
  };
  return View::map({{"year", record.year},
                    {"url", link_to(project_year_url(record))},
                    {"current", current == record.year},
                    {"initial", amount(project.money.initial)},
                    {"budget", amount(project.money.adjusted)},
                    {"spent", amount(project.money.executed)},
                    {"rate", rate ? print_percent(*rate, 2) : std::string()},
                    {"rate_w", rate ? share(*rate, Decimal(100)) : std::string()},
                    {"own", project.self != nullptr ? text_of(project.self->score) : std::string()},
                    {"finance", finance.text},
                    {"kind", finance.kind}});
}

// The same indicator over the years, by its name.
View indicator_rows(const std::vector<const ProjectFacts*>& years) {
  std::vector<Text> names;
  std::map<Text, std::map<std::size_t, const IndicatorLine*>> values;
  for (std::size_t i = 0; i < years.size(); ++i) {
    for (const IndicatorLine& line : years[i]->lines) {
      const Text name = trim(line.indicator->name);
      const auto [at, fresh] = values.try_emplace(name);
      if (fresh) names.push_back(name);
      at->second.try_emplace(i, &line);
    }
  }
  View rows{View::List{}};
  for (const Text name : names) {
    const auto& found = values.at(name);
    if (found.size() < 2) continue;
    View cells{View::List{}};
    for (std::size_t i = 0; i < years.size(); ++i) {
      const auto at = found.find(i);
      const IndicatorLine* line = at == found.end() ? nullptr : at->second;
      cells.push(View::map({{"year", years[i]->life->project->year},
                            {"target", line == nullptr ? Text() : line->indicator->target},
                            {"value", line == nullptr ? Text("未设") : line->verified.empty() ? line->own : line->verified}}));
    }
    const Attainment last = found.rbegin()->second->judged;
    rows.push(View::map({{"name", name}, {"cells", std::move(cells)}, {"state", state_of(last)}, {"verdict", chinese_name_of(last)}}));
  }
  return rows;
}

std::vector<const ProjectFacts*> facts_over_years(const SiteFacts& facts, const Refs<Project>& years) {
  std::vector<const ProjectFacts*> found;
  for (const Project* record : years) {
    const YearFacts* year = facts.year(record->year);
    const ProjectFacts* project = year == nullptr ? nullptr : year->project(record->id);
    if (project != nullptr) found.push_back(project);
  }
  return found;
}

}  // namespace

View project_year_rows(const SiteFacts& facts, const Refs<Project>& years, std::optional<Year> current) {
  View rows{View::List{}};
  for (const ProjectFacts* project : facts_over_years(facts, years)) rows.push(year_row(*project, current));
  return rows;
}

View project_years_view(const PlanContext& context, const SiteFacts& facts, Text id) {
  const Registry& registry = context.registry;
  const Refs<Project>& years = registry.project_years(id);
  const Project& latest = *years.back();
  const std::vector<const ProjectFacts*> over_years = facts_over_years(facts, years);
  const Unit* unit = registry.unit(latest.unit);
  View headers{View::List{}};
  for (const ProjectFacts* project : over_years) headers.push(project->life->project->year);
  View view;
  view.set("page", page_view(context, {.title = std::string(latest.name),
                                       .description = fmt::format("{}历年的预算、支出、自评与评价", latest.name),
                                       .nav = "projects",
                                       .year = std::nullopt,
                                       .trail = unit == nullptr ? std::vector<std::pair<std::string, std::string>>{}
                                                                : std::vector<std::pair<std::string, std::string>>{
                                                                      {short_name_of(registry, latest.unit), unit_url(*unit)}}}));
  view.set("unit", unit_link(registry, latest.unit, std::nullopt));
  view.set("code", latest.code);
  view.set("nature", latest.nature ? chinese_name_of(*latest.nature) : std::string_view());
  view.set("description", latest.description);
  view.set("years", project_year_rows(facts, years, std::nullopt));
  view.set("headers", std::move(headers));
  view.set("indicators", indicator_rows(over_years));
  return view;
}

}  // namespace disclose

// 审议参阅本: the year on paper, for the deputies (format.md 7; experience.md, what peers lack).
#include "plan/review_book.h"

#include <fmt/format.h>

#include <map>
#include <utility>
#include <vector>

#include "exact/percent.h"
#include "exact/score.h"
#include "plan/drawing.h"
#include "plan/life_views.h"
#include "plan/parts.h"
#include "plan/project_page.h"
#include "plan/sentence.h"

namespace disclose {

namespace {

std::string address(const PlanContext& context, const std::string& url) { return context.options.base_url + url; }

View project_chapter(const PlanContext& context, const ProjectFacts& project) {
  const Project& record = *project.life->project;
  View view;
  view.set("name", record.name);
  view.set("code", record.code);
  view.set("url", address(context, project_year_url(record)));
  view.set("sentence", unbroken(project_sentence(context.registry, project)));
  view.set("goal", project.target == nullptr ? Text() : project.target->goal);
  view.set("judged", project.self != nullptr);
  view.set("verified", project.verified);
  view.set("stack", attainment_stack(project.indicators));
  view.set("indicators", indicator_groups(project.lines));
  view.set("deductions", project.finance == nullptr ? View()
                                                    : deductions_view(context, *project.finance, project.life->rectifications));
  view.set("uses", uses_view(context, project.life->result_uses));
  return view;
}

// The sum line of a table of projects; nothing unless every project states both amounts, because a
// sum of some would stand below rows it leaves out.
View total_row(const PhaseSum& sum) {
  const auto rate = sum.rate();
  if (!rate || sum.counted != sum.of) return View();
  return View::map({{"budget", print_number(sum.adjusted, MoneyUnit::ten_thousand)},
                    {"executed", print_number(sum.executed, MoneyUnit::ten_thousand)},
                    {"rate", print_percent(*rate, 2)}});
}

View table_row(const PlanContext& context, const ProjectFacts& project) {
  View row = project_row(context, project);
  row.set("stack", attainment_stack(project.indicators));
  row.set("executed", project.money.executed ? print_number(*project.money.executed, MoneyUnit::ten_thousand) : std::string());
  return row;
}

// Projects of one unit, as places in year.projects.
using Places = std::vector<std::size_t>;

View department(const PlanContext& context, const YearFacts& year, std::string name, const UnitFacts* unit, const Places& places) {
  View rows{View::List{}};
  View projects{View::List{}};
  PhaseSum sum;
  for (const std::size_t place : places) {
    const ProjectFacts& project = year.projects[place];
    rows.push(table_row(context, project));
    projects.push(project_chapter(context, project));
    sum.add(project.money);
  }
  return View::map({{"name", std::move(name)},
                    {"sentence", unit == nullptr ? std::string() : unbroken(unit_sentence(*unit))},
                    {"url", unit == nullptr ? std::string() : address(context, unit_year_url(*unit->unit->unit, year.book->year))},
                    {"rows", std::move(rows)},
                    {"total", total_row(sum)},
                    {"projects", std::move(projects)}});
}

// In the order of the units; a unit of which nothing is published this year has no chapter, projects
// of a unit that is not listed come last.
View departments_of(const PlanContext& context, const YearFacts& year) {
  std::map<Text, Places> by_unit;
  for (std::size_t i = 0; i < year.projects.size(); ++i) by_unit[year.projects[i].life->project->unit].push_back(i);
  View list{View::List{}};
  for (const UnitFacts& unit : year.units) {
    const auto found = by_unit.find(unit.unit->unit->id);
    const Places none;
    const Places& places = found == by_unit.end() ? none : found->second;
    if (places.empty() && unit.disclosed == 0 && !unit.money.adjusted && !unit.money.executed) continue;
    list.push(department(context, year, std::string(unit.unit->unit->name), &unit, places));
    if (found != by_unit.end()) by_unit.erase(found);
  }
  Places others;
  for (const auto& [id, places] : by_unit) others.insert(others.end(), places.begin(), places.end());
  if (!others.empty()) list.push(department(context, year, "单位未注明的项目", nullptr, others));
  return list;
}

View evaluations_of(const PlanContext& context, const YearFacts& year) {
  View list{View::List{}};
  const Registry& registry = context.registry;
  for (const FinanceEvaluation* evaluation : year.book->records.finance_evaluations) {
    Refs<Rectification> answers;
    for (const Rectification* rectification : year.book->records.rectifications) {
      if (rectification->of == evaluation->id) answers.push_back(rectification);
    }
    list.push(View::map({{"name", std::string(registry.subject_name(evaluation->subject, *evaluation))},
                         {"unit", evaluation->unit.empty() ? std::string() : short_name_of(registry, evaluation->unit)},
                         {"url", address(context, record_url(registry, *evaluation))},
                         {"score", evaluation->score ? text_of(evaluation->score) : std::string()},
                         {"grade", evaluation->grade},
                         {"deductions", deductions_view(context, *evaluation, answers)}}));
  }
  return list;
}

}  // namespace

View project_chapters(const PlanContext& context, const YearFacts& year, const UnitFacts& unit) {
  View list{View::List{}};
  for (const ProjectLife* life : unit.unit->projects) {
    if (const ProjectFacts* project = year.project(life->project->id)) list.push(project_chapter(context, *project));
  }
  return list;
}

View review_book_view(const PlanContext& context, const YearFacts& year) {
  View view;
  view.set("jurisdiction", context.registry.site().jurisdiction.name);
  view.set("projects", year.projects.size());
  view.set("departments", departments_of(context, year));
  view.set("evaluations", evaluations_of(context, year));
  return view;
}

}  // namespace disclose

#include "plan/life_data.h"

#include "exact/score.h"
#include "plan/ledger_files.h"
#include "plan/parts.h"

namespace disclose {

namespace {

// Absent facts are left out: an empty text could be taken for a stated one.
void add(View& map, std::string_view key, std::string value) {
  if (!value.empty()) map.set(key, std::move(value));
}

View money_of(const Phases& phases) {
  View money{View::Map{}};
  const auto yuan = [&](std::string_view key, const std::optional<Money>& amount) {
    if (amount) money.set(key, in_unit(*amount, MoneyUnit::yuan).to_string(2));
  };
  yuan("initial_yuan", phases.initial);
  yuan("adjusted_yuan", phases.adjusted);
  yuan("executed_yuan", phases.executed);
  return money;
}

void add_scores(View& map, const SelfEvaluation* self, const FinanceEvaluation* finance) {
  if (self != nullptr) add(map, "self_score", text_of(self->score));
  if (finance != nullptr) add(map, "finance_score", text_of(finance->score));
}

View indicators_of(const std::vector<IndicatorLine>& lines) {
  View list{View::List{}};
  for (const IndicatorLine& line : lines) {
    View row = View::map({{"name", line.indicator->name},
                          {"level1", line.indicator->level1},
                          {"level2", line.indicator->level2},
                          {"target", line.indicator->target}});
    add(row, "own", std::string(line.own));
    add(row, "verified", std::string(line.verified));
    row.set("verdict", chinese_name_of(line.judged));
    list.push(std::move(row));
  }
  return list;
}

View records_of(const PlanContext& context, const ProjectLife& life) {
  View list{View::List{}};
  const auto all = [&](const auto& records) {
    for (const auto* record : records) {
      list.push(View::map({{"kind", name_of(record->kind)},
                           {"title", title_of(context.registry, *record)},
                           {"page", context.options.base_url + record_url(context.registry, *record)}}));
    }
  };
  all(life.pre_evaluations);
  all(life.targets);
  all(life.monitorings);
  all(life.self_evaluations);
  all(life.rechecks);
  all(life.finance_evaluations);
  all(life.rectifications);
  all(life.result_uses);
  return list;
}

}  // namespace

View project_data(const PlanContext& context, const ProjectFacts& project) {
  const Project& record = *project.life->project;
  View data = View::map({{"id", record.id}, {"year", record.year}, {"name", record.name}});
  add(data, "code", std::string(record.code));
  data.set("unit", record.unit);
  data.set("page", context.options.base_url + project_year_url(record));
  data.set("money", money_of(project.money));
  add_scores(data, project.self, project.finance);
  if (project.recheck != nullptr) add(data, "recheck_score", text_of(project.recheck->score));
  data.set("indicators", indicators_of(project.lines));
  data.set("records", records_of(context, *project.life));
  return data;
}

View unit_data(const PlanContext& context, const YearFacts& year, const UnitFacts& unit) {
  const Unit& of = *unit.unit->unit;
  View data = View::map({{"id", of.id}, {"year", unit.unit->year}, {"name", of.name}});
  add(data, "code", std::string(of.code));
  data.set("page", context.options.base_url + unit_year_url(of, unit.unit->year));
  data.set("money", money_of(unit.money));
  add_scores(data, unit.self, unit.finance);
  View projects{View::List{}};
  for (const ProjectLife* life : unit.unit->projects) {
    const ProjectFacts* project = year.project(life->project->id);
    if (project == nullptr) continue;
    View row = View::map({{"id", life->project->id}, {"name", life->project->name}, {"money", money_of(project->money)}});
    add_scores(row, project->self, project->finance);
    row.set("page", context.options.base_url + project_year_url(*life->project));
    projects.push(std::move(row));
  }
  data.set("projects", std::move(projects));
  View ledger{View::List{}};
  for (const LedgerEntry* entry : unit.unit->ledger) {
    View row = View::map({{"item", name_of(entry->item)}, {"state", name_of(entry->state)}});
    if (entry->timeliness) row.set("timeliness", name_of(*entry->timeliness));
    add(row, "published", text_of(entry->published));
    const std::string page = answer_url(context.registry, *entry);
    add(row, "page", page.empty() ? page : context.options.base_url + page);
    ledger.push(std::move(row));
  }
  data.set("ledger", std::move(ledger));
  return data;
}

}  // namespace disclose

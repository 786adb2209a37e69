#include "plan/project_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "exact/score.h"
#include "plan/drawing.h"
#include "plan/grade_view.h"
#include "plan/life_data.h"
#include "plan/life_views.h"
#include "plan/parts.h"
#include "plan/period.h"
#include "plan/sentence.h"
#include "plan/stages.h"

namespace disclose {

namespace {

View fact(std::string_view name, std::string text, std::string url = {}) {
  return View::map({{"name", name}, {"text", std::move(text)}, {"url", std::move(url)}});
}

std::string period_of(const Project& project) {
  if (!project.start && !project.end) return {};
  const std::string start = project.start ? std::string(project.start->written) : std::string();
  const std::string end = project.end ? std::string(project.end->written) : std::string();
  if (end.empty()) return fmt::format("{}起", start);
  return start.empty() ? fmt::format("至{}", end) : fmt::format("{}至{}", start, end);
}

View meta_of(const PlanContext& context, const Project& project, bool other_years) {
  View list{View::List{}};
  const auto add = [&](std::string_view name, std::string text, std::string url = {}) {
    if (!text.empty()) list.push(fact(name, std::move(text), std::move(url)));
  };
  if (const Unit* unit = context.registry.unit(project.unit)) add("实施单位", std::string(unit->name), link_to(unit_year_url(*unit, project.year)));
  add("项目代码", project.code.empty() ? std::string("未公开") : std::string(project.code));
  add("预算年度", std::to_string(project.year));
  if (other_years) add("历年", "看历年对比", link_to(project_url(project.id)));
  add("类别", std::string(project.category));
  if (project.nature) add("性质", std::string(chinese_name_of(*project.nature)));
  if (project.budget_type) add("预算类型", std::string(chinese_name_of(*project.budget_type)));
  if (project.source) add("来源", std::string(chinese_name_of(*project.source)));
  add("起止", period_of(project));
  return list;
}

View self_card(const PlanContext& context, const ProjectFacts& project) {
  if (project.self == nullptr) return View();
  const SelfEvaluation& self = *project.self;
  return View::map({{"score", self.score ? text_of(self.score) : std::string("得分未公开")},
                    {"grade", self.grade},
                    {"date", self.published ? print(self.published->date) : std::string()},
                    {"rows", self_dimension_rows(self)},
                    {"url", link_to(record_url(context.registry, self))}});
}

View finance_card(const PlanContext& context, const ProjectFacts& project) {
  if (project.finance == nullptr) return View();
  const FinanceEvaluation& finance = *project.finance;
  return View::map({{"score", finance.score ? text_of(finance.score) : std::string("得分未公开")},
                    {"grade", finance.grade},
                    {"date", finance.approval.number.empty() ? text_of(finance.approval.date) : std::string(finance.approval.number)},
                    {"rows", dimension_rows(finance.dimensions)},
                    {"url", link_to(record_url(context.registry, finance))}});
}

View recheck_card(const PlanContext& context, const ProjectFacts& project) {
  if (project.recheck == nullptr) return View();
  const Recheck& recheck = *project.recheck;
  View reasons{View::List{}};
  for (const Text reason : recheck.reasons) reasons.push(reason);
  std::string change;
  if (recheck.score && project.self != nullptr && project.self->score) {
    const Decimal difference = recheck.score->decimal() - project.self->score->decimal();
    change = difference.is_zero() ? std::string("与自评相同")
                                  : fmt::format("比自评{}{}分", difference.is_negative() ? "低" : "高", print_score(difference.abs()));
  }
  return View::map({{"score", recheck.score ? text_of(recheck.score) : std::string("得分未公开")},
                    {"change", std::move(change)},
                    {"date", recheck.published ? print(recheck.published->date) : std::string()},
                    {"reasons", std::move(reasons)},
                    {"opinion", recheck.opinion},
                    {"url", link_to(record_url(context.registry, recheck))}});
}

std::string grade_note(const Registry& registry, const ProjectFacts& project) {
  const GradeScheme* scheme = scheme_for(registry.site(), project.finance != nullptr ? Kind::finance_evaluation : Kind::self_evaluation,
                                         project.life->project->year);
  if (scheme == nullptr || scheme->grades.empty()) return {};
  return fmt::format("{}：{}{}", scheme->name, bands_of(*scheme), scheme->basis.empty() ? std::string() : fmt::format("（{}）", scheme->basis));
}

std::string scores_title(const ProjectFacts& project) {
  const bool own = project.self != nullptr && project.self->score;
  const bool finance = project.finance != nullptr && project.finance->score;
  if (own && finance) {
    return fmt::format("单位自评{}，财政评价{}{}", text_of(project.self->score), text_of(project.finance->score),
                       project.gap->is_zero() ? "" : "：差在哪里");
  }
  if (own) return fmt::format("单位自评{}", text_of(project.self->score));
  if (finance) return fmt::format("财政评价{}", text_of(project.finance->score));
  return "评分";
}

View monitoring_rows(const PlanContext& context, const ProjectLife& life) {
  View rows{View::List{}};
  for (const Monitoring* record : life.monitorings) {
    const Fund* total = total_of(record->funds);
    std::string reasons;
    for (const MonitoredIndicator& indicator : record->indicators) {
      if (indicator.deviation.empty() || indicator.likelihood == Likelihood::certain) continue;
      reasons += fmt::format("{}{}：{}", reasons.empty() ? "" : "；", indicator.name, indicator.deviation);
    }
    rows.push(View::map({{"period", record->period.empty() ? std::string("时段未注明") : disclose::period_of(record->period).full},
                         {"url", link_to(record_url(context.registry, *record))},
                         {"executed", total == nullptr ? std::string() : text_of(total->executed)},
                         {"forecast", total == nullptr ? std::string() : text_of(total->forecast)},
                         {"reasons", std::move(reasons)},
                         {"conclusion", record->conclusion}}));
  }
  return rows;
}

std::vector<const Record*> records_of(const ProjectLife& life) {
  std::vector<const Record*> records;
  const auto add = [&](const auto& list) { records.insert(records.end(), list.begin(), list.end()); };
  add(life.pre_evaluations);
  add(life.targets);
  add(life.monitorings);
  add(life.self_evaluations);
  add(life.rechecks);
  add(life.finance_evaluations);
  return records;
}

// What a reader looks for on this page and does not find.
std::string missing_of(const ProjectFacts& project) {
  const ProjectLife& life = *project.life;
  std::string text;
  const auto add = [&](bool absent, std::string_view name) {
    if (absent) text += (text.empty() ? "" : "、") + std::string(name);
  };
  add(!project.money.initial && !project.money.adjusted, "预算");
  add(!project.money.executed, "支出");
  add(life.targets.empty(), "绩效目标");
  add(life.self_evaluations.empty(), "绩效自评");
  return text;
}

void set_indicators(View& view, const ProjectFacts& project) {
  const bool judged = project.self != nullptr;
  const std::string title = judged ? fmt::format("{}项指标：{}", project.indicators.all(), in_words(project.indicators))
                                   : fmt::format("{}项绩效指标", project.lines.size());
  view.set("indicators", project.lines.empty() ? View()
                                               : View::map({{"title", title},
                                                            {"groups", indicator_groups(project.lines)},
                                                            {"judged", judged},
                                                            {"verified", project.verified}}));
}

void set_scores(View& view, const PlanContext& context, const ProjectFacts& project) {
  view.set("scores_title", scores_title(project));
  view.set("own", self_card(context, project));
  view.set("finance", finance_card(context, project));
  view.set("recheck", recheck_card(context, project));
  view.set("grade_note", grade_note(context.registry, project));
  view.set("deductions", project.finance == nullptr ? View() : deductions_view(context, *project.finance, project.life->rectifications));
}

void set_closing(View& view, const PlanContext& context, const ProjectLife& life) {
  const Project& record = *life.project;
  std::vector<const Record*> records = records_of(life);
  view.set("records", record_rows(context, records));
  records.push_back(&record);
  const auto add = [&](const auto& list) { records.insert(records.end(), list.begin(), list.end()); };
  add(life.rectifications);
  add(life.result_uses);
  view.set("withheld", withheld_grounds(records));
  view.set("documents", documents_of(records));
  view.set("sources", sources_of(records));
  const Unit* unit = context.registry.unit(record.unit);
  view.set("cite", fmt::format("{}：《{}（{}年度）》，{}。", unit == nullptr ? context.registry.site().publisher.name : unit->name, record.name,
                               record.year, record.published ? print(record.published->date) : std::string("公开日期未注明")));
}

}  // namespace

View project_view(const PlanContext& context, const SiteFacts& facts, const ProjectFacts& project) {
  const Registry& registry = context.registry;
  const ProjectLife& life = *project.life;
  const Project& record = *life.project;
  const std::string sentence = project_sentence(registry, project);
  const Refs<Project>& years = registry.project_years(record.id);
  View view;
  const Unit* unit = registry.unit(record.unit);
  std::vector<std::pair<std::string, std::string>> trail{{fmt::format("{}年度", record.year), year_url(record.year)}};
  if (unit != nullptr) trail.emplace_back(short_name_of(registry, record.unit), unit_year_url(*unit, record.year));
  view.set("page", page_view(context, {.title = fmt::format("{}（{}年度）", record.name, record.year),
                                       .description = sentence.empty() ? fmt::format("{}{}年度的预算、绩效目标、自评与评价", record.name, record.year)
                                                                       : fmt::format("{}：{}", record.name, sentence),
                                       .nav = "projects",
                                       .year = record.year,
                                       .trail = std::move(trail),
                                       .record = &record}));
  view.set("name", record.name);
  view.set("meta", meta_of(context, record, years.size() > 1));
  view.set("description", record.description);
  view.set("focus", record.focus);
  view.set("stages", stages_of(context, life));
  view.set("sentence", unbroken(sentence));
  view.set("money", money_rows(project.money));
  view.set("missing", missing_of(project));
  view.set("goal", project.target == nullptr ? Text() : project.target->goal);
  set_scores(view, context, project);
  set_indicators(view, project);
  view.set("uses", uses_view(context, life.result_uses));
  view.set("monitoring", monitoring_rows(context, life));
  view.set("years", years.size() > 1 ? project_year_rows(facts, years, record.year) : View(View::List{}));
  set_closing(view, context, life);
  view.set("files", files_beside(context, project_year_url(record)));
  view.set("data", project_data(context, project));
  return view;
}

}  // namespace disclose

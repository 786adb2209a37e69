#include "plan/unit_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "exact/percent.h"
#include "plan/drawing.h"
#include "plan/life_data.h"
#include "plan/life_views.h"
#include "plan/parts.h"
#include "plan/project_page.h"
#include "plan/qr_view.h"
#include "plan/review_book.h"
#include "plan/score_views.h"
#include "plan/sentence.h"
#include "plan/stages.h"

namespace disclose {

namespace {

constexpr std::size_t kDrawn = 300;

std::string dates_of(const Record& record) {
  std::string text;
  const auto add = [&](std::string part) {
    if (!part.empty()) text += (text.empty() ? "" : "，") + part;
  };
  add(std::string(record.approval.number));
  if (record.approval.date) add(fmt::format("{}批复", print(*record.approval.date)));
  add(record.published ? fmt::format("{}公开", print(record.published->date)) : std::string("公开日期未注明"));
  return text;
}

View document_row(const Registry& registry, const Record& record, std::string title) {
  const std::string url = has_own_page(record.kind) ? link_to(record_url(registry, record)) : std::string();
  return View::map({{"title", std::move(title)}, {"url", url}, {"who", dates_of(record)}, {"files", documents_view(record)}});
}

View column(std::string_view title, View rows, std::string_view absent) {
  return View::map({{"title", title}, {"rows", std::move(rows)}, {"absent", absent}});
}

// Budget, final accounts and performance of the same year, side by side (34号文: published together).
View three_sets(const Registry& registry, const UnitFacts& facts) {
  const UnitYear& unit = *facts.unit;
  View budget{View::List{}};
  if (unit.budget != nullptr) {
    budget.push(document_row(registry, *unit.budget, unit.budget->total ? fmt::format("部门预算{}", print(*unit.budget->total)) : "部门预算"));
  }
  View accounts{View::List{}};
  if (unit.final_accounts != nullptr) {
    const FinalAccounts& record = *unit.final_accounts;
    accounts.push(document_row(registry, record, record.executed ? fmt::format("部门决算 支出{}", print(*record.executed)) : "部门决算"));
  }
  View performance{View::List{}};
  const auto add = [&](const auto& list) {
    for (const auto* record : list) performance.push(document_row(registry, *record, title_of(registry, *record)));
  };
  add(unit.targets);
  add(unit.monitorings);
  add(unit.self_evaluations);
  add(unit.finance_evaluations);
  View list{View::List{}};
  list.push(column("预算", std::move(budget), "部门预算没有在本站公开"));
  list.push(column("决算", std::move(accounts), "部门决算没有在本站公开"));
  list.push(column("绩效", std::move(performance), "部门整体绩效目标和自评没有在本站公开"));
  return list;
}

View projects_of(const PlanContext& context, const YearFacts& year, const UnitFacts& facts) {
  std::vector<const ProjectFacts*> projects;
  for (const ProjectLife* life : facts.unit->projects) {
    if (const ProjectFacts* project = year.project(life->project->id)) projects.push_back(project);
  }
  if (projects.empty()) return View();
  std::ranges::stable_sort(projects, std::ranges::greater{}, [](const ProjectFacts* project) { return project->indicators.failed(); });
  View rows{View::List{}};
  for (const ProjectFacts* project : projects) rows.push(project_row(context, *project));
  const auto any = [&](auto has) { return std::ranges::any_of(projects, has); };
  const PhaseSum& sum = facts.projects;
  const bool judged = any([](const ProjectFacts* p) { return p->indicators.all() > 0; });
  return View::map({
      {"title", fmt::format("{}个项目{}", projects.size(), judged && projects.size() > 1 ? "，未完成指标多的在前" : "")},
      {"rows", std::move(rows)},
      {"has_money", any([](const ProjectFacts* p) { return p->money.adjusted.has_value(); })},
      {"has_met", judged},
      {"has_scores", any([](const ProjectFacts* p) { return p->self != nullptr || p->finance != nullptr; })},
      {"drawn", projects.size() <= kDrawn},
      {"total", sum.is_empty() ? View()
                               : View::map({{"budget", print_number(sum.adjusted, MoneyUnit::ten_thousand)},
                                            {"rate", sum.rate() ? print_percent(*sum.rate(), 2) : std::string()},
                                            {"counted", sum.counted}})},
  });
}

View evaluations_of(const PlanContext& context, const UnitYear& unit) {
  View rows{View::List{}};
  for (const FinanceEvaluation* record : unit.records.finance_evaluations) {
    rows.push(View::map({{"name", context.registry.subject_name(record->subject, *record)},
                         {"kind", chinese_name_of(record->subject.type)},
                         {"url", link_to(record_url(context.registry, *record))},
                         {"score", record->score ? text_of(record->score) : std::string()},
                         {"grade", record->grade},
                         {"amount", record->amount ? print(*record->amount) : std::string()},
                         {"findings", record->findings.size()},
                         {"who", dates_of(*record)}}));
  }
  return rows;
}

View rectifications_of(const PlanContext& context, const UnitYear& unit) {
  Refs<Rectification> records = unit.records.rectifications;
  if (records.empty()) return View();
  std::ranges::stable_partition(records, [](const Rectification* r) { return r->state != Rectification::State::done; });
  View rows{View::List{}};
  for (const Rectification* record : records) {
    const FinanceEvaluation* of = context.registry.finance_evaluation(record->of);
    const bool done = record->state == Rectification::State::done;
    rows.push(View::map({
        {"text", record->required.empty() ? record->measures : record->required},
        {"measures", record->required.empty() ? Text() : record->measures},
        {"of", of == nullptr ? Text() : context.registry.subject_name(of->subject, *of)},
        {"url", of == nullptr ? std::string() : link_to(record_url(context.registry, *of))},
        {"state", done ? "ok" : is_late(*record) ? "bad" : record->state ? "mid" : "na"},
        {"text_state", record->state ? chinese_name_of(*record->state) : std::string_view("整改情况未公开")},
        {"date", record->completed ? print(*record->completed) + "完成"
                 : record->deadline ? fmt::format("期限{}", record->deadline->written)
                                    : std::string()},
    }));
  }
  return View::map({{"rows", std::move(rows)}, {"progress", progress_of(records)}, {"count", records.size()}});
}

View assessment_of(const Registry& registry, const UnitYear& unit) {
  if (unit.records.assessments.empty()) return View();
  const Assessment& record = *unit.records.assessments.back();
  return View::map({{"score", record.score ? text_of(record.score) : std::string()},
                    {"grade", record.grade},
                    {"rank", record.rank ? std::to_string(*record.rank) : std::string()},
                    {"rows", dimension_rows(record.dimensions)},
                    {"withheld", text_of(record.withheld_funds)},
                    {"paid", text_of(record.paid)},
                    {"saved", text_of(record.saved)},
                    {"who", dates_of(record)},
                    {"url", link_to(record_url(registry, record))}});
}

View own_performance(const Registry& registry, const UnitFacts& facts) {
  const UnitYear& unit = *facts.unit;
  const Target* target = unit.targets.empty() ? nullptr : unit.targets.back();
  const auto lines = indicator_lines(registry.site(), target, facts.self, unit.finance_evaluations, {});
  const bool verified = std::ranges::any_of(lines, [](const IndicatorLine& line) { return line.verified_by != nullptr; });
  if (target == nullptr && facts.self == nullptr) return View();
  AttainmentCounts counts;
  for (const IndicatorLine& line : lines) counts.add(line.judged);
  const bool judged = facts.self != nullptr && !lines.empty();
  return View::map({{"title", judged ? fmt::format("部门整体{}项指标：{}", counts.all(), in_words(counts)) : std::string("部门整体绩效目标")},
                    {"goal", target == nullptr ? Text() : target->goal},
                    {"actual", facts.self == nullptr ? Text() : facts.self->goal_actual},
                    {"groups", indicator_groups(lines)},
                    {"judged", judged},
                    {"verified", verified}});
}

View reports_of(const UnitYear& unit) {
  View list{View::List{}};
  for (const MarkdownPage* page : unit.pages) {
    list.push(View::map({{"title", page->title},
                         {"url", link_to(page_url(*page))},
                         {"date", page->published ? print(page->published->date) : std::string()},
                         {"summary", page->summary}}));
  }
  return list;
}

View meta_of(const PlanContext& context, const Unit& unit) {
  View list{View::List{}};
  const auto add = [&](std::string_view name, std::string text, std::string url, bool outside) {
    if (!text.empty()) list.push(View::map({{"name", name}, {"text", std::move(text)}, {"url", std::move(url)}, {"outside", outside}}));
  };
  add("预算代码", std::string(unit.code), {}, false);
  add("级别", std::string(chinese_name_of(unit.level)), {}, false);
  if (const Unit* parent = context.registry.unit(unit.parent)) add("主管部门", std::string(parent->name), link_to(unit_url(*parent)), false);
  add("统一社会信用代码", std::string(unit.credit_code), {}, false);
  add("对口股室", std::string(unit.office), {}, false);
  if (unit.established) add("设立", std::string(unit.established->written), {}, false);
  if (unit.abolished) add("撤销", std::string(unit.abolished->written), {}, false);
  if (const Unit* next = context.registry.unit(unit.successor)) add("职能并入", std::string(next->name), link_to(unit_url(*next)), false);
  add("网站", std::string(unit.website), std::string(unit.website), true);
  return list;
}

View children_of(const Registry& registry, const Unit& unit) {
  View list{View::List{}};
  for (const Unit& other : registry.units()) {
    if (other.parent == unit.id) list.push(unit_link(registry, other.id, std::nullopt));
  }
  return list;
}

std::string strip_title(const UnitFacts& facts) {
  if (facts.due == 0) return "没有应公开的事项";
  int on_time = 0;
  for (const LedgerEntry* entry : facts.unit->ledger) on_time += entry->timeliness == Timeliness::on_time ? 1 : 0;
  return fmt::format("应公开{}项，已公开{}项{}", facts.due, facts.disclosed,
                     on_time > 0 ? fmt::format("，其中按期{}项", on_time) : std::string());
}

std::vector<const Record*> all_records(const UnitYear& unit) {
  std::vector<const Record*> records;
  if (unit.budget != nullptr) records.push_back(unit.budget);
  if (unit.final_accounts != nullptr) records.push_back(unit.final_accounts);
  const auto add = [&](const auto& list) { records.insert(records.end(), list.begin(), list.end()); };
  add(unit.targets);
  add(unit.monitorings);
  add(unit.self_evaluations);
  return records;
}

// Sealing makes a certificate of what is disclosed or exempt.
bool is_in_log(const UnitYear& unit_year) {
  return std::ranges::any_of(unit_year.ledger, [](const LedgerEntry* entry) { return entry->state == ItemState::disclosed || entry->state == ItemState::exempt; });
}

}  // namespace

View unit_year_view(const PlanContext& context, const SiteFacts& facts, const UnitFacts& unit_facts) {
  const Registry& registry = context.registry;
  const UnitYear& unit_year = *unit_facts.unit;
  const Unit& unit = *unit_year.unit;
  const YearFacts& year = *facts.year(unit_year.year);
  const std::string sentence = unit_sentence(unit_facts);
  const std::vector<const Record*> records = all_records(unit_year);
  View view;
  view.set("page", page_view(context, {.title = fmt::format("{}（{}年度）", unit.name, unit_year.year),
                                       .description = fmt::format("{}{}年度的预算、决算与绩效。{}", unit.name, unit_year.year, sentence),
                                       .nav = "units",
                                       .year = unit_year.year,
                                       .trail = {{fmt::format("{}年度", unit_year.year), year_url(unit_year.year)}, {"单位", "units/"}}}));
  view.set("name", unit.name);
  view.set("certificate", context.options.sealed && is_in_log(unit_year) ? link_to(certificate_url(unit.id, unit_year.year)) : std::string());
  view.set("years_url", link_to(unit_url(unit)));
  view.set("meta", meta_of(context, unit));
  view.set("function", unit.function);
  view.set("sentence", unbroken(sentence));
  view.set("money", money_rows(unit_facts.money));
  view.set("withheld", withheld_grounds(records));
  view.set("sets", three_sets(registry, unit_facts));
  view.set("own", own_performance(registry, unit_facts));
  view.set("projects", projects_of(context, year, unit_facts));
  view.set("evaluations", evaluations_of(context, unit_year));
  view.set("rectifications", rectifications_of(context, unit_year));
  view.set("uses", uses_view(context, unit_year.records.result_uses));
  view.set("assessment", assessment_of(registry, unit_year));
  view.set("strip", strip_view(context, unit_facts));
  view.set("strip_title", strip_title(unit_facts));
  view.set("ledger_url", link_to(list_url(unit_year.year, "ledger")));
  view.set("reports", reports_of(unit_year));
  view.set("years", unit_year_rows(facts, unit, unit_year.year));
  view.set("sources", sources_of(records));
  view.set("chapters", context.options.reports ? project_chapters(context, year, unit_facts) : View());
  view.set("files", files_beside(context, unit_year_url(unit, unit_year.year)));
  view.set("data", unit_data(context, year, unit_facts));
  view.set("qr", qr_view(context, unit_year_url(unit, unit_year.year)));
  view.set("cite", fmt::format("{}：《{}（{}年度）预算绩效公开情况》。", registry.site().publisher.name, unit.name, unit_year.year));
  return view;
}

View unit_years_view(const PlanContext& context, const SiteFacts& facts, const Unit& unit) {
  const Registry& registry = context.registry;
  struct Row {
    Text name;
    std::map<Year, const ProjectFacts*> years;
  };
  std::map<Text, Row> projects;
  std::vector<Text> order;
  View pages{View::List{}};
  for (auto at = facts.years.rbegin(); at != facts.years.rend(); ++at) {
    const UnitFacts* unit_facts = at->second.unit(unit.id);
    if (unit_facts == nullptr) continue;
    pages.push(View::map({{"year", at->first},
                          {"url", link_to(unit_year_url(unit, at->first))},
                          {"projects", unit_facts->unit->projects.size()},
                          {"due", unit_facts->due == 0 ? std::string() : fmt::format("{}/{}", unit_facts->disclosed, unit_facts->due)}}));
    for (const ProjectLife* life : unit_facts->unit->projects) {
      const auto [found, fresh] = projects.try_emplace(life->project->id);
      if (fresh) order.push_back(life->project->id);
      found->second.name = life->project->name;
      found->second.years[at->first] = at->second.project(life->project->id);
    }
  }
  View rows{View::List{}};
  for (const Text id : order) {
    const Row& row = projects.at(id);
    View cells{View::List{}};
    for (auto at = facts.years.rbegin(); at != facts.years.rend(); ++at) {
      if (at->second.unit(unit.id) == nullptr) continue;
      const auto found = row.years.find(at->first);
      const ProjectFacts* project = found == row.years.end() ? nullptr : found->second;
      const bool stated = project != nullptr && project->money.adjusted;
      cells.push(View::map({{"year", at->first},
                            {"text", stated ? print_number(*project->money.adjusted, MoneyUnit::ten_thousand) : std::string()},
                            {"absent", project == nullptr ? "无此项目" : "未公开"}}));
    }
    rows.push(View::map({{"name", row.name}, {"url", link_to(project_url(id))}, {"cells", std::move(cells)}}));
  }
  View view;
  view.set("page", page_view(context, {.title = std::string(unit.name),
                                       .description = fmt::format("{}历年的预算、执行、绩效与公开情况", unit.name),
                                       .nav = "units",
                                       .year = std::nullopt,
                                       .trail = {{"单位", "units/"}}}));
  view.set("meta", meta_of(context, unit));
  view.set("function", unit.function);
  view.set("children", children_of(registry, unit));
  view.set("years", unit_year_rows(facts, unit, std::nullopt));
  view.set("pages", std::move(pages));
  view.set("projects", std::move(rows));
  return view;
}

}  // namespace disclose

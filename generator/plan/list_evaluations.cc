// Lists of what evaluations found and led to: finance evaluations, rectifications, uses, assessments.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <utility>

#include "plan/charts.h"
#include "plan/drawing.h"
#include "plan/evaluation_parts.h"
#include "plan/grade_view.h"
#include "plan/list_view.h"

namespace disclose {

namespace {

constexpr std::size_t kSquares = 100;  // more than these are a bar

struct GradeCount {
  Text name;
  std::size_t count = 0;
};

// How many records have each grade of the scheme, best first; and how many have none.
struct GradeCounts {
  const GradeScheme* scheme = nullptr;
  std::vector<GradeCount> grades;
  std::size_t graded = 0;

  void add(const std::optional<ShownGrade>& grade) {
    if (!grade) return;
    const auto at = std::ranges::find(grades, grade->name, &GradeCount::name);
    if (at != grades.end()) ++at->count;
    if (at == grades.end()) grades.push_back({grade->name, 1});
    ++graded;
  }

  std::string text() const {
    std::string text;
    for (const GradeCount& grade : grades) {
      if (grade.count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : "、", grade.name, grade.count);
    }
    return text;
  }

  View view() const {
    View list{View::List{}};
    const Decimal whole(static_cast<std::int64_t>(graded));
    for (const GradeCount& grade : grades) {
      list.push(View::map({{"name", grade.name}, {"count", fmt::format("{}个", grade.count)}, {"w", share(Decimal(static_cast<std::int64_t>(grade.count)), whole)},
                           {"squares", grade.count > kSquares ? View() : unit_squares(grade.count)}}));
    }
    return list;
  }
};

GradeCounts grades_of_scheme(const Site& site, Kind kind, Year year) {
  GradeCounts counts;
  counts.scheme = scheme_for(site, kind, year);
  if (counts.scheme != nullptr) {
    for (const GradeBand& band : counts.scheme->grades) counts.grades.push_back({band.name, 0});
  }
  return counts;
}

std::string_view group_title(Subject::Type type) {
  switch (type) {
    case Subject::Type::project: return "项目支出";
    case Subject::Type::unit: return "部门整体支出";
    case Subject::Type::policy: return "政策";
    case Subject::Type::service: return "政府购买服务";
    case Subject::Type::bond: return "政府债券";
    case Subject::Type::transfer: return "转移支付";
    case Subject::Type::fund: return "专项资金和其他对象";
  }
  return {};
}

View evaluation_row(const RecordContext& context, const FinanceEvaluation& record, const Axis& axis) {
  const Registry& registry = context.registry();
  const SelfEvaluation* self = self_evaluation_of(registry, record);
  const auto grade = grade_of(context.site(), record, record.score, record.grade);
  const FindingCounts findings = count_findings(context, record);
  const bool own = self != nullptr && self->score;
  return View::map({{"title", registry.subject_name(record.subject, record)},
                    {"url", link_to(record_url(registry, record))},
                    {"unit", unit_link(registry, record.unit, record.year)},
                    {"amount", stated(record, "/amount", record.amount ? print(*record.amount) : std::string())},
                    {"own", own ? text_of(self->score) : std::string()},
                    {"score", stated(record, "/score", text_of(record.score), "得分未公开")},
                    {"own_x", own ? axis.at(self->score->decimal()) : std::string()},
                    {"fin_x", record.score ? axis.at(record.score->decimal()) : std::string()},
                    {"grade", grade ? grade->name : Text()},
                    {"findings", findings.all == 0 ? std::string() : fmt::format("{}个", findings.all)},
                    {"done", findings.done == 0 ? std::string() : fmt::format("{}个已整改", findings.done)},
                    {"published", text_of(record.published)}});
}

// Lowest first: what needs attention stands on top; without a score last.
bool before(const FinanceEvaluation* a, const FinanceEvaluation* b) {
  if (a->score.has_value() != b->score.has_value()) return a->score.has_value();
  return a->score && *a->score < *b->score;
}

View evaluation_groups(const RecordContext& context, const YearBook& book) {
  View groups{View::List{}};
  for (const Subject::Type type : {Subject::Type::project, Subject::Type::unit, Subject::Type::policy, Subject::Type::fund,
                                   Subject::Type::transfer, Subject::Type::bond, Subject::Type::service}) {
    Refs<FinanceEvaluation> list;
    AxisMaker maker;
    bool scored = false;
    for (const FinanceEvaluation* record : book.records.finance_evaluations) {
      if (record->subject.type != type) continue;
      list.push_back(record);
      if (!record->score) continue;
      scored = true;
      maker.see(record->score->decimal());
      const SelfEvaluation* self = self_evaluation_of(context.registry(), *record);
      if (self != nullptr && self->score) maker.see(self->score->decimal());
    }
    if (list.empty()) continue;
    std::ranges::stable_sort(list, before);
    const Axis axis = maker.axis();
    View rows{View::List{}};
    for (const FinanceEvaluation* record : list) rows.push(evaluation_row(context, *record, axis));
    groups.push(View::map({{"id", name_of(type)}, {"title", group_title(type)}, {"count", fmt::format("{}个", list.size())}, {"scored", scored}, {"low", axis.low_text()},
                           {"ticks", axis.ticks()}, {"grid", axis.grid()}, {"rows", std::move(rows)}}));
  }
  return groups;
}

}  // namespace

View finance_evaluations_view(const RecordContext& context, const YearBook& book) {
  const Refs<FinanceEvaluation>& list = book.records.finance_evaluations;
  GradeCounts counts = grades_of_scheme(context.site(), Kind::finance_evaluation, book.year);
  std::size_t unscored = 0;
  std::size_t lower = 0;
  std::size_t compared = 0;
  for (const FinanceEvaluation* record : list) {
    counts.add(grade_of(context.site(), *record, record->score, record->grade));
    if (!record->score) ++unscored;
    const SelfEvaluation* self = self_evaluation_of(context.registry(), *record);
    if (self == nullptr || !self->score || !record->score) continue;
    ++compared;
    if (*record->score < *self->score) ++lower;
  }
  std::string title = list.empty() ? fmt::format("{}年度财政评价", book.year) : fmt::format("{}年度财政评价：{}个对象", book.year, list.size());
  if (counts.graded > 0) title += fmt::format("，{}", counts.text());
  Phrase lead;
  if (list.empty()) {
    lead.say(fmt::format("{}年度没有逐项公开财政评价，以下是年度报告中的数据。", book.year));
  } else {
    lead.say(fmt::format("{}年度财政部门评价", book.year)).number(fmt::format("{}个", list.size())).say("对象");
    if (compared > 0) {
      lead.say("；有单位自评可比的").number(fmt::format("{}个", compared)).say("中，");
      if (lower == compared) {
        lead.say(compared == 1 ? "评分低于单位自评" : "评分全部低于单位自评");
      } else {
        lead.stress(fmt::format("{}个", lower)).say("评分低于单位自评");
      }
    }
    if (unscored > 0) lead.say("；").number(fmt::format("{}个", unscored)).say("得分未公开");
    lead.say("。");
  }
  View values = list_values(context, book, std::move(title), "finance-evaluations", lead, Kind::finance_evaluation);
  values.set("grades", counts.graded > 0 ? counts.view() : View(View::List{}));
  values.set("scheme", counts.scheme == nullptr || counts.graded == 0 ? std::string() : fmt::format("等级按“{}”：{}。", counts.scheme->name, bands_of(*counts.scheme)));
  values.set("groups", evaluation_groups(context, book));
  return values;
}

namespace {

struct AnswerGroup {
  const Record* of = nullptr;
  Refs<Rectification> records;
};

std::vector<AnswerGroup> by_evaluation(const Registry& registry, const Refs<Rectification>& list) {
  std::vector<AnswerGroup> groups;
  for (const Rectification* record : list) {
    if (record->of.empty()) continue;
    const Record* of = registry.record(record->of);
    auto group = std::ranges::find(groups, of, &AnswerGroup::of);
    if (group == groups.end()) group = groups.insert(groups.end(), AnswerGroup{of, {}});
    group->records.push_back(record);
  }
  return groups;
}

// The finding a rectification answers: its text and deduction; nothing when it answers all of them.
View answered_finding(const Registry& registry, const Rectification& record) {
  const FinanceEvaluation* evaluation = registry.finance_evaluation(record.of);
  if (evaluation == nullptr || record.finding.empty()) return View();
  const auto at = std::ranges::find(evaluation->findings, record.finding, &Finding::id);
  if (at == evaluation->findings.end()) return View();
  const auto index = at - evaluation->findings.begin();
  return View::map({{"text", stated(*evaluation, fmt::format("/findings/{}/text", index), std::string(at->text))},
                    {"category", at->category},
                    {"deduction", stated(*evaluation, fmt::format("/findings/{}/deduction", index), at->deduction ? "−" + text_of(at->deduction) : std::string())},
                    {"url", link_to(record_url(registry, *evaluation)) + fmt::format("#finding-{}", index + 1)}});
}

View answer_rows(const RecordContext& context, const Refs<Rectification>& records) {
  View rows{View::List{}};
  for (const Rectification* record : records) {
    View row = rectification_view(context, *record);
    row.set("finding", answered_finding(context.registry(), *record));
    rows.push(std::move(row));
  }
  return rows;
}

using State = Rectification::State;

View state_rows(const std::array<std::size_t, 5>& counts, std::size_t all) {
  static constexpr std::array<std::string_view, 5> kWords = {"已完成", "整改中", "持续推进", "未开始", "未注明"};
  static constexpr std::array<std::string_view, 5> kStates = {"ok", "mid", "mid", "bad", "na"};
  View rows{View::List{}};
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    rows.push(View::map({{"state", kStates[i]}, {"text", kWords[i]}, {"count", fmt::format("{}个", counts[i])},
                         {"w", share(Decimal(static_cast<std::int64_t>(counts[i])), Decimal(static_cast<std::int64_t>(all)))}}));
  }
  return rows;
}

std::size_t place_of_state(const std::optional<State>& state) {
  if (!state) return 4;
  switch (*state) {
    case State::done: return 0;
    case State::in_progress: return 1;
    case State::ongoing: return 2;
    case State::not_started: return 3;
  }
  return 4;
}

}  // namespace

View rectifications_view(const RecordContext& context, const YearBook& book) {
  const Refs<Rectification>& list = book.records.rectifications;
  std::array<std::size_t, 5> counts{};
  for (const Rectification* record : list) ++counts[place_of_state(record->state)];
  Phrase lead;
  std::string title = fmt::format("{}年度整改", book.year);
  if (list.empty()) {
    lead.say(fmt::format("{}年度没有逐项公开整改情况，以下是年度报告中的数据。", book.year));
  } else {
    title += fmt::format("：{}项", list.size());
    if (counts[0] > 0) title += fmt::format("，{}项已完成", counts[0]);
    lead.say("整改要求、措施和结果与评价发现的问题逐项对应；没有写明状态的，不作推断。");
  }
  View values = list_values(context, book, std::move(title), "rectifications", lead, Kind::rectification);
  View groups{View::List{}};
  for (const AnswerGroup& group : by_evaluation(context.registry(), list)) {
    const bool known = group.of != nullptr;
    groups.push(View::map({{"of", known ? link_view(context.registry(), *group.of) : View()},
                           {"unit", known ? unit_link(context.registry(), group.of->unit, group.of->year) : View()},
                           {"rows", answer_rows(context, group.records)}}));
  }
  Refs<Rectification> rounds;
  std::ranges::copy_if(list, std::back_inserter(rounds), [](const Rectification* record) { return record->of.empty(); });
  values.set("states", state_rows(counts, list.size()));
  values.set("groups", std::move(groups));
  values.set("rounds", answer_rows(context, rounds));
  values.set("uses_url", book.records.result_uses.empty() ? std::string() : link_to(list_url(book.year, "result-uses")));
  return values;
}

namespace {

// The exact amounts of one form; imprecise ones are not part of it.
struct FormSum {
  Money sum;
  std::size_t count = 0;
  std::size_t imprecise = 0;
};

FormSum sum_of(const Refs<ResultUse>& list, ResultUse::Form form) {
  FormSum sum;
  for (const ResultUse* record : list) {
    if (record->form != form || !record->amount) continue;
    if (!record->amount->exact) {
      ++sum.imprecise;
      continue;
    }
    sum.sum += record->amount->exact->value;
    ++sum.count;
  }
  return sum;
}

}  // namespace

View result_uses_view(const RecordContext& context, const YearBook& book) {
  const Refs<ResultUse>& list = book.records.result_uses;
  Phrase lead;
  bool any = false;
  std::size_t imprecise = 0;
  for (const auto form : {ResultUse::Form::budget_cut, ResultUse::Form::recovered, ResultUse::Form::cancelled, ResultUse::Form::budget_increase}) {
    const FormSum sum = sum_of(list, form);
    imprecise += sum.imprecise;
    if (sum.count == 0) continue;
    lead.say(any ? "，" : "").say(fmt::format("{} ", chinese_name_of(form))).stress(print(sum.sum, MoneyUnit::ten_thousand));
    any = true;
  }
  if (any) lead.say("。");
  if (imprecise > 0) lead.say("约数按原文照录，不参加合计。");
  if (lead.is_empty()) {
    lead.say(list.empty() ? fmt::format("{}年度没有逐项公开结果应用，以下是年度报告中的数据。", book.year) : fmt::format("{}年度评价结果怎样影响预算、政策和考核。", book.year));
  }
  std::string title = fmt::format("{}年度结果应用", book.year);
  if (!list.empty()) title += fmt::format("：{}项", list.size());
  View values = list_values(context, book, std::move(title), "rectifications", lead, Kind::result_use);
  View rows{View::List{}};
  for (const ResultUse* record : list) rows.push(result_use_view(context, *record));
  values.set("rows", std::move(rows));
  values.set("rectifications_url", book.records.rectifications.empty() ? std::string() : link_to(list_url(book.year, "rectifications")));
  return values;
}

namespace {

View assessment_row(const RecordContext& context, const Assessment& record, const Axis& axis) {
  const auto grade = grade_of(context.site(), record, record.score, record.grade);
  return View::map({{"rank", stated(record, "/rank", record.rank ? std::to_string(*record.rank) : std::string(), "—")},
                    {"unit", unit_link(context.registry(), record.unit, record.year)},
                    {"title", title_of(context.registry(), record)},
                    {"url", link_to(record_url(context.registry(), record))},
                    {"score", stated(record, "/score", text_of(record.score))},
                    {"x", record.score ? axis.at(record.score->decimal()) : std::string()},
                    {"grade", grade ? grade->name : Text()},
                    {"withheld", stated(record, "/funds/withheld", text_of(record.withheld_funds))},
                    {"paid", stated(record, "/funds/paid", text_of(record.paid))},
                    {"saved", stated(record, "/funds/saved", text_of(record.saved))},
                    {"published", text_of(record.published)}});
}

bool ranks_before(const Assessment* a, const Assessment* b) {
  if (a->rank.has_value() != b->rank.has_value()) return a->rank.has_value();
  if (a->rank && *a->rank != *b->rank) return *a->rank < *b->rank;
  if (a->score.has_value() != b->score.has_value()) return a->score.has_value();
  return a->score && *b->score < *a->score;
}

}  // namespace

View assessments_view(const RecordContext& context, const YearBook& book) {
  Refs<Assessment> units;
  Refs<Assessment> totals;
  GradeCounts counts = grades_of_scheme(context.site(), Kind::assessment, book.year);
  AxisMaker maker;
  for (const Assessment* record : book.records.assessments) {
    (record->unit.empty() ? totals : units).push_back(record);
    if (record->unit.empty()) continue;
    counts.add(grade_of(context.site(), *record, record->score, record->grade));
    if (record->score) maker.see(record->score->decimal());
  }
  std::ranges::stable_sort(units, ranks_before);
  std::string title = fmt::format("{}年度部门综合评价", book.year);
  if (!units.empty()) title += fmt::format("：{}个单位", units.size());
  if (!units.empty() && counts.graded > 0) title += fmt::format("，{}", counts.text());
  Phrase lead;
  if (!units.empty()) {
    lead.say("部门综合评价考核预算绩效管理的各项工作，与绩效公用经费挂钩。");
  } else if (!totals.empty()) {
    lead.say("公开的是考核合计，没有逐个单位公开。");
  } else {
    lead.say(fmt::format("{}年度没有逐个单位公开考核结果，以下是年度报告中的数据。", book.year));
  }
  View values = list_values(context, book, std::move(title), "", lead, Kind::assessment);
  const Axis axis = maker.axis();
  View rows{View::List{}};
  for (const Assessment* record : units) rows.push(assessment_row(context, *record, axis));
  View total_rows{View::List{}};
  for (const Assessment* record : totals) total_rows.push(assessment_row(context, *record, axis));
  values.set("rows", std::move(rows)).set("totals", std::move(total_rows));
  values.set("low", axis.low_text());
  values.set("scheme", counts.scheme == nullptr || counts.graded == 0 ? std::string() : fmt::format("等级按“{}”：{}。", counts.scheme->name, bands_of(*counts.scheme)));
  return values;
}

}  // namespace disclose

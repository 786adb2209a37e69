// The pages of 事前绩效评估 and of 部门综合评价.
#include <fmt/format.h>

#include <utility>

#include "exact/percent.h"
#include "exact/score.h"
#include "plan/drawing.h"
#include "plan/grade_view.h"
#include "plan/record_pages.h"

namespace disclose {

namespace {

// Both amounts exact, in the unit of the applied one.
struct Cut {
  Money amount;
  MoneyUnit unit = MoneyUnit::ten_thousand;
  std::optional<Decimal> rate;  ///< percent of what was applied for
};

std::optional<Cut> cut_of(const PreEvaluation& record) {
  if (!record.applied || !record.assessed || !record.applied->exact || !record.assessed->exact) return std::nullopt;
  const Money applied = record.applied->exact->value;
  Cut cut{applied - record.assessed->exact->value, record.applied->exact->unit, std::nullopt};
  const auto ratio = Decimal::divide(in_unit(cut.amount, MoneyUnit::yuan), in_unit(applied, MoneyUnit::yuan), 4);
  if (ratio) cut.rate = ratio->shifted(2);
  return cut;
}

Phrase pre_evaluation_phrase(const PreEvaluation& record) {
  Phrase say;
  if (record.conclusion) say.say("结论：").stress(std::string(chinese_name_of(*record.conclusion))).say("。");
  if (record.applied) say.say("申报").number(print(*record.applied));
  if (record.assessed) say.say(record.applied ? "，评估后" : "评估金额").stress(print(*record.assessed));
  if (const auto cut = cut_of(record)) {
    if (cut->amount.is_zero()) {
      say.say("，金额没有变化");
    } else {
      say.say(cut->amount.is_negative() ? "，核增" : "，核减");
      say.stress(print(cut->amount.is_negative() ? -cut->amount : cut->amount, cut->unit));
      if (cut->rate && !cut->amount.is_negative()) say.say("（").number(print_percent(*cut->rate, 2)).say("）");
    }
  }
  if (record.applied || record.assessed) say.say("。");
  if (say.is_empty()) say.say("本页公开事前绩效评估的情况，结论和金额未公开。");
  return say;
}

// Applied and assessed as two bars; empty unless both are exact.
View amounts_view(const PreEvaluation& record) {
  View rows{View::List{}};
  if (!cut_of(record)) return rows;
  const Money applied = record.applied->exact->value;
  const Money assessed = record.assessed->exact->value;
  const Decimal whole = in_unit(applied > assessed ? applied : assessed, MoneyUnit::yuan);
  const auto row = [&](std::string_view label, Money amount, const Amount& written, std::string_view kind, bool strong) {
    rows.push(View::map({{"label", label}, {"w", share(in_unit(amount, MoneyUnit::yuan), whole)}, {"kind", kind}, {"text", print(written)}, {"note", ""}, {"strong", strong}}));
  };
  row("申报金额", applied, *record.applied, "open", false);
  row("评估金额", assessed, *record.assessed, "bar", true);
  return rows;
}

std::vector<Fact> pre_evaluation_facts(const PreEvaluation& record) {
  return {
      {"触发条件", stated(record, "/trigger", std::string(record.trigger), "未注明")},
      {"申报金额", stated(record, "/applied", record.applied ? print(*record.applied) : std::string())},
      {"评估金额", stated(record, "/assessed", record.assessed ? print(*record.assessed) : std::string())},
      {"评估得分", stated(record, "/score", record.score ? text_of(record.score) + "分" : std::string(), "得分未公开")},
      {"评估机构", stated(record, "/evaluator", std::string(record.evaluator), "未注明")},
      {"评估方式", stated(record, "/evaluator/method", std::string(record.method), "未注明")},
  };
}

Phrase assessment_phrase(const RecordContext& context, const Assessment& record, const std::optional<ShownGrade>& grade) {
  Phrase say;
  if (record.score) {
    say.say("综合得分").stress(text_of(record.score) + "分");
    if (grade) say.say("，等级").stress(std::string(grade->name));
    if (record.rank) say.say("，列第").number(fmt::format("{}名", *record.rank));
    say.say("。");
  } else if (!record.unit.empty()) {
    say.say(withheld_at(record, "/score") != nullptr ? "得分依法不予公开。" : "得分未公开。");
  } else {
    say.say(fmt::format("这是{}各单位考核的合计。", context.site().jurisdiction.name));
  }
  if (record.withheld_funds && record.paid) {
    say.say("绩效公用经费预留").number(text_of(record.withheld_funds)).say("，兑现").stress(text_of(record.paid));
    if (record.saved) say.say("，节约").number(text_of(record.saved));
    say.say("。");
  }
  return say;
}

// 兑现 ＋ 节约 ＝ 预留: the row of the macro `sums`; empty when one of them is not there.
View fund_sums(const Assessment& record) {
  View rows{View::List{}};
  if (!record.withheld_funds || !record.paid || !record.saved) return rows;
  const bool holds = record.paid->value + record.saved->value == record.withheld_funds->value;
  View terms{View::List{}};
  const auto term = [&](std::string_view label, std::string value) { terms.push(View::map({{"label", label}, {"value", std::move(value)}})); };
  term("兑现", text_of(record.paid));
  term("＋", "");
  term("节约", text_of(record.saved));
  term("＝", "");
  term("预留", text_of(record.withheld_funds));
  rows.push(View::map({{"terms", std::move(terms)}, {"state", holds ? "ok" : "bad"}, {"text", holds ? "成立" : "不成立"}}));
  return rows;
}

std::vector<Fact> assessment_facts(const Assessment& record) {
  const bool unit = !record.unit.empty();
  std::vector<Fact> facts;
  if (unit) facts.push_back({"名次", stated(record, "/rank", record.rank ? fmt::format("第{}名", *record.rank) : std::string())});
  facts.push_back({"公用经费基数", stated(record, "/funds/base", text_of(record.base))});
  facts.push_back({"预留绩效公用经费", stated(record, "/funds/withheld", text_of(record.withheld_funds))});
  facts.push_back({"兑现", stated(record, "/funds/paid", text_of(record.paid))});
  facts.push_back({"节约", stated(record, "/funds/saved", text_of(record.saved))});
  return facts;
}

}  // namespace

View pre_evaluation_view(const RecordContext& context, const PreEvaluation& record) {
  View values;
  set_record_values(context, record, project_of(context.registry(), record.subject, record), pre_evaluation_phrase(record), "", values);
  values.set("facts", facts_view(pre_evaluation_facts(record)));
  values.set("amounts", amounts_view(record));
  values.set("dimensions", dimension_rows(record.dimensions));
  values.set("score", stated(record, "/score", text_of(record.score), "得分未公开"));
  return values;
}

View assessment_view(const RecordContext& context, const Assessment& record) {
  const auto grade = grade_of(context.site(), record, record.score, record.grade);
  View values;
  set_record_values(context, record, nullptr, assessment_phrase(context, record, grade), "assessments", values);
  values.set("score", stated(record, "/score", text_of(record.score), "得分未公开"));
  values.set("grade", grade_view(grade));
  values.set("facts", facts_view(assessment_facts(record)));
  values.set("dimensions", dimension_rows(record.dimensions));
  values.set("sums", fund_sums(record));
  return values;
}

}  // namespace disclose

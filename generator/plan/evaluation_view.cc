// The pages of finance evaluations and rechecks.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "exact/score.h"
#include "plan/drawing.h"
#include "plan/evaluation_parts.h"
#include "plan/grade_view.h"
#include "plan/record_pages.h"

namespace disclose {

namespace {

std::string points_text(const std::optional<Points>& points) { return points ? text_of(points) + "分" : std::string(); }

// "−3.40": less is written with the minus sign, more with a plus.
std::string difference_text(const Decimal& difference) {
  if (difference.is_zero()) return "一致";
  return (difference.is_negative() ? "−" : "＋") + print_score(difference.abs());
}

Phrase finance_phrase(const RecordContext& context, const FinanceEvaluation& record, const std::optional<ShownGrade>& grade) {
  Phrase say;
  if (record.score) {
    say.say("财政评价得分").stress(text_of(record.score) + "分");
    if (grade) say.say("，等级").stress(std::string(grade->name));
  } else {
    say.say(withheld_at(record, "/score") != nullptr ? "得分依法不予公开" : "得分未公开");
    if (grade) say.say("，等级").stress(std::string(grade->name));
  }
  if (record.amount) say.say("；评价金额").number(print(*record.amount));
  say.say("。");
  const FindingCounts findings = count_findings(context, record);
  if (findings.all > 0) {
    say.say("发现").stress(fmt::format("{}个", findings.all)).say("问题");
    if (findings.done > 0) say.say("，").number(fmt::format("{}个", findings.done)).say("已完成整改");
    if (findings.answered == 0) say.say("，整改情况未公开");
    say.say("。");
  }
  return say;
}

std::vector<Fact> finance_facts(const RecordContext& context, const FinanceEvaluation& record) {
  const Registry& registry = context.registry();
  std::string budgets;
  for (const BudgetType type : record.budget_types) budgets += (budgets.empty() ? "" : "、") + std::string(chinese_name_of(type));
  std::vector<Fact> facts = {
      {"评价对象", stated(record, "/subject", fmt::format("{}（{}）", registry.subject_name(record.subject, record), chinese_name_of(record.subject.type)))},
      {"评价金额", stated(record, "/amount", record.amount ? print(*record.amount) : std::string())},
      {"评价期间", stated(record, "/period", std::string(record.period), "未注明")},
      {"组织方式", stated(record, "/method", record.method ? std::string(chinese_name_of(*record.method)) : std::string(), "未注明")},
      {"评价机构", stated(record, "/evaluator", std::string(record.evaluator), "未注明")},
      {"资金性质", stated(record, "/budget_types", budgets, "未注明")},
  };
  if (const SelfEvaluation* self = self_evaluation_of(registry, record)) {
    facts.push_back({"单位自评", stated(*self, "/score", points_text(self->score), "得分未公开"), link_to(record_url(registry, *self)),
                     "两套指标体系不同，得分不逐项相减"});
  }
  return facts;
}

// The indicators of the evaluation itself, the verified value beside the unit's.
std::vector<IndicatorLine> lines_of(const Site& site, const FinanceEvaluation& record) {
  std::vector<IndicatorLine> lines;
  for (const Indicator& indicator : record.indicators) {
    IndicatorLine line{.indicator = &indicator, .own = indicator.actual, .verified = indicator.verified, .verified_by = nullptr};
    line.reported = judge(site, indicator, indicator.actual, std::nullopt);
    line.judged = line.reported;
    if (!indicator.verified.empty()) {
      line.verified_by = &record;
      line.judged = judge(site, indicator, indicator.verified, std::nullopt);
    }
    lines.push_back(line);
  }
  return lines;
}

// 扣分合计 = 100 − 得分, shown only where it comes out of the findings.
View deduction_total(const FinanceEvaluation& record) {
  Decimal total;
  for (const Finding& finding : record.findings) {
    if (!finding.deduction) return "";
    total += finding.deduction->decimal();
  }
  return record.findings.empty() ? std::string() : "−" + print_score(total);
}

View texts_view(const std::vector<Text>& texts) {
  View list{View::List{}};
  for (const Text text : texts) list.push(text);
  return list;
}

View uses_view(const RecordContext& context, const FinanceEvaluation& record) {
  View list{View::List{}};
  for (const ResultUse* use : RelatedRecords::of(context.related->result_uses, record.id)) list.push(result_use_view(context, *use));
  return list;
}


const Indicator* indicator_named(const SelfEvaluation* self, Text name) {
  if (self == nullptr) return nullptr;
  const auto found = std::ranges::find(self->indicators, name, &Indicator::name);
  return found == self->indicators.end() ? nullptr : &*found;
}

View recheck_rows(const Recheck& recheck, const SelfEvaluation* self) {
  View rows{View::List{}};
  for (std::size_t i = 0; i < recheck.indicators.size(); ++i) {
    const RecheckedIndicator& checked = recheck.indicators[i];
    const Indicator* own = indicator_named(self, checked.name);
    const bool both = own != nullptr && own->score && checked.score;
    const auto key = [&](std::string_view name) { return fmt::format("/indicators/{}/{}", i, name); };
    rows.push(View::map({{"name", checked.name},
                         {"target", own == nullptr ? Text() : own->target},
                         {"own", own == nullptr ? Text() : own->actual},
                         {"verified", stated(recheck, key("verified"), std::string(checked.verified))},
                         {"own_score", own == nullptr ? std::string() : text_of(own->score)},
                         {"score", stated(recheck, key("score"), text_of(checked.score))},
                         {"difference", both ? difference_text(checked.score->decimal() - own->score->decimal()) : std::string()}}));
  }
  return rows;
}

Phrase recheck_phrase(const Recheck& recheck, const SelfEvaluation* self) {
  Phrase say;
  const bool own = self != nullptr && self->score;
  if (own) say.say("单位自评").stress(text_of(self->score) + "分").say("，");
  if (recheck.score) {
    say.say("财政复核").stress(text_of(recheck.score) + "分");
  } else {
    say.say(withheld_at(recheck, "/score") != nullptr ? "复核得分依法不予公开" : "复核得分未公开");
  }
  if (own && recheck.score) {
    const Decimal gap = recheck.score->decimal() - self->score->decimal();
    if (gap.is_zero()) {
      say.say("，结果一致");
    } else {
      say.say(gap.is_negative() ? "，核减" : "，核增").stress(print_score(gap.abs()) + "分");
    }
  }
  say.say("。");
  if (!recheck.indicators.empty()) say.say("核实").number(fmt::format("{}项", recheck.indicators.size())).say("指标。");
  return say;
}

// Both scores on one axis, for the macro `dumb`; nothing without both.
View recheck_drawing(const Recheck& recheck, const SelfEvaluation* self) {
  if (self == nullptr || !self->score || !recheck.score) return View();
  AxisMaker maker;
  maker.see(self->score->decimal());
  maker.see(recheck.score->decimal());
  const Axis axis = maker.axis();
  return View::map({{"own_x", axis.at(self->score->decimal())},
                    {"fin_x", axis.at(recheck.score->decimal())},
                    {"grid", axis.grid()},
                    {"ticks", axis.ticks()},
                    {"own", "单位自评 " + text_of(self->score)},
                    {"fin", "财政复核 " + text_of(recheck.score)}});
}

}  // namespace

View finance_evaluation_view(const RecordContext& context, const FinanceEvaluation& record) {
  const auto grade = grade_of(context.site(), record, record.score, record.grade);
  View values;
  set_record_values(context, record, project_of(context.registry(), record.subject, record), finance_phrase(context, record, grade),
                    "finance-evaluations", values);
  values.set("score", stated(record, "/score", text_of(record.score), "得分未公开"));
  values.set("grade", grade_view(grade));
  values.set("dimensions", dimension_rows(record.dimensions));
  values.set("facts", facts_view(finance_facts(context, record)));
  values.set("findings", findings_view(context, record));
  values.set("deduction_total", deduction_total(record));
  values.set("recommendations", texts_view(record.recommendations));
  values.set("indicators", indicator_groups(lines_of(context.site(), record)));
  values.set("uses", uses_view(context, record));
  return values;
}

View recheck_view(const RecordContext& context, const Recheck& recheck) {
  const Registry& registry = context.registry();
  const SelfEvaluation* self = registry.self_evaluation(recheck.self_evaluation);
  const Project* project = self == nullptr ? nullptr : project_of(registry, self->subject, *self);
  View values;
  set_record_values(context, recheck, project, recheck_phrase(recheck, self), "", values);
  values.set("self_evaluation", self == nullptr ? View() : link_view(registry, *self));
  values.set("drawing", recheck_drawing(recheck, self));
  values.set("rows", recheck_rows(recheck, self));
  values.set("reasons", texts_view(recheck.reasons));
  values.set("opinion", stated(recheck, "/opinion", std::string(recheck.opinion)));
  return values;
}

}  // namespace disclose

// The pages of targets, monitorings and self-evaluations: what is found first, then the official form.
#include <fmt/format.h>

#include <array>
#include <utility>

#include "exact/percent.h"
#include "exact/score.h"
#include "exact/target_text.h"
#include "plan/drawing.h"
#include "plan/execution.h"
#include "plan/form_view.h"
#include "plan/grade_view.h"
#include "plan/period.h"
#include "plan/record_pages.h"

namespace disclose {

namespace {

std::string count(std::size_t number, std::string_view measure) { return fmt::format("{}{}", number, measure); }

// How many of a target's indicators are measured by a number.
std::size_t quantitative(const std::vector<Indicator>& indicators) {
  std::size_t number = 0;
  for (const Indicator& indicator : indicators) {
    if (parse_target_text(indicator.target).is_quantitative()) ++number;
  }
  return number;
}

Phrase target_phrase(const Target& target) {
  Phrase say;
  const TargetFund* total = total_of(target.funds);
  const std::string amount = total == nullptr ? std::string() : text_of(total->amount);
  if (!amount.empty()) say.say(fmt::format("{}年度安排资金", target.year)).stress(amount);
  if (!target.indicators.empty()) {
    const std::size_t measured = quantitative(target.indicators);
    say.say(amount.empty() ? "设绩效指标" : "，设绩效指标").number(count(target.indicators.size(), "项"));
    if (measured == target.indicators.size()) {
      say.say("，全部可以量化");
    } else if (measured > 0) {
      say.say("，其中").number(count(measured, "项")).say("可以量化");
    } else {
      say.say("，都是定性指标");
    }
  }
  if (say.is_empty()) say.say("资金和绩效指标未公开");
  say.say("。");
  return say;
}

std::vector<Fact> self_evaluation_links(const RecordContext& context, const Target& target) {
  std::vector<Fact> facts;
  for (const SelfEvaluation* evaluation : RelatedRecords::of(context.related->self_evaluations, target.id)) {
    facts.push_back({"完成情况", stated(*evaluation, "/score", evaluation->score ? fmt::format("自评{}分", text_of(evaluation->score)) : "", "得分未公开"),
                     link_to(record_url(context.registry(), *evaluation))});
  }
  return facts;
}

Phrase monitoring_phrase(const Monitoring& record, const Period& period) {
  Phrase say;
  const Fund* total = total_of(record.funds);
  const auto execution = total == nullptr ? std::nullopt : execution_of(*total);
  if (total != nullptr && total->executed) {
    say.say(period.months.empty() ? "监控期内支出" : fmt::format("{}支出", period.months)).stress(text_of(total->executed));
    if (execution) say.say(fmt::format("，占{} ", base_of(*execution))).stress(text_of(execution));
    if (execution && period.elapsed && period.year == record.year) {
      const Decimal gap = execution->percent - *period.elapsed;
      if (gap.is_zero()) {
        say.say("，与时间进度一致");
      } else {
        say.say(gap.is_negative() ? "，慢于时间进度" : "，快于时间进度").number(gap.abs().to_string(2) + "个百分点");
      }
    }
    say.say("。");
  }
  std::array<std::size_t, 3> counts{};
  std::size_t stated_count = 0;
  for (const MonitoredIndicator& indicator : record.indicators) {
    if (!indicator.likelihood) continue;
    ++counts[static_cast<std::size_t>(*indicator.likelihood)];
    ++stated_count;
  }
  if (stated_count > 0) {
    say.number(count(record.indicators.size(), "项")).say("指标中");
    std::string_view between;
    for (const Likelihood likelihood : {Likelihood::certain, Likelihood::possible, Likelihood::impossible}) {
      const std::size_t number = counts[static_cast<std::size_t>(likelihood)];
      if (number == 0) continue;
      say.say(std::string(between) + " ").stress(count(number, "项")).say(std::string(chinese_name_of(likelihood)) + "完成");
      between = "，";
    }
    if (stated_count < record.indicators.size()) say.say("，").number(count(record.indicators.size() - stated_count, "项")).say("未注明");
    say.say("。");
  }
  if (say.is_empty()) say.say("本页公开绩效运行监控的情况，支出进度和指标完成情况未公开。");
  return say;
}

// 执行率 against 时间进度, as two bars; empty without both.
View pace_view(const Monitoring& record, const Period& period) {
  View rows{View::List{}};
  const Fund* total = total_of(record.funds);
  const auto execution = total == nullptr ? std::nullopt : execution_of(*total);
  if (!execution || !period.elapsed || period.year != record.year) return rows;
  const Decimal hundred(100);
  rows.push(View::map({{"name", "执行率"}, {"w", share(execution->percent, hundred)}, {"score", text_of(execution)}, {"kind", "bar"}}));
  rows.push(View::map({{"name", "时间进度"}, {"w", share(*period.elapsed, hundred)}, {"score", print_percent(*period.elapsed, 2)}, {"kind", "na"}}));
  return rows;
}

struct ScoredIndicators {
  std::size_t full = 0;
  std::size_t missed = 0;
  std::size_t explained = 0;
  bool complete = true;  ///< every indicator states weight and score
};

ScoredIndicators count_scores(const std::vector<Indicator>& indicators) {
  ScoredIndicators counts;
  for (const Indicator& indicator : indicators) {
    if (!indicator.score || !indicator.weight) {
      counts.complete = false;
    } else if (*indicator.score < *indicator.weight) {
      ++counts.missed;
      if (!indicator.deviation.empty()) ++counts.explained;
    } else {
      ++counts.full;
    }
  }
  return counts;
}

void say_scores(Phrase& say, const SelfEvaluation& record) {
  if (record.indicators.empty()) return;
  const ScoredIndicators counts = count_scores(record.indicators);
  if (!counts.complete) {
    say.say("公开").number(count(record.indicators.size(), "项")).say("指标的完成情况。");
    return;
  }
  say.number(count(record.indicators.size(), "项")).say("指标");
  if (counts.missed == 0) {
    say.say("全部得满分。");
    return;
  }
  say.say("中").number(count(counts.full, "项")).say("得满分，").stress(count(counts.missed, "项")).say("扣分");
  if (counts.explained == counts.missed) say.say("并说明了原因");
  say.say("。");
}

Phrase self_evaluation_phrase(const SelfEvaluation& record, const std::optional<ShownGrade>& grade) {
  Phrase say;
  const bool withheld = withheld_at(record, "/score") != nullptr;
  if (record.score) {
    say.say("自评得分").stress(text_of(record.score) + "分");
    if (grade) say.say("，等级").stress(std::string(grade->name));
  } else {
    say.say(withheld ? "自评得分依法不予公开" : "自评得分未公开");
  }
  say.say("。");
  say_scores(say, record);
  const Fund* total = total_of(record.funds);
  if (total != nullptr && total->executed) {
    say.say("全年支出").number(text_of(total->executed));
    const auto execution = total->adjusted ? execution_of(*total) : std::nullopt;
    if (execution) say.say("，执行率").stress(text_of(execution));
    say.say("。");
  }
  return say;
}

std::vector<Fact> later_evaluations(const RecordContext& context, const SelfEvaluation& record) {
  std::vector<Fact> facts;
  const Registry& registry = context.registry();
  const auto score = [](const std::optional<Points>& points) { return points ? text_of(points) + "分" : std::string(); };
  if (const Record* target = record.target.empty() ? nullptr : registry.record(record.target)) {
    facts.push_back({"绩效目标", stated(*target, "", title_of(registry, *target)), link_to(record_url(registry, *target))});
  }
  for (const Recheck* recheck : RelatedRecords::of(context.related->rechecks, record.id)) {
    facts.push_back({"财政抽查复核", stated(*recheck, "/score", score(recheck->score), "得分未公开"), link_to(record_url(registry, *recheck))});
  }
  const YearFacts* year = context.facts->year(record.year);
  const FinanceEvaluation* finance = nullptr;
  if (year != nullptr && record.subject.type == Subject::Type::unit) {
    const UnitFacts* unit = year->unit(record.unit);
    finance = unit == nullptr ? nullptr : unit->finance;
  } else if (year != nullptr && !record.subject.id.empty()) {
    const ProjectFacts* project = year->project(record.subject.id);
    finance = project == nullptr ? nullptr : project->finance;
  }
  if (finance != nullptr && finance->year == record.year) {
    facts.push_back({"财政评价", stated(*finance, "/score", score(finance->score), "得分未公开"), link_to(record_url(registry, *finance))});
  }
  return facts;
}

}  // namespace

View target_view(const RecordContext& context, const Target& target) {
  View values;
  set_record_values(context, target, project_of(context.registry(), target.subject, target), target_phrase(target), "", values);
  values.set("facts", facts_view(self_evaluation_links(context, target)));
  values.set("form", form_view(context.plan, target));
  return values;
}

View monitoring_view(const RecordContext& context, const Monitoring& record) {
  const Period period = period_of(record.period);
  View values;
  set_record_values(context, record, project_of(context.registry(), record.subject, record), monitoring_phrase(record, period), "", values);
  values.set("period", stated(record, "/period", period.full, "未注明"));
  values.set("pace", pace_view(record, period));
  values.set("form", form_view(context.plan, record));
  values.set("conclusion", stated(record, "/conclusion", std::string(record.conclusion)));
  return values;
}

View self_evaluation_view(const RecordContext& context, const SelfEvaluation& record) {
  const auto grade = grade_of(context.site(), record, record.score, record.grade);
  View values;
  set_record_values(context, record, project_of(context.registry(), record.subject, record), self_evaluation_phrase(record, grade), "", values);
  values.set("facts", facts_view(later_evaluations(context, record)));
  values.set("grade", grade_view(grade));
  values.set("dimensions", self_dimension_rows(record));
  values.set("form", form_view(context.plan, record));
  values.set("problems", stated(record, "/problems", std::string(record.problems)));
  values.set("improvements", stated(record, "/improvements", std::string(record.improvements)));
  return values;
}

}  // namespace disclose

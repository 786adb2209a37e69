#include "plan/stages.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "plan/parts.h"

namespace disclose {

namespace {

struct Stage {
  std::string_view name;
  const Record* record = nullptr;  ///< whose page it leads to
  std::string url;
  std::string value;
  std::string_view state = "na";
  std::string text = "未公开";
};

std::string date_of(const Record& record) {
  if (record.published) return print(record.published->date);
  return record.approval.date ? print(*record.approval.date) : std::string();
}

template <class T>
const T* last(const Refs<T>& records) {
  return records.empty() ? nullptr : records.back();
}

Stage open_stage(std::string_view name, const Registry& registry, const Record& record) {
  const std::string url = record_url(registry, record);
  return {.name = name, .record = &record, .url = url.empty() ? url : link_to(url), .value = {}, .state = "ok", .text = "已公开"};
}

Stage pre_evaluation_stage(const Registry& registry, const ProjectLife& life) {
  const PreEvaluation* record = last(life.pre_evaluations);
  if (record == nullptr) return {.name = "事前评估"};
  Stage stage = open_stage("事前评估", registry, *record);
  if (record->score) stage.value = fmt::format("{}分", text_of(record->score));
  if (record->applied && record->assessed && record->applied->exact && record->assessed->exact) {
    const Money cut = record->applied->exact->value - record->assessed->exact->value;
    if (!cut.is_zero() && !cut.is_negative()) stage.value = fmt::format("核减{}", print(cut, MoneyUnit::ten_thousand));
  }
  if (record->conclusion) {
    stage.text = chinese_name_of(*record->conclusion);
    stage.state = *record->conclusion == PreEvaluation::Conclusion::reject ? "bad" : "ok";
  }
  return stage;
}

Stage target_stage(const Registry& registry, const ProjectLife& life) {
  const Target* record = last(life.targets);
  if (record == nullptr) return {.name = "绩效目标"};
  Stage stage = open_stage("绩效目标", registry, *record);
  if (!record->indicators.empty()) stage.value = fmt::format("{}项指标", record->indicators.size());
  if (record->approval.date || !record->approval.number.empty()) stage.text = "已批复";
  return stage;
}

Stage monitoring_stage(const Registry& registry, const ProjectLife& life) {
  const Monitoring* record = last(life.monitorings);
  if (record == nullptr) return {.name = "运行监控"};
  Stage stage = open_stage("运行监控", registry, *record);
  if (const Fund* total = total_of(record->funds); total != nullptr && total->executed) {
    stage.value = fmt::format("累计支出{}", text_of(total->executed));
  }
  const auto count = [&](Likelihood likelihood) {
    return std::ranges::count_if(record->indicators, [&](const MonitoredIndicator& i) { return i.likelihood == likelihood; });
  };
  if (const auto impossible = count(Likelihood::impossible); impossible > 0) {
    stage.state = "bad";
    stage.text = fmt::format("{}项预计不能完成", impossible);
  } else if (const auto possible = count(Likelihood::possible); possible > 0) {
    stage.state = "mid";
    stage.text = fmt::format("{}项有可能完成", possible);
  }
  return stage;
}

Stage self_stage(const Registry& registry, const ProjectLife& life) {
  const SelfEvaluation* record = last(life.self_evaluations);
  if (record == nullptr) return {.name = "单位自评"};
  Stage stage = open_stage("单位自评", registry, *record);
  stage.value = score_and_grade(record->score, record->grade);
  return stage;
}

Stage finance_stage(const Registry& registry, const ProjectLife& life) {
  if (const FinanceEvaluation* record = last(life.finance_evaluations)) {
    Stage stage = open_stage("财政评价", registry, *record);
    stage.value = score_and_grade(record->score, record->grade);
    return stage;
  }
  if (const Recheck* record = last(life.rechecks)) {
    Stage stage = open_stage("财政复核", registry, *record);
    if (record->score) stage.value = fmt::format("{}分", text_of(record->score));
    return stage;
  }
  return {.name = "财政评价"};
}

Stage rectification_stage(const Registry& registry, const ProjectLife& life) {
  if (life.rectifications.empty()) return {.name = "整改"};
  Stage stage = open_stage("整改", registry, *life.rectifications.back());
  stage.value = fmt::format("{}条", life.rectifications.size());
  stage.text = progress_of(life.rectifications);
  const bool done = std::ranges::all_of(life.rectifications, [](const Rectification* r) { return r->state == Rectification::State::done; });
  const bool told = std::ranges::any_of(life.rectifications, [](const Rectification* r) { return r->state.has_value(); });
  stage.state = done ? "ok" : told ? "mid" : "na";
  return stage;
}

Stage use_stage(const Registry& registry, const ProjectLife& life) {
  if (life.result_uses.empty()) return {.name = "结果应用"};
  // Money speaks first.
  const auto with_amount = std::ranges::find_if(life.result_uses, [](const ResultUse* use) { return use->amount.has_value(); });
  const ResultUse& first = with_amount == life.result_uses.end() ? *life.result_uses.front() : **with_amount;
  Stage stage = open_stage("结果应用", registry, first);
  stage.value = first.amount ? print(*first.amount) : fmt::format("{}项", life.result_uses.size());
  stage.text = chinese_name_of(first.form);
  return stage;
}

}  // namespace

std::string score_and_grade(const std::optional<Points>& score, Text grade) {
  if (!score) return grade.empty() ? "得分未公开" : fmt::format("等级{}", grade);
  return grade.empty() ? fmt::format("{}分", text_of(score)) : fmt::format("{}分，{}", text_of(score), grade);
}

std::string progress_of(const Refs<Rectification>& rectifications) {
  std::size_t done = 0;
  std::size_t unknown = 0;
  for (const Rectification* r : rectifications) {
    done += r->state == Rectification::State::done ? 1U : 0U;
    unknown += r->state ? 0U : 1U;
  }
  const std::size_t open = rectifications.size() - done - unknown;
  if (done == rectifications.size()) return "全部完成";
  if (unknown == rectifications.size()) return "进展未公开";
  std::string text;
  const auto add = [&](std::size_t count, std::string_view what) {
    if (count > 0) text += fmt::format("{}{}{}", text.empty() ? "" : "、", count, what);
  };
  add(done, "条完成");
  add(open, "条未完成");
  add(unknown, "条进展未公开");
  return text;
}

View stages_of(const PlanContext& context, const ProjectLife& life, const Record* current) {
  const Registry& registry = context.registry;
  View list{View::List{}};
  std::array stages{pre_evaluation_stage(registry, life), target_stage(registry, life), monitoring_stage(registry, life),
                    self_stage(registry, life),           finance_stage(registry, life), rectification_stage(registry, life),
                    use_stage(registry, life)};
  for (Stage& stage : stages) {
    list.push(View::map({{"name", stage.name},
                         {"url", std::move(stage.url)},
                         {"value", std::move(stage.value)},
                         {"date", stage.record == nullptr ? std::string() : date_of(*stage.record)},
                         {"state", stage.state},
                         {"text", std::move(stage.text)},
                         {"current", current != nullptr && stage.record == current}}));
  }
  return list;
}

}  // namespace disclose

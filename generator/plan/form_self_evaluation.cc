// 项目支出绩效自评表 and 部门整体支出绩效自评表 (domain.md 1.4 and 1.5).
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "plan/execution.h"
#include "plan/form_parts.h"
#include "plan/form_view.h"
#include "plan/parts.h"

namespace disclose {

namespace {

constexpr int kWidth = 8;

class SelfEvaluationForm {
 public:
  SelfEvaluationForm(const PlanContext& context, const SelfEvaluation& evaluation)
      : registry_(context.registry),
        record_(evaluation),
        whole_unit_(evaluation.subject.type == Subject::Type::unit),
        columns_(indicator_columns(registry_.site(), whole_unit_ ? Form::unit_self_evaluation : Form::project_self_evaluation, kWidth)),
        grid_(std::max(kWidth, width_of(columns_))) {
    for (const Fund& fund : record_.funds) {
      money_.take(fund.initial);
      money_.take(fund.adjusted);
      money_.take(fund.executed);
    }
    for (const DoneTask& task : record_.tasks) {
      money_.take(task.total);
      money_.take(task.executed);
    }
  }

  View view() {
    add_head();
    if (!record_.funds.empty() || withheld_at(record_, "/funds") != nullptr) add_funds();
    if (!record_.tasks.empty()) add_tasks();
    add_goal();
    add_indicators();
    add_total();
    const bool project = record_.subject.type == Subject::Type::project;
    const std::string_view title = whole_unit_ ? "部门整体支出绩效自评表" : project ? "项目支出绩效自评表" : "绩效自评表";
    return grid_.view(std::string(title), fmt::format("{}年度", record_.year), money_.note(), widths_of(columns_));
  }

 private:
  int extra() const { return grid_.width() - kWidth; }

  void add_head() {
    grid_.block();
    const std::string name(registry_.subject_name(record_.subject, record_));
    if (whole_unit_) {
      add_line(grid_, "部门（单位）名称", name);
      return;
    }
    add_line(grid_, record_.subject.type == Subject::Type::project ? "项目名称" : "名称", name);
    add_units(grid_, registry_, record_.unit, false);
  }

  void add_funds() {
    const int source = 1 + extra();
    grid_.block().row("hd").side(whole_unit_ ? "部门预算执行" : "项目资金", static_cast<int>(std::max<std::size_t>(record_.funds.size(), 1)) + 1);
    grid_.head("资金来源", source).head("年初预算数").head("全年预算数（A）").head("全年执行数（B）");
    grid_.head("分值").head("执行率（B/A）").head("得分");
    if (record_.funds.empty()) {
      grid_.row().stated(record_, "/funds", {.colspan = grid_.width() - 1, .style = "t"});
    }
    for (std::size_t i = 0; i < record_.funds.size(); ++i) add_fund(i, source);
  }

  void add_fund(std::size_t i, int source_span) {
    const Fund& fund = record_.funds[i];
    const auto stated = [&](std::string_view key, std::string_view label, std::string text) {
      grid_.stated(record_, fmt::format("/funds/{}/{}", i, key), {.text = std::move(text), .style = key == "weight" ? "" : "n", .label = label});
    };
    const bool part = fund.source != "total";
    const bool first_part = part && (i == 0 || record_.funds[i - 1].source == "total");
    grid_.row();
    grid_.cell({.text = (first_part ? "其中：" : "") + std::string(fund_source_name(fund.source)),
                .colspan = source_span, .scope = "row", .style = "g"});
    stated("initial", "年初预算数", money_.text(fund.initial));
    stated("adjusted", "全年预算数", money_.text(fund.adjusted));
    stated("executed", "全年执行数", money_.text(fund.executed));
    stated("weight", "分值", weight_text(fund.weight));
    // 执行率 = B/A: derived from both, so withheld with either of them.
    const bool no_plan = withheld_at(record_, fmt::format("/funds/{}/adjusted", i)) != nullptr;
    const auto execution = fund.adjusted ? execution_of(fund) : std::nullopt;
    stated(no_plan ? "adjusted" : "executed", "执行率", text_of(execution));
    stated("score", "得分", text_of(fund.score));
  }

  void add_tasks() {
    const int done = 2 + extra();
    grid_.block().row("hd").side("年度主要任务", static_cast<int>(record_.tasks.size()) + 1);
    grid_.head("任务名称").head("完成情况", done).head("全年预算数", 2).head("全年执行数", 2);
    for (std::size_t i = 0; i < record_.tasks.size(); ++i) {
      const DoneTask& task = record_.tasks[i];
      const auto stated = [&](std::string_view key, FormCell cell) {
        grid_.stated(record_, fmt::format("/tasks/{}/{}", i, key), std::move(cell));
      };
      grid_.row();
      stated("name", {.text = std::string(task.name), .scope = "row", .style = "g3"});
      stated("done", {.text = std::string(task.done), .colspan = done, .style = "p", .label = "完成情况"});
      stated("total", {.text = money_.text(task.total), .colspan = 2, .style = "h", .label = "全年预算数"});
      stated("executed", {.text = money_.text(task.executed), .colspan = 2, .style = "h", .label = "全年执行数"});
    }
  }

  void add_goal() {
    const bool present = !record_.goal_expected.empty() || !record_.goal_actual.empty() || withheld_at(record_, "/goal/expected") != nullptr ||
                         withheld_at(record_, "/goal/actual") != nullptr;
    if (!present) return;
    const int left = 3 + extra() / 2;
    const int right = grid_.width() - 1 - left;
    grid_.block().row("hd").side("年度总体目标", 2);
    grid_.head("预期目标", left).head("实际完成情况", right).row();
    grid_.stated(record_, "/goal/expected", {.text = std::string(record_.goal_expected), .colspan = left, .style = "p", .label = "预期目标"});
    grid_.stated(record_, "/goal/actual", {.text = std::string(record_.goal_actual), .colspan = right, .style = "p", .label = "实际完成情况"});
  }

  void add_indicators() {
    add_indicator_heads(grid_, columns_);
    const std::vector<Indicator>& indicators = record_.indicators;
    if (indicators.empty()) {
      grid_.row().stated(record_, "/indicators", {.text = "未公开绩效指标", .colspan = grid_.width(), .style = "t"});
      return;
    }
    add_indicator_rows(grid_, record_, columns_, indicators.size(),
                       [&](std::size_t i) -> const Indicator& { return indicators[i]; });
  }

  // Σ分值 with the weight of budget execution; "" when one of them is not stated.
  std::string weight_total() const {
    Decimal total;
    if (const Fund* fund = total_of(record_.funds); fund != nullptr && fund->weight) total += fund->weight->decimal();
    for (const Indicator& indicator : record_.indicators) {
      if (!indicator.weight) return {};
      total += indicator.weight->decimal();
    }
    return record_.indicators.empty() ? std::string() : total.to_string();
  }

  // 总分 begins before the first column of points; what holds no points stays blank.
  void add_total() {
    const auto is_points = [](const IndicatorColumn& column) { return column.key == "weight" || column.key == "score"; };
    auto first = std::ranges::find_if(columns_, is_points);
    int lead = 0;
    for (auto column = columns_.begin(); column != first; ++column) lead += column->span;
    grid_.block(true).row();
    if (lead == 0 || first == columns_.end()) {
      grid_.cell({.text = "总分", .colspan = grid_.width() - 1, .scope = "row", .style = "g"});
      grid_.stated(record_, "/score", {.text = text_of(record_.score), .label = "得分"});
      return;
    }
    grid_.cell({.text = "总分", .colspan = lead, .scope = "row", .style = "g"});
    for (auto column = first; column != columns_.end(); ++column) {
      if (column->key == "weight") {
        grid_.cell({.text = weight_total(), .colspan = column->span, .label = "分值"});
      } else if (column->key == "score") {
        grid_.stated(record_, "/score", {.text = text_of(record_.score), .colspan = column->span, .style = "n", .label = "得分"});
      } else {
        grid_.blank(column->span);
      }
    }
  }

  const Registry& registry_;
  const SelfEvaluation& record_;
  bool whole_unit_;
  std::vector<IndicatorColumn> columns_;
  FormGrid grid_;
  FormMoney money_;
};

}  // namespace

View form_view(const PlanContext& context, const SelfEvaluation& evaluation) {
  return SelfEvaluationForm(context, evaluation).view();
}

}  // namespace disclose

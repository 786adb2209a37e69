// 项目支出绩效目标表 and 部门整体支出绩效目标表 (domain.md 1.2.2 and 1.3).
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "plan/form_parts.h"
#include "plan/form_view.h"
#include "plan/parts.h"

namespace disclose {

namespace {

constexpr int kWidth = 6;

class TargetForm {
 public:
  TargetForm(const PlanContext& context, const Target& target)
      : registry_(context.registry),
        target_(target),
        whole_unit_(target.subject.type == Subject::Type::unit),
        columns_(indicator_columns(registry_.site(), whole_unit_ ? Form::unit_target : Form::project_target, kWidth)),
        grid_(std::max(kWidth, width_of(columns_))) {
    for (const TargetFund& fund : target.funds) {
      money_.take(fund.amount);
      money_.take(fund.multi_year);
    }
    for (const TargetTask& task : target.tasks) {
      money_.take(task.total);
      money_.take(task.fiscal);
      money_.take(task.other);
    }
  }

  View view() {
    add_head();
    add_funds();
    if (!target_.tasks.empty() || withheld_at(target_, "/tasks") != nullptr) add_tasks();
    add_goals();
    add_indicators();
    const bool project = target_.subject.type == Subject::Type::project;
    const std::string_view title = whole_unit_ ? "部门整体支出绩效目标表" : project ? "项目支出绩效目标表" : "绩效目标表";
    return grid_.view(std::string(title), fmt::format("{}年度", target_.year), money_.note(), widths_of(columns_));
  }

 private:
  void add_head() {
    grid_.block();
    const std::string name(registry_.subject_name(target_.subject, target_));
    if (whole_unit_) {
      add_line(grid_, "部门（单位）名称", name);
      return;
    }
    add_line(grid_, target_.subject.type == Subject::Type::project ? "项目名称" : "名称", name);
    add_units(grid_, registry_, target_.unit, true);
    const Project* project = target_.subject.id.empty() ? nullptr : registry_.project(target_.subject.id, target_.year);
    if (project == nullptr) return;
    add_pair(grid_, "项目属性", project->nature ? std::string(chinese_name_of(*project->nature)) : std::string(), "项目类别",
             std::string(project->category));
    if (project->start || project->end) {
      const auto day = [](const std::optional<LooseDate>& date) { return date ? print_chinese(*date) : std::string(); };
      add_pair(grid_, "计划开始日期", day(project->start), "计划完成日期", day(project->end));
    }
  }

  void add_funds() {
    const bool multi_year = std::ranges::any_of(target_.funds, [](const TargetFund& fund) { return fund.multi_year.has_value(); });
    const int rest = grid_.width() - 1;
    const int amounts = multi_year ? 4 : 3;
    const int source = rest - amounts;
    grid_.block().row("hd").side(whole_unit_ ? "部门资金" : "项目资金", static_cast<int>(std::max<std::size_t>(target_.funds.size(), 1)) + 1);
    grid_.head("资金来源", source);
    if (multi_year) grid_.head("项目资金总额", 2);
    grid_.head("年度资金", multi_year ? 2 : 3);
    if (target_.funds.empty()) grid_.row().stated(target_, "/funds", {.colspan = rest, .style = "t"});
    for (std::size_t i = 0; i < target_.funds.size(); ++i) {
      const TargetFund& fund = target_.funds[i];
      grid_.row();
      grid_.cell({.text = source_name(fund.source, i), .colspan = source, .scope = "row", .style = "g"});
      if (multi_year) {
        grid_.stated(target_, fmt::format("/funds/{}/multi_year", i),
                     {.text = money_.text(fund.multi_year), .colspan = 2, .style = "h", .label = "项目资金总额"});
      }
      grid_.stated(target_, fmt::format("/funds/{}/amount", i),
                   {.text = money_.text(fund.amount), .colspan = multi_year ? 2 : 3, .style = "h", .label = "年度资金"});
    }
  }

  // The form writes 其中 once, at the first of the parts.
  std::string source_name(Text source, std::size_t i) const {
    const bool part = source != "total";
    const bool first_part = part && (i == 0 || target_.funds[i - 1].source == "total");
    return (first_part ? "其中：" : "") + std::string(fund_source_name(source));
  }

  void add_tasks() {
    const int content = grid_.width() - 5;
    grid_.block().row("hd").side("年度主要任务", static_cast<int>(target_.tasks.size()) + 2);
    grid_.head("任务名称").head("主要内容", content).head("总额").head("财政拨款").head("其他资金");
    for (std::size_t i = 0; i < target_.tasks.size(); ++i) {
      const TargetTask& task = target_.tasks[i];
      const auto stated = [&](std::string_view key, FormCell cell) {
        grid_.stated(target_, fmt::format("/tasks/{}/{}", i, key), std::move(cell));
      };
      grid_.row();
      stated("name", {.text = std::string(task.name), .scope = "row", .style = "g3"});
      stated("content", {.text = std::string(task.content), .colspan = content, .style = "t", .label = "主要内容"});
      stated("total", {.text = money_.text(task.total), .style = "n", .label = "总额"});
      stated("fiscal", {.text = money_.text(task.fiscal), .style = "n", .label = "财政拨款"});
      stated("other", {.text = money_.text(task.other), .style = "n", .label = "其他资金"});
    }
    grid_.row("sum");
    grid_.cell({.text = "金额合计", .colspan = 1 + content, .scope = "row", .style = "g"});
    add_task_sum("total", "总额", &TargetTask::total);
    add_task_sum("fiscal", "财政拨款", &TargetTask::fiscal);
    add_task_sum("other", "其他资金", &TargetTask::other);
  }

  // A blank is 0 in a sum (domain.md 1.0.2); what is derived from a withheld amount is withheld too.
  void add_task_sum(std::string_view key, std::string_view label, std::optional<StatedMoney> TargetTask::*amount) {
    Money sum;
    bool any = false;
    std::string withheld = "/";
    for (std::size_t i = 0; i < target_.tasks.size(); ++i) {
      if (const std::optional<StatedMoney>& one = target_.tasks[i].*amount) {
        sum += one->value;
        any = true;
      }
      std::string pointer = fmt::format("/tasks/{}/{}", i, key);
      if (withheld_at(target_, pointer) != nullptr) withheld = std::move(pointer);
    }
    grid_.stated(target_, withheld, {.text = any ? money_.text(sum) : std::string(), .style = "n", .label = label});
  }

  void add_goals() {
    grid_.block();
    if (!target_.multi_year_goal.empty() || withheld_at(target_, "/multi_year_goal") != nullptr) {
      add_goal("中长期目标", "/multi_year_goal", target_.multi_year_goal);
    }
    add_goal("年度总体目标", "/goal", target_.goal);
  }

  void add_goal(std::string_view title, std::string_view key, Text text) {
    grid_.row().side(std::string(title), 1);
    grid_.stated(target_, key, {.text = std::string(text), .colspan = grid_.width() - 1, .style = "p"});
  }

  void add_indicators() {
    add_indicator_heads(grid_, columns_);
    const std::vector<Indicator>& indicators = target_.indicators;
    if (indicators.empty()) {
      grid_.row().stated(target_, "/indicators", {.text = "未公开绩效指标", .colspan = grid_.width(), .style = "t"});
      return;
    }
    add_indicator_rows(grid_, target_, columns_, indicators.size(),
                       [&](std::size_t i) -> const Indicator& { return indicators[i]; });
    add_weight_total();
  }

  void add_weight_total() {
    if (columns_.back().key != "weight") return;
    Decimal total;
    for (const Indicator& indicator : target_.indicators) {
      if (!indicator.weight) return;
      total += indicator.weight->decimal();
    }
    const Decimal& execution = registry_.site().scoring.execution_weight;
    std::string title = "指标分值合计";
    if (total + execution == Decimal(100)) title += fmt::format("（另有预算执行 {} 分）", execution.to_string());
    grid_.block(true).row();
    grid_.cell({.text = std::move(title), .colspan = grid_.width() - 1, .scope = "row", .style = "g"});
    grid_.cell({.text = total.to_string(), .label = "分值"});
  }

  const Registry& registry_;
  const Target& target_;
  bool whole_unit_;
  std::vector<IndicatorColumn> columns_;
  FormGrid grid_;
  FormMoney money_;
};

}  // namespace

View form_view(const PlanContext& context, const Target& target) { return TargetForm(context, target).view(); }

}  // namespace disclose

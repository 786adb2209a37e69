// 项目支出绩效目标执行监控表 (domain.md 1.6).
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "plan/execution.h"
#include "plan/form_parts.h"
#include "plan/form_view.h"
#include "plan/parts.h"
#include "plan/period.h"

namespace disclose {

namespace {

constexpr int kWidth = 10;

std::string causes_of(const MonitoredIndicator& indicator) {
  std::string text;
  for (const Text cause : indicator.causes) text += (text.empty() ? "" : "、") + std::string(cause);
  if (!text.empty() && !indicator.deviation.empty()) text += "：";
  return text + std::string(indicator.deviation);
}

class MonitoringForm {
 public:
  MonitoringForm(const PlanContext& context, const Monitoring& record)
      : registry_(context.registry), record_(record), period_(period_of(record.period)), grid_(kWidth) {
    for (const Fund& fund : record.funds) {
      money_.take(fund.initial);
      money_.take(fund.adjusted);
      money_.take(fund.executed);
      money_.take(fund.forecast);
    }
  }

  View view() {
    const bool whole_unit = record_.subject.type == Subject::Type::unit;
    add_head(whole_unit);
    if (!record_.funds.empty() || withheld_at(record_, "/funds") != nullptr) add_funds(whole_unit);
    const std::vector<IndicatorColumn> columns = settle_columns();
    add_heads();
    add_indicators(columns);
    const bool project = record_.subject.type == Subject::Type::project;
    const std::string_view title = whole_unit ? "部门整体支出绩效目标执行监控表" : project ? "项目支出绩效目标执行监控表" : "绩效目标执行监控表";
    return grid_.view(std::string(title), period_.full.empty() ? fmt::format("{}年度", record_.year) : period_.full, money_.note(),
                      widths_of(columns), true);
  }

 private:
  // "1—6月执行数"; 执行数 where the period is not stated.
  std::string during(std::string_view what) const { return period_.months + std::string(what); }

  void add_head(bool whole_unit) {
    grid_.block();
    const std::string name(registry_.subject_name(record_.subject, record_));
    if (whole_unit) {
      add_line(grid_, "部门（单位）名称", name);
      return;
    }
    add_line(grid_, record_.subject.type == Subject::Type::project ? "项目名称" : "名称", name);
    add_units(grid_, registry_, record_.unit, true);
  }

  void add_funds(bool whole_unit) {
    with_adjusted_ = std::ranges::any_of(record_.funds, [](const Fund& fund) { return fund.adjusted.has_value(); });
    during_.executed = during("执行数");
    during_.rate = during("执行率");
    grid_.block().row("hd").side(whole_unit ? "部门资金" : "项目资金", static_cast<int>(std::max<std::size_t>(record_.funds.size(), 1)) + 1);
    grid_.head("资金来源", source_span()).head("年初预算数");
    if (with_adjusted_) grid_.head("全年预算数");
    grid_.head(during_.executed, 2).head(during_.rate).head("全年预计执行数", 2);
    if (record_.funds.empty()) grid_.row().stated(record_, "/funds", {.colspan = kWidth - 1, .style = "t"});
    for (std::size_t i = 0; i < record_.funds.size(); ++i) add_fund(i);
  }

  void add_fund(std::size_t i) {
    const Fund& fund = record_.funds[i];
    const auto stated = [&](std::string_view key, std::string_view label, std::string text, int span = 1) {
      grid_.stated(record_, fmt::format("/funds/{}/{}", i, key),
                   {.text = std::move(text), .colspan = span, .style = span > 1 ? "h" : "n", .label = label});
    };
    const bool first_part = fund.source != "total" && (i == 0 || record_.funds[i - 1].source == "total");
    grid_.row();
    grid_.cell({.text = (first_part ? "其中：" : "") + std::string(fund_source_name(fund.source)), .colspan = source_span(), .scope = "row", .style = "g"});
    stated("initial", "年初预算数", money_.text(fund.initial));
    if (with_adjusted_) stated("adjusted", "全年预算数", money_.text(fund.adjusted));
    stated("executed", during_.executed, money_.text(fund.executed), 2);
    std::string rate_key = "executed";
    for (const std::string_view key : {"initial", "adjusted"}) {
      if (withheld_at(record_, fmt::format("/funds/{}/{}", i, key)) != nullptr) rate_key = key;
    }
    stated(rate_key, during_.rate, text_of(execution_of(fund)));
    stated("forecast", "全年预计执行数", money_.text(fund.forecast), 2);
  }

  int source_span() const { return with_adjusted_ ? 2 : 3; }

  std::vector<IndicatorColumn> settle_columns() {
    using Merge = IndicatorColumn::Merge;
    during_.actual = during("执行情况");
    const auto monitored = [this](std::size_t i) -> const MonitoredIndicator& { return record_.indicators[i]; };
    const auto tick = [monitored](Likelihood likelihood) {
      return [monitored, likelihood](const Indicator&, std::size_t i) {
        return FormCell{.text = monitored(i).likelihood == likelihood ? "√" : "", .style = "inl", .may_be_empty = true};
      };
    };
    const auto level = [](Text text) { return text.empty() ? std::string("—") : std::string(text); };
    return {
        {.title = "一级指标", .width = "w2", .merge = Merge::level1, .key = "level1",
         .cell = [level](const Indicator& n, std::size_t) { return FormCell{.text = level(n.level1), .scope = "rowgroup"}; }},
        {.title = "二级指标", .width = "w2", .merge = Merge::level2, .key = "level2",
         .cell = [level](const Indicator& n, std::size_t) { return FormCell{.text = level(n.level2), .scope = "row", .style = "g2"}; }},
        {.title = "三级指标", .width = "w3", .key = "name",
         .cell = [](const Indicator& n, std::size_t) { return FormCell{.text = std::string(n.name), .scope = "row", .style = "g3"}; }},
        {.title = "年度指标值", .width = "w2", .key = "target",
         .cell = [](const Indicator& n, std::size_t) { return FormCell{.text = std::string(n.target)}; }},
        {.title = during_.actual, .width = "w3", .key = "actual",
         .cell = [](const Indicator& n, std::size_t) { return FormCell{.text = std::string(n.actual)}; }},
        {.title = "全年预计完成情况", .width = "w3", .key = "forecast",
         .cell = [monitored](const Indicator&, std::size_t i) { return FormCell{.text = std::string(monitored(i).forecast)}; }},
        {.title = "偏差原因分析", .width = "w3", .key = "deviation",
         .cell = [monitored](const Indicator&, std::size_t i) { return FormCell{.text = causes_of(monitored(i)), .style = "t"}; }},
        {.title = "确定能", .width = "w1", .key = "likelihood", .cell = tick(Likelihood::certain)},
        {.title = "有可能", .width = "w1", .key = "likelihood", .cell = tick(Likelihood::possible)},
        {.title = "完全不可能", .width = "w1", .key = "likelihood", .cell = tick(Likelihood::impossible)},
    };
  }

  void add_heads() {
    grid_.block().row("hd");
    for (const std::string_view title : {std::string_view("一级指标"), std::string_view("二级指标"), std::string_view("三级指标"),
                                         std::string_view("年度指标值"), std::string_view(during_.actual),
                                         std::string_view("全年预计完成情况"), std::string_view("偏差原因分析")}) {
      grid_.head(title, 1, 2);
    }
    grid_.head("完成目标可能性", 3).row("hd");
    grid_.head("确定能").head("有可能").head("完全不可能");
  }

  void add_indicators(const std::vector<IndicatorColumn>& columns) {
    if (record_.indicators.empty()) {
      grid_.block().row().stated(record_, "/indicators", {.text = "未公开指标监控情况", .colspan = kWidth, .style = "t"});
      return;
    }
    add_indicator_rows(grid_, record_, columns, record_.indicators.size(),
                       [&](std::size_t i) -> const Indicator& { return record_.indicators[i]; });
  }

  // Titles with the period in them; cells borrow them until the view is made.
  struct Titles {
    std::string executed;
    std::string rate;
    std::string actual;
  };

  const Registry& registry_;
  const Monitoring& record_;
  Period period_;
  Titles during_;
  FormGrid grid_;
  FormMoney money_;
  bool with_adjusted_ = false;
};

}  // namespace

View form_view(const PlanContext& context, const Monitoring& monitoring) { return MonitoringForm(context, monitoring).view(); }

}  // namespace disclose

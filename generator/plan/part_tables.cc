// Tables of what is nested in records: each row names its record and its place in it.
#include <fmt/format.h>

#include "plan/table_builder.h"

namespace disclose {

namespace {

/// Where a row stands: the record, and its place in the record's list, from 1.
struct PlaceInRecord {
  const Record* record = nullptr;
  std::size_t n = 0;
};

const std::optional<StatedMoney> kNoMoney;

template <class Row>
TableBuilder<Row> table(std::string name, std::string title, std::string description) {
  TableBuilder<Row> built(std::move(name), std::move(title), std::move(description));
  built.text("record", "记录标识", "", [](const Row& row) { return row.at.record->id; })
      .text("record_kind", "记录类别", "", [](const Row& row) { return chinese_name_of(row.at.record->kind); })
      .integer("year", "预算年度", "", [](const Row& row) { return row.at.record->year; })
      .text("unit", "单位", "单位表的标识", [](const Row& row) { return row.at.record->unit; })
      .integer("n", "序号", "在记录中的次序，从1起", [](const Row& row) { return row.at.n; });
  built.key({"record", "n"}).refers("unit", "units", "id");
  return built;
}

/// Calls use(row) for every item of `items`, numbered.
template <class Row, class List, class Use, class Fill>
void number(const Record& record, const List& items, const Use& use, Fill fill) {
  std::size_t n = 0;
  for (const auto& item : items) {
    Row row;
    row.at = {&record, ++n};
    fill(row, item);
    use(row);
  }
}

struct IndicatorRow {
  PlaceInRecord at;
  const Indicator* indicator = nullptr;
  const MonitoredIndicator* monitored = nullptr;
  const RecheckedIndicator* rechecked = nullptr;

  Text of(Text Indicator::*member) const { return indicator == nullptr ? Text() : indicator->*member; }
  std::optional<Points> points(std::optional<Points> Indicator::*member) const {
    return indicator == nullptr ? std::nullopt : indicator->*member;
  }
};

std::string causes_of(const IndicatorRow& row) {
  std::string text;
  if (row.monitored == nullptr) return text;
  for (const Text cause : row.monitored->causes) text += (text.empty() ? "" : "；") + std::string(cause);
  return text;
}

template <class Use>
void each_indicator(const PublishedRecords& records, const Use& use) {
  const auto plain = [](IndicatorRow& row, const Indicator& indicator) { row.indicator = &indicator; };
  for (const Target* r : records.targets) number<IndicatorRow>(*r, r->indicators, use, plain);
  for (const Monitoring* r : records.monitorings) {
    number<IndicatorRow>(*r, r->indicators, use, [](IndicatorRow& row, const MonitoredIndicator& indicator) {
      row.indicator = row.monitored = &indicator;
    });
  }
  for (const SelfEvaluation* r : records.self_evaluations) number<IndicatorRow>(*r, r->indicators, use, plain);
  for (const Recheck* r : records.rechecks) {
    number<IndicatorRow>(*r, r->indicators, use, [](IndicatorRow& row, const RecheckedIndicator& found) { row.rechecked = &found; });
  }
  for (const FinanceEvaluation* r : records.finance_evaluations) number<IndicatorRow>(*r, r->indicators, use, plain);
}

DataTable indicators(const PlanContext& context) {
  auto built = table<IndicatorRow>("indicators", "绩效指标", "绩效目标、监控、自评、复核、财政评价中的每个指标一行");
  const auto member = [](Text Indicator::*which) { return [which](const IndicatorRow& row) { return row.of(which); }; };
  built.text("level1", "一级指标", "", member(&Indicator::level1))
      .text("level2", "二级指标", "", member(&Indicator::level2))
      .text("name", "三级指标", "", [](const IndicatorRow& row) { return row.rechecked != nullptr ? row.rechecked->name : row.of(&Indicator::name); })
      .text("target", "指标值", "原文", member(&Indicator::target))
      .points("weight", "分值", "", [](const IndicatorRow& row) { return row.points(&Indicator::weight); })
      .text("actual", "实际完成值", "原文", member(&Indicator::actual))
      .points("score", "得分", "", [](const IndicatorRow& row) { return row.rechecked != nullptr ? row.rechecked->score : row.points(&Indicator::score); })
      .text("deviation", "偏差原因及改进措施", "", member(&Indicator::deviation))
      .text("standard", "评分标准", "", member(&Indicator::standard))
      .text("note", "备注", "", member(&Indicator::note))
      .text("verified", "核实值", "复核或评价核实的完成值",
            [](const IndicatorRow& row) { return row.rechecked != nullptr ? row.rechecked->verified : row.of(&Indicator::verified); })
      .text("forecast", "全年预计", "监控时的预计", [](const IndicatorRow& row) { return row.monitored != nullptr ? row.monitored->forecast : Text(); })
      .text("causes", "偏差原因分类", "多个以；分开", causes_of)
      .text("likelihood", "完成目标可能性", "", [](const IndicatorRow& row) {
        const bool known = row.monitored != nullptr && row.monitored->likelihood;
        return known ? chinese_name_of(*row.monitored->likelihood) : std::string_view();
      });
  return built.build([&context](const auto& use) { each_indicator(context.registry.records, use); });
}

struct FundRow {
  PlaceInRecord at;
  const Fund* fund = nullptr;
  const TargetFund* target = nullptr;
};

template <auto Member>
constexpr auto of_fund = [](const FundRow& row) { return row.fund == nullptr ? std::remove_cvref_t<decltype(row.fund->*Member)>() : row.fund->*Member; };
template <auto Member>
constexpr auto of_target = [](const FundRow& row) { return row.target == nullptr ? kNoMoney : row.target->*Member; };

DataTable funds(const PlanContext& context) {
  auto built = table<FundRow>("funds", "资金", "绩效目标、监控、自评中的每行资金；年初预算、全年预算、执行数是不同阶段，不能相加");
  built.text("source", "资金来源", "年度资金总额是其余各行之和",
             [](const FundRow& row) { return fund_source_name(row.fund != nullptr ? row.fund->source : row.target->source); })
      .money("amount", "年度金额", of_target<&TargetFund::amount>)
      .money("multi_year", "中长期金额", of_target<&TargetFund::multi_year>)
      .money("initial", "年初预算数", of_fund<&Fund::initial>)
      .money("adjusted", "全年预算数", of_fund<&Fund::adjusted>)
      .money("executed", "全年执行数", of_fund<&Fund::executed>)
      .money("forecast", "全年预计执行数", of_fund<&Fund::forecast>)
      .points("weight", "分值", "", of_fund<&Fund::weight>)
      .points("score", "得分", "", of_fund<&Fund::score>);
  return built.build([&context](const auto& use) {
    const PublishedRecords& records = context.registry.records;
    const auto plain = [](FundRow& row, const Fund& fund) { row.fund = &fund; };
    for (const Target* r : records.targets) {
      number<FundRow>(*r, r->funds, use, [](FundRow& row, const TargetFund& fund) { row.target = &fund; });
    }
    for (const Monitoring* r : records.monitorings) number<FundRow>(*r, r->funds, use, plain);
    for (const SelfEvaluation* r : records.self_evaluations) number<FundRow>(*r, r->funds, use, plain);
  });
}

struct TaskRow {
  PlaceInRecord at;
  const TargetTask* planned = nullptr;
  const DoneTask* done = nullptr;
};

DataTable tasks(const PlanContext& context) {
  auto built = table<TaskRow>("tasks", "年度任务", "绩效目标中的任务和自评中的完成情况");
  built.text("name", "任务名称", "", [](const TaskRow& row) { return row.planned != nullptr ? row.planned->name : row.done->name; })
      .text("content", "主要内容", "", [](const TaskRow& row) { return row.planned != nullptr ? row.planned->content : Text(); })
      .text("done", "完成情况", "", [](const TaskRow& row) { return row.done != nullptr ? row.done->done : Text(); })
      .money("total", "预算金额", [](const TaskRow& row) { return row.planned != nullptr ? row.planned->total : row.done->total; })
      .money("fiscal", "其中：财政拨款", [](const TaskRow& row) { return row.planned != nullptr ? row.planned->fiscal : kNoMoney; })
      .money("other", "其中：其他资金", [](const TaskRow& row) { return row.planned != nullptr ? row.planned->other : kNoMoney; })
      .money("executed", "执行金额", [](const TaskRow& row) { return row.done != nullptr ? row.done->executed : kNoMoney; });
  return built.build([&context](const auto& use) {
    for (const Target* r : context.registry.records.targets) {
      number<TaskRow>(*r, r->tasks, use, [](TaskRow& row, const TargetTask& task) { row.planned = &task; });
    }
    for (const SelfEvaluation* r : context.registry.records.self_evaluations) {
      number<TaskRow>(*r, r->tasks, use, [](TaskRow& row, const DoneTask& task) { row.done = &task; });
    }
  });
}

template <class Item>
struct ItemRow {
  PlaceInRecord at;
  const Item* item = nullptr;
};

/// Fills the rows of a list that one kind of record holds.
template <class Item, class T, class Use>
void each_item(const Refs<T>& records, std::vector<Item> T::*list, const Use& use) {
  for (const T* record : records) {
    number<ItemRow<Item>>(*record, record->*list, use, [](ItemRow<Item>& row, const Item& item) { row.item = &item; });
  }
}

DataTable findings(const PlanContext& context) {
  using Row = ItemRow<Finding>;
  auto built = table<Row>("findings", "评价发现的问题", "财政评价的每个问题一行");
  built.text("id", "问题标识", "在所属评价中唯一", [](const Row& row) { return row.item->id; })
      .text("category", "类别", "", [](const Row& row) { return row.item->category; })
      .text("text", "问题", "", [](const Row& row) { return row.item->text; })
      .money("amount", "涉及金额", [](const Row& row) { return row.item->amount; })
      .points("deduction", "扣分", "", [](const Row& row) { return row.item->deduction; })
      .text("page", "报告页码", "", [](const Row& row) { return row.item->page; })
      .refers("record", "finance_evaluations", "id");
  return built.build([&context](const auto& use) {
    each_item(context.registry.records.finance_evaluations, &FinanceEvaluation::findings, use);
  });
}

DataTable dimensions(const PlanContext& context) {
  using Row = ItemRow<Dimension>;
  auto built = table<Row>("dimensions", "分项得分", "事前评估、财政评价、部门综合评价的每个分项一行");
  built.text("name", "分项", "", [](const Row& row) { return row.item->name; })
      .points("full", "满分", "", [](const Row& row) { return row.item->full; })
      .points("score", "得分", "", [](const Row& row) { return row.item->score; });
  return built.build([&context](const auto& use) {
    const PublishedRecords& records = context.registry.records;
    each_item(records.pre_evaluations, &PreEvaluation::dimensions, use);
    each_item(records.finance_evaluations, &FinanceEvaluation::dimensions, use);
    each_item(records.assessments, &Assessment::dimensions, use);
  });
}

DataTable budget_parts(const PlanContext& context) {
  using Row = ItemRow<BudgetShare>;
  auto built = table<Row>("budget_parts", "预算和决算按预算类型", "部门预算、部门决算在四本预算中的部分");
  built.text("budget_type", "预算类型", "", [](const Row& row) { return chinese_name_of(row.item->type); })
      .money("amount", "金额", [](const Row& row) { return std::optional(row.item->amount); });
  return built.build([&context](const auto& use) {
    each_item(context.registry.records.budgets, &Budget::by_type, use);
    each_item(context.registry.records.final_accounts, &FinalAccounts::by_type, use);
  });
}

DataTable figure_items(const PlanContext& context) {
  using Row = ItemRow<FigureItem>;
  auto built = table<Row>("figure_items", "年度数据的各项", "报告中的每个数一行");
  built.text("id", "数据标识", "在所属记录中唯一", [](const Row& row) { return row.item->id; })
      .text("label", "名称", "", [](const Row& row) { return row.item->label; })
      .quantity("value", "数值", [](const Row& row) { return row.item->value; })
      .text("names", "名单", "多个以；分开", [](const Row& row) {
        std::string text;
        for (const Text name : row.item->names) text += (text.empty() ? "" : "；") + std::string(name);
        return text;
      })
      .truth("open", "名单没有列全", "名单以“等”结尾", [](const Row& row) { return row.item->open; })
      .text("note", "说明", "", [](const Row& row) { return row.item->note; })
      .text("source", "原文", "报告中的原句", [](const Row& row) { return row.item->source; })
      .refers("record", "figures", "id");
  return built.build([&context](const auto& use) { each_item(context.registry.records.figures, &Figures::items, use); });
}

std::string_view sign_of(FigureCheck::Operation operation) {
  switch (operation) {
    case FigureCheck::Operation::sum: return "合计";
    case FigureCheck::Operation::difference: return "相减";
    case FigureCheck::Operation::ratio: return "比率";
    case FigureCheck::Operation::equal: return "相等";
  }
  return {};
}

DataTable figure_checks(const PlanContext& context) {
  using Row = ItemRow<FigureCheck>;
  auto built = table<Row>("figure_checks", "年度数据的算式", "每个应当成立的算式一行");
  built.text("left", "左边", "数据标识", [](const Row& row) { return row.item->left; })
      .text("operation", "运算", "合计、相减、比率、相等", [](const Row& row) { return sign_of(row.item->operation); })
      .text("right", "右边", "数据标识，多个以；分开；记录#标识 指别的记录", [](const Row& row) {
        std::string text;
        for (const Text reference : row.item->right) text += (text.empty() ? "" : "；") + std::string(reference);
        return text;
      })
      .number("tolerance", "允许的差", "", [](const Row& row) { return row.item->tolerance; })
      .refers("record", "figures", "id");
  return built.build([&context](const auto& use) { each_item(context.registry.records.figures, &Figures::checks, use); });
}

DataTable library_entries(const PlanContext& context) {
  using Row = ItemRow<LibraryEntry>;
  auto built = table<Row>("library_entries", "指标库的指标", "绩效指标库的每个指标一行");
  built.text("level1", "一级指标", "", [](const Row& row) { return row.item->level1; })
      .text("level2", "二级指标", "", [](const Row& row) { return row.item->level2; })
      .text("name", "三级指标", "", [](const Row& row) { return row.item->name; })
      .text("typical_target", "参考指标值", "", [](const Row& row) { return row.item->typical_target; })
      .text("unit_of_measure", "计量单位", "", [](const Row& row) { return row.item->unit_of_measure; })
      .text("standard", "评分标准", "", [](const Row& row) { return row.item->standard; })
      .refers("record", "indicator_libraries", "id");
  return built.build([&context](const auto& use) {
    each_item(context.registry.records.indicator_libraries, &IndicatorLibrary::entries, use);
  });
}

}  // namespace

std::vector<DataTable> part_tables(const PlanContext& context) {
  std::vector<DataTable> tables;
  for (const auto& make : {indicators, funds, tasks, findings, dimensions, budget_parts, figure_items, figure_checks, library_entries}) {
    tables.push_back(make(context));
  }
  return tables;
}

}  // namespace disclose

// A table per kind of record (format.md 5).
#include <fmt/format.h>

#include "plan/table_builder.h"

namespace disclose {

namespace {

template <class List, class Name>
std::string joined(const List& list, Name name) {
  std::string text;
  for (const auto& item : list) text += (text.empty() ? "" : "；") + std::string(name(item));
  return text;
}

Text as_it_is(Text text) { return text; }

std::string loose(const std::optional<LooseDate>& date) { return date ? std::string(date->written) : std::string(); }

template <class T>
std::string_view chinese(const std::optional<T>& value) {
  return value ? chinese_name_of(*value) : std::string_view();
}

// "/description：依据": what a partly secret record does not show.
std::string withheld_text(const Record& record) {
  return joined(record.withheld, [](const Withheld& one) { return fmt::format("{}：{}", one.pointer, one.basis); });
}

template <class T>
using Table = TableBuilder<const T*>;

/// What every record has: who, when, under which number, where.
template <class T>
Table<T> table(const PlanContext& context, std::string name, std::string title, std::string description) {
  Table<T> built(std::move(name), std::move(title), std::move(description));
  const Registry& registry = context.registry;
  built.text("id", "标识", "全站唯一，长期不变；项目的标识各年度相同", [](const T* r) { return r->id; })
      .integer("year", "预算年度", "所描述事项的年度，不是公开的年度", [](const T* r) { return r->year; })
      .text("unit", "单位", "单位表的标识；没有单位的为空", [](const T* r) { return r->unit; })
      .text("unit_name", "单位名称", "", [&registry](const T* r) {
        const Unit* unit = registry.unit(r->unit);
        return unit == nullptr ? Text() : unit->name;
      })
      .text("title", "标题", "网页上的标题", [&registry](const T* r) { return title_of(registry, *r); });
  built.key({"id"}).refers("unit", "units", "id");
  return built;
}

template <class T>
void finish(const PlanContext& context, Table<T>& built) {
  built.text("approval_number", "文号", "批准文件的编号", [](const T* r) { return r->approval.number; })
      .text("approval_authority", "批复机关", "", [](const T* r) { return r->approval.authority; })
      .date("approval_date", "批复日期", "公开期限从这一天起算", [](const T* r) { return r->approval.date; })
      .text("published", "首次公开时间", "日期，或日期和时间；未注明的为空", [](const T* r) { return text_of(r->published); })
      .text("withheld", "依法不予公开的内容", "键的位置和依据；这些列为空", [](const T* r) { return withheld_text(*r); })
      .text("page", "网页", "公开的网页", [&context](const T* r) {
        const std::string url = record_url(context.registry, *r);
        return url.empty() ? std::string() : context.options.base_url + url;
      });
}

/// A getter of a member.
template <auto Member>
constexpr auto member = [](const auto* r) { return r->*Member; };

template <class T>
void subject(const PlanContext& context, Table<T>& built) {
  built.text("subject_type", "对象类别", "项目支出、部门整体支出等", [](const T* r) { return chinese_name_of(r->subject.type); })
      .text("subject_project", "项目标识", "项目表的标识；只知道名称的为空", [](const T* r) { return r->subject.id; })
      .text("subject_name", "对象名称", "", [&context](const T* r) { return context.registry.subject_name(r->subject, *r); });
}

template <class T>
DataTable build(const PlanContext& context, Table<T>& built, Refs<T> PublishedRecords::*list) {
  finish(context, built);
  return built.build([&context, list](const auto& use) {
    for (const T* record : context.registry.records.*list) use(record);
  });
}

DataTable projects(const PlanContext& context) {
  auto built = table<Project>(context, "projects", "项目", "每个项目每个年度一行");
  built.key({"id", "year"});
  built.text("name", "项目名称", "", member<&Project::name>)
      .text("code", "项目代码", "", member<&Project::code>)
      .text("category", "项目类别", "特定目标类等", member<&Project::category>)
      .text("nature", "项目性质", "一次性、经常性、阶段性", [](const Project* r) { return chinese(r->nature); })
      .text("budget_type", "预算类型", "四本预算", [](const Project* r) { return chinese(r->budget_type); })
      .text("start", "开始时间", "日期、月或年", [](const Project* r) { return loose(r->start); })
      .text("end", "结束时间", "日期、月或年", [](const Project* r) { return loose(r->end); })
      .text("source", "项目来源", "年初预算、年中追加等", [](const Project* r) { return chinese(r->source); })
      .truth("focus", "重点项目", "", member<&Project::focus>)
      .text("description", "项目概述", "", member<&Project::description>);
  return build(context, built, &PublishedRecords::projects);
}

DataTable budgets(const PlanContext& context) {
  auto built = table<Budget>(context, "budgets", "部门预算", "每个单位每个年度一行");
  built.money("total", "预算总额", member<&Budget::total>)
      .money("basic", "基本支出", member<&Budget::basic>)
      .money("projects", "项目支出", member<&Budget::projects>);
  return build(context, built, &PublishedRecords::budgets);
}

DataTable final_accounts(const PlanContext& context) {
  auto built = table<FinalAccounts>(context, "final_accounts", "部门决算", "每个单位每个年度一行；基本支出和项目支出是执行数的组成部分");
  built.money("total", "全年预算数", member<&FinalAccounts::total>)
      .money("executed", "全年执行数", member<&FinalAccounts::executed>)
      .money("basic", "基本支出", member<&FinalAccounts::basic>)
      .money("projects", "项目支出", member<&FinalAccounts::projects>);
  return build(context, built, &PublishedRecords::final_accounts);
}

DataTable pre_evaluations(const PlanContext& context) {
  auto built = table<PreEvaluation>(context, "pre_evaluations", "事前绩效评估", "每次评估一行；分项得分在 dimensions");
  subject(context, built);
  built.text("trigger", "评估原因", "", member<&PreEvaluation::trigger>)
      .money("applied", "申报金额", member<&PreEvaluation::applied>)
      .money("assessed", "评估金额", member<&PreEvaluation::assessed>)
      .points("score", "得分", "", member<&PreEvaluation::score>)
      .text("conclusion", "结论", "予以支持、调整后支持、不予支持", [](const PreEvaluation* r) { return chinese(r->conclusion); })
      .text("evaluator", "评估机构", "", member<&PreEvaluation::evaluator>)
      .text("method", "评估方式", "", member<&PreEvaluation::method>);
  return build(context, built, &PublishedRecords::pre_evaluations);
}

DataTable targets(const PlanContext& context) {
  auto built = table<Target>(context, "targets", "绩效目标", "每个项目或部门整体一行；资金、任务、指标在 funds、tasks、indicators");
  subject(context, built);
  built.text("goal", "年度总体目标", "", member<&Target::goal>)
      .text("multi_year_goal", "中长期目标", "", member<&Target::multi_year_goal>);
  return build(context, built, &PublishedRecords::targets);
}

DataTable monitorings(const PlanContext& context) {
  auto built = table<Monitoring>(context, "monitorings", "绩效运行监控", "每次监控一行；资金和指标在 funds、indicators");
  subject(context, built);
  built.text("period", "监控时段", "起止月份", member<&Monitoring::period>)
      .text("conclusion", "结论", "", member<&Monitoring::conclusion>);
  return build(context, built, &PublishedRecords::monitorings);
}

DataTable self_evaluations(const PlanContext& context) {
  auto built = table<SelfEvaluation>(context, "self_evaluations", "绩效自评", "每份自评一行；资金、任务、指标在 funds、tasks、indicators");
  subject(context, built);
  built.text("target", "对应的绩效目标", "绩效目标表的标识", member<&SelfEvaluation::target>)
      .text("goal_expected", "预期目标", "", member<&SelfEvaluation::goal_expected>)
      .text("goal_actual", "实际完成情况", "", member<&SelfEvaluation::goal_actual>)
      .points("score", "自评得分", "满分100", member<&SelfEvaluation::score>)
      .text("grade", "等级", "", member<&SelfEvaluation::grade>)
      .text("problems", "存在的问题", "", member<&SelfEvaluation::problems>)
      .text("improvements", "改进措施", "", member<&SelfEvaluation::improvements>)
      .refers("target", "targets", "id");
  return build(context, built, &PublishedRecords::self_evaluations);
}

DataTable rechecks(const PlanContext& context) {
  auto built = table<Recheck>(context, "rechecks", "财政抽查复核", "每份复核一行；核实的指标在 indicators");
  built.text("self_evaluation", "复核的自评", "绩效自评表的标识", member<&Recheck::self_evaluation>)
      .points("score", "复核得分", "", member<&Recheck::score>)
      .text("reasons", "调整原因", "多条以；分开", [](const Recheck* r) { return joined(r->reasons, as_it_is); })
      .text("opinion", "复核意见", "", member<&Recheck::opinion>)
      .refers("self_evaluation", "self_evaluations", "id");
  return build(context, built, &PublishedRecords::rechecks);
}

DataTable finance_evaluations(const PlanContext& context) {
  auto built = table<FinanceEvaluation>(context, "finance_evaluations", "财政评价", "每次评价一行；分项、指标、问题在 dimensions、indicators、findings");
  subject(context, built);
  built.text("method", "评价方式", "", [](const FinanceEvaluation* r) { return chinese(r->method); })
      .text("evaluator", "评价机构", "", member<&FinanceEvaluation::evaluator>)
      .text("budget_types", "预算类型", "多个以；分开",
            [](const FinanceEvaluation* r) { return joined(r->budget_types, [](BudgetType type) { return chinese_name_of(type); }); })
      .money("amount", "评价金额", member<&FinanceEvaluation::amount>)
      .text("period", "评价时段", "", member<&FinanceEvaluation::period>)
      .points("score", "得分", "空为得分未公开，不是零分", member<&FinanceEvaluation::score>)
      .text("grade", "等级", "", member<&FinanceEvaluation::grade>)
      .text("recommendations", "建议", "多条以；分开", [](const FinanceEvaluation* r) { return joined(r->recommendations, as_it_is); });
  return build(context, built, &PublishedRecords::finance_evaluations);
}

DataTable rectifications(const PlanContext& context) {
  auto built = table<Rectification>(context, "rectifications", "整改", "每条整改一行");
  built.text("of", "针对的记录", "评价等记录的标识；面向全部单位的为空", member<&Rectification::of>)
      .text("finding", "针对的问题", "问题表的标识；空为该评价的全部问题", member<&Rectification::finding>)
      .text("required", "整改要求", "", member<&Rectification::required>)
      .text("measures", "整改措施", "", member<&Rectification::measures>)
      .text("deadline", "整改期限", "日期、月或年", [](const Rectification* r) { return loose(r->deadline); })
      .text("state", "整改状态", "空为未注明", [](const Rectification* r) { return chinese(r->state); })
      .date("completed", "完成日期", "", member<&Rectification::completed>)
      .text("evidence", "佐证", "", member<&Rectification::evidence>);
  return build(context, built, &PublishedRecords::rectifications);
}

DataTable result_uses(const PlanContext& context) {
  auto built = table<ResultUse>(context, "result_uses", "结果应用", "每项应用一行；预算年度是所依据的评价的年度");
  built.text("form", "应用方式", "", [](const ResultUse* r) { return chinese_name_of(r->form); })
      .text("because", "依据的记录", "记录标识，多个以；分开", [](const ResultUse* r) { return joined(r->because, as_it_is); })
      .integer("affects_year", "影响的预算年度", "", member<&ResultUse::affects_year>)
      .money("amount", "金额", member<&ResultUse::amount>)
      .integer("units_affected", "涉及单位数", "", member<&ResultUse::units_affected>)
      .text("text", "内容", "", member<&ResultUse::text>);
  return build(context, built, &PublishedRecords::result_uses);
}

DataTable assessments(const PlanContext& context) {
  auto built = table<Assessment>(context, "assessments", "部门综合评价", "每个单位一行，没有单位的是全县合计；分项得分在 dimensions");
  built.points("score", "得分", "", member<&Assessment::score>)
      .text("grade", "等级", "", member<&Assessment::grade>)
      .integer("rank", "名次", "", member<&Assessment::rank>)
      .money("base", "基础公用经费", member<&Assessment::base>)
      .money("withheld_funds", "绩效公用经费", member<&Assessment::withheld_funds>)
      .money("paid", "兑现金额", member<&Assessment::paid>)
      .money("saved", "节约金额", member<&Assessment::saved>);
  return build(context, built, &PublishedRecords::assessments);
}

DataTable disclosures(const PlanContext& context) {
  auto built = table<Disclosure>(context, "disclosures", "公开登记", "单位在别处公开、在这里登记的，每次登记一行");
  built.text("items", "事项", "多项以；分开",
             [](const Disclosure* r) { return joined(r->items, [](Item item) { return chinese_name_of(item); }); })
      .text("url", "网址", "空为网址未提供", member<&Disclosure::url>)
      .text("format", "形式", "", member<&Disclosure::format>);
  return build(context, built, &PublishedRecords::disclosures);
}

DataTable exemptions(const PlanContext& context) {
  auto built = table<Exemption>(context, "exemptions", "不公开或合并公开", "每个例外一行");
  built.text("items", "事项", "多项以；分开",
             [](const Exemption* r) {
               return r->all_items ? std::string("全部") : joined(r->items, [](Item item) { return chinese_name_of(item); });
             })
      .text("type", "类别", "", [](const Exemption* r) { return chinese_name_of(r->type); })
      .text("basis", "依据", "", member<&Exemption::basis>)
      .text("see", "由谁公开", "单位表的标识", member<&Exemption::see>)
      .text("approved_by", "批准机关", "", member<&Exemption::approved_by>)
      .date("date", "批准日期", "", member<&Exemption::date>)
      .refers("see", "units", "id");
  return build(context, built, &PublishedRecords::exemptions);
}

DataTable regulations(const PlanContext& context) {
  auto built = table<Regulation>(context, "regulations", "制度文件", "每份文件一行；预算年度是列出它的报告的年度");
  built.text("number", "发文字号", "", member<&Regulation::number>)
      .text("issuer", "发文机关", "", member<&Regulation::issuer>)
      .text("date", "发文日期", "日期、月或年", [](const Regulation* r) { return loose(r->date); })
      .text("scope", "规范的内容", "", member<&Regulation::scope>);
  return build(context, built, &PublishedRecords::regulations);
}

DataTable figures(const PlanContext& context) {
  auto built = table<Figures>(context, "figures", "年度数据", "每组数据一行；数据在 figure_items，算式在 figure_checks");
  built.text("topic", "主题", "", [](const Figures* r) { return r->about_coverage ? std::string_view("公开覆盖") : chinese(r->topic); });
  return build(context, built, &PublishedRecords::figures);
}

DataTable indicator_libraries(const PlanContext& context) {
  auto built = table<IndicatorLibrary>(context, "indicator_libraries", "绩效指标库", "每个指标库一行；指标在 library_entries");
  built.text("scope", "范围", "共性或行业", [](const IndicatorLibrary* r) { return r->industry_scope ? "行业" : "共性"; })
      .text("industry", "行业", "", member<&IndicatorLibrary::industry>)
      .text("classes", "类别", "多个以；分开", [](const IndicatorLibrary* r) { return joined(r->classes, as_it_is); })
      .quantity("count", "数量", member<&IndicatorLibrary::count>);
  return build(context, built, &PublishedRecords::indicator_libraries);
}

}  // namespace

std::vector<DataTable> record_tables(const PlanContext& context) {
  std::vector<DataTable> tables;
  for (const auto& make : {projects, budgets, final_accounts, pre_evaluations, targets, monitorings, self_evaluations, rechecks,
                           finance_evaluations, rectifications, result_uses, assessments, disclosures, exemptions, regulations,
                           figures, indicator_libraries}) {
    tables.push_back(make(context));
  }
  return tables;
}

}  // namespace disclose

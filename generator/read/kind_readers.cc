// The own keys of each kind of record, in the order of the table in format.md 5.
#include "read/kind_readers.h"

#include <fmt/format.h>

#include <array>
#include <set>

namespace disclose {

namespace {

template <class T>
using Word = std::pair<std::string_view, T>;

constexpr std::array<Word<BudgetType>, 4> kBudgetTypes = {{
    {"general_public", BudgetType::general_public},
    {"government_fund", BudgetType::government_fund},
    {"state_capital", BudgetType::state_capital},
    {"social_insurance", BudgetType::social_insurance},
}};
constexpr std::array<Word<ProjectNature>, 3> kNatures = {{
    {"one_off", ProjectNature::one_off},
    {"recurring", ProjectNature::recurring},
    {"phased", ProjectNature::phased},
}};
constexpr std::array<Word<ProjectSource>, 5> kProjectSources = {{
    {"initial", ProjectSource::initial},
    {"midyear", ProjectSource::midyear},
    {"carryover", ProjectSource::carryover},
    {"central_transfer", ProjectSource::central_transfer},
    {"provincial_transfer", ProjectSource::provincial_transfer},
}};
constexpr std::array<Word<Subject::Type>, 7> kSubjectTypes = {{
    {"project", Subject::Type::project},
    {"unit", Subject::Type::unit},
    {"policy", Subject::Type::policy},
    {"service", Subject::Type::service},
    {"bond", Subject::Type::bond},
    {"transfer", Subject::Type::transfer},
    {"fund", Subject::Type::fund},
}};
constexpr std::array<Word<PreEvaluation::Conclusion>, 3> kConclusions = {{
    {"support", PreEvaluation::Conclusion::support},
    {"support_adjusted", PreEvaluation::Conclusion::support_adjusted},
    {"reject", PreEvaluation::Conclusion::reject},
}};
constexpr std::array<Word<Likelihood>, 3> kLikelihoods = {{
    {"certain", Likelihood::certain},
    {"possible", Likelihood::possible},
    {"impossible", Likelihood::impossible},
}};
constexpr std::array<Word<FinanceEvaluation::Method>, 3> kMethods = {{
    {"bureau", FinanceEvaluation::Method::bureau},
    {"third_party", FinanceEvaluation::Method::third_party},
    {"joint", FinanceEvaluation::Method::joint},
}};

std::vector<BudgetShare> read_shares(ObjectReader& reader) {
  std::vector<BudgetShare> shares;
  reader.objects("by_type", [&](ObjectReader& item) {
    BudgetShare share;
    const auto type = item.word<BudgetType>("budget_type", kBudgetTypes);
    const auto amount = item.money("amount");
    if (!type && !item.has("budget_type")) item.missing("budget_type");
    if (!amount && !item.has("amount")) item.missing("amount");
    if (type && amount) shares.push_back({*type, *amount});
  });
  return shares;
}

std::optional<StatedMoney> required_money(ObjectReader& reader, std::string_view key) {
  auto money = reader.money(key);
  if (!money && !reader.has(key)) reader.missing(key);
  return money;
}

// `unit` may be absent for policies, services, bonds, transfers and funds, and for a project known
// by name only (format.md 5, subject).
Subject read_subject(ObjectReader& reader, const Record& record) {
  Subject subject;
  if (!reader.has("subject")) {
    reader.missing("subject");
    return subject;
  }
  bool unit_optional = false;
  reader.object("subject", [&](ObjectReader& item) {
    const auto type = item.word<Subject::Type>("type", kSubjectTypes);
    if (!type && !item.has("type")) item.missing("type");
    subject.type = type.value_or(Subject::Type::policy);
    subject.id = item.id("id");
    subject.name = item.text("name");
    if (!type) {
      unit_optional = true;
      return;
    }
    const bool project = subject.type == Subject::Type::project;
    unit_optional = subject.type != Subject::Type::unit && (!project || !item.has("id"));
    const auto unwanted = [&](std::string_view key) {
      if (!item.has(key)) return;
      item.problem(*item.value().find(key), "/" + std::string(key),
                   {fmt::format("这种对象不写“{}”", key), fmt::format("a subject of this type has no \"{}\"", key)},
                   {"项目写 id（只知名称的写 name），政策、服务、债券、转移支付和基金写 name，部门整体都不写",
                    "a project has an id (or a name, when known by name only), a policy, service, bond, transfer or fund a name, a unit neither"});
    };
    if (project) {
      if (item.has("id") == item.has("name")) {
        item.problem(item.value(), "", {"项目要写 id 或 name 之一", "a project subject has either an id or a name"},
                     {"有项目记录的写 id，只知名称的写 name", "write the id of a project recorded here, or the name of another"});
      }
    } else if (subject.type == Subject::Type::unit) {
      unwanted("id");
      unwanted("name");
    } else {
      unwanted("id");
      if (subject.name.empty()) item.missing("name");
    }
  });
  if (!unit_optional && record.unit.empty() && !reader.has("unit")) reader.missing("unit");
  return subject;
}

template <class Row>
void require_total(ObjectReader& reader, const std::vector<Row>& funds) {
  if (!reader.has("funds") || reader.value().find("funds")->kind != Value::Kind::array) return;
  if (total_of(funds) != nullptr) return;
  reader.problem(*reader.value().find("funds"), "/funds",
                 {"资金没有合计行（source 为 total）", "the funds have no total row (source: total)"},
                 {"加一行 {\"source\": \"total\", …}", "add a row {\"source\": \"total\", …}"});
}

template <class Row>
void refuse_double_sources(ObjectReader& reader, const std::vector<Row>& funds) {
  std::set<Text> sources;
  for (std::size_t i = 0; i < funds.size(); ++i) {
    if (funds[i].source.empty() || sources.insert(funds[i].source).second) continue;
    const Value& list = *reader.value().find("funds");
    const Value* row = list.items.size() == funds.size() ? list.items[i].find("source") : nullptr;
    reader.problem(row == nullptr ? list : *row, fmt::format("/funds/{}/source", i),
                   {fmt::format("资金来源“{}”写了两行", funds[i].source),
                    fmt::format("the fund source \"{}\" has two rows", funds[i].source)},
                   {"合成一行", "make them one row"});
  }
}

std::vector<Fund> read_funds(ObjectReader& reader) {
  std::vector<Fund> funds;
  reader.objects("funds", [&](ObjectReader& item) {
    funds.push_back({.source = item.required_text("source"),
                     .initial = item.money("initial"),
                     .adjusted = item.money("adjusted"),
                     .executed = item.money("executed"),
                     .forecast = item.money("forecast"),
                     .weight = item.points("weight"),
                     .score = item.points("score")});
  });
  require_total(reader, funds);
  refuse_double_sources(reader, funds);
  return funds;
}

std::vector<Dimension> read_dimensions(ObjectReader& reader, bool full_required) {
  std::vector<Dimension> dimensions;
  reader.objects("dimensions", [&](ObjectReader& item) {
    Dimension dimension{item.required_text("name"), item.points("full"), item.points("score")};
    if (full_required && !item.has("full")) item.missing("full");
    if (!item.has("score")) item.missing("score");
    dimensions.push_back(dimension);
  });
  return dimensions;
}

std::vector<Indicator> read_indicators(ObjectReader& reader) {
  std::vector<Indicator> indicators;
  if (const Value* list = reader.value().find("indicators")) indicators.reserve(list->items.size());
  reader.objects("indicators",
                 [&](ObjectReader& item) { read_indicator(item, indicators.emplace_back()); });
  return indicators;
}

}  // namespace

Words<BudgetType> budget_type_words() { return kBudgetTypes; }

void read_indicator(ObjectReader& reader, Indicator& indicator) {
  indicator.level1 = reader.required_text("level1");
  indicator.level2 = reader.text("level2");
  indicator.name = reader.required_text("name");
  indicator.target = reader.required_text("target");
  indicator.weight = reader.points("weight");
  indicator.actual = reader.text("actual");
  indicator.score = reader.points("score");
  indicator.deviation = reader.text("deviation");
  indicator.standard = reader.text("standard");
  indicator.note = reader.text("note");
  indicator.verified = reader.text("verified");
}

void read_project(ObjectReader& reader, Project& record) {
  record.name = reader.required_text("name");
  record.code = reader.text("code");
  record.category = reader.text("class");
  record.nature = reader.word<ProjectNature>("nature", kNatures);
  record.budget_type = reader.word<BudgetType>("budget_type", kBudgetTypes);
  record.start = reader.loose_date("start");
  record.end = reader.loose_date("end");
  record.source = reader.word<ProjectSource>("source", kProjectSources);
  record.description = reader.text("description");
  record.focus = reader.boolean("focus", false);
}

void read_budget(ObjectReader& reader, Budget& record) {
  record.total = required_money(reader, "total");
  record.basic = reader.money("basic");
  record.projects = reader.money("projects");
  record.by_type = read_shares(reader);
}

void read_final_accounts(ObjectReader& reader, FinalAccounts& record) {
  record.total = required_money(reader, "total");
  record.executed = required_money(reader, "executed");
  record.basic = reader.money("basic");
  record.projects = reader.money("projects");
  record.by_type = read_shares(reader);
}

void read_pre_evaluation(ObjectReader& reader, PreEvaluation& record) {
  record.subject = read_subject(reader, record);
  record.trigger = reader.text("trigger");
  record.applied = reader.amount("applied");
  record.assessed = reader.amount("assessed");
  record.score = reader.points("score");
  record.dimensions = read_dimensions(reader, true);
  record.conclusion = reader.word<PreEvaluation::Conclusion>("conclusion", kConclusions);
  reader.object("evaluator", [&](ObjectReader& item) {
    record.evaluator = item.required_text("name");
    record.method = item.text("method");
  });
}

void read_target(ObjectReader& reader, Target& record) {
  record.subject = read_subject(reader, record);
  if (!reader.has("funds")) reader.missing("funds");
  reader.objects("funds", [&](ObjectReader& item) {
    record.funds.push_back({item.required_text("source"), required_money(item, "amount"), item.money("multi_year")});
  });
  require_total(reader, record.funds);
  refuse_double_sources(reader, record.funds);
  record.goal = reader.required_text("goal");
  record.multi_year_goal = reader.text("multi_year_goal");
  reader.objects("tasks", [&](ObjectReader& item) {
    record.tasks.push_back({.name = item.required_text("name"),
                            .content = item.text("content"),
                            .total = required_money(item, "total"),
                            .fiscal = item.money("fiscal"),
                            .other = item.money("other")});
  });
  record.indicators = read_indicators(reader);
  if (!reader.has("indicators")) reader.missing("indicators");
}

void read_monitoring(ObjectReader& reader, Monitoring& record) {
  record.subject = read_subject(reader, record);
  record.period = reader.text("period");
  record.funds = read_funds(reader);
  reader.objects("indicators", [&](ObjectReader& item) {
    MonitoredIndicator& indicator = record.indicators.emplace_back();
    read_indicator(item, indicator);
    indicator.forecast = item.text("forecast");
    indicator.causes = item.texts("causes");
    indicator.likelihood = item.word<Likelihood>("likelihood", kLikelihoods);
  });
  record.conclusion = reader.text("conclusion");
}

void read_self_evaluation(ObjectReader& reader, SelfEvaluation& record) {
  record.subject = read_subject(reader, record);
  record.target = reader.id("target");
  record.funds = read_funds(reader);
  reader.object("goal", [&](ObjectReader& item) {
    record.goal_expected = item.text("expected");
    record.goal_actual = item.required_text("actual");
  });
  reader.objects("tasks", [&](ObjectReader& item) {
    record.tasks.push_back({.name = item.required_text("name"),
                            .done = item.required_text("done"),
                            .total = item.money("total"),
                            .executed = item.money("executed")});
  });
  record.indicators = read_indicators(reader);
  record.score = reader.points("score");
  record.grade = reader.text("grade");
  record.problems = reader.text("problems");
  record.improvements = reader.text("improvements");
}

void read_recheck(ObjectReader& reader, Recheck& record) {
  record.self_evaluation = reader.required_id("self_evaluation");
  record.score = reader.points("score");
  record.reasons = reader.texts("reasons");
  record.opinion = reader.required_text("opinion");
  reader.objects("indicators", [&](ObjectReader& item) {
    record.indicators.push_back(
        {item.required_text("name"), item.required_text("verified"), item.points("score")});
  });
}

void read_finance_evaluation(ObjectReader& reader, FinanceEvaluation& record) {
  record.subject = read_subject(reader, record);
  record.method = reader.word<FinanceEvaluation::Method>("method", kMethods);
  reader.object("evaluator", [&](ObjectReader& item) { record.evaluator = item.required_text("name"); });
  record.budget_types = reader.words_of<BudgetType>("budget_types", kBudgetTypes);
  record.amount = reader.amount("amount");
  record.period = reader.text("period");
  record.dimensions = read_dimensions(reader, true);
  record.indicators = read_indicators(reader);
  record.score = reader.points("score");
  record.grade = reader.text("grade");
  std::set<Text> ids;
  reader.objects("findings", [&](ObjectReader& item) {
    Finding& finding = record.findings.emplace_back();
    finding.id = item.required_id("id");
    finding.category = item.text("category");
    finding.text = item.required_text("text");
    finding.amount = item.amount("amount");
    finding.deduction = item.points("deduction");
    finding.page = item.text_or_number("page");
    if (finding.id.empty() || ids.insert(finding.id).second) return;
    item.problem(*item.value().find("id"), "/id",
                 {fmt::format("发现的编号“{}”在本评价中重复", finding.id),
                  fmt::format("the finding id \"{}\" is repeated in this evaluation", finding.id)},
                 {"换一个编号", "choose another id"});
  });
  record.recommendations = reader.texts("recommendations");
}

}  // namespace disclose

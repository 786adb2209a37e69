#include "plan/method_page.h"

#include <fmt/format.h>

#include <map>

#include "exact/percent.h"
#include "plan/facts.h"
#include "plan/ledger_files.h"
#include "plan/parts.h"

namespace disclose {

namespace {

std::string points(Points value) { return value.decimal().to_string(); }

template <class List, class Name>
std::string joined(const List& list, Name name) {
  std::string text;
  for (const auto& item : list) text += (text.empty() ? "" : "、") + std::string(name(item));
  return text;
}

// "90分（含）以上", "80（含）—90分", "60分以下": a band holds scores ≥ its min and below the one above.
View bands_view(const GradeScheme& scheme) {
  View bands{View::List{}};
  for (std::size_t i = 0; i < scheme.grades.size(); ++i) {
    const std::string min = points(scheme.grades[i].min);
    std::string range = fmt::format("{}分（含）以上", min);
    if (i > 0) {
      const std::string above = points(scheme.grades[i - 1].min);
      range = min == "0" ? fmt::format("{}分以下", above) : fmt::format("{}（含）—{}分", min, above);
    }
    bands.push(View::map({{"name", scheme.grades[i].name}, {"range", std::move(range)}}));
  }
  return bands;
}

View schemes_view(const Site& site) {
  View schemes{View::List{}};
  for (const GradeScheme& scheme : site.grade_schemes) {
    std::string applies = joined(scheme.applies_to, [](Kind kind) { return chinese_name_of(kind); });
    if (applies.empty()) applies = scheme.id == site.default_scheme ? "没有另作规定的各类记录" : "未注明";
    schemes.push(View::map({{"name", scheme.name},
                            {"basis", scheme.basis},
                            {"applies", std::move(applies)},
                            {"years", joined(scheme.years, [](Year year) { return std::to_string(year); })},
                            {"bands", bands_view(scheme)}}));
  }
  return schemes;
}

View rule(std::string name, std::string text) { return View::map({{"name", std::move(name)}, {"text", std::move(text)}}); }

View scoring_view(const Site& site) {
  const Scoring& scoring = site.scoring;
  View rules{View::List{}};
  rules.push(rule("预算执行", fmt::format("得分 = 全年执行数 ÷ 全年预算数 × {}分，最高{}分；全年预算数为0的无法计算。全年预算数是调整后的数，不是年初数",
                                          scoring.execution_weight.to_string(), scoring.execution_weight.to_string())));
  rules.push(rule("越大越好的指标（≥、>）", "达到目标值得满分，没有达到的按完成值与目标值的比例得分"));
  rules.push(rule("等于的指标（=）", "完成值达到目标值得满分，没有达到的按比例得分"));
  rules.push(rule("越小越好的指标（≤、<）", "没有超过目标值得满分；超过的按超出比例扣分，达到目标值两倍的不得分"));
  rules.push(rule("文字和时间指标", "不套用公式，由评价人按评分标准打分"));
  for (const QualitativeBand& band : scoring.bands) {
    const bool full = band.max == Decimal(100);
    rules.push(rule(std::string(band.text), fmt::format("得分在分值的{}（含）至{}{}之间", print_percent(band.min), print_percent(band.max), full ? "（含）" : "（不含）")));
  }
  rules.push(rule("合计", fmt::format("总分 = 各指标得分之和 + 预算执行得分；核对时每项相差不超过{}分、总分相差不超过{}分视为一致",
                                      scoring.indicator_tolerance.to_string(), scoring.total_tolerance.to_string())));
  rules.push(rule("超额完成", fmt::format("完成值达到目标值{}的要说明原因，达到{}的列入复核清单", print_percent(scoring.explain_over),
                                          print_percent(scoring.review_over))));
  return rules;
}

View weights_view(const Site& site) {
  View weights{View::List{}};
  for (const LevelWeight& weight : site.weights) {
    weights.push(View::map({{"name", weight.name}, {"weight", points(weight.weight)}}));
  }
  return weights;
}

View deadline_view(const Site& site) {
  const DeadlineRule& deadline = site.deadline;
  const std::string_view days = deadline.working ? "个工作日" : "日";
  View rules{View::List{}};
  rules.push(rule("逐单位公开的事项", fmt::format("自批复之日起{}{}内公开，批复当日不计", deadline.days, days)));
  rules.push(rule("年中项目目标、财政评价、整改、结果应用", fmt::format("自批复之日起{}个工作日内公开", deadline.other_days)));
  rules.push(rule("遇到节假日", deadline.shift_holidays ? "最后一日不是工作日的，顺延到下一个工作日" : "不顺延"));
  rules.push(rule("判定", "首次公开日期不晚于期限的为按期，晚于期限的为逾期；缺批复日期或公开日期的无法判定，不当作按期"));
  return rules;
}

View coverage_view(const Site& site) {
  View rules{View::List{}};
  if (site.required.empty()) {
    rules.push(rule("每个单位应公开", "没有规定；台账只列出已经公开的内容，不计公开率"));
  } else {
    rules.push(rule("每个单位应公开", joined(site.required, [](Item item) { return chinese_name_of(item); })));
    rules.push(rule("公开率", "已公开事项 ÷ 应公开事项；应公开 = 全部 − 例外 − 未到期。没有到期事项或单位没有列全时不计算"));
    rules.push(rule("项目的目标和自评", "各算一项，单位当年的全部项目都公开了才算已公开；当年没有项目的不算应公开"));
    rules.push(rule("决算和自评", "决算年度结束、应当公开决算的年度才到期，其他年度为未到期"));
  }
  if (!site.required_site.empty()) {
    rules.push(rule("主办单位应公开", joined(site.required_site, [](const PublisherItem& item) { return chinese_name_of(item); })));
  }
  for (const auto& [year, total] : site.units_total) {
    rules.push(rule(fmt::format("{}年度的单位", year), fmt::format("全部{}个；台账没有列全时不计公开率", total)));
  }
  return rules;
}

View local_rules_view(const Site& site) {
  std::map<Kind, View> by_topic;
  for (const LocalRule& local : site.rules) {
    by_topic[local.topic].push(View::map({{"id", local.id}, {"text", local.text}, {"value", local.value ? local.value->written : Text()}}));
  }
  View topics{View::List{}};
  for (auto& [kind, rules] : by_topic) {
    topics.push(View::map({{"topic", chinese_name_of(kind)}, {"rules", std::move(rules)}}));
  }
  return topics;
}

// 重点关注: in the order of their weight, as the lists have them.
View concerns_view() {
  View rules{View::List{}};
  for (int i = 0; i < kConcernCount; ++i) {
    const auto concern = static_cast<Concern>(i);
    rules.push(rule(std::string(chinese_name_of(concern)), rule_of(concern)));
  }
  rules.push(rule("排列", "符合几条的项目在每一条下都计数，列在次序最前的一条；同一条内按差距大小排列，不作人工增减"));
  return rules;
}

View exemptions_view() {
  using Type = Exemption::Type;
  View grounds{View::List{}};
  const auto add = [&](Type type, std::string_view meaning) {
    grounds.push(View::map({{"name", chinese_name_of(type)}, {"text", meaning}}));
  };
  add(Type::secret, "涉及国家秘密，依照预算法和政府信息公开条例不公开");
  add(Type::merged, "并入另一个单位一起公开，台账写明由谁公开");
  add(Type::new_unit, "新设立，本年度还没有可以公开的事项");
  add(Type::abolished, "已经撤销，本年度不再公开");
  add(Type::no_projects, "本年度没有项目支出");
  add(Type::other, "其他有依据的情形，依据写在台账上");
  return grounds;
}

// Keys of the drawings, in the words of the page.
View marks_view() {
  View marks{View::List{}};
  const auto add = [&](std::string_view mark, std::string_view text) { marks.push(View::map({{"mark", mark}, {"text", text}})); };
  add("self", "单位自评");
  add("fin", "财政部门");
  add("target", "目标");
  add("open", "年初预算");
  add("pale", "调整后预算");
  add("bar", "支出、达到目标");
  add("bad", "未达到目标");
  return marks;
}

// The sections of the page, which carry these ids.
View contents_view() {
  View contents{View::List{}};
  const auto add = [&](std::string_view id, std::string_view title) {
    contents.push(View::map({{"id", id}, {"title", title}, {"children", View(View::List{})}}));
  };
  add("local", "本地的规定");
  add("grades", "等级怎么定");
  add("scores", "得分怎么核对");
  add("weights", "权重");
  add("met", "完成怎么判定");
  add("attention", "重点关注怎么列出");
  add("deadline", "公开期限");
  add("coverage", "台账口径");
  add("exempt", "例外的理由");
  add("absent", "没有数字的地方写什么");
  add("marks", "标记与图");
  add("terms", "名词解释");
  return contents;
}

}  // namespace

View method_page(const PlanContext& context) {
  const Site& site = context.registry.site();
  const PageHead head{.title = "口径与名词", .description = "等级、得分、公开期限、台账口径、本地规则和名词解释", .nav = "", .trail = {}};
  return View::map({
      {"page", page_view(context, head)},
      {"method", View::map({
                     {"schemes", schemes_view(site)},
                     {"scoring", scoring_view(site)},
                     {"weights", weights_view(site)},
                     {"concerns", concerns_view()},
                     {"deadline", deadline_view(site)},
                     {"coverage", coverage_view(site)},
                     {"exemptions", exemptions_view()},
                     {"topics", local_rules_view(site)},
                     {"marks", marks_view()},
                     {"contents", contents_view()},
                 })},
  });
}

}  // namespace disclose

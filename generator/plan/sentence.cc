#include "plan/sentence.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "plan/parts.h"
#include "exact/percent.h"
#include "exact/score.h"

namespace disclose {

namespace {

const Money kHundredMillion{Wide{100'000'000} * 100};

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += between;
    text += part;
  }
  return text;
}

std::string grade_counts(const Registry& registry, const YearBook& book) {
  std::map<std::size_t, std::pair<Text, int>> counts;  // by place in the scheme: worst last
  for (const FinanceEvaluation* evaluation : book.records.finance_evaluations) {
    const GradeScheme* scheme = scheme_for(registry.site(), Kind::finance_evaluation, evaluation->year);
    if (scheme == nullptr) continue;
    for (std::size_t i = 0; i < scheme->grades.size(); ++i) {
      if (scheme->grades[i].name != evaluation->grade) continue;
      auto& [name, count] = counts[i];
      name = scheme->grades[i].name;
      ++count;
    }
  }
  std::vector<std::string> parts;
  std::size_t graded = 0;
  for (const auto& [place, grade] : counts) {
    parts.push_back(fmt::format("“{}”{}个", grade.first, grade.second));
    graded += static_cast<std::size_t>(grade.second);
  }
  const std::size_t all = book.records.finance_evaluations.size();
  const std::string others = graded == 0 || graded == all ? std::string() : fmt::format("，{}个没有公开等级", all - graded);
  return joined(parts, "、") + others;
}

std::string execution_clause(const PhaseSum& sum, std::string_view of) {
  const std::optional<Decimal> rate = sum.rate();
  if (!rate) return {};
  return fmt::format("{}支出{}", of, brief(sum.executed));
}

}  // namespace

std::string brief(Money money) {
  const bool large = money >= kHundredMillion || -money >= kHundredMillion;
  const MoneyUnit unit = large ? MoneyUnit::hundred_million : MoneyUnit::ten_thousand;
  const Decimal rounded = in_unit(money, unit).round(2);
  return rounded.grouped(2) + std::string(name_of(unit));
}

std::string in_tenths(const Decimal& percent) {
  static constexpr std::array<std::string_view, 10> kDigits = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  if (percent >= Decimal(100)) return "全部";
  // Never rounded up to all of them: 99.6 is 九成九.
  const Decimal whole = std::min(percent.round(0), Decimal(99));
  const auto value = static_cast<std::size_t>(whole.round(0).shifted(0)->mantissa());
  if (value < 10) return "不到一成";
  return fmt::format("{}成{}", kDigits[value / 10], kDigits[value % 10]);
}

std::optional<Decimal> met_rate(const AttainmentCounts& counts) {
  if (counts.decided() == 0) return std::nullopt;
  const auto ratio = Decimal::divide(Decimal(counts.met), Decimal(counts.decided()), 3);
  return ratio ? ratio->shifted(2) : std::nullopt;
}

std::string in_words(const AttainmentCounts& counts) {
  std::vector<std::string> parts;
  const auto add = [&](int count, Attainment kind) {
    if (count > 0) parts.push_back(fmt::format("{}项{}", count, chinese_name_of(kind)));
  };
  add(counts.met, Attainment::met);
  add(counts.partly, Attainment::partly);
  add(counts.missed, Attainment::missed);
  add(counts.undecided, Attainment::undecided);
  return joined(parts, "、");
}

namespace {

// What a reader would ask for first comes first.
std::vector<std::string> inventory_parts(const YearBook& book) {
  std::vector<std::string> parts;
  const auto add = [&](std::size_t count, std::string_view measure, std::string_view what) {
    if (count > 0) parts.push_back(fmt::format("{}{}{}", count, measure, what));
  };
  std::size_t figures = 0;
  for (const Figures* record : book.records.figures) figures += record->items.size();
  add(book.records.projects.size(), "个", "项目");
  add(book.records.self_evaluations.size(), "份", "绩效自评");
  add(book.records.finance_evaluations.size(), "份", "财政评价");
  add(book.records.targets.size(), "份", "绩效目标");
  add(figures, "项", "年度数据");
  add(book.records.disclosures.size(), "家", "单位的公开登记");
  add(book.records.rectifications.size(), "条", "整改");
  add(book.records.result_uses.size(), "项", "结果应用");
  add(book.records.regulations.size(), "件", "制度文件");
  return parts;
}

}  // namespace

std::string inventory(const YearBook& book) { return joined(inventory_parts(book), "、"); }

YearSentence year_sentence(const Registry& registry, const YearFacts& year) {
  const YearBook& book = *year.book;
  YearSentence sentence;
  const std::optional<Decimal> met = met_rate(year.indicators);
  const std::string spent = execution_clause(year.project_money, fmt::format("{}个项目", year.project_money.counted));
  if (!spent.empty() && met) {
    sentence.headline = *met == Decimal(100) ? fmt::format("{}，绩效指标全部达到目标", spent)
                                             : fmt::format("{}，{}的绩效指标达到目标", spent, in_tenths(*met));
  } else if (!spent.empty()) {
    sentence.headline = fmt::format("{}，为预算的{}", spent, print_percent(*year.project_money.rate(), 1));
  } else if (met) {
    sentence.headline = fmt::format("{}项绩效指标中{}项达到目标", year.indicators.decided(), year.indicators.met);
  }
  sentence.finding = !sentence.headline.empty();
  std::vector<std::string> leads;
  if (const auto rate = year.project_money.rate()) {
    leads.push_back(fmt::format("每100元项目预算实际支出{}元", rate->to_string(1)));
  }
  if (sentence.finding && met) leads.push_back(fmt::format("{}项指标中{}项完成", year.indicators.all(), year.indicators.met));
  if (!year.pairs.empty()) {
    const ScorePair& widest = year.pairs.front();
    if (widest.gap > Decimal(0)) leads.push_back(fmt::format("财政评分比单位自评最多低{}分", print_score(widest.gap)));
  }
  if (sentence.finding) {
    const std::string grades = grade_counts(registry, book);
    if (!grades.empty()) {
      leads.push_back(fmt::format("财政部门评价了{}个部门、项目和政策，等级为{}", book.records.finance_evaluations.size(), grades));
    }
    sentence.lead = joined(leads, "；");
    if (!sentence.lead.empty()) sentence.lead += "。";
    return sentence;
  }
  const MarkdownPage* report = nullptr;
  for (const MarkdownPage* page : book.pages) {
    if (report == nullptr && is_annual_report(*page)) report = page;
  }
  constexpr std::size_t kFirst = 3;
  std::vector<std::string> parts = inventory_parts(book);
  std::vector<std::string> rest;
  if (parts.size() > kFirst) rest.assign(parts.begin() + kFirst, parts.end());
  parts.resize(std::min(parts.size(), kFirst));
  sentence.headline = parts.empty() ? fmt::format("{}年度预算绩效信息", book.year) : fmt::format("{}年度公开{}", book.year, joined(parts, "、"));
  if (!rest.empty()) sentence.lead = fmt::format("另有{}。", joined(rest, "、"));
  if (report != nullptr) sentence.lead += fmt::format("年度报告：{}。", report->title);
  return sentence;
}

namespace {

std::string spent_clause(const Phases& money, Year year) {
  if (!money.executed) return {};
  const std::string executed = print(*money.executed, MoneyUnit::ten_thousand);
  const std::optional<Decimal> rate = money.rate();
  if (!rate) return fmt::format("{}年支出{}", year, executed);
  return fmt::format("{}年支出{}，为调整后预算的{}", year, executed, print_percent(*rate, 2));
}

std::string gap_clause(const std::optional<Decimal>& gap) {
  if (!gap) return {};
  if (gap->is_zero()) return "财政评价与单位自评同分";
  return fmt::format("财政评价比自评{}{}分", gap->is_negative() ? "高" : "低", print_score(gap->abs()));
}

std::string rectification_clause(const Refs<Rectification>& rectifications) {
  if (rectifications.empty()) return {};
  std::size_t done = 0;
  for (const Rectification* r : rectifications) done += r->state == Rectification::State::done ? 1U : 0U;
  return fmt::format("{}条整改中{}条已完成", rectifications.size(), done);
}

}  // namespace

std::string project_sentence(const Registry&, const ProjectFacts& project) {
  const ProjectLife& life = *project.life;
  std::vector<std::string> sentences;
  sentences.push_back(spent_clause(project.money, life.project->year));
  if (project.indicators.all() > 0) {
    const std::string_view by = project.verified ? "按核实值" : "按单位自评";
    std::string text = fmt::format("{}项指标{}判断，{}", project.indicators.all(), by, in_words(project.indicators));
    if (project.verified && project.reported.met != project.indicators.met) {
      text += fmt::format("；单位自评曾报告{}项完成", project.reported.met);
    }
    sentences.push_back(std::move(text));
  }
  sentences.push_back(joined({gap_clause(project.gap), rectification_clause(life.rectifications)}, "，"));
  std::string all = joined(sentences, "。");
  if (!all.empty()) return all + "。";
  if (project.target != nullptr) {
    return fmt::format("{}年度绩效目标已公开，自评和评价结果尚未公开。", life.project->year);
  }
  return {};
}

std::string unit_sentence(const UnitFacts& unit) {
  std::vector<std::string> sentences;
  sentences.push_back(spent_clause(unit.money, unit.unit->year));
  if (unit.projects.counted > 0) {
    const auto rate = unit.projects.rate();
    sentences.push_back(fmt::format("{}个项目支出{}{}", unit.projects.counted, print(unit.projects.executed, MoneyUnit::ten_thousand),
                                    rate ? fmt::format("，执行率{}", print_percent(*rate, 2)) : std::string()));
  }
  if (unit.indicators.all() > 0) {
    sentences.push_back(fmt::format("{}项绩效指标中{}", unit.indicators.all(), in_words(unit.indicators)));
  }
  std::vector<std::string> scores;
  if (unit.self != nullptr && unit.self->score) scores.push_back(fmt::format("整体自评{}分", text_of(unit.self->score)));
  if (unit.finance != nullptr && unit.finance->score) scores.push_back(fmt::format("财政评价{}分", text_of(unit.finance->score)));
  sentences.push_back(joined(scores, "，"));
  const std::string all = joined(sentences, "。");
  return all.empty() ? all : all + "。";
}

}  // namespace disclose

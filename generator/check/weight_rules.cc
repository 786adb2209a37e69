// weight-total, weight-lopsided and vague-indicators (format.md 6; domain.md 1.1.3): weights and the
// execution weight are 100, none outweighs the rest, something can be measured.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "check/record_rules.h"

namespace disclose {

namespace {

constexpr Points kLopsided{40 * 10000};

// Σ weights + execution weight = 100. Only asked where every indicator has a weight.
bool total_is_hundred(const RuleContext& context, const Record& record, const std::vector<Indicator>& indicators,
                      const Decimal& execution, Diagnostics& diagnostics) {
  Decimal sum;
  for (const Indicator& indicator : indicators) sum += indicator.weight->decimal();
  if (sum + execution == Decimal(100)) return true;
  const std::string total = (sum + execution).to_string();
  Diagnostic d = finding(Code::weight_total, record, "/indicators",
                         {fmt::format("{}指标分值合计 {}，加预算执行 {} 分为 {}，应为 100", who(context, record).zh, sum.to_string(), execution.to_string(), total),
                          fmt::format("{}: the weights are {}, with {} for execution {}, not 100", who(context, record).en, sum.to_string(), execution.to_string(), total)},
                         {"改正分值，使合计为 100；执行分值不是这个数的，在 site.json 的 scoring.execution_weight 写明",
                          "mend the weights so that they total 100; another execution weight is stated in scoring.execution_weight of site.json"});
  d.figures = {total, "100"};
  diagnostics.add(std::move(d));
  return false;
}

// The weights of the first level are those of site.json: one finding for all that differ.
bool levels_agree(const RuleContext& context, const Record& record, const std::vector<Indicator>& indicators, Diagnostics& diagnostics) {
  const std::vector<LevelWeight>& expected = context.registry.site().weights;
  if (expected.empty()) return true;
  std::map<std::string_view, Decimal> sums;
  for (const Indicator& indicator : indicators) sums[without_suffix(indicator.level1)] += indicator.weight->decimal();
  std::string zh;
  std::string en;
  std::vector<std::string> figures;
  const auto differs = [&](std::string_view level, const Decimal& found, const Decimal& wanted) {
    if (found == wanted) return;
    zh += fmt::format("{}{} {} 分（应为 {}）", zh.empty() ? "" : "，", level, found.to_string(), wanted.to_string());
    en += fmt::format("{}{} {} (should be {})", en.empty() ? "" : ", ", level, found.to_string(), wanted.to_string());
    figures.push_back(found.to_string());
    figures.push_back(wanted.to_string());
  };
  for (const LevelWeight& level : expected) {
    const auto found = sums.find(without_suffix(level.name));
    differs(level.name, found == sums.end() ? Decimal() : found->second, level.weight.decimal());
    if (found != sums.end()) sums.erase(found);
  }
  for (const auto& [level, sum] : sums) differs(level, sum, Decimal());
  if (zh.empty()) return true;
  Diagnostic d = finding(Code::weight_total, record, "/indicators",
                         {fmt::format("{}一级指标分值与本地规定不同：{}", who(context, record).zh, zh),
                          fmt::format("{}: the weights of the first level differ from the local rule: {}", who(context, record).en, en)},
                         {"按 site.json 的 weights 改正分值，或改正 weights", "mend the weights after weights of site.json, or that rule"});
  d.figures = std::move(figures);
  const Origin& site = context.registry.site().origin;
  d.related.push_back({{.file = std::string(site.file), .pointer = "/weights", .position = {}, .origin = site.offset}, {"本地规定的分值", "the weights of the local rule"}});
  diagnostics.add(std::move(d));
  return false;
}

bool agree(const RuleContext& context, const Record& record, const std::vector<Indicator>& indicators, const Decimal& execution,
           Diagnostics& diagnostics) {
  const bool all = std::ranges::all_of(indicators, [](const Indicator& i) { return i.weight.has_value(); });
  if (indicators.empty() || !all) return true;
  return total_is_hundred(context, record, indicators, execution, diagnostics) &&
         levels_agree(context, record, indicators, diagnostics);
}

// "2024年12月底前", "6月30日前完成": a day can be verified, so it is no vague wish.
bool is_date(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789";
  for (std::size_t at = text.find_first_of(kDigits); at != std::string_view::npos; at = text.find_first_of(kDigits, at)) {
    at = std::min(text.find_first_not_of(kDigits, at), text.size());
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("年") || rest.starts_with("月") || rest.starts_with("日")) return true;
  }
  return false;
}

}  // namespace

bool weights_agree(const RuleContext& context, const Target& record, Diagnostics& diagnostics) {
  return agree(context, record, record.indicators, context.registry.site().scoring.execution_weight, diagnostics);
}

namespace {

Decimal execution_weight(const RuleContext& context, const SelfEvaluation& record) {
  const Fund* total = total_of(record.funds);
  return total != nullptr && total->weight ? total->weight->decimal() : context.registry.site().scoring.execution_weight;
}

// A weight below its score has been told of; mending it mends the sum.
bool is_told_of(const SelfEvaluation& record, const Decimal& gap) {
  const auto explains = [&](const auto& row) {
    if (!row.weight || !row.score || *row.score <= *row.weight) return false;
    return row.score->decimal() <= row.weight->decimal() - gap;
  };
  return std::ranges::any_of(record.indicators, explains) || std::ranges::any_of(record.funds, explains);
}

}  // namespace

bool weights_agree(const RuleContext& context, const SelfEvaluation& record, const Compared& compared, Diagnostics& diagnostics) {
  const std::optional<Decimal> gap = weight_gap(context, record);
  if (!gap) return true;
  if (!gap->is_zero()) {
    if (!is_told_of(record, *gap)) total_is_hundred(context, record, record.indicators, execution_weight(context, record), diagnostics);
    return false;
  }
  return compared.renamed || levels_agree(context, record, record.indicators, diagnostics);
}

std::optional<Decimal> weight_gap(const RuleContext& context, const SelfEvaluation& record) {
  if (record.indicators.empty()) return std::nullopt;
  Decimal sum = execution_weight(context, record);
  for (const Indicator& indicator : record.indicators) {
    if (!indicator.weight) return std::nullopt;
    sum += indicator.weight->decimal();
  }
  return sum - Decimal(100);
}

void check_lopsided(const RuleContext& context, const Record& record, const std::vector<Indicator>& indicators, Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    const Indicator& indicator = indicators[i];
    if (!indicator.weight || *indicator.weight <= kLopsided) continue;
    const std::string weight = indicator.weight->decimal().to_string();
    Diagnostic d = finding(Code::weight_lopsided, record, fmt::format("/indicators/{}/weight", i),
                           {fmt::format("{}指标“{}”占 {} 分，超过 40 分", who(context, record).zh, indicator.name, weight),
                            fmt::format("{}: \"{}\" carries {} points, more than 40", who(context, record).en, indicator.name, weight)},
                           {"把分值分给几个指标，使一个指标不决定全部结果", "spread the points over several indicators, so that one does not decide the result"});
    d.figures = {weight, "40"};
    diagnostics.add(std::move(d));
  }
}

void check_vague(const RuleContext& context, const Target& record, const std::vector<TargetText>& targets, Diagnostics& diagnostics) {
  const bool measurable = std::ranges::any_of(targets, [](const TargetText& t) { return t.is_quantitative() || is_date(t.written); });
  if (targets.empty() || measurable) return;
  Diagnostic d = finding(Code::vague_indicators, record, "/indicators",
                         {fmt::format("{}绩效目标的 {} 个指标都是定性的，没有可以衡量的指标值", who(context, record).zh, targets.size()),
                          fmt::format("all {} indicators of the target {} are qualitative: none can be measured", targets.size(), who(context, record).en)},
                         {"至少把一个指标写成带数的指标值，如“≥95%”", "give at least one indicator a measurable value, such as ≥95%"});
  d.figures = {std::to_string(targets.size())};
  diagnostics.add(std::move(d));
}

}  // namespace disclose

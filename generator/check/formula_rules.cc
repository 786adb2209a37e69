// score-formula, score-band, execution-score and over-target (format.md 6; domain.md 1.13, 1.15): a score
// is what its operator, its band or the budget's execution gives; an actual far above its target is
// explained.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "check/record_rules.h"
#include "check/review_list.h"
#include "exact/formula.h"
#include "exact/percent.h"

namespace disclose {

namespace {

class ScoreCheck {
 public:
  ScoreCheck(const RuleContext& context, const SelfEvaluation& record, const Gaps& gaps, Diagnostics& diagnostics)
      : context_(context), record_(record), gaps_(gaps), diagnostics_(diagnostics) {}

  // An indicator whose score is out of range or whose actual is missing has been told of.
  // `approved`: the target this indicator should have; nullptr where there is none.
  void indicator(std::size_t i, const TargetText& target, const Indicator* approved) {
    const Indicator& row = record_.indicators[i];
    if (!row.weight || !row.score || row.actual.empty() || is_out_of_range(row)) return;
    target.is_quantitative() ? formula(i, target, approved) : band(i);
  }

  void execution(std::size_t i) {
    const Fund& fund = record_.funds[i];
    const bool total = fund.source == "total";
    if (!fund.score || (!fund.weight && !total)) return;
    const Decimal weight = fund.weight ? fund.weight->decimal() : scoring().execution_weight;
    const Decimal score = fund.score->decimal();
    if (score.is_negative() || score > weight || !fund.adjusted || !fund.executed) return;
    const std::string key = fmt::format("/funds/{}/score", i);
    if (fund.adjusted->value.is_zero()) return undecided(fund, key);
    const std::optional<Score> earned = execution_score(fund.executed->value, fund.adjusted->value, weight);
    const auto earned_of = [&](const Decimal& other) { return execution_score(fund.executed->value, fund.adjusted->value, other); };
    if (!earned || agrees(score, *earned, weight, earned_of)) return;
    const std::string formula = fmt::format("{} ÷ {} × {}", print(*fund.executed), print(*fund.adjusted), weight.to_string());
    Diagnostic d = finding(Code::execution_score, record_, key,
                           {fmt::format("{}“{}”预算执行得 {} 分，{} = {} 分", who(context_, record_).zh, fund_source_name(fund.source), score.to_string(), formula, earned->to_string()),
                            fmt::format("{}: the execution score of {} is {}, {} = {}", who(context_, record_).en, fund.source, score.to_string(), formula, earned->to_string())},
                           {"改正执行得分，或改正执行数、预算数", "mend the execution score, or the amounts it follows from"});
    d.figures = {score.to_string(), earned->to_string()};
    relate(d, fmt::format("/funds/{}/executed", i), {"全年执行数 " + print(*fund.executed), "executed " + print(*fund.executed)});
    relate(d, fmt::format("/funds/{}/adjusted", i), {"全年预算数 " + print(*fund.adjusted), "adjusted " + print(*fund.adjusted)});
    diagnostics_.add(std::move(d));
  }

 private:
  const Scoring& scoring() const { return context_.registry.site().scoring; }

  void relate(Diagnostic& d, const std::string& key, Say message) const { d.related.push_back({place_of(record_, key), std::move(message)}); }
  void relate_actual(Diagnostic& d, std::size_t i) const {
    const Text actual = record_.indicators[i].actual;
    relate(d, fmt::format("/indicators/{}/actual", i), {fmt::format("实际 {}", actual), fmt::format("the actual value {}", actual)});
  }

  static bool is_out_of_range(const Indicator& row) {
    return row.score->ten_thousandths < 0 || row.weight->ten_thousandths < 0 || *row.score > *row.weight;
  }

  bool is_near(const Decimal& stated, const std::optional<Score>& earned) const {
    return earned && (stated - *earned).abs() <= scoring().indicator_tolerance;
  }

  // Within the tolerance; or its mending mends the total or the weights, which have been told of.
  template <class EarnedOf>
  bool agrees(const Decimal& stated, const Decimal& earned, const Decimal& weight, EarnedOf earned_of) const {
    if (is_near(stated, earned)) return true;
    if (gaps_.total && is_near(stated + *gaps_.total, earned)) return true;
    return gaps_.weights && is_near(stated, earned_of(weight - *gaps_.weights));
  }

  void formula(std::size_t i, const TargetText& target, const Indicator* approved) {
    const Indicator& row = record_.indicators[i];
    const std::optional<Measure> actual = parse_actual(row.actual);
    if (!actual) return;
    const std::optional<Score> earned = formula_score(target, *actual, row.weight->decimal());
    const Decimal stated = row.score->decimal();
    const auto earned_of = [&](const Decimal& other) { return formula_score(target, *actual, other); };
    if (!earned || agrees(stated, *earned, row.weight->decimal(), earned_of)) return;
    // Right by the approved target: that it was changed has been told of.
    if (approved != nullptr && is_near(stated, formula_score(parse_target_text(approved->target), *actual, row.weight->decimal()))) return;
    const std::string weight = row.weight->decimal().to_string();
    Diagnostic d = finding(Code::score_formula, record_, fmt::format("/indicators/{}/score", i),
                           {fmt::format("{}指标“{}”得 {} 分；指标值 {}，实际 {}，分值 {}，按公式得 {} 分", who(context_, record_).zh, row.name, stated.to_string(), row.target, row.actual, weight, earned->to_string()),
                            fmt::format("{}: \"{}\" scored {}; with target {}, actual {} and weight {} the formula gives {}", who(context_, record_).en, row.name, stated.to_string(), row.target, row.actual, weight, earned->to_string())},
                           {"按公式改正得分，或核对指标值和实际完成值", "mend the score by the formula, or verify target and actual"});
    d.figures = {stated.to_string(), earned->to_string()};
    relate_actual(d, i);
    diagnostics_.add(std::move(d));
  }

  // The band an actual value names: its text, alone or before a punctuation mark.
  const QualitativeBand* band_of(Text actual) const {
    const std::string_view text = trim(actual);
    for (const QualitativeBand& band : scoring().bands) {
      if (!text.starts_with(band.text)) continue;
      const std::string_view rest = text.substr(band.text.size());
      std::size_t at = 0;
      if (rest.empty() || !is_word(next_code_point(rest, at))) return &band;
    }
    return nullptr;
  }
  static bool is_word(char32_t c) {
    return is_han(c) || (c < 0x80 && ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')));
  }

  // The upper bound is exclusive but for 100 (format.md 3, qualitative_bands).
  static bool is_closed(const QualitativeBand& band) { return band.max >= Decimal(100); }

  static bool holds(const QualitativeBand& band, const Decimal& score, const Decimal& weight) {
    const auto low = percent_of(band.min, weight);
    const auto high = percent_of(band.max, weight);
    return low && high && score >= *low && (is_closed(band) ? score <= *high : score < *high || low == high);
  }

  void band(std::size_t i) {
    const Indicator& row = record_.indicators[i];
    const QualitativeBand* band = band_of(row.actual);
    if (band == nullptr) return;
    const Decimal weight = row.weight->decimal();
    const auto low = percent_of(band->min, weight);
    const auto high = percent_of(band->max, weight);
    if (!low || !high) return;
    const Decimal stated = row.score->decimal();
    if (holds(*band, stated, weight) || (gaps_.total && holds(*band, stated + *gaps_.total, weight)) ||
        (gaps_.weights && holds(*band, stated, weight - *gaps_.weights))) {
      return;
    }
    const bool closed = is_closed(*band);
    const std::string range = fmt::format("{} 至 {}{}", low->to_string(), high->to_string(), closed ? "" : "（不含）");
    Diagnostic d = finding(Code::score_band, record_, fmt::format("/indicators/{}/score", i),
                           {fmt::format("{}指标“{}”写“{}”，得 {} 分，应在 {} 分", who(context_, record_).zh, row.name, band->text, stated.to_string(), range),
                            fmt::format("{}: \"{}\" says \"{}\" and scored {}; its band is {} to {}{}", who(context_, record_).en, row.name, band->text, stated.to_string(), low->to_string(), high->to_string(), closed ? "" : " (exclusive)")},
                           {"改正得分，或改写实际完成值", "mend the score, or the actual value"});
    d.figures = {stated.to_string(), low->to_string(), high->to_string()};
    relate_actual(d, i);
    diagnostics_.add(std::move(d));
  }

  void undecided(const Fund& fund, const std::string& key) {
    Diagnostic d = finding(Code::execution_score, record_, key,
                           {fmt::format("{}“{}”全年预算数为 0，执行得分不能判定", who(context_, record_).zh, fund_source_name(fund.source)),
                            fmt::format("{}: the adjusted budget of {} is 0, its execution score is undecided", who(context_, record_).en, fund.source)},
                           {"核对全年预算数；没有预算的不写执行得分", "verify the adjusted budget; without one, state no execution score"});
    d.severity = Severity::undecided;
    d.figures = {print(*fund.adjusted), fund.score->decimal().to_string()};
    diagnostics_.add(std::move(d));
  }

  const RuleContext& context_;
  const SelfEvaluation& record_;
  const Gaps& gaps_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::vector<TargetText> read_targets(const std::vector<Indicator>& indicators) {
  std::vector<TargetText> targets;
  targets.reserve(indicators.size());
  for (const Indicator& indicator : indicators) targets.push_back(parse_target_text(indicator.target));
  return targets;
}

void check_formulas(const RuleContext& context, const SelfEvaluation& record, const std::vector<TargetText>& targets,
                    const Compared& compared, const Gaps& gaps, Diagnostics& diagnostics) {
  ScoreCheck check(context, record, gaps, diagnostics);
  for (std::size_t i = 0; i < targets.size(); ++i) check.indicator(i, targets[i], compared.approved.empty() ? nullptr : compared.approved[i]);
}

void check_execution(const RuleContext& context, const SelfEvaluation& record, const Gaps& gaps, Diagnostics& diagnostics) {
  ScoreCheck check(context, record, gaps, diagnostics);
  for (std::size_t i = 0; i < record.funds.size(); ++i) check.execution(i);
}

void check_over_targets(const RuleContext& context, const SelfEvaluation& record, const std::vector<TargetText>& targets,
                        const Compared& compared, Diagnostics& diagnostics) {
  const Decimal& limit = context.registry.site().scoring.explain_over;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const Indicator& row = record.indicators[i];
    if (!row.deviation.empty() || row.actual.empty() || !targets[i].is_quantitative()) continue;
    // A score below its weight without a reason has been told of: it asks for the same text.
    if (row.score && row.weight && *row.score < *row.weight) continue;
    const std::optional<Measure> actual = parse_actual(row.actual);
    if (!actual || !reaches(targets[i], *actual, limit).value_or(false)) continue;
    // Not far above the approved target: that it was changed has been told of.
    const Indicator* approved = compared.approved.empty() ? nullptr : compared.approved[i];
    if (approved != nullptr && !reaches(parse_target_text(approved->target), *actual, limit).value_or(false)) continue;
    Diagnostic d = finding(Code::over_target, record, fmt::format("/indicators/{}", i),
                           {fmt::format("{}指标“{}”实际 {}，达到指标值 {} 的 {} 以上，没有说明", who(context, record).zh, row.name, row.actual, row.target, print_percent(limit)),
                            fmt::format("{}: \"{}\" is {}, at least {} of its target {}, without an explanation", who(context, record).en, row.name, row.actual, print_percent(limit), row.target)},
                           {"在 deviation 写明实际完成超计划较大的原因", "say in deviation why so much more than planned was achieved"});
    d.figures = {std::string(row.actual), std::string(row.target)};
    diagnostics.add(std::move(d));
  }
}

std::vector<ReviewItem> review_list(const Registry& registry) {
  std::vector<ReviewItem> list;
  const Decimal& limit = registry.site().scoring.review_over;
  for (const SelfEvaluation* record : registry.records.self_evaluations) {
    for (std::size_t i = 0; i < record->indicators.size(); ++i) {
      const Indicator& row = record->indicators[i];
      const std::optional<Measure> actual = parse_actual(row.actual);
      if (!actual) continue;
      if (reaches(parse_target_text(row.target), *actual, limit).value_or(false)) list.push_back({record, i});
    }
  }
  return list;
}

}  // namespace disclose

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
  ScoreCheck(const RuleContext& context, const SelfEvaluation& record, const std::optional<Decimal>& gap, Diagnostics& diagnostics)
      : context_(context), record_(record), gap_(gap), diagnostics_(diagnostics) {}

  // An indicator whose score is out of range or whose actual is missing has been told of.
  void indicator(std::size_t i, const TargetText& target) {
    const Indicator& row = record_.indicators[i];
    if (!row.weight || !row.score || row.actual.empty() || is_out_of_range(row)) return;
    target.is_quantitative() ? formula(i, target) : band(i);
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
    if (!earned || agrees(score, *earned)) return;
    const std::string formula = fmt::format("{} ÷ {} × {}", print(*fund.executed), print(*fund.adjusted), weight.to_string());
    Diagnostic d = finding(Code::execution_score, record_, key,
                           {fmt::format("{}“{}”预算执行得 {} 分，{} = {} 分", who(context_, record_), fund_source_name(fund.source), score.to_string(), formula, earned->to_string()),
                            fmt::format("{}: the execution score of {} is {}, {} = {}", record_.id, fund.source, score.to_string(), formula, earned->to_string())},
                           {"改正执行得分，或改正执行数、预算数", "mend the execution score, or the amounts it follows from"});
    d.figures = {score.to_string(), earned->to_string()};
    d.basis = "财预〔2020〕10号";
    diagnostics_.add(std::move(d));
  }

 private:
  const Scoring& scoring() const { return context_.registry.site().scoring; }

  static bool is_out_of_range(const Indicator& row) {
    return row.score->ten_thousandths < 0 || row.weight->ten_thousandths < 0 || *row.score > *row.weight;
  }

  // Within the tolerance; or its mending mends the total, which has been told of.
  bool agrees(const Decimal& stated, const Decimal& earned) const {
    const Decimal& tolerance = scoring().indicator_tolerance;
    if ((stated - earned).abs() <= tolerance) return true;
    return gap_ && gap_->abs() > scoring().total_tolerance && (*gap_ - (earned - stated)).abs() <= tolerance;
  }

  void formula(std::size_t i, const TargetText& target) {
    const Indicator& row = record_.indicators[i];
    const std::optional<Measure> actual = parse_actual(row.actual);
    if (!actual) return;
    const std::optional<Score> earned = formula_score(target, *actual, row.weight->decimal());
    const Decimal stated = row.score->decimal();
    if (!earned || agrees(stated, *earned)) return;
    const std::string weight = row.weight->decimal().to_string();
    Diagnostic d = finding(Code::score_formula, record_, fmt::format("/indicators/{}/score", i),
                           {fmt::format("{}指标“{}”得 {} 分；指标值 {}，实际 {}，分值 {}，按公式得 {} 分", who(context_, record_), row.name, stated.to_string(), row.target, row.actual, weight, earned->to_string()),
                            fmt::format("{}: \"{}\" scored {}; with target {}, actual {} and weight {} the formula gives {}", record_.id, row.name, stated.to_string(), row.target, row.actual, weight, earned->to_string())},
                           {"按公式改正得分，或核对指标值和实际完成值", "mend the score by the formula, or verify target and actual"});
    d.figures = {stated.to_string(), earned->to_string()};
    d.basis = "财预〔2020〕10号";
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

  void band(std::size_t i) {
    const Indicator& row = record_.indicators[i];
    const QualitativeBand* band = band_of(row.actual);
    if (band == nullptr) return;
    const Decimal weight = row.weight->decimal();
    const auto low = percent_of(band->min, weight);
    const auto high = percent_of(band->max, weight);
    if (!low || !high) return;
    const Decimal stated = row.score->decimal();
    // The upper bound is exclusive but for 100 (format.md 3, qualitative_bands).
    const bool closed = band->max >= Decimal(100);
    if (stated >= *low && (closed ? stated <= *high : stated < *high || low == high)) return;
    const std::string range = fmt::format("{} 至 {}{}", low->to_string(), high->to_string(), closed ? "" : "（不含）");
    Diagnostic d = finding(Code::score_band, record_, fmt::format("/indicators/{}/score", i),
                           {fmt::format("{}指标“{}”写“{}”，得 {} 分，应在 {} 分", who(context_, record_), row.name, band->text, stated.to_string(), range),
                            fmt::format("{}: \"{}\" says \"{}\" and scored {}; its band is {} to {}{}", record_.id, row.name, band->text, stated.to_string(), low->to_string(), high->to_string(), closed ? "" : " (exclusive)")},
                           {"改正得分，或改写实际完成值", "mend the score, or the actual value"});
    d.figures = {stated.to_string(), low->to_string(), high->to_string()};
    d.basis = "财预〔2020〕10号";
    diagnostics_.add(std::move(d));
  }

  void undecided(const Fund& fund, const std::string& key) {
    Diagnostic d = finding(Code::execution_score, record_, key,
                           {fmt::format("{}“{}”全年预算数为 0，执行得分不能判定", who(context_, record_), fund_source_name(fund.source)),
                            fmt::format("{}: the adjusted budget of {} is 0, its execution score is undecided", record_.id, fund.source)},
                           {"核对全年预算数；没有预算的不写执行得分", "verify the adjusted budget; without one, state no execution score"});
    d.severity = Severity::undecided;
    d.figures = {print(*fund.adjusted), fund.score->decimal().to_string()};
    diagnostics_.add(std::move(d));
  }

  const RuleContext& context_;
  const SelfEvaluation& record_;
  const std::optional<Decimal>& gap_;
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
                    const std::optional<Decimal>& gap, Diagnostics& diagnostics) {
  ScoreCheck check(context, record, gap, diagnostics);
  for (std::size_t i = 0; i < targets.size(); ++i) check.indicator(i, targets[i]);
}

void check_execution(const RuleContext& context, const SelfEvaluation& record, const std::optional<Decimal>& gap,
                     Diagnostics& diagnostics) {
  ScoreCheck check(context, record, gap, diagnostics);
  for (std::size_t i = 0; i < record.funds.size(); ++i) check.execution(i);
}

void check_over_targets(const RuleContext& context, const SelfEvaluation& record, const std::vector<TargetText>& targets,
                        Diagnostics& diagnostics) {
  const Decimal& limit = context.registry.site().scoring.explain_over;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const Indicator& row = record.indicators[i];
    if (!row.deviation.empty() || row.actual.empty() || !targets[i].is_quantitative()) continue;
    // A score below its weight without a reason has been told of: it asks for the same text.
    if (row.score && row.weight && *row.score < *row.weight) continue;
    const std::optional<Measure> actual = parse_actual(row.actual);
    if (!actual || !reaches(targets[i], *actual, limit).value_or(false)) continue;
    Diagnostic d = finding(Code::over_target, record, fmt::format("/indicators/{}", i),
                           {fmt::format("{}指标“{}”实际 {}，达到指标值 {} 的 {} 以上，没有说明", who(context, record), row.name, row.actual, row.target, print_percent(limit)),
                            fmt::format("{}: \"{}\" is {}, at least {} of its target {}, without an explanation", record.id, row.name, row.actual, print_percent(limit), row.target)},
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

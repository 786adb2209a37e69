// score-range and score-total (format.md 6): 0 ≤ score ≤ weight, 0 ≤ total ≤ 100; the total is the sum
// of indicator scores and execution score, dimensions sum to the score, deductions to 100 − score.
#include <fmt/format.h>

#include <algorithm>

#include "check/record_rules.h"
#include "exact/formula.h"

namespace disclose {

namespace {

constexpr Decimal kHundred(100);

std::string print(Points points) { return points.decimal().to_string(); }

std::optional<Decimal> decimal_of(const std::optional<Points>& points) {
  return points ? std::optional(points->decimal()) : std::nullopt;
}

class RangeCheck {
 public:
  RangeCheck(const RuleContext& context, const Record& record, Diagnostics& diagnostics)
      : context_(context), record_(record), diagnostics_(diagnostics) {}

  bool holds() const { return holds_; }

  /// `score` lies between 0 and `limit` (100 for a total).
  void within(const std::string& what, const std::optional<Points>& score, const std::optional<Decimal>& limit, const std::string& key) {
    if (!score) return;
    if (score->ten_thousandths >= 0 && (!limit || score->decimal() <= *limit)) return;
    holds_ = false;
    const std::string most = limit ? limit->to_string() : "";
    Diagnostic d = finding(Code::score_range, record_, key,
                           {limit ? fmt::format("{}{} {}，应在 0 至 {} 之间", who(context_, record_).zh, what, print(*score), most)
                                  : fmt::format("{}{} {}，低于 0", who(context_, record_).zh, what, print(*score)),
                            limit ? fmt::format("{}: the score {} is not between 0 and {}", who(context_, record_).en, print(*score), most)
                                  : fmt::format("{}: the score {} is below 0", who(context_, record_).en, print(*score))},
                           {"改正得分或分值", "mend the score or its weight"});
    d.figures = {print(*score)};
    if (limit) d.figures.push_back(most);
    diagnostics_.add(std::move(d));
  }

  void dimensions(const std::vector<Dimension>& dimensions) {
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
      within(fmt::format("“{}”得分", dimensions[i].name), dimensions[i].score, decimal_of(dimensions[i].full), fmt::format("/dimensions/{}/score", i));
    }
  }

  template <class Rows>
  void indicators(const Rows& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      within(fmt::format("指标“{}”得分", rows[i].name), rows[i].score, decimal_of(rows[i].weight), fmt::format("/indicators/{}/score", i));
    }
  }

 private:
  const RuleContext& context_;
  const Record& record_;
  Diagnostics& diagnostics_;
  bool holds_ = true;
};

Related related_to(const Record& record, const std::string& key, std::string_view zh, std::string_view en, const Decimal& points) {
  const std::string shown = points.to_string();
  return {place_of(record, key), {fmt::format("{} {}", zh, shown), fmt::format("{} {}", en, shown)}};
}

// Reports when `stated` at /score and `sum` are further apart than the tolerance; `parts` names what was
// summed and where it stands.
bool agree(const RuleContext& context, const Record& record, const Decimal& stated, const Decimal& sum, const Say& parts,
           std::vector<Related> where, Diagnostics& diagnostics) {
  if ((stated - sum).abs() <= context.registry.site().scoring.total_tolerance) return true;
  Diagnostic d = finding(Code::score_total, record, "/score",
                         {fmt::format("{}总分写 {}，{}为 {}", who(context, record).zh, stated.to_string(), parts.zh, sum.to_string()),
                          fmt::format("{}: the total says {}, {} is {}", who(context, record).en, stated.to_string(), parts.en, sum.to_string())},
                         {"改正总分，或改正写错的分项得分", "mend the total, or the part that is wrong"});
  d.figures = {stated.to_string(), sum.to_string()};
  d.related = std::move(where);
  diagnostics.add(std::move(d));
  return false;
}

bool dimensions_sum(const RuleContext& context, const Record& record, const std::vector<Dimension>& dimensions,
                    const std::optional<Points>& score, Diagnostics& diagnostics) {
  if (dimensions.empty() || !score) return true;
  Decimal sum;
  for (const Dimension& dimension : dimensions) {
    if (!dimension.score) return true;
    sum += dimension.score->decimal();
  }
  return agree(context, record, score->decimal(), sum, {"各维度得分之和", "the sum of its dimensions"},
               {related_to(record, "/dimensions", "各维度得分之和", "the sum of the dimensions", sum)}, diagnostics);
}

// The execution score as stated on the total row; where none is stated, what the amounts give, unless
// the indicators already carry all 100 points. nullopt: it cannot be told.
std::optional<Decimal> execution_part(const RuleContext& context, const SelfEvaluation& record) {
  const Fund* total = total_of(record.funds);
  if (total != nullptr && total->score) return total->score->decimal();
  Decimal weights;
  for (const Indicator& indicator : record.indicators) {
    if (!indicator.weight) return total != nullptr && total->adjusted && total->executed ? std::nullopt : std::optional(Decimal());
    weights += indicator.weight->decimal();
  }
  if (weights >= Decimal(100)) return Decimal();
  if (total == nullptr || !total->adjusted || !total->executed) return std::nullopt;
  const Decimal weight = total->weight ? total->weight->decimal() : context.registry.site().scoring.execution_weight;
  return execution_score(total->executed->value, total->adjusted->value, weight);
}

// An execution score that is not known is one from 0 to its weight: the one nearest to what the total says.
Decimal nearest_execution(const RuleContext& context, const SelfEvaluation& record, const Decimal& rest) {
  const Fund* total = total_of(record.funds);
  const Decimal weight = total != nullptr && total->weight ? total->weight->decimal() : context.registry.site().scoring.execution_weight;
  return std::clamp(rest, Decimal(), std::max(weight, Decimal()));
}

// What the total of a self-evaluation is made of.
struct Parts {
  Decimal indicators;
  Decimal execution;
  Decimal sum() const { return indicators + execution; }
};

bool is_stated(const SelfEvaluation& record) {
  const Fund* total = total_of(record.funds);
  return total != nullptr && total->score;
}

// nullopt: there is no total, or not all of its parts are known.
std::optional<Parts> parts_of(const RuleContext& context, const SelfEvaluation& record) {
  if (!record.score || record.indicators.empty()) return std::nullopt;
  Parts parts;
  for (const Indicator& indicator : record.indicators) {
    if (!indicator.score) return std::nullopt;
    parts.indicators += indicator.score->decimal();
  }
  const std::optional<Decimal> execution = execution_part(context, record);
  parts.execution = execution ? *execution : nearest_execution(context, record, record.score->decimal() - parts.indicators);
  // A form without an execution score may do without one: then the total is that of the indicators.
  const bool alone = (record.score->decimal() - parts.indicators).abs() <= context.registry.site().scoring.total_tolerance;
  if (alone && !is_stated(record)) parts.execution = Decimal();
  return parts;
}

}  // namespace

bool scores_in_range(const RuleContext& context, const PreEvaluation& record, Diagnostics& diagnostics) {
  RangeCheck check(context, record, diagnostics);
  check.dimensions(record.dimensions);
  check.within("总分", record.score, kHundred, "/score");
  return check.holds();
}

bool scores_in_range(const RuleContext& context, const SelfEvaluation& record, Diagnostics& diagnostics) {
  RangeCheck check(context, record, diagnostics);
  for (std::size_t i = 0; i < record.funds.size(); ++i) {
    const Fund& fund = record.funds[i];
    const bool total = fund.source == "total";
    // The form's execution row has its weight from the site where the record states none.
    const std::optional<Decimal> limit =
        fund.weight || !total ? decimal_of(fund.weight) : std::optional(context.registry.site().scoring.execution_weight);
    check.within(total ? std::string("预算执行得分") : fmt::format("“{}”执行得分", fund_source_name(fund.source)), fund.score, limit, fmt::format("/funds/{}/score", i));
  }
  check.indicators(record.indicators);
  check.within("总分", record.score, kHundred, "/score");
  return check.holds();
}

bool scores_in_range(const RuleContext& context, const Monitoring& record, Diagnostics& diagnostics) {
  RangeCheck check(context, record, diagnostics);
  check.indicators(record.indicators);
  return check.holds();
}

// A rechecked indicator carries what it carries in the self-evaluation.
bool scores_in_range(const RuleContext& context, const Recheck& record, Diagnostics& diagnostics) {
  RangeCheck check(context, record, diagnostics);
  const Record* named = context.registry.record(record.self_evaluation);
  const bool known = named != nullptr && named->kind == Kind::self_evaluation && named->sound;
  const SelfEvaluation* checked = known ? static_cast<const SelfEvaluation*>(named) : nullptr;
  const auto weight_of = [&](Text name) -> std::optional<Decimal> {
    if (checked == nullptr) return std::nullopt;
    const auto row = std::ranges::find(checked->indicators, name, &Indicator::name);
    return row == checked->indicators.end() ? std::nullopt : decimal_of(row->weight);
  };
  for (std::size_t i = 0; i < record.indicators.size(); ++i) {
    check.within(fmt::format("指标“{}”得分", record.indicators[i].name), record.indicators[i].score, weight_of(record.indicators[i].name), fmt::format("/indicators/{}/score", i));
  }
  check.within("总分", record.score, kHundred, "/score");
  return check.holds();
}

bool scores_in_range(const RuleContext& context, const FinanceEvaluation& record, Diagnostics& diagnostics) {
  RangeCheck check(context, record, diagnostics);
  check.dimensions(record.dimensions);
  check.indicators(record.indicators);
  for (std::size_t i = 0; i < record.findings.size(); ++i) {
    check.within(fmt::format("发现“{}”扣分", record.findings[i].id), record.findings[i].deduction, kHundred, fmt::format("/findings/{}/deduction", i));
  }
  check.within("总分", record.score, kHundred, "/score");
  return check.holds();
}

bool scores_in_range(const RuleContext& context, const Assessment& record, Diagnostics& diagnostics) {
  RangeCheck check(context, record, diagnostics);
  check.dimensions(record.dimensions);
  check.within("总分", record.score, kHundred, "/score");
  return check.holds();
}

bool total_agrees(const RuleContext& context, const PreEvaluation& record, Diagnostics& diagnostics) {
  return dimensions_sum(context, record, record.dimensions, record.score, diagnostics);
}

bool total_agrees(const RuleContext& context, const SelfEvaluation& record, Diagnostics& diagnostics) {
  const std::optional<Parts> parts = parts_of(context, record);
  if (!parts) return true;
  const std::string indicators = parts->indicators.to_string();
  const std::string execution = parts->execution.to_string();
  std::vector<Related> where = {related_to(record, "/indicators", "指标得分之和", "the sum of the indicators", parts->indicators)};
  if (is_stated(record)) {
    const auto total = total_of(record.funds) - record.funds.data();
    where.push_back(related_to(record, fmt::format("/funds/{}/score", total), "预算执行得分", "the execution score", parts->execution));
  }
  return agree(context, record, record.score->decimal(), parts->sum(),
               {fmt::format("指标得分 {} + 预算执行得分 {} ", indicators, execution),
                fmt::format("indicators {} + execution {}", indicators, execution)},
               std::move(where), diagnostics);
}

std::optional<Decimal> total_gap(const RuleContext& context, const SelfEvaluation& record) {
  const std::optional<Parts> parts = parts_of(context, record);
  if (!parts) return std::nullopt;
  return record.score->decimal() - parts->sum();
}

namespace {

// The table of indicators is whole when each has a score and the weights, where all are stated, are 100.
bool indicators_sum(const RuleContext& context, const FinanceEvaluation& record, Diagnostics& diagnostics) {
  if (record.indicators.empty() || !record.score) return true;
  Decimal sum;
  Decimal weights;
  bool weighted = true;
  for (const Indicator& indicator : record.indicators) {
    if (!indicator.score) return true;
    sum += indicator.score->decimal();
    weighted = weighted && indicator.weight;
    if (indicator.weight) weights += indicator.weight->decimal();
  }
  if (weighted && weights != Decimal(100)) return true;
  return agree(context, record, record.score->decimal(), sum, {"各指标得分之和", "the sum of its indicators"},
               {related_to(record, "/indicators", "各指标得分之和", "the sum of the indicators", sum)}, diagnostics);
}

}  // namespace

bool total_agrees(const RuleContext& context, const FinanceEvaluation& record, Diagnostics& diagnostics) {
  const bool dimensions = dimensions_sum(context, record, record.dimensions, record.score, diagnostics);
  if (!dimensions || !indicators_sum(context, record, diagnostics)) return false;
  if (!record.score || record.findings.empty()) return true;
  Decimal deductions;
  for (const Finding& finding : record.findings) {
    if (!finding.deduction) return true;
    deductions += finding.deduction->decimal();
  }
  const Decimal lost = Decimal(100) - record.score->decimal();
  if ((lost - deductions).abs() <= context.registry.site().scoring.total_tolerance) return true;
  Diagnostic d = finding(Code::score_total, record, "/findings",
                         {fmt::format("{}得分 {}，应扣 {}，各项发现扣分之和为 {}", who(context, record).zh, record.score->decimal().to_string(), lost.to_string(), deductions.to_string()),
                          fmt::format("{}: with a score of {} the deductions should sum to {}, they sum to {}", who(context, record).en, record.score->decimal().to_string(), lost.to_string(), deductions.to_string())},
                         {"改正扣分或得分", "mend the deductions or the score"});
  d.figures = {lost.to_string(), deductions.to_string()};
  d.related.push_back(related_to(record, "/score", "得分", "the score", record.score->decimal()));
  diagnostics.add(std::move(d));
  return false;
}

bool total_agrees(const RuleContext& context, const Assessment& record, Diagnostics& diagnostics) {
  return dimensions_sum(context, record, record.dimensions, record.score, diagnostics);
}

}  // namespace disclose

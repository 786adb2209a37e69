// actual-missing and deviation-missing (format.md 6; domain.md 1.4, 1.15): every indicator of a
// self-evaluation says what was achieved, and where it lost points, why.
#include <fmt/format.h>

#include "check/record_rules.h"

namespace disclose {

namespace {

bool lacks_deviation(const Indicator& row) {
  return row.weight && row.score && *row.score < *row.weight && row.deviation.empty();
}

// The row that a sum is off by: with the right score or weight it has all its points.
const Indicator* mistyped(const SelfEvaluation& record, const Gaps& gaps) {
  const Indicator* found = nullptr;
  for (const Indicator& row : record.indicators) {
    if (!lacks_deviation(row)) continue;
    const Decimal lost = row.weight->decimal() - row.score->decimal();
    if (lost != gaps.total.value_or(Decimal()) && lost != gaps.weights.value_or(Decimal())) continue;
    if (found != nullptr) return nullptr;
    found = &row;
  }
  return found;
}

}  // namespace

void check_indicators(const RuleContext& context, const SelfEvaluation& record, const Gaps& gaps, Diagnostics& diagnostics) {
  const Indicator* told = mistyped(record, gaps);
  for (std::size_t i = 0; i < record.indicators.size(); ++i) {
    const Indicator& indicator = record.indicators[i];
    const std::string key = fmt::format("/indicators/{}", i);
    if (indicator.actual.empty()) {
      Diagnostic d = finding(Code::actual_missing, record, key,
                             {fmt::format("{}指标“{}”没有实际完成值（指标值 {}）", who(context, record).zh, indicator.name, indicator.target),
                              fmt::format("the indicator \"{}\" of {} has no actual value (target {})", indicator.name, who(context, record).en, indicator.target)},
                             {"在 actual 写实际完成值；确实没有结果的，写明原因", "write in actual what was achieved; where there is no result, say why"});
      d.figures = {std::string(indicator.target)};
      diagnostics.add(std::move(d));
    }
    if (!lacks_deviation(indicator) || &indicator == told) continue;
    const std::string score = indicator.score->decimal().to_string();
    const std::string weight = indicator.weight->decimal().to_string();
    Diagnostic d = finding(Code::deviation_missing, record, key,
                           {fmt::format("{}指标“{}”得 {} 分，分值 {}，没有写偏差原因", who(context, record).zh, indicator.name, score, weight),
                            fmt::format("the indicator \"{}\" of {} scored {} of {} without a deviation reason", indicator.name, who(context, record).en, score, weight)},
                           {"在 deviation 写偏差原因分析及改进措施", "write the reason and the remedy in deviation"});
    d.figures = {score, weight};
    diagnostics.add(std::move(d));
  }
}

}  // namespace disclose

// actual-missing and deviation-missing (format.md 6; domain.md 1.4, 1.15): every indicator of a
// self-evaluation says what was achieved, and where it lost points, why.
#include <fmt/format.h>

#include "check/record_rules.h"

namespace disclose {

void check_indicators(const RuleContext& context, const SelfEvaluation& record, Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < record.indicators.size(); ++i) {
    const Indicator& indicator = record.indicators[i];
    const std::string key = fmt::format("/indicators/{}", i);
    if (indicator.actual.empty()) {
      Diagnostic d = finding(Code::actual_missing, record, key,
                             {fmt::format("{}指标“{}”没有实际完成值（指标值 {}）", who(context, record), indicator.name, indicator.target),
                              fmt::format("the indicator \"{}\" of {} has no actual value (target {})", indicator.name, record.id, indicator.target)},
                             {"在 actual 写实际完成值；确实没有结果的，写明原因", "write in actual what was achieved; where there is no result, say why"});
      d.figures = {std::string(indicator.target)};
      d.basis = "财预〔2020〕10号";
      diagnostics.add(std::move(d));
    }
    if (!indicator.weight || !indicator.score || *indicator.score >= *indicator.weight || !indicator.deviation.empty()) continue;
    const std::string score = indicator.score->decimal().to_string();
    const std::string weight = indicator.weight->decimal().to_string();
    Diagnostic d = finding(Code::deviation_missing, record, key,
                           {fmt::format("{}指标“{}”得 {} 分，分值 {}，没有写偏差原因", who(context, record), indicator.name, score, weight),
                            fmt::format("the indicator \"{}\" of {} scored {} of {} without a deviation reason", indicator.name, record.id, score, weight)},
                           {"在 deviation 写偏差原因分析及改进措施", "write the reason and the remedy in deviation"});
    d.figures = {score, weight};
    d.basis = "财预〔2020〕10号";
    diagnostics.add(std::move(d));
  }
}

}  // namespace disclose

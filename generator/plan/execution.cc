#include "plan/execution.h"

#include "exact/formula.h"
#include "exact/percent.h"

namespace disclose {

std::optional<Execution> execution_of(const Fund& fund) {
  const std::optional<StatedMoney>& planned = fund.adjusted ? fund.adjusted : fund.initial;
  if (!planned || !fund.executed) return std::nullopt;
  const auto percent = execution_rate(fund.executed->value, planned->value);
  if (!percent) return std::nullopt;
  return Execution{.percent = *percent, .of_initial = !fund.adjusted};
}

std::string text_of(const std::optional<Execution>& execution) {
  return execution ? print_percent(execution->percent, 2) : std::string();
}

std::string_view base_of(const Execution& execution) { return execution.of_initial ? "年初预算数" : "全年预算数"; }

}  // namespace disclose

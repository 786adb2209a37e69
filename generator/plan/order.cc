#include "plan/order.h"

#include <fmt/format.h>

#include "exact/percent.h"

namespace disclose {

std::string execution_order_finding(std::string_view things, std::size_t told, std::size_t low, const Decimal& least) {
  if (low > 0) return fmt::format("{}{}中{}个执行率低于{}%", told, things, low, kLowRate);
  return fmt::format("{}{}的执行率都在{}%以上，最低{}", told, things, kLowRate, print_percent(least, 2));
}

std::string indicator_order_finding(std::string_view things, std::size_t told, std::size_t failing, int most) {
  if (failing == 0) return fmt::format("{}{}没有未完成的指标", told, things);
  return fmt::format("{}{}中{}个有未完成的指标，最多的有{}项", told, things, failing, most);
}

}  // namespace disclose

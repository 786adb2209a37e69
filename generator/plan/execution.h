#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/budget.h"

namespace disclose {

/// How far a row of funds is spent. Counted on 全年预算数, or on 年初预算数 where the row has no other
/// (a monitoring early in the year); which of them is said beside every rate.
struct Execution {
  Decimal percent;          ///< two decimals, 四舍五入
  bool of_initial = false;  ///< counted on 年初预算数
};

/// nullopt when nothing is spent or planned on record, or the plan is not above zero.
std::optional<Execution> execution_of(const Fund& fund);

/// "92.61%"; "" when there is none.
std::string text_of(const std::optional<Execution>& execution);

/// 全年预算数 or 年初预算数: what the rate is counted on.
std::string_view base_of(const Execution& execution);

}  // namespace disclose

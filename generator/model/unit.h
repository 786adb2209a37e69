#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "exact/date.h"
#include "model/record.h"

namespace disclose {

enum class UnitLevel : std::uint8_t { department, subordinate, township, other };

/// A budget unit (预算单位), from data/units.json.
struct Unit {
  Text id;
  Text name;
  Text code;  ///< budget code: 3 digits of a 部门, its code + 3 of a 单位
  Text short_name;
  UnitLevel level = UnitLevel::department;
  Text parent;  ///< unit id
  Text credit_code;  ///< 统一社会信用代码
  std::optional<LooseDate> established;
  std::optional<LooseDate> abolished;
  Text successor;  ///< unit id
  Text office;     ///< 对口股室
  Text website;
  Text function;  ///< 职能
  Origin origin;
};

std::string_view chinese_name_of(UnitLevel level);

/// Whether the unit existed at some time of `year`: it owes nothing for years before `established`
/// or after `abolished` (format.md 4).
bool exists_in(const Unit& unit, Year year);

}  // namespace disclose

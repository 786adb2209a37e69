#include "model/unit.h"

namespace disclose {

std::string_view chinese_name_of(UnitLevel level) {
  switch (level) {
    case UnitLevel::department: return "部门";
    case UnitLevel::subordinate: return "二级单位";
    case UnitLevel::township: return "乡镇";
    case UnitLevel::other: return "其他";
  }
  return {};
}

bool exists_in(const Unit& unit, Year year) {
  if (unit.established && year < unit.established->year) return false;
  if (unit.abolished && year > unit.abolished->year) return false;
  return true;
}

}  // namespace disclose

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "exact/credit_code.h"
#include "read/record_reader.h"
#include "read/site_reader.h"

namespace disclose {

namespace {

constexpr std::array<std::pair<std::string_view, UnitLevel>, 4> kLevels = {{
    {"department", UnitLevel::department},
    {"subordinate", UnitLevel::subordinate},
    {"township", UnitLevel::township},
    {"other", UnitLevel::other},
}};

void check_codes(ObjectReader& reader, const Unit& unit) {
  const bool digits = std::ranges::all_of(unit.code, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) {
    reader.problem(*reader.value().find("code"), "/code",
                   {fmt::format("预算编码“{}”不全是数字", unit.code), fmt::format("the budget code \"{}\" is not all digits", unit.code)},
                   {"部门写 3 位数字，单位写部门编码加 3 位数字", "3 digits for a department, its code and 3 more for a unit"});
  }
  if (!unit.credit_code.empty() && !is_credit_code(unit.credit_code)) {
    reader.problem(*reader.value().find("uscc"), "/uscc",
                   {fmt::format("统一社会信用代码“{}”校验不通过", unit.credit_code),
                    fmt::format("the unified social credit code \"{}\" fails its check digit", unit.credit_code)},
                   {"对照登记证书改正（GB 32100）", "mend it after the certificate (GB 32100)"});
  }
}

Unit read_unit(ObjectReader& reader) {
  Unit unit{.id = reader.required_id("id"),
            .name = reader.required_text("name"),
            .code = reader.text("code"),
            .short_name = reader.text("short_name"),
            .level = reader.word<UnitLevel>("level", kLevels).value_or(UnitLevel::department),
            .parent = reader.id("parent"),
            .credit_code = reader.text("uscc"),
            .established = reader.loose_date("established"),
            .abolished = reader.loose_date("abolished"),
            .successor = reader.id("successor"),
            .office = reader.text("office"),
            .website = reader.url("website"),
            .function = reader.text("function"),
            .origin = {}};
  check_codes(reader, unit);
  return unit;
}

// Ids are checked against records in references.cc; codes only matter here.
void refuse_double_codes(const std::vector<Unit>& units, const Value& list, ObjectReader& reader) {
  std::map<Text, std::size_t> first;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].code.empty() || first.emplace(units[i].code, i).second) continue;
    reader.problem(*list.items[static_cast<std::size_t>(units[i].origin.index)].find("code"), fmt::format("/{}/code", units[i].origin.index),
                   {fmt::format("预算编码 {} 与“{}”重复", units[i].code, units[first[units[i].code]].name),
                    fmt::format("the budget code {} is also that of \"{}\"", units[i].code, units[first[units[i].code]].name)},
                   {"每个单位的编码不同", "every unit has its own code"});
  }
}

}  // namespace

std::vector<Unit> read_units(const Value& value, FileContext& context) {
  std::vector<Unit> units;
  const Value wrapper{.kind = Value::Kind::object, .offset = value.offset};
  ObjectReader reader(wrapper, "", context);
  if (value.kind != Value::Kind::array) {
    reader.problem(value, "", {"data/units.json 应为单位的列表", "data/units.json is to be a list of units"},
                   {"写成 [{\"id\": …, \"name\": …}, …]", "write [{\"id\": …, \"name\": …}, …]"});
    return units;
  }
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    ObjectReader item(value.items[i], "/" + std::to_string(i), context);
    if (!item.is_object()) continue;
    const Value* id = value.items[i].find("id");
    context.unit = id != nullptr && id->kind == Value::Kind::string && is_id(id->text) ? std::string(id->text) : "";
    Unit unit = read_unit(item);
    item.finish();
    unit.origin = origin_of(value.items[i], static_cast<std::int32_t>(i), context);
    if (!unit.id.empty()) units.push_back(unit);
  }
  context.unit.clear();
  refuse_double_codes(units, value, reader);
  std::ranges::stable_sort(units, [](const Unit& a, const Unit& b) {
    // Units without a code come last, in the order of the file.
    if (a.code.empty() != b.code.empty()) return b.code.empty();
    return a.code < b.code;
  });
  return units;
}

}  // namespace disclose

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "exact/date.h"
#include "exact/quantity.h"
#include "model/record.h"

namespace disclose {

/// What a unit owes per year (site.json `required`).
enum class Item : std::uint8_t {
  unit_target,
  project_targets,
  budget,
  final_accounts,
  unit_self_evaluation,
  project_self_evaluations,
};
inline constexpr int kItemCount = 6;

std::string_view name_of(Item item);
std::string_view chinese_name_of(Item item);
std::optional<Item> item_named(std::string_view name);

/// 公开登记: the unit disclosed these items elsewhere.
struct Disclosure : Record {
  std::vector<Item> items;
  Text url;
  Text format;
};

/// 不公开、合并公开、新设: these items are not due.
struct Exemption : Record {
  enum class Type : std::uint8_t { secret, merged, new_unit, abolished, no_projects, other };
  std::vector<Item> items;
  bool all_items = false;
  Type type = Type::other;
  Text basis;
  Text see;  ///< unit id of the carrier, for merged
  Text approved_by;
  std::optional<Date> date;
};
std::string_view name_of(Exemption::Type type);
std::string_view chinese_name_of(Exemption::Type type);

/// 制度文件; its title is the record's.
struct Regulation : Record {
  Text number;  ///< 文号
  Text issuer;
  std::optional<LooseDate> date;
  Text scope;
};

struct FigureItem {
  Text id;
  Text label;
  std::optional<Quantity> value;
  std::vector<Text> names;
  bool open = false;  ///< the list ends in 等
  Text note;
  Text source;
};

struct FigureCheck {
  enum class Operation : std::uint8_t { sum, difference, ratio, equal };
  Text left;
  Operation operation = Operation::sum;
  std::vector<Text> right;  ///< `item` or `record#item`
  std::optional<Decimal> tolerance;
};

/// 年度数据.
struct Figures : Record {
  std::optional<Kind> topic;
  bool about_coverage = false;  ///< topic "coverage"
  std::vector<FigureItem> items;
  std::vector<FigureCheck> checks;
};

struct LibraryEntry {
  Text level1;
  Text level2;
  Text name;
  Text typical_target;
  Text unit_of_measure;
  Text standard;
};

/// 绩效指标库.
struct IndicatorLibrary : Record {
  bool industry_scope = false;  ///< `scope`: industry; otherwise common (共性)
  Text industry;
  std::vector<Text> classes;
  std::optional<Quantity> count;
  std::vector<LibraryEntry> entries;
};

}  // namespace disclose

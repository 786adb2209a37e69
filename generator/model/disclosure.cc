#include "model/disclosure.h"

#include <array>

namespace disclose {

namespace {

struct ItemNames {
  std::string_view name;
  std::string_view chinese;
};

constexpr std::array<ItemNames, kItemCount> kItems = {{
    {"unit_target", "部门整体支出绩效目标"},
    {"project_targets", "项目支出绩效目标"},
    {"budget", "部门预算"},
    {"final_accounts", "部门决算"},
    {"unit_self_evaluation", "部门整体支出绩效自评"},
    {"project_self_evaluations", "项目支出绩效自评"},
}};

}  // namespace

std::string_view name_of(Item item) { return kItems[static_cast<std::size_t>(item)].name; }
std::string_view chinese_name_of(Item item) {
  return kItems[static_cast<std::size_t>(item)].chinese;
}

std::optional<Item> item_named(std::string_view name) {
  for (std::size_t i = 0; i < kItems.size(); ++i) {
    if (kItems[i].name == name) return static_cast<Item>(i);
  }
  return std::nullopt;
}

std::string_view name_of(Exemption::Type type) {
  switch (type) {
    case Exemption::Type::secret: return "secret";
    case Exemption::Type::merged: return "merged";
    case Exemption::Type::new_unit: return "new_unit";
    case Exemption::Type::abolished: return "abolished";
    case Exemption::Type::no_projects: return "no_projects";
    case Exemption::Type::other: return "other";
  }
  return {};
}

std::string_view chinese_name_of(Exemption::Type type) {
  switch (type) {
    case Exemption::Type::secret: return "涉密，依法不公开";
    case Exemption::Type::merged: return "合并公开";
    case Exemption::Type::new_unit: return "新设单位";
    case Exemption::Type::abolished: return "已撤销";
    case Exemption::Type::no_projects: return "没有项目支出";
    case Exemption::Type::other: return "其他";
  }
  return {};
}

}  // namespace disclose

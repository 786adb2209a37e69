#include "model/record.h"

#include <array>

namespace disclose {

namespace {

struct KindNames {
  Kind kind;
  std::string_view name;
  std::string_view slug;
  std::string_view chinese;
};

constexpr std::array<KindNames, kKindCount> kKinds = {{
    {Kind::project, "project", "project", "项目"},
    {Kind::budget, "budget", "budget", "部门预算"},
    {Kind::final_accounts, "final_accounts", "final-accounts", "部门决算"},
    {Kind::pre_evaluation, "pre_evaluation", "pre-evaluation", "事前绩效评估"},
    {Kind::target, "target", "target", "绩效目标"},
    {Kind::monitoring, "monitoring", "monitoring", "绩效运行监控"},
    {Kind::self_evaluation, "self_evaluation", "self-evaluation", "绩效自评"},
    {Kind::recheck, "recheck", "recheck", "财政抽查复核"},
    {Kind::finance_evaluation, "finance_evaluation", "finance-evaluation", "财政评价"},
    {Kind::rectification, "rectification", "rectification", "整改"},
    {Kind::result_use, "result_use", "result-use", "结果应用"},
    {Kind::assessment, "assessment", "assessment", "部门综合评价"},
    {Kind::disclosure, "disclosure", "disclosure", "公开登记"},
    {Kind::exemption, "exemption", "exemption", "不公开或合并公开"},
    {Kind::regulation, "regulation", "regulation", "制度文件"},
    {Kind::figures, "figures", "figures", "年度数据"},
    {Kind::indicator_library, "indicator_library", "indicator-library", "绩效指标库"},
}};

}  // namespace

std::string_view name_of(Kind kind) { return kKinds[static_cast<std::size_t>(kind)].name; }
std::string_view slug_of(Kind kind) { return kKinds[static_cast<std::size_t>(kind)].slug; }
std::string_view chinese_name_of(Kind kind) {
  return kKinds[static_cast<std::size_t>(kind)].chinese;
}

std::optional<Kind> kind_named(std::string_view name) {
  for (const KindNames& entry : kKinds) {
    if (entry.name == name) return entry.kind;
  }
  return std::nullopt;
}

Place place_of(const Record& record, std::string_view key) {
  std::string pointer = record.origin.index < 0 ? "" : "/" + std::to_string(record.origin.index);
  pointer += key;
  return {.file = std::string(record.origin.file),
          .pointer = std::move(pointer),
          .position = key.empty() ? record.origin.position : Position{},
          .origin = record.origin.offset};
}

const Withheld* withheld_at(const Record& record, std::string_view key) {
  for (const Withheld& withheld : record.withheld) {
    if (key == withheld.pointer) return &withheld;
    if (key.starts_with(withheld.pointer) && key[withheld.pointer.size()] == '/') return &withheld;
  }
  return nullptr;
}

}  // namespace disclose

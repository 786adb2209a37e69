#include "compare/labels.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/arena.h"
#include "format/json.h"

namespace disclose {

namespace {

using Name = std::pair<std::string_view, std::string_view>;

constexpr std::array<Name, 40> kNames = {{{"approval", "批复"},           {"authority", "机关"},          {"number", "文号"},           {"date", "日期"},
                                          {"title", "名称"},              {"published", "公开时间"},      {"subject", "对象"},          {"goal", "目标"},
                                          {"expected", "年度总体目标"},   {"actual", "实际完成"},         {"execution_rate", "执行率"}, {"execution_base", "执行率的分母"},
                                          {"funds", "资金"},              {"indicators", "指标"},         {"dimensions", "分项"},       {"findings", "问题"},
                                          {"tasks", "任务"},              {"documents", "附件"},          {"sources", "出处"},          {"rectifications", "整改"},
                                          {"money", "合计"},              {"initial_yuan", "年初预算（元）"}, {"adjusted_yuan", "全年预算（元）"}, {"executed_yuan", "全年执行（元）"},
                                          {"self_score", "自评得分"},     {"finance_score", "财政评价得分"}, {"recheck_score", "复核得分"}, {"counts", "计数"},
                                          {"disclosed", "已公开"},        {"missing", "未公开"},          {"exempt", "例外"},           {"not_due", "未到期"},
                                          {"on_time", "按期"},            {"late", "逾期"},               {"undecided", "无法判定"},    {"units", "单位数"},
                                          {"due_units", "应公开单位数"},  {"exempt_units", "例外单位数"}, {"budget_parts", "预算类型"}, {"verdict", "判定"}}};

// What one of several is called in the singular of our pages.
constexpr std::array<Name, 6> kElements = {{{"projects", "项目"}, {"ledger", "事项"}, {"items", "事项"}, {"records", "记录"}, {"publisher", "主办单位应公开"}, {"withheld", "不予公开"}}};

std::string_view text_of(const Value* value) { return value != nullptr && value->kind == Value::Kind::string ? value->text : std::string_view(); }

}  // namespace

FigureLabels::FigureLabels() {
  for (const auto& [key, name] : kNames) names_.emplace(key, name);
}

void FigureLabels::read(std::string_view datapackage) {
  Arena arena;
  Diagnostics ignored;
  const std::optional<Value> package = parse_json("data/datapackage.json", datapackage, arena, ignored);
  const Value* tables = package ? package->find("resources") : nullptr;
  if (tables == nullptr) return;
  for (const Value& table : tables->items) {
    const Value* schema = table.find("schema");
    const Value* fields = schema != nullptr ? schema->find("fields") : nullptr;
    if (fields == nullptr) continue;
    for (const Value& field : fields->items) {
      if (!text_of(field.find("title")).empty()) names_.emplace(text_of(field.find("name")), text_of(field.find("title")));
    }
  }
}

std::string FigureLabels::of(std::string_view key) const {
  const auto found = names_.find(key);
  return found == names_.end() ? std::string(key) : found->second;
}

std::string FigureLabels::of_element(std::string_view list) const {
  const auto found = std::ranges::find(kElements, list, &Name::first);
  return found == kElements.end() ? of(list) : std::string(found->second);
}

}  // namespace disclose

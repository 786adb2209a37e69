#include "plan/form_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "plan/parts.h"

namespace disclose {

void FormMoney::take(const std::optional<StatedMoney>& money) {
  if (!money) return;
  mixed_ = any_ && (mixed_ || money->unit != unit_);
  unit_ = money->unit;
  decimals_ = std::max(decimals_, money->decimals);
  any_ = true;
}

std::string FormMoney::text(const std::optional<StatedMoney>& money) const {
  std::string printed = text_of(money);
  if (money && !mixed_) printed.resize(printed.size() - name_of(money->unit).size());
  return printed;
}

std::string FormMoney::text(Money sum) const {
  return mixed_ ? print(sum, MoneyUnit::ten_thousand) : print_number(sum, unit_, decimals_);
}

std::string FormMoney::note() const {
  if (!any_) return {};
  return mixed_ ? "金额单位见各栏" : fmt::format("金额单位：{}", name_of(unit_));
}

namespace {

using Merge = IndicatorColumn::Merge;

FormCell value_cell(Text text, std::string_view style = "") { return {.text = std::string(text), .style = style}; }

// The score of an indicator that lost points stands out.
FormCell score_cell(const Indicator& indicator) {
  const bool missed = indicator.score && indicator.weight && *indicator.score < *indicator.weight;
  return {.text = text_of(indicator.score), .style = missed ? "s miss n" : "s n"};
}

std::string level_text(Text level) { return level.empty() ? "—" : std::string(level); }

IndicatorColumn column_for(Column column, bool evaluated) {
  switch (column) {
    case Column::level1:
      return {.title = "一级指标", .width = evaluated ? "w2" : "w3", .merge = Merge::level1, .key = "level1",
              .cell = [](const Indicator& i, std::size_t) { return FormCell{.text = level_text(i.level1), .scope = "rowgroup"}; }};
    case Column::level2:
      return {.title = "二级指标", .width = evaluated ? "w3" : "w4", .merge = Merge::level2, .key = "level2",
              .cell = [](const Indicator& i, std::size_t) { return FormCell{.text = level_text(i.level2), .scope = "row", .style = "g2"}; }};
    case Column::name:
      return {.title = "三级指标", .width = evaluated ? "w4" : "w6", .key = "name",
              .cell = [](const Indicator& i, std::size_t) { return FormCell{.text = std::string(i.name), .scope = "row", .style = "g3"}; }};
    case Column::target:
      return {.title = evaluated ? "年度指标值（A）" : "指标值", .width = "w3", .key = "target",
              .cell = [](const Indicator& i, std::size_t) { return value_cell(i.target); }};
    case Column::actual:
      return {.title = "实际完成值（B）", .width = "w3", .key = "actual",
              .cell = [](const Indicator& i, std::size_t) { return value_cell(i.actual); }};
    case Column::weight:
      return {.title = "分值", .width = evaluated ? "w1" : "w3", .key = "weight",
              .cell = [](const Indicator& i, std::size_t) { return FormCell{.text = weight_text(i.weight), .style = "s"}; }};
    case Column::score:
      return {.title = "得分", .width = "w2", .key = "score", .cell = [](const Indicator& i, std::size_t) { return score_cell(i); }};
    case Column::deviation:
      return {.title = "偏差原因分析及改进措施", .width = "w5", .key = "deviation",
              .cell = [](const Indicator& i, std::size_t) { return value_cell(i.deviation, "t"); }};
  }
  return {};
}

// Merged cells are read downwards: they must not stand to the right of cells that are not merged.
void settle_merging(std::vector<IndicatorColumn>& columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool leads = i == 0 || (i == 1 && columns[0].merge == Merge::level1 && columns[1].merge == Merge::level2);
    if (!leads) columns[i].merge = Merge::none;
  }
}

bool same_group(Merge merge, const Indicator& a, const Indicator& b) {
  if (without_suffix(a.level1) != without_suffix(b.level1)) return false;
  return merge == Merge::level1 || without_suffix(a.level2) == without_suffix(b.level2);
}

}  // namespace

std::string weight_text(const std::optional<Points>& weight) { return weight ? weight->decimal().to_string() : std::string(); }

std::vector<IndicatorColumn> indicator_columns(const Site& site, Form form, int width) {
  const bool evaluated = form == Form::project_self_evaluation || form == Form::unit_self_evaluation;
  std::vector<IndicatorColumn> columns;
  for (const Column column : columns_of(site, form)) columns.push_back(column_for(column, evaluated));
  settle_merging(columns);
  const int missing = width - static_cast<int>(columns.size());
  if (missing > 0 && !columns.empty()) {
    auto widest = std::ranges::find(columns, std::string_view("name"), &IndicatorColumn::key);
    if (widest == columns.end()) widest = columns.end() - 1;
    widest->span += missing;
  }
  return columns;
}

int width_of(const std::vector<IndicatorColumn>& columns) {
  int width = 0;
  for (const IndicatorColumn& column : columns) width += column.span;
  return width;
}

std::vector<std::string_view> widths_of(const std::vector<IndicatorColumn>& columns) {
  std::vector<std::string_view> widths;
  for (const IndicatorColumn& column : columns) {
    for (int i = 0; i < column.span; ++i) widths.push_back(i == 0 ? column.width : "w3");
  }
  return widths;
}

void add_indicator_heads(FormGrid& grid, const std::vector<IndicatorColumn>& columns) {
  grid.block().row("hd");
  for (const IndicatorColumn& column : columns) grid.head(column.title, column.span);
}

void add_indicator_rows(FormGrid& grid, const Record& record, const std::vector<IndicatorColumn>& columns, std::size_t count,
                        const std::function<const Indicator&(std::size_t)>& at) {
  // The number of rows from i on that one merged cell spans; 0 inside of it.
  const auto span_at = [&](Merge merge, std::size_t i) {
    if (i > 0 && same_group(merge, at(i - 1), at(i))) return 0;
    std::size_t end = i + 1;
    while (end < count && same_group(merge, at(i), at(end))) ++end;
    return static_cast<int>(end - i);
  };
  for (std::size_t i = 0; i < count; ++i) {
    if (span_at(Merge::level1, i) > 0) grid.block();
    grid.row();
    for (const IndicatorColumn& column : columns) {
      const int rows = column.merge == Merge::none ? 1 : span_at(column.merge, i);
      if (rows == 0) continue;
      FormCell cell = column.cell(at(i), i);
      cell.colspan = column.span;
      cell.rowspan = rows;
      // A level that is not merged is a value of its row like any other.
      if (column.merge == Merge::none && cell.scope == "rowgroup") cell.scope = "row";
      if (cell.scope.empty() || column.merge == Merge::none) cell.label = column.title;
      grid.stated(record, fmt::format("/indicators/{}/{}", i, column.key), std::move(cell));
    }
  }
}

const Unit* department_of(const Registry& registry, Text id) {
  const Unit* unit = registry.unit(id);
  while (unit != nullptr) {
    const Unit* parent = registry.unit(unit->parent);
    if (parent == nullptr) break;
    unit = parent;
  }
  return unit;
}

std::string name_and_code(const Unit* unit) {
  if (unit == nullptr) return {};
  return unit->code.empty() ? std::string(unit->name) : fmt::format("{}（{}）", unit->name, unit->code);
}

void add_line(FormGrid& grid, std::string_view title, std::string text) {
  grid.row();
  grid.cell({.text = std::string(title), .scope = "row", .style = "k"});
  grid.cell({.text = std::move(text), .colspan = grid.width() - 1, .style = "t"});
}

void add_pair(FormGrid& grid, std::string_view first, std::string first_text, std::string_view second, std::string second_text) {
  const int left = (grid.width() - 2) / 2;
  grid.row();
  grid.cell({.text = std::string(first), .scope = "row", .style = "k"});
  grid.cell({.text = std::move(first_text), .colspan = left});
  grid.cell({.text = std::string(second), .scope = "row", .style = "k"});
  grid.cell({.text = std::move(second_text), .colspan = grid.width() - 2 - left});
}

void add_units(FormGrid& grid, const Registry& registry, Text id, bool with_code) {
  const Unit* department = department_of(registry, id);
  const Unit* unit = registry.unit(id);
  const std::string name = department == nullptr ? std::string() : std::string(department->name);
  add_pair(grid, with_code ? "主管部门及代码" : "主管部门", with_code ? name_and_code(department) : name, "实施单位",
           unit == nullptr ? std::string() : std::string(unit->name));
}

}  // namespace disclose

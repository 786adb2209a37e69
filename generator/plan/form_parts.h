#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exact/money.h"
#include "model/registry.h"
#include "model/site.h"
#include "model/target.h"
#include "plan/form_grid.h"

namespace disclose {

// What the official forms share.

/// The unit of money of a form. When all its amounts are written in one unit the form names it once
/// and its cells hold numbers; otherwise each cell carries its own.
class FormMoney {
 public:
  void take(const std::optional<StatedMoney>& money);
  /// "2,318.60" in a form of one unit, else "2,318.60万元"; "" when absent.
  std::string text(const std::optional<StatedMoney>& money) const;
  /// A sum of amounts of the form, in its unit (万元 when it has several).
  std::string text(Money sum) const;
  /// "金额单位：万元"; "" when the form has no amounts.
  std::string note() const;

 private:
  bool any_ = false;
  bool mixed_ = false;
  MoneyUnit unit_ = MoneyUnit::yuan;
  std::uint8_t decimals_ = 0;
};

/// One column of the indicator block.
struct IndicatorColumn {
  enum class Merge : std::uint8_t { none, level1, level2 };
  std::string_view title;
  std::string_view width;  ///< class of its width
  int span = 1;
  Merge merge = Merge::none;
  std::string_view key{};    ///< of an indicator, for what is withheld
  std::function<FormCell(const Indicator&, std::size_t)> cell;
};

/// A weight (分值) as short as it is exact: "8", "22.5"; "" when absent.
std::string weight_text(const std::optional<Points>& weight);

/// The columns of a form in the county's order; together they are at least `width` wide: the name of
/// the indicator takes what is left.
std::vector<IndicatorColumn> indicator_columns(const Site& site, Form form, int width);

int width_of(const std::vector<IndicatorColumn>& columns);
/// A class for each column of the grid.
std::vector<std::string_view> widths_of(const std::vector<IndicatorColumn>& columns);

/// The row of column heads; with `extra` a second row may follow (monitoring).
void add_indicator_heads(FormGrid& grid, const std::vector<IndicatorColumn>& columns);

/// The rows of the indicators, a block per 一级指标. `at(i)` is the i-th of `count`.
void add_indicator_rows(FormGrid& grid, const Record& record, const std::vector<IndicatorColumn>& columns, std::size_t count,
                        const std::function<const Indicator&(std::size_t)>& at);

/// 主管部门 of a unit: the one at the top of its parents, itself when it has none; nullptr unknown.
const Unit* department_of(const Registry& registry, Text unit);
/// "云溪县交通运输局（348）"; the code stands only where it is known.
std::string name_and_code(const Unit* unit);

/// "项目名称 …" over the whole width.
void add_line(FormGrid& grid, std::string_view title, std::string text);
/// Two titled cells side by side.
void add_pair(FormGrid& grid, std::string_view first, std::string first_text, std::string_view second, std::string second_text);
/// 主管部门 ‖ 实施单位.
void add_units(FormGrid& grid, const Registry& registry, Text unit, bool with_code);

}  // namespace disclose

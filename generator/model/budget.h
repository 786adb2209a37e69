#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "exact/date.h"
#include "exact/money.h"
#include "model/points.h"
#include "model/record.h"

namespace disclose {

/// 四本预算.
enum class BudgetType : std::uint8_t {
  general_public,
  government_fund,
  state_capital,
  social_insurance
};
enum class ProjectNature : std::uint8_t { one_off, recurring, phased };
enum class ProjectSource : std::uint8_t {
  initial,
  midyear,
  carryover,
  central_transfer,
  provincial_transfer
};

/// 项目: one record a year; its id stays the same over the years.
struct Project : Record {
  Text name;
  Text code;
  Text category;  ///< `class`: 特定目标类, 其他运转类
  std::optional<ProjectNature> nature;
  std::optional<BudgetType> budget_type;
  std::optional<LooseDate> start;
  std::optional<LooseDate> end;
  std::optional<ProjectSource> source;
  Text description;
  bool focus = false;  ///< 重点项目
};

struct BudgetShare {
  BudgetType type = BudgetType::general_public;
  StatedMoney amount;
};

/// 部门预算.
struct Budget : Record {
  std::optional<StatedMoney> total;
  std::optional<StatedMoney> basic;     ///< 基本支出
  std::optional<StatedMoney> projects;  ///< 项目支出
  std::vector<BudgetShare> by_type;
};

/// 部门决算; `basic`, `projects` and `by_type` are parts of `executed`.
struct FinalAccounts : Record {
  std::optional<StatedMoney> total;  ///< 全年预算数
  std::optional<StatedMoney> executed;
  std::optional<StatedMoney> basic;
  std::optional<StatedMoney> projects;
  std::vector<BudgetShare> by_type;
};

/// One row of a target's funds.
struct TargetFund {
  Text source;  ///< total, fiscal, carryover, bond, other, or the county's own word
  std::optional<StatedMoney> amount;
  std::optional<StatedMoney> multi_year;
};

/// One row of the funds of a monitoring or self-evaluation: 年初预算数, 全年预算数, 全年执行数, 全年预计.
struct Fund {
  Text source;
  std::optional<StatedMoney> initial;
  std::optional<StatedMoney> adjusted;
  std::optional<StatedMoney> executed;
  std::optional<StatedMoney> forecast;
  std::optional<Points> weight;
  std::optional<Points> score;
};

std::string_view name_of(BudgetType type);
std::string_view chinese_name_of(BudgetType type);
std::string_view chinese_name_of(ProjectNature nature);
std::string_view chinese_name_of(ProjectSource source);

/// The form's words for a fund source: 年度资金总额, 当年财政拨款, 上年结转资金, …; the county's own word as it is.
std::string_view fund_source_name(Text source);

/// The row whose source is `total`; nullptr when there is none.
const Fund* total_of(const std::vector<Fund>& funds);
const TargetFund* total_of(const std::vector<TargetFund>& funds);

}  // namespace disclose

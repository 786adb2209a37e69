#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "exact/date.h"
#include "exact/money.h"
#include "model/budget.h"
#include "model/points.h"
#include "model/record.h"
#include "model/target.h"

namespace disclose {

/// A part of an evaluation's frame with its full marks.
struct Dimension {
  Text name;
  std::optional<Points> full;
  std::optional<Points> score;
};

/// 事前绩效评估.
struct PreEvaluation : Record {
  enum class Conclusion : std::uint8_t { support, support_adjusted, reject };
  Subject subject;
  Text trigger;
  std::optional<Amount> applied;   ///< 申报金额
  std::optional<Amount> assessed;  ///< 评估金额
  std::optional<Points> score;
  std::vector<Dimension> dimensions;
  std::optional<Conclusion> conclusion;
  Text evaluator;
  Text method;
};
std::string_view chinese_name_of(PreEvaluation::Conclusion conclusion);

struct DoneTask {
  Text name;
  Text done;
  std::optional<StatedMoney> total;
  std::optional<StatedMoney> executed;
};

/// 绩效自评.
struct SelfEvaluation : Record {
  Subject subject;
  Text target;  ///< record id
  std::vector<Fund> funds;
  Text goal_expected;
  Text goal_actual;
  std::vector<DoneTask> tasks;
  std::vector<Indicator> indicators;
  std::optional<Points> score;
  Text grade;
  Text problems;
  Text improvements;
};

struct RecheckedIndicator {
  Text name;
  Text verified;
  std::optional<Points> score;
};

/// 财政抽查复核 of a self-evaluation, on its own frame.
struct Recheck : Record {
  Text self_evaluation;  ///< record id
  std::optional<Points> score;
  std::vector<Text> reasons;
  Text opinion;
  std::vector<RecheckedIndicator> indicators;
};

struct Finding {
  Text id;  ///< unique in its record
  Text category;
  Text text;
  std::optional<Amount> amount;
  std::optional<Points> deduction;
  Text page;
};

/// 财政评价 / 重点绩效评价.
struct FinanceEvaluation : Record {
  enum class Method : std::uint8_t { bureau, third_party, joint };
  Subject subject;
  std::optional<Method> method;
  Text evaluator;
  std::vector<BudgetType> budget_types;
  std::optional<Amount> amount;
  Text period;
  std::vector<Dimension> dimensions;
  std::vector<Indicator> indicators;
  std::optional<Points> score;  ///< absent: 得分未公开
  Text grade;
  std::vector<Finding> findings;
  std::vector<Text> recommendations;
};
std::string_view chinese_name_of(FinanceEvaluation::Method method);

/// 整改.
struct Rectification : Record {
  enum class State : std::uint8_t { not_started, in_progress, done, ongoing };
  Text of;       ///< record id; empty: a round addressed to all
  Text finding;  ///< finding id; empty: it answers every finding of that record
  Text required;
  Text measures;
  std::optional<LooseDate> deadline;
  std::optional<State> state;
  std::optional<Date> completed;
  Text evidence;
};
std::string_view chinese_name_of(Rectification::State state);

/// 结果应用.
struct ResultUse : Record {
  enum class Form : std::uint8_t {
    budget_increase,
    budget_cut,
    budget_basis,
    cancelled,
    priority,
    public_funds,
    recovered,
    assessment_points,
    policy_change,
    reported
  };
  Form form = Form::budget_basis;
  std::vector<Text> because;  ///< record ids
  std::optional<Year> affects_year;
  std::optional<Amount> amount;
  std::optional<int> units_affected;
  Text text;
};
std::string_view chinese_name_of(ResultUse::Form form);

/// 部门综合评价 / 绩效公用经费考核; without `unit`: the county's total.
struct Assessment : Record {
  std::vector<Dimension> dimensions;
  std::optional<Points> score;
  Text grade;
  std::optional<int> rank;
  std::optional<StatedMoney> base;
  std::optional<StatedMoney> withheld_funds;  ///< `funds.withheld`; paid + saved = withheld
  std::optional<StatedMoney> paid;
  std::optional<StatedMoney> saved;
};

}  // namespace disclose

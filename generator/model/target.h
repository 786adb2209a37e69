#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/budget.h"
#include "model/points.h"
#include "model/record.h"

namespace disclose {

/// What a target or evaluation is about.
struct Subject {
  enum class Type : std::uint8_t { project, unit, policy, service, bond, transfer, fund };
  Type type = Type::project;
  Text id;    ///< of a project that has records here
  Text name;  ///< of one known by name only
};

std::string_view name_of(Subject::Type type);
std::string_view chinese_name_of(Subject::Type type);

/// A performance indicator (绩效指标). Its target text is kept as the author wrote it; parse it with
/// parse_target_text() (exact/target_text.h).
struct Indicator {
  Text level1;  ///< 一级指标; data, not an enumeration
  Text level2;
  Text name;    ///< 三级指标
  Text target;  ///< 指标值
  std::optional<Points> weight;
  Text actual;  ///< 实际完成值
  std::optional<Points> score;
  Text deviation;  ///< 偏差原因分析及改进措施
  Text standard;   ///< 评（扣）分标准
  Text note;
  Text verified;  ///< the value found by a recheck or finance evaluation (核实值)
};

/// 年度主要任务 of a unit's target.
struct TargetTask {
  Text name;
  Text content;
  std::optional<StatedMoney> total;
  std::optional<StatedMoney> fiscal;
  std::optional<StatedMoney> other;
};

/// 绩效目标.
struct Target : Record {
  Subject subject;
  std::vector<TargetFund> funds;
  Text goal;             ///< 年度总体目标
  Text multi_year_goal;  ///< 中长期目标
  std::vector<TargetTask> tasks;
  std::vector<Indicator> indicators;
};

/// 完成目标可能性.
enum class Likelihood : std::uint8_t { certain, possible, impossible };
std::string_view chinese_name_of(Likelihood likelihood);

struct MonitoredIndicator : Indicator {
  Text forecast;             ///< 全年预计完成情况
  std::vector<Text> causes;  ///< 偏差原因: 经费保障, 制度保障, …
  std::optional<Likelihood> likelihood;
};

/// 绩效运行监控.
struct Monitoring : Record {
  Subject subject;
  Text period;  ///< "2024-01/2024-06"
  std::vector<Fund> funds;
  std::vector<MonitoredIndicator> indicators;
  Text conclusion;
};

/// Level names are equal with and without the suffix 指标 (format.md 5, indicator).
std::string_view without_suffix(Text level);

}  // namespace disclose

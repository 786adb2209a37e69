#pragma once

#include "base/view.h"
#include "model/target.h"
#include "model/evaluation.h"
#include "plan/plan.h"

namespace disclose {

// The official forms (domain.md 1.2 to 1.6) as grids, see plan/form_grid.h. Columns of the indicators
// stand in the county's order (site.json `columns`); 一级指标 and 二级指标 are merged over equal
// neighbours while nothing but levels stands before them.

/// 项目支出绩效目标表 or 部门整体支出绩效目标表.
View form_view(const PlanContext& context, const Target& target);
/// 项目支出绩效自评表 or 部门整体支出绩效自评表.
View form_view(const PlanContext& context, const SelfEvaluation& evaluation);
/// 项目支出绩效目标执行监控表 or 部门整体支出绩效目标执行监控表.
View form_view(const PlanContext& context, const Monitoring& monitoring);

}  // namespace disclose

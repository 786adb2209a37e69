#include "model/evaluation.h"

namespace disclose {

std::string_view chinese_name_of(PreEvaluation::Conclusion conclusion) {
  switch (conclusion) {
    case PreEvaluation::Conclusion::support: return "予以支持";
    case PreEvaluation::Conclusion::support_adjusted: return "调整后支持";
    case PreEvaluation::Conclusion::reject: return "不予支持";
  }
  return {};
}

std::string_view chinese_name_of(FinanceEvaluation::Method method) {
  switch (method) {
    case FinanceEvaluation::Method::bureau: return "财政部门自行评价";
    case FinanceEvaluation::Method::third_party: return "委托第三方机构评价";
    case FinanceEvaluation::Method::joint: return "财政部门与第三方机构联合评价";
  }
  return {};
}

std::string_view chinese_name_of(Rectification::State state) {
  switch (state) {
    case Rectification::State::not_started: return "未开始";
    case Rectification::State::in_progress: return "整改中";
    case Rectification::State::done: return "已完成";
    case Rectification::State::ongoing: return "持续推进";
  }
  return {};
}

std::string_view chinese_name_of(ResultUse::Form form) {
  switch (form) {
    case ResultUse::Form::budget_increase: return "增加预算";
    case ResultUse::Form::budget_cut: return "压减预算";
    case ResultUse::Form::budget_basis: return "作为预算安排依据";
    case ResultUse::Form::cancelled: return "取消项目";
    case ResultUse::Form::priority: return "优先保障";
    case ResultUse::Form::public_funds: return "公用经费挂钩";
    case ResultUse::Form::recovered: return "收回资金";
    case ResultUse::Form::assessment_points: return "纳入考核";
    case ResultUse::Form::policy_change: return "调整政策";
    case ResultUse::Form::reported: return "报告和反馈";
  }
  return {};
}

}  // namespace disclose

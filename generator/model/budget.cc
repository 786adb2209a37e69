#include "model/budget.h"

#include <algorithm>
#include <array>
#include <utility>

namespace disclose {

Decimal Points::decimal() const { return Decimal::scaled(ten_thousandths, 4); }

std::string_view name_of(BudgetType type) {
  switch (type) {
    case BudgetType::general_public: return "general_public";
    case BudgetType::government_fund: return "government_fund";
    case BudgetType::state_capital: return "state_capital";
    case BudgetType::social_insurance: return "social_insurance";
  }
  return {};
}

std::string_view chinese_name_of(BudgetType type) {
  switch (type) {
    case BudgetType::general_public: return "一般公共预算";
    case BudgetType::government_fund: return "政府性基金预算";
    case BudgetType::state_capital: return "国有资本经营预算";
    case BudgetType::social_insurance: return "社会保险基金预算";
  }
  return {};
}

std::string_view chinese_name_of(ProjectNature nature) {
  switch (nature) {
    case ProjectNature::one_off: return "一次性项目";
    case ProjectNature::recurring: return "经常性项目";
    case ProjectNature::phased: return "阶段性项目";
  }
  return {};
}

std::string_view chinese_name_of(ProjectSource source) {
  switch (source) {
    case ProjectSource::initial: return "年初预算项目";
    case ProjectSource::midyear: return "年中追加项目";
    case ProjectSource::carryover: return "年终结转项目";
    case ProjectSource::central_transfer: return "中央转移支付项目";
    case ProjectSource::provincial_transfer: return "省对下转移支付项目";
  }
  return {};
}

std::string_view fund_source_name(Text source) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kSources = {{
      {"total", "年度资金总额"},
      {"fiscal", "当年财政拨款"},
      {"carryover", "上年结转资金"},
      {"bond", "专项债券资金"},
      {"other", "其他资金"},
  }};
  const auto* const found = std::ranges::find(kSources, source, &decltype(kSources)::value_type::first);
  return found == kSources.end() ? source : found->second;
}

namespace {
template <class Row>
const Row* total_row(const std::vector<Row>& funds) {
  const auto found = std::ranges::find(funds, Text("total"), &Row::source);
  return found == funds.end() ? nullptr : &*found;
}
}  // namespace

const Fund* total_of(const std::vector<Fund>& funds) { return total_row(funds); }
const TargetFund* total_of(const std::vector<TargetFund>& funds) { return total_row(funds); }

}  // namespace disclose

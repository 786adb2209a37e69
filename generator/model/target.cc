#include "model/target.h"

namespace disclose {

std::string_view name_of(Subject::Type type) {
  switch (type) {
    case Subject::Type::project: return "project";
    case Subject::Type::unit: return "unit";
    case Subject::Type::policy: return "policy";
    case Subject::Type::service: return "service";
    case Subject::Type::bond: return "bond";
    case Subject::Type::transfer: return "transfer";
    case Subject::Type::fund: return "fund";
  }
  return {};
}

std::string_view chinese_name_of(Subject::Type type) {
  switch (type) {
    case Subject::Type::project: return "项目支出";
    case Subject::Type::unit: return "部门整体支出";
    case Subject::Type::policy: return "政策";
    case Subject::Type::service: return "政府购买服务";
    case Subject::Type::bond: return "专项债券";
    case Subject::Type::transfer: return "转移支付";
    case Subject::Type::fund: return "基金";
  }
  return {};
}

std::string_view chinese_name_of(Likelihood likelihood) {
  switch (likelihood) {
    case Likelihood::certain: return "确定能";
    case Likelihood::possible: return "有可能";
    case Likelihood::impossible: return "完全不可能";
  }
  return {};
}

std::string_view without_suffix(Text level) {
  constexpr std::string_view kSuffix = "指标";
  if (level.size() > kSuffix.size() && level.ends_with(kSuffix)) {
    level.remove_suffix(kSuffix.size());
  }
  return level;
}

}  // namespace disclose

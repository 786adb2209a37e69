#include "model/ledger.h"

namespace disclose {

std::string_view name_of(ItemState state) {
  switch (state) {
    case ItemState::disclosed: return "disclosed";
    case ItemState::exempt: return "exempt";
    case ItemState::not_due: return "not_due";
    case ItemState::missing: return "missing";
  }
  return {};
}

std::string_view chinese_name_of(ItemState state) {
  switch (state) {
    case ItemState::disclosed: return "已公开";
    case ItemState::exempt: return "依法不公开或合并公开";
    case ItemState::not_due: return "未到期";
    case ItemState::missing: return "未公开";
  }
  return {};
}

std::string_view name_of(Timeliness timeliness) {
  switch (timeliness) {
    case Timeliness::on_time: return "on_time";
    case Timeliness::late: return "late";
    case Timeliness::undecided: return "undecided";
  }
  return {};
}

std::string_view chinese_name_of(Timeliness timeliness) {
  switch (timeliness) {
    case Timeliness::on_time: return "按期";
    case Timeliness::late: return "逾期";
    case Timeliness::undecided: return "无法判定";
  }
  return {};
}

}  // namespace disclose

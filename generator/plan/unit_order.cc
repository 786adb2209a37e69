#include "plan/unit_order.h"

#include <fmt/format.h>

#include <algorithm>

#include "exact/percent.h"
#include "exact/score.h"
#include "plan/links.h"
#include "plan/sentence.h"

namespace disclose {

namespace {

const std::optional<Money>& budget_of(const UnitFacts& unit) { return unit.money.adjusted; }
std::optional<Decimal> rate_of(const UnitFacts& unit) { return unit.money.rate(); }
std::optional<Decimal> score_of(const UnitFacts& unit) {
  return unit.self == nullptr || !unit.self->score ? std::nullopt : std::optional(unit.self->score->decimal());
}
std::optional<AttainmentCounts> judged(const UnitFacts& unit) {
  return unit.indicators.decided() > 0 ? std::optional(unit.indicators) : std::nullopt;
}

std::size_t failing(const YearFacts& year) {
  return static_cast<std::size_t>(std::ranges::count_if(year.units, [](const UnitFacts& unit) { return unit.indicators.failed() > 0; }));
}

std::string usual_finding(const YearFacts& year) {
  std::string text = fmt::format("{}个单位", year.units.size());
  if (!year.unit_money.is_empty()) text += fmt::format("支出{}", brief(year.unit_money.executed));
  if (year.indicators.decided() == 0) return text;
  const std::size_t failed = failing(year);
  return text + (failed == 0 ? std::string("，没有未完成的指标") : fmt::format("，{}个有未完成的指标", failed));
}

}  // namespace

std::vector<UnitList> unit_lists(const YearFacts& year) {
  const auto less = [](const Decimal& a, const Decimal& b) { return a < b; };
  const auto always = [](const UnitFacts& unit) { return std::optional(&unit); };
  std::vector<UnitList> lists;
  lists.push_back({"code", "按单位代码", order_by(year.units, always, [](auto, auto) { return false; }), ""});
  const auto add = [&](UnitList list) {
    if (list.order.told > 1) lists.push_back(std::move(list));
  };
  add({"budget", "按预算从多到少", order_by(year.units, budget_of, [](const Money& a, const Money& b) { return a > b; }), "调整后预算"});
  add({"execution", "按执行率从低到高", order_by(year.units, rate_of, less), "执行率"});
  add({"indicators", "按未完成指标从多到少",
       order_by(year.units, judged, [](const AttainmentCounts& a, const AttainmentCounts& b) { return a.failed() > b.failed(); }), "可以判定的指标"});
  add({"score", "按整体自评从低到高", order_by(year.units, score_of, less), "整体自评得分"});
  return lists;
}

std::string unit_list_url(Year year, const UnitList& list, std::size_t page) {
  const std::string url = fmt::format("{}{}/", list_url(year, "units-by"), list.id);
  return page == 0 ? url : fmt::format("{}{}/", url, page + 1);
}

std::string unit_list_finding(const YearFacts& year, const UnitList& list) {
  const std::size_t told = list.order.told;
  const auto at = [&](std::size_t i) -> const UnitFacts& { return year.units[list.order.places[i]]; };
  if (list.id == "budget") return fmt::format("预算最多的单位是{}，{}", at(0).unit->unit->name, brief(*budget_of(at(0))));
  if (list.id == "execution") {
    const auto low = std::ranges::count_if(year.units, [](const UnitFacts& unit) { return rate_of(unit) && *rate_of(unit) < Decimal(kLowRate); });
    return execution_order_finding("个单位", told, static_cast<std::size_t>(low), *rate_of(at(0)));
  }
  if (list.id == "indicators") return indicator_order_finding("个单位", told, failing(year), at(0).indicators.failed());
  if (list.id == "score") {
    return fmt::format("{}个单位整体自评最低{}分，最高{}分", told, print_score(*score_of(at(0))), print_score(*score_of(at(told - 1))));
  }
  return usual_finding(year);
}

}  // namespace disclose

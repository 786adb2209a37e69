#include "plan/project_order.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "exact/percent.h"
#include "exact/score.h"
#include "plan/links.h"
#include "plan/order.h"
#include "plan/score_views.h"
#include "plan/sentence.h"

namespace disclose {

namespace {

constexpr std::size_t kLargest = 10;  // how many of the largest budgets a finding adds up
constexpr std::size_t kMany = 20;     // from how many projects on their share says something

const std::optional<Money>& budget_of(const ProjectFacts& project) { return project.money.adjusted; }

std::optional<Decimal> self_score(const ProjectFacts& project) {
  return project.self == nullptr || !project.self->score ? std::nullopt : std::optional(project.self->score->decimal());
}

template <class Value, class Before>
ProjectList ordered(const YearFacts& year, std::string_view id, std::string_view title, std::string_view untold, Value value, Before before) {
  Order order = order_by(year.projects, value, before);
  return {.id = id, .title = title, .places = std::move(order.places), .told = order.told, .untold = untold};
}

// Most indicators not met first, then the larger share of them.
std::optional<AttainmentCounts> judged(const ProjectFacts& project) {
  return project.indicators.decided() > 0 ? std::optional(project.indicators) : std::nullopt;
}

bool fails_more(const AttainmentCounts& a, const AttainmentCounts& b) {
  if (a.failed() != b.failed()) return a.failed() > b.failed();
  return a.decided() < b.decided();
}

std::size_t failing(const YearFacts& year) {
  return static_cast<std::size_t>(std::ranges::count_if(year.projects, [](const ProjectFacts& p) { return p.indicators.failed() > 0; }));
}

std::string all_finding(const YearFacts& year) {
  const std::size_t all = year.projects.size();
  std::string text = fmt::format("{}个项目", all);
  const PhaseSum& money = year.project_money;
  if (!money.is_empty()) {
    text = static_cast<std::size_t>(money.counted) == all ? fmt::format("{}支出{}", text, brief(money.executed))
                                                          : fmt::format("{}，其中{}个公开支出{}", text, money.counted, brief(money.executed));
  }
  if (year.indicators.decided() == 0) return text;
  const std::size_t failed = failing(year);
  return text + (failed == 0 ? std::string("，没有未完成的指标") : fmt::format("，{}个有未完成的指标", failed));
}

std::string budget_finding(const YearFacts& year, const ProjectList& list) {
  const ProjectFacts& first = year.projects[list.places.front()];
  Money all;
  Money largest;
  for (std::size_t i = 0; i < list.told; ++i) {
    const Money& budget = *budget_of(year.projects[list.places[i]]);
    all += budget;
    if (i < kLargest) largest += budget;
  }
  const auto part = Decimal::divide(Decimal::scaled(largest.fen, 0), Decimal::scaled(all.fen, 0), 3);
  const auto percent = part ? part->shifted(2) : std::nullopt;
  if (list.told < kMany || !percent) return fmt::format("预算最多的项目是{}，{}", first.life->project->name, brief(*budget_of(first)));
  return fmt::format("预算最多的{}个项目占{}个项目预算的{}", kLargest, list.told, print_percent(*percent, 1));
}

std::string execution_finding(const YearFacts& year, const ProjectList& list) {
  const auto low = std::ranges::count_if(year.projects, [](const ProjectFacts& p) {
    const auto rate = p.money.rate();
    return rate && *rate < Decimal(kLowRate);
  });
  return execution_order_finding("个项目", list.told, static_cast<std::size_t>(low), *year.projects[list.places.front()].money.rate());
}

std::string indicator_finding(const YearFacts& year, const ProjectList& list) {
  return indicator_order_finding("个项目", list.told, failing(year), year.projects[list.places.front()].indicators.failed());
}

std::string score_finding(const YearFacts& year, const ProjectList& list) {
  const Decimal least = *self_score(year.projects[list.places.front()]);
  const Decimal most = *self_score(year.projects[list.places[list.told - 1]]);
  if (least == most) return fmt::format("{}个项目自评都是{}分", list.told, print_score(least));
  return fmt::format("{}个项目自评得分最低{}分，最高{}分", list.told, print_score(least), print_score(most));
}

}  // namespace

std::vector<ProjectList> project_lists(const YearFacts& year) {
  std::vector<ProjectList> lists;
  ProjectList by_unit{.id = "", .title = "按单位", .told = year.projects.size()};
  by_unit.places.resize(year.projects.size());
  std::iota(by_unit.places.begin(), by_unit.places.end(), std::size_t{0});
  lists.push_back(std::move(by_unit));
  const auto add = [&](ProjectList list) {
    if (list.told > 1) lists.push_back(std::move(list));
  };
  add(ordered(year, "budget", "按预算从多到少", "调整后预算", budget_of, [](const Money& a, const Money& b) { return a > b; }));
  add(ordered(year, "execution", "按执行率从低到高", "执行率", [](const ProjectFacts& p) { return p.money.rate(); },
              [](const Decimal& a, const Decimal& b) { return a < b; }));
  add(ordered(year, "indicators", "按未完成指标从多到少", "可以判定的指标", judged, fails_more));
  add(ordered(year, "score", "按自评得分从低到高", "自评得分", self_score, [](const Decimal& a, const Decimal& b) { return a < b; }));
  if (year.attention.empty()) return lists;
  lists.push_back({.id = "concern", .title = "重点关注", .places = year.attention, .told = year.attention.size(), .untold = {}, .concern = {}, .reasons = true});
  for (int i = 0; i < kConcernCount; ++i) {
    const auto concern = static_cast<Concern>(i);
    ProjectList list{.id = anchor_of(concern), .title = chinese_name_of(concern), .concern = concern, .reasons = true};
    for (const std::size_t place : year.attention) {
      const auto& concerns = year.projects[place].concerns;
      if (std::ranges::find(concerns, concern) != concerns.end()) list.places.push_back(place);
    }
    list.told = list.places.size();
    if (list.told > 0) lists.push_back(std::move(list));
  }
  return lists;
}

std::string project_list_url(Year year, const ProjectList& list, std::size_t page) {
  if (list.id.empty() && page == 0) return list_url(year, "projects");
  const std::string url = fmt::format("{}{}/", list_url(year, "projects-by"), list.id.empty() ? std::string_view("unit") : list.id);
  return page == 0 ? url : fmt::format("{}{}/", url, page + 1);
}

std::string project_list_finding(const YearFacts& year, const ProjectList& list) {
  if (list.concern) return fmt::format("{}个项目{}", list.places.size(), list.title);
  if (list.reasons) return fmt::format("{}个项目中{}个需要重点关注", year.projects.size(), list.places.size());
  if (list.id == "budget") return budget_finding(year, list);
  if (list.id == "execution") return execution_finding(year, list);
  if (list.id == "indicators") return indicator_finding(year, list);
  if (list.id == "score") return score_finding(year, list);
  return all_finding(year);
}

}  // namespace disclose

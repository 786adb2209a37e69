#include <gmock/gmock.h>

#include <fmt/format.h>

#include "plan/unit_order.h"
#include "small_site.h"

namespace disclose::test {
namespace {

using testing::ElementsAre;

std::string accounts(std::string_view unit, std::string_view total, std::string_view executed) {
  return fmt::format(R"({{"kind": "final_accounts", "id": "f-{0}", "year": 2024, "unit": "{0}", "status": "approved", "total": "{1}万元", "executed": "{2}万元",
    "published": "2025-08-20"}})", unit, total, executed);
}

const std::map<std::string, std::string> kUnits = {{"data/units.json", R"([{"id": "a", "name": "甲局", "code": "301"}, {"id": "b", "name": "乙局", "code": "302"},
  {"id": "c", "name": "丙局", "code": "303"}])"}};

std::vector<std::string> names(const YearFacts& year, const UnitList& list) {
  std::vector<std::string> all;
  for (const std::size_t place : list.order.places) all.emplace_back(year.units[place].unit->unit->id);
  return all;
}

TEST(UnitLists, AreOrderedAndPutTheUntoldLast) {
  const SmallSite site("[" + accounts("a", "100", "79") + "," + accounts("b", "200", "200") + "]", kUnits);
  const YearFacts& year = *site.site_plan().facts->year(2024);
  const auto lists = unit_lists(year);
  ASSERT_EQ(lists.size(), 3U);
  EXPECT_THAT(names(year, lists[0]), ElementsAre("a", "b", "c"));
  EXPECT_THAT(names(year, lists[1]), ElementsAre("b", "a", "c"));
  EXPECT_THAT(names(year, lists[2]), ElementsAre("a", "b", "c"));
  EXPECT_EQ(lists[2].order.told, 2U);
  EXPECT_EQ(unit_list_finding(year, lists[0]), "3个单位支出279.00万元");
  EXPECT_EQ(unit_list_finding(year, lists[1]), "预算最多的单位是乙局，200.00万元");
  EXPECT_EQ(unit_list_finding(year, lists[2]), "2个单位中1个执行率低于80%");
}

TEST(UnitLists, LeadToPagesThatAreThere) {
  const SmallSite site("[" + accounts("a", "100", "79") + "," + accounts("b", "200", "200") + "]", kUnits);
  const View values = site.page("units/")->values();
  for (const View& order : *values.find("orders")->list()) {
    std::string url(order.find("url")->text());
    url.resize(url.size() - std::string_view("index.html").size());
    EXPECT_NE(site.page(url), nullptr) << url;
  }
  EXPECT_TRUE(values.find("units")->find("total")->is_true());
}

TEST(UnitLists, AreNotMadeWithNothingToCompare) {
  const SmallSite site("[]", kUnits);
  const View values = site.page("units/")->values();
  EXPECT_FALSE(values.find("orders")->is_true());
  EXPECT_EQ(values.find("names")->list()->size(), 3U);
}

}  // namespace
}  // namespace disclose::test

#include "plan/charts.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "small_site.h"

namespace disclose::test {
namespace {

std::string indicator(std::string_view level2, std::string_view target, std::string_view actual) {
  return fmt::format(R"({{"level1": "产出指标", "level2": "{}", "name": "x", "target": "{}", "actual": "{}"}})", level2, target, actual);
}

std::string project(std::string_view id, std::string_view unit, const std::string& indicators) {
  return fmt::format(R"({{"kind": "project", "id": "{0}", "year": 2024, "unit": "{1}", "status": "approved", "name": "{0}"}},
    {{"kind": "self_evaluation", "id": "s-{0}", "year": 2024, "unit": "{1}", "status": "approved", "subject": {{"type": "project", "id": "{0}"}},
      "indicators": [{2}]}})", id, unit, indicators);
}

std::string text_of(const View& cells) {
  std::string text;
  for (const View& cell : *cells.list()) text += fmt::format("{}={} ", cell.find("text")->text(), cell.find("level")->text());
  return text;
}

View misses_of(const SmallSite& site, std::size_t limit) { return miss_table(site.context(), *site.site_plan().facts->year(2024), limit); }

TEST(MissTable, CountsByUnitAndSecondLevelMostMissesFirst) {
  const SmallSite site("[" + project("a", "water", indicator("数量指标", "≥10个", "10个") + "," + indicator("质量指标", "≥90%", "80%")) + "," +
                       project("b", "roads", indicator("数量", "≥10个", "9个") + "," + indicator("数量指标", "≥10个", "8个") + "," + indicator("数量", "≥1个", "")) + "]");
  const View table = misses_of(site, 9);
  ASSERT_EQ(table.find("columns")->list()->size(), 2U);
  EXPECT_EQ(table.find("columns")->list()->front().find("name")->text(), "数量");
  const View::List& rows = *table.find("rows")->list();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].find("name")->text(), "县交通局");
  EXPECT_EQ(text_of(*rows[0].find("cells")), "2/2=h4 =h0 ");
  EXPECT_EQ(text_of(*rows[1].find("cells")), "0/1=h0 1/1=h4 ");
  EXPECT_EQ(text_of(*table.find("total")->find("cells")), "2/3=h4 1/1=h4 ");
  EXPECT_EQ(table.find("title")->text(), "没有完成的3项指标中，数量指标最多，有2项");
}

TEST(MissTable, TotalsTheUnitsItLeavesOut) {
  const SmallSite site("[" + project("a", "water", indicator("数量", "≥10个", "9个")) + "," + project("b", "roads", indicator("数量", "≥10个", "9个")) + "]");
  const View table = misses_of(site, 1);
  EXPECT_EQ(table.find("rows")->list()->size(), 1U);
  EXPECT_EQ(*table.find("of")->number(), 2);
  EXPECT_EQ(table.find("total")->find("sum")->find("text")->text(), "2/2");
}

TEST(MissTable, IsNotMadeWhereEveryTargetWasMet) {
  const SmallSite site("[" + project("a", "water", indicator("数量", "≥10个", "10个")) + "]");
  EXPECT_TRUE(misses_of(site, 9).is_nothing());
}

std::string deviation(std::string_view target, std::string_view own) {
  Indicator indicator;
  indicator.target = target;
  IndicatorLine line;
  line.indicator = &indicator;
  line.own = own;
  const auto found = deviation_of(line);
  return found ? found->to_string() : "none";
}

TEST(Deviation, IsAboveZeroWhereTheValueIsBetterThanAsked) {
  EXPECT_EQ(deviation("≥10个", "12个"), "20");
  EXPECT_EQ(deviation("≥10个", "9个"), "-10");
  EXPECT_EQ(deviation("≤10天", "8天"), "20");
  EXPECT_EQ(deviation("<10天", "11天"), "-10");
  EXPECT_EQ(deviation("=10个", "10个"), "0");
  EXPECT_EQ(deviation("=10个", "12个"), "-20");
}

TEST(Deviation, IsNotInvented) {
  EXPECT_EQ(deviation("≥0个", "3个"), "none");
  EXPECT_EQ(deviation("有效改善", "已改善"), "none");
  EXPECT_EQ(deviation("≥10个", ""), "none");
  EXPECT_EQ(deviation("≥10个", "已完成"), "none");
}

View chart_of(int beyond, int others) {
  std::string all;
  for (int i = 0; i < beyond + others; ++i) all += (i == 0 ? "" : ",") + indicator("数量", "≥10个", i < beyond ? "15个" : "14个");
  const SmallSite site("[" + project("a", "water", all + "," + indicator("数量", "改善", "已改善")) + "]");
  return deviation_chart(*site.site_plan().facts->year(2024));
}

TEST(DeviationChart, CountsEachIndicatorOnceAndSaysWhatItLeavesOut) {
  const View chart = chart_of(1, 10);
  std::int64_t sum = 0;
  for (const View& column : *chart.find("columns")->list()) sum += *column.find("count")->number();
  EXPECT_EQ(sum, 11);
  EXPECT_EQ(*chart.find("shown")->number(), 11);
  EXPECT_EQ(*chart.find("of")->number(), 12);
}

TEST(DeviationChart, SuspectsTargetsFromATenthOn) {
  EXPECT_EQ(chart_of(1, 9).find("title")->text(), "10项指标中1项超过目标一半以上，目标可能偏低");
  EXPECT_EQ(chart_of(1, 10).find("title")->text(), "完成值离目标有多远");
}

TEST(DeviationChart, IsNotMadeOfAHandful) { EXPECT_TRUE(chart_of(1, 8).is_nothing()); }

TEST(UnitSquares, StandInRowsOfTwenty) {
  EXPECT_EQ(unit_squares(1).find("path")->text(), "M0 0h12v12h-12z");
  EXPECT_EQ(*unit_squares(20).find("height")->number(), 15);
  EXPECT_EQ(*unit_squares(21).find("height")->number(), 30);
  EXPECT_EQ(*unit_squares(0).find("height")->number(), 0);
}

}  // namespace
}  // namespace disclose::test

#include <memory>

#include <gmock/gmock.h>

#include "format/json_writer.h"
#include "model/figure_check.h"
#include "plan/figures_view.h"
#include "small_site.h"

namespace disclose::test {
namespace {

using testing::HasSubstr;

std::string figures(std::string_view items, std::string_view checks) {
  return std::string(R"([{"kind": "figures", "id": "f", "year": 2024, "status": "approved", "title": "年度数据", "items": [)") +
         std::string(items) + R"(], "checks": [)" + std::string(checks) + "]}]";
}

FigureVerdict verdict(std::string_view items, std::string_view check) {
  static std::vector<std::unique_ptr<SmallSite>> sites;  // verdicts point into them
  sites.push_back(std::make_unique<SmallSite>(figures(items, check)));
  const Figures& record = *sites.back()->registry().records.figures.at(0);
  return judge(sites.back()->registry(), record, record.checks.at(0));
}

using State = FigureVerdict::State;
using Reason = FigureVerdict::Reason;

constexpr const char* kSum = R"({"left": "a", "op": "sum", "right": ["b", "c"]})";

TEST(FigureChecks, HoldWhenTheSumComesOut) {
  const FigureVerdict sum =
      verdict(R"({"id": "a", "label": "入库", "value": "2271个"}, {"id": "b", "label": "整体", "value": "72个"}, {"id": "c", "label": "项目", "value": "2199个"})", kSum);
  EXPECT_EQ(sum.state, State::holds);
  EXPECT_EQ(sum.formula, "72个 + 2199个");
}

TEST(FigureChecks, FailByOneAndSayWhatComesOut) {
  const FigureVerdict sum =
      verdict(R"({"id": "a", "label": "监控", "value": "4次"}, {"id": "b", "label": "上半年", "value": "2次"}, {"id": "c", "label": "下半年", "value": "3次"})", kSum);
  EXPECT_EQ(sum.state, State::fails);
  EXPECT_EQ(sum.reason, Reason::differs);
  EXPECT_EQ(sum.result, "5次");
}

TEST(FigureChecks, TakeMoneyInOneUnit) {
  const FigureVerdict sum =
      verdict(R"({"id": "a", "label": "合计", "value": "1.5亿元"}, {"id": "b", "label": "甲", "value": "5000万元"}, {"id": "c", "label": "乙", "value": "100000000元"})", kSum);
  EXPECT_EQ(sum.state, State::holds);
}

TEST(FigureChecks, AreUndecidedByAnImpreciseOperand) {
  const FigureVerdict sum =
      verdict(R"({"id": "a", "label": "合计", "value": "48亿多元"}, {"id": "b", "label": "甲", "value": "40亿元"}, {"id": "c", "label": "乙", "value": "8亿元"})", kSum);
  EXPECT_EQ(sum.state, State::undecided);
  EXPECT_EQ(sum.reason, Reason::imprecise);
  EXPECT_EQ(sum.culprit.item->label, "合计");
}

TEST(FigureChecks, NeverDivideByZeroIntoAHundredPercent) {
  const FigureVerdict ratio = verdict(R"({"id": "a", "label": "率", "value": "100%"}, {"id": "b", "label": "分子", "value": "0个"}, {"id": "c", "label": "分母", "value": "0个"})",
                                      R"({"left": "a", "op": "ratio", "right": ["b", "c"]})");
  EXPECT_EQ(ratio.state, State::fails);
  EXPECT_EQ(ratio.reason, Reason::zero_divisor);
}

TEST(FigureChecks, ShowSignsBetweenTheirTerms) {
  const SmallSite site(figures(R"({"id": "a", "label": "节约", "value": "3元"}, {"id": "b", "label": "列入", "value": "10元"}, {"id": "c", "label": "兑现", "value": "7元"})",
                               R"({"left": "a", "op": "difference", "right": ["b", "c"]})"));
  const View view = figures_view(site.context(), *site.registry().records.figures.at(0));
  const View& check = view.find("checks")->list()->at(0);
  std::string shown;
  for (const View& term : *check.find("terms")->list()) shown += std::string(term.find("label")->text()) + std::string(term.find("value")->text());
  EXPECT_EQ(shown, "节约3元＝列入10元−兑现7元");
  EXPECT_EQ(check.find("text")->text(), "成立");
}

TEST(NameLists, CountTheirValueUnlessTheyAreOpen) {
  const SmallSite site(R"([{"kind": "figures", "id": "f", "year": 2024, "status": "approved", "items": [
    {"id": "a", "label": "职能", "value": "2项", "names": ["甲", "乙"]}, {"id": "b", "label": "项目", "value": "3个", "names": ["甲", "乙"]},
    {"id": "c", "label": "等", "value": "3个", "names": ["甲"], "open": true}, {"id": "d", "label": "金额", "value": "5亿元", "names": ["甲"]}]}])");
  const std::vector<FigureItem>& items = site.registry().records.figures.at(0)->items;
  EXPECT_EQ(names_count(items.at(0)), true);
  EXPECT_EQ(names_count(items.at(1)), false);
  EXPECT_EQ(names_count(items.at(2)), std::nullopt);
  EXPECT_EQ(names_count(items.at(3)), std::nullopt);
}

}  // namespace
}  // namespace disclose::test

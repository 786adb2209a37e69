#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/county.h"
#include "check/review_list.h"

namespace disclose {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// One indicator of 10 points.
std::string row(std::string_view target, std::string_view actual, std::string_view score, std::string_view more = "") {
  return R"({"level1": "产出", "name": "甲", "weight": 10, "target": ")" + std::string(target) + R"(", "actual": ")" +
         std::string(actual) + R"(", "score": )" + std::string(score) + R"(, "deviation": "见说明")" + std::string(more) + "}";
}

std::vector<std::string> judged(std::string_view indicators, std::string_view more = "") {
  // The rest of the weights: 80 points of another indicator, so that the weights are 100.
  County county;
  county.record("self_evaluation", "e", R"("subject": {"type": "unit"}, "indicators": [)" + std::string(indicators) +
                                            R"(, {"level1": "产出", "name": "乙", "weight": 40, "target": "完成", "actual": "完成"},
    {"level1": "产出", "name": "丙", "weight": 40, "target": "完成", "actual": "完成"}])" + std::string(more));
  return county.codes();
}

constexpr std::string_view kScore = "score-formula /indicators/0/score";
constexpr std::string_view kBand = "score-band /indicators/0/score";

TEST(Formula, ScoreIsWhatItsOperatorGives) {
  EXPECT_THAT(judged(row("≥100个", "80个", "8")), IsEmpty());
  EXPECT_THAT(judged(row("≥3个", "2个", "6.67")), IsEmpty());
  EXPECT_THAT(judged(row("≤50个", "60个", "8")), IsEmpty());
  EXPECT_THAT(judged(row("≤50个", "100个", "0")), IsEmpty());
  EXPECT_THAT(judged(row("=12期", "13期", "10")), IsEmpty());
  EXPECT_THAT(judged(row("≥100个", "80个", "9")), ElementsAre(kScore));
  EXPECT_THAT(judged(row("≤50个", "100个", "5")), ElementsAre(kScore));
  EXPECT_THAT(judged(row("≥100个", "80个", "0")), ElementsAre(kScore));
  EXPECT_THAT(judged(row("=0起", "1起", "10")), ElementsAre(kScore));
}

TEST(Formula, MayBeOffByTheTolerance) {
  EXPECT_THAT(judged(row("≥100个", "80个", "8.1")), IsEmpty());
  EXPECT_THAT(judged(row("≥100个", "80个", "8.11")), ElementsAre(kScore));
  EXPECT_THAT(judged(row("≥100个", "80个", "7.89")), ElementsAre(kScore));
}

TEST(Formula, IsNotForTimeTextOrWords) {
  EXPECT_THAT(judged(row("≤30天", "60天", "9")), IsEmpty());
  EXPECT_THAT(judged(row("≥100个", "基本完成", "9")), IsEmpty());
  EXPECT_THAT(judged(row("≥100个", "约80个", "9")), IsEmpty());
  EXPECT_THAT(judged(row("有效改善", "80个", "9")), IsEmpty());
}

TEST(Formula, KeepsSilentWhereTheScoreIsOutOfRange) {
  EXPECT_THAT(judged(row("≥100个", "80个", "11")), ElementsAre("score-range /indicators/0/score"));
}

TEST(Formula, AScoreMistypedInASumIsToldOnce) {
  const auto total = [](std::string_view score) {
    County county;
    county.site_keys(R"("scoring": {"execution_weight": 0})")
        .record("self_evaluation", "e",
                R"("subject": {"type": "unit"}, "score": 98, "indicators": [
      {"level1": "产出", "name": "甲", "weight": 10, "target": "≥100个", "actual": "80个", "deviation": "x", "score": )" +
                    std::string(score) + R"(}, {"level1": "产出", "name": "乙", "weight": 90, "target": "≥1个", "actual": "1个", "score": 90}])");
    return county.codes();
  };
  EXPECT_THAT(total("8"), ElementsAre("weight-lopsided /indicators/1/weight"));
  EXPECT_THAT(total("3"), ElementsAre("score-total /score", "weight-lopsided /indicators/1/weight"));
}

TEST(Band, AQualitativeScoreLiesInIt) {
  EXPECT_THAT(judged(row("有效改善", "达成年度指标", "8")), IsEmpty());
  EXPECT_THAT(judged(row("有效改善", "达成年度指标", "10")), IsEmpty());
  EXPECT_THAT(judged(row("有效改善", "达成年度指标", "7.99")), ElementsAre(kBand));
  EXPECT_THAT(judged(row("有效改善", "部分达成年度指标并具有一定效果", "7.99")), IsEmpty());
  EXPECT_THAT(judged(row("有效改善", "部分达成年度指标并具有一定效果", "8")), ElementsAre(kBand));
  EXPECT_THAT(judged(row("有效改善", "部分达成年度指标并具有一定效果", "6")), IsEmpty());
  EXPECT_THAT(judged(row("有效改善", "部分达成年度指标并具有一定效果", "5.99")), ElementsAre(kBand));
  EXPECT_THAT(judged(row("有效改善", "未达成年度指标且效果较差", "5.99")), IsEmpty());
  EXPECT_THAT(judged(row("有效改善", "未达成年度指标且效果较差", "6")), ElementsAre(kBand));
}

TEST(Band, IsNamedByItsWholeText) {
  EXPECT_THAT(judged(row("有效改善", "达成年度指标，群众满意", "5")), ElementsAre(kBand));
  EXPECT_THAT(judged(row("有效改善", "达成年度指标的一半", "5")), IsEmpty());
  EXPECT_THAT(judged(row("有效改善", "明显改善", "5")), IsEmpty());
  for (const char* more : {"0", "9", "A", "Z", "a", "z", "甲"}) EXPECT_THAT(judged(row("有效改善", std::string("达成年度指标") + more, "5")), IsEmpty()) << more;
  for (const char* more : {"", "。", "/", ":", "@", "[", " (甲)"}) EXPECT_THAT(judged(row("有效改善", std::string("达成年度指标") + more, "5")), ElementsAre(kBand)) << more;
}

std::string funds(std::string_view adjusted, std::string_view executed, std::string_view more) {
  return R"(, "funds": [{"source": "total", "adjusted": ")" + std::string(adjusted) + R"(", "executed": ")" +
         std::string(executed) + R"(")" + std::string(more) + "}]";
}

TEST(Execution, ScoreIsTheShareTimesItsWeight) {
  const std::string indicator = row("≥1个", "1个", "10");
  EXPECT_THAT(judged(indicator, funds("100万元", "97.5万元", R"(, "score": 9.75)")), IsEmpty());
  EXPECT_THAT(judged(indicator, funds("100万元", "120万元", R"(, "score": 10)")), IsEmpty());
  EXPECT_THAT(judged(indicator, funds("100万元", "97.5万元", R"(, "score": 9.65)")), IsEmpty());
  EXPECT_THAT(judged(indicator, funds("100万元", "97.5万元", R"(, "score": 9.64)")), ElementsAre("execution-score /funds/0/score"));
  EXPECT_THAT(judged(indicator, funds("100万元", "50万元", R"(, "weight": 10, "score": 10)")), ElementsAre("execution-score /funds/0/score"));
}

TEST(Execution, IsNotAskedForWithoutItsAmounts) {
  EXPECT_THAT(judged(row("≥1个", "1个", "10"), R"(, "funds": [{"source": "total", "initial": "9万元", "executed": "5万元", "score": 1}])"), IsEmpty());
  EXPECT_THAT(judged(row("≥1个", "1个", "10"), R"(, "funds": [{"source": "total", "initial": "9万元", "adjusted": "5万元", "score": 1}])"), IsEmpty());
}

TEST(Execution, OfNoBudgetIsUndecided) {
  EXPECT_THAT(judged(row("≥1个", "1个", "10"), funds("0元", "0元", R"(, "score": 10)")), ElementsAre("execution-score? /funds/0/score"));
  EXPECT_THAT(judged(row("≥1个", "1个", "10"), funds("0元", "0元", "")), IsEmpty());
}

TEST(Execution, KeepsSilentWhereTheFundsDoNotAgree) {
  EXPECT_THAT(judged(row("≥1个", "1个", "10"),
                     R"(, "funds": [{"source": "total", "adjusted": "100万元", "executed": "50万元", "score": 10},
                     {"source": "fiscal", "adjusted": "90万元", "executed": "50万元"}])"),
              ElementsAre("fund-sum /funds/0/adjusted"));
}

std::vector<std::string> far_above(std::string_view actual, std::string_view deviation, std::string_view target = "≥100个") {
  County county;
  county.record("self_evaluation", "e",
                R"("subject": {"type": "unit"}, "indicators": [{"level1": "产出", "name": "甲", "target": ")" + std::string(target) +
                    R"(", "actual": ")" + std::string(actual) + R"(", "deviation": ")" + std::string(deviation) + R"("}])");
  return county.codes();
}

TEST(OverTarget, AnActualFarAboveItsTargetIsExplained) {
  EXPECT_THAT(far_above("129个", ""), IsEmpty());
  EXPECT_THAT(far_above("130个", ""), ElementsAre("over-target /indicators/0"));
  EXPECT_THAT(far_above("130个", "上级追加任务"), IsEmpty());
  EXPECT_THAT(far_above("130个", "", "=100个"), ElementsAre("over-target /indicators/0"));
  EXPECT_THAT(far_above("130个", "", "≤100个"), IsEmpty());
  EXPECT_THAT(far_above("30个", "", "≥0个"), IsEmpty());
}

TEST(OverTarget, WhatIsToBeReviewedIsListedWithoutAFinding) {
  County county;
  county.record("self_evaluation", "e",
                R"("subject": {"type": "unit"}, "indicators": [
    {"level1": "产出", "name": "甲", "target": "≥100个", "actual": "119个"},
    {"level1": "产出", "name": "乙", "target": "≥100个", "actual": "120个"}])");
  const auto registry = county.registry();
  const std::vector<ReviewItem> list = review_list(*registry);
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].record->id, "e");
  EXPECT_EQ(list[0].indicator, 1U);
}

}  // namespace
}  // namespace disclose

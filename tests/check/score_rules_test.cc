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

// --- totals ---

// Two indicators scored 50 and `second`, of these weights; the total is `score`.
std::vector<std::string> totalled(std::string_view score, std::string_view more = "", std::string_view weights = "50,40", std::string_view second = "30") {
  const auto weight = [](std::string_view text) { return text.empty() ? std::string() : R"("weight": )" + std::string(text) + ", "; };
  const std::size_t comma = weights.find(',');
  County county;
  county.record("self_evaluation", "e", R"("subject": {"type": "unit"}, "score": )" + std::string(score) + R"(, "indicators": [
    {"level1": "产出", "name": "甲", )" + weight(weights.substr(0, comma)) + R"("target": "完成", "actual": "完成", "score": 50, "deviation": "x"},
    {"level1": "效益", "name": "乙", )" + weight(weights.substr(comma + 1)) + R"("target": "完成", "actual": "完成", "score": )" + std::string(second) + R"(, "deviation": "x"}])" +
                                                 std::string(more));
  std::vector<std::string> codes = county.codes();
  std::erase_if(codes, [](const std::string& code) { return code.starts_with("weight-"); });
  return codes;
}

constexpr std::string_view kTotal = "score-total /score";

TEST(Total, IsTheSumOfItsParts) {
  const std::string stated = R"(, "funds": [{"source": "total", "score": 8}])";
  EXPECT_THAT(totalled("88", stated), IsEmpty());
  EXPECT_THAT(totalled("88.1", stated), IsEmpty());
  EXPECT_THAT(totalled("87.9", stated), IsEmpty());
  EXPECT_THAT(totalled("88.11", stated), ElementsAre(kTotal));
  EXPECT_THAT(totalled("87.89", stated), ElementsAre(kTotal));
  EXPECT_THAT(totalled("80", stated), ElementsAre(kTotal));
}

TEST(Total, TakesTheExecutionScoreFromTheAmounts) {
  const std::string amounts = funds("100万元", "50万元", "");
  EXPECT_THAT(totalled("85", amounts), IsEmpty());
  EXPECT_THAT(totalled("80", amounts), IsEmpty()) << "the form does without an execution score";
  EXPECT_THAT(totalled("90", amounts), ElementsAre(kTotal));
  EXPECT_THAT(totalled("85", funds("100万元", "50万元", R"(, "weight": 20)")), ElementsAre(kTotal));
  EXPECT_THAT(totalled("90", funds("100万元", "50万元", R"(, "weight": 20)")), IsEmpty());
}

TEST(Total, HasNoExecutionScoreWhereTheIndicatorsCarryAllPoints) {
  EXPECT_THAT(totalled("80", funds("100万元", "50万元", ""), "50,50"), IsEmpty());
  EXPECT_THAT(totalled("85", funds("100万元", "50万元", ""), "50,50"), ElementsAre(kTotal));
}

// Whatever was executed, an execution score is one from 0 to its weight.
TEST(Total, OfWhichAPartIsNotKnownIsStillWithinBounds) {
  for (const std::string& unknown : {std::string(), funds("0元", "0元", ""), std::string(R"(, "funds": [{"source": "total", "adjusted": "9万元"}])"),
                                     std::string(R"(, "funds": [{"source": "total", "executed": "9万元"}])")}) {
    EXPECT_THAT(totalled("80", unknown), IsEmpty()) << unknown;
    EXPECT_THAT(totalled("90", unknown), IsEmpty()) << unknown;
    EXPECT_THAT(totalled("90.11", unknown), ElementsAre(kTotal)) << unknown;
    EXPECT_THAT(totalled("79.89", unknown), ElementsAre(kTotal)) << unknown;
  }
}

TEST(Total, OfIndicatorsWithoutWeights) {
  EXPECT_THAT(totalled("80", "", ","), IsEmpty());
  EXPECT_THAT(totalled("85", "", ","), ElementsAre(kTotal)) << "no funds, no execution score";
  EXPECT_THAT(totalled("85", funds("100万元", "50万元", ""), ","), IsEmpty());
  EXPECT_THAT(totalled("91", funds("100万元", "50万元", ""), ","), ElementsAre(kTotal));
}

// The default scheme grades what can state a grade; a preliminary evaluation only where a scheme names it.
TEST(Grade, IsGivenByASchemeThatConcernsTheKind) {
  const auto graded = [](std::string_view applies, std::string_view kind, std::string_view keys) {
    County county;
    county.site_keys(R"("grade_schemes": [{"id": "g", "name": "两级", "basis": "县财发〔2024〕1号", )" + std::string(applies) +
                     R"("grades": [{"name": "优", "min": 90}, {"name": "中", "min": 60}]}], "default_scheme": "g")");
    county.record("self_evaluation", "e", R"("subject": {"type": "unit"})").record(kind, "x", keys);
    return county.findings();
  };
  const std::string low = R"("subject": {"type": "unit"}, "score": 50)";
  EXPECT_TRUE(graded("", "pre_evaluation", low).empty());
  EXPECT_TRUE(graded("", "recheck", R"("self_evaluation": "e", "opinion": "同意", "score": 50)").empty());
  EXPECT_EQ(graded(R"("applies_to": ["pre_evaluation"], )", "pre_evaluation", low).size(), 1U);
  EXPECT_EQ(graded(R"("applies_to": ["recheck"], )", "recheck", R"("self_evaluation": "e", "opinion": "同意", "score": 50)").size(), 1U);
  const std::vector<Diagnostic> found = graded("", "finance_evaluation", low);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, Code::grade);
  EXPECT_EQ(found[0].basis, "县财发〔2024〕1号");
  EXPECT_TRUE(graded("", "finance_evaluation", R"("subject": {"type": "unit"}, "score": 60)").empty());
}

TEST(Total, IsNotAskedOfIndicatorsWithoutScores) {
  constexpr std::string_view kScheme = R"("grade_schemes": [{"id": "g", "name": "两级", "grades": [{"name": "优", "min": 90}, {"name": "差", "min": 0}]}], "default_scheme": "g")";
  const auto graded = [&](std::string_view grade) {
    return County().site_keys(kScheme).record("self_evaluation", "e", R"("subject": {"type": "unit"}, "score": 95, "grade": ")" + std::string(grade) +
      R"(", "indicators": [{"level1": "产出", "name": "甲", "target": "完成", "actual": "完成"}])").codes();
  };
  EXPECT_THAT(graded("优"), IsEmpty());
  EXPECT_THAT(graded("差"), ElementsAre("grade /grade")) << "a total that nobody can doubt has its grade";
}

std::vector<std::string> evaluated(std::string_view score, std::string_view weights, std::string_view second_score) {
  const std::size_t comma = weights.find(',');
  return County().record("finance_evaluation", "v", R"("subject": {"type": "unit"}, "score": )" + std::string(score) + R"(, "indicators": [
    {"level1": "产出", "name": "甲", "target": "完成", "weight": )" + std::string(weights.substr(0, comma)) + R"(, "score": 50},
    {"level1": "效益", "name": "乙", "target": "完成", "weight": )" + std::string(weights.substr(comma + 1)) + std::string(second_score) + "}]").codes();
}

TEST(Total, OfAFinanceEvaluationIsThatOfAWholeTable) {
  EXPECT_THAT(evaluated("90", "60,40", R"(, "score": 40)"), IsEmpty());
  EXPECT_THAT(evaluated("91", "60,40", R"(, "score": 40)"), ElementsAre(kTotal));
  EXPECT_THAT(evaluated("91", "60,40", ""), IsEmpty());
  EXPECT_THAT(evaluated("91", "50,40", R"(, "score": 40)"), IsEmpty()) << "a part of the table";
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
  EXPECT_THAT(far_above("39天", "", "≥30天"), ElementsAre("over-target /indicators/0"));
  EXPECT_THAT(far_above("38天", "", "≥30天"), IsEmpty());
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

TEST(OverTarget, IsNotAskedForWhereADeviationIsMissingAnyway) {
  const auto scored = [](std::string_view score) {
    return judged(R"({"level1": "产出", "name": "甲", "weight": 10, "target": "≥100个", "actual": "130个", "score": )" + std::string(score) + "}");
  };
  EXPECT_THAT(scored("10"), ElementsAre("over-target /indicators/0"));
  EXPECT_THAT(scored("9.95"), ElementsAre("deviation-missing /indicators/0"));
}

TEST(OverTarget, TheListHasTheFirstIndicatorToo) {
  County county;
  county.record("self_evaluation", "e", R"("subject": {"type": "unit"}, "indicators": [{"level1": "产出", "name": "甲", "target": "≥100个", "actual": "121个"}])");
  const auto registry = county.registry();
  ASSERT_EQ(review_list(*registry).size(), 1U);
}

}  // namespace
}  // namespace disclose

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/county.h"

namespace disclose {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kFunds = R"("subject": {"type": "unit"}, "goal": "按期完成", "funds": [{"source": "total", "amount": "10万元"}], )";

std::string indicators(std::initializer_list<std::string_view> rows) {
  std::string text = R"("indicators": [)";
  for (const std::string_view row : rows) text += (text.back() == '[' ? "" : ", ") + std::string(row);
  return text + "]";
}

std::string weighed(std::string_view level, std::string_view weight) {
  return R"({"level1": ")" + std::string(level) + R"(", "name": "甲)" + std::string(weight) + R"(", "target": "≥1个", "weight": )" +
         std::string(weight) + "}";
}

std::vector<std::string> target(const std::string& rows, std::string_view site = "") {
  return County().site_keys(site).record("target", "t", std::string(kFunds) + rows).codes();
}

TEST(Weights, MustTotalOneHundredWithTheExecution) {
  EXPECT_THAT(target(indicators({weighed("产出", "40"), weighed("效益", "40"), weighed("满意度", "10")})), IsEmpty());
  EXPECT_THAT(target(indicators({weighed("产出", "40"), weighed("效益", "40"), weighed("满意度", "9.9999")})), ElementsAre("weight-total /indicators"));
  EXPECT_THAT(target(indicators({weighed("产出", "40"), weighed("效益", "40"), weighed("满意度", "20")})), ElementsAre("weight-total /indicators"));
  EXPECT_THAT(target(indicators({weighed("产出", "40"), weighed("效益", "40"), weighed("满意度", "20")}), R"("scoring": {"execution_weight": 0})"), IsEmpty());
}

TEST(Weights, AreNotSummedWhereOneIsNotStated) {
  EXPECT_THAT(target(indicators({weighed("产出", "40"), R"({"level1": "效益", "name": "乙", "target": "改善"})"})), IsEmpty());
}

TEST(Weights, OfTheFirstLevelAreAsConfigured) {
  constexpr std::string_view site = R"("weights": [{"name": "产出指标", "weight": 50}, {"name": "效益", "weight": 40}])";
  EXPECT_THAT(target(indicators({weighed("产出", "30"), weighed("产出指标", "20"), weighed("效益", "40")}), site), IsEmpty());
  EXPECT_THAT(target(indicators({weighed("产出", "30"), weighed("效益", "20"), weighed("效益", "40")}), site), ElementsAre("weight-total /indicators"));
  EXPECT_THAT(target(indicators({weighed("产出", "30"), weighed("产出", "20"), weighed("效益", "30"), weighed("满意度", "10")}), site),
              ElementsAre("weight-total /indicators"));
}

TEST(Weights, OneIndicatorDoesNotCarryMoreThanForty) {
  EXPECT_THAT(target(indicators({weighed("产出", "40"), weighed("产出", "10"), weighed("效益", "40")})), IsEmpty());
  EXPECT_THAT(target(indicators({weighed("产出", "40.5"), weighed("产出", "9.5"), weighed("效益", "40")})), ElementsAre("weight-lopsided /indicators/0/weight"));
}

TEST(Weights, OfASelfEvaluationAreLopsidedOnlyWithoutATarget) {
  const std::string rows = indicators({R"({"level1": "产出", "name": "甲", "target": "≥1个", "weight": 50, "actual": "1个"})",
                                       R"({"level1": "产出", "name": "乙", "target": "≥1个", "weight": 40, "actual": "1个"})"});
  County county;
  county.record("self_evaluation", "e", R"("subject": {"type": "unit"}, )" + rows);
  EXPECT_THAT(county.codes(), ElementsAre("weight-lopsided /indicators/0/weight"));
  // Also where the sum is not asked for, since another has no weight.
  EXPECT_THAT(County().record("self_evaluation", "e", R"("subject": {"type": "unit"}, )" +
                                                         indicators({R"({"level1": "产出", "name": "甲", "target": "≥1个", "weight": 50, "actual": "1个"})",
                                                                     R"({"level1": "产出", "name": "乙", "target": "≥1个", "actual": "1个"})"})).codes(),
              ElementsAre("weight-lopsided /indicators/0/weight"));
  county.record("target", "t", std::string(kFunds) + rows);
  const std::vector<Diagnostic> both = county.findings();
  ASSERT_EQ(both.size(), 1U);
  EXPECT_EQ(both[0].record, "t");
}

TEST(Vague, ATargetHasAnIndicatorThatCanBeMeasured) {
  EXPECT_THAT(target(indicators({R"({"level1": "效益", "name": "甲", "target": "有效改善"})", R"({"level1": "效益", "name": "乙", "target": "显著"})"})),
              ElementsAre("vague-indicators /indicators"));
  EXPECT_THAT(target(indicators({R"({"level1": "效益", "name": "甲", "target": "有效改善"})", R"({"level1": "产出", "name": "乙", "target": "≥95%"})"})), IsEmpty());
  for (const char* day : {"2024年12月底前", "2024年", "12月底前", "月底前15日"}) {
    EXPECT_THAT(target(indicators({R"({"level1": "产出", "name": "乙", "target": ")" + std::string(day) + "\"}"})), IsEmpty()) << day;
  }
  EXPECT_THAT(target(indicators({R"({"level1": "产出", "name": "乙", "target": "年底前"})"})), ElementsAre("vague-indicators /indicators"));
}

std::string plain(std::string_view name, std::string_view target, std::string_view level = "产出") {
  return R"({"level1": ")" + std::string(level) + R"(", "level2": "数量", "name": ")" + std::string(name) + R"(", "target": ")" +
         std::string(target) + R"(", "actual": "无"})";
}

std::vector<std::string> changed(std::initializer_list<std::string_view> there, std::initializer_list<std::string_view> here) {
  return County().record("target", "t", std::string(kFunds) + indicators(there)).record("self_evaluation", "e", R"("subject": {"type": "unit"}, )" + indicators(here)).codes();
}

TEST(TargetChanged, ValuesAreThoseOfTheTarget) {
  EXPECT_THAT(changed({plain("甲", "≥95%")}, {plain("甲", ">=95.0％")}), IsEmpty());
  EXPECT_THAT(changed({plain("甲", "≥95%")}, {plain("甲", "≥90%")}), ElementsAre("target-changed /indicators/0/target"));
  EXPECT_THAT(changed({plain("甲", "≥95%")}, {plain("甲", ">95%")}), ElementsAre("target-changed /indicators/0/target"));
  EXPECT_THAT(changed({plain("甲", "明显改善"), plain("乙", "≥1个")}, {plain("甲", "改善"), plain("乙", "≥1个")}), ElementsAre("target-changed /indicators/0/target"));
}

TEST(TargetChanged, LevelsAreEqualWithAndWithoutTheirSuffix) {
  EXPECT_THAT(changed({plain("甲", "≥1个", "产出指标")}, {plain("甲", "≥1个", "产出")}), IsEmpty());
  EXPECT_THAT(changed({plain("甲", "≥1个"), plain("乙", "≥2个")}, {plain("乙", "≥2个"), plain("甲", "≥1个")}), IsEmpty());
}

TEST(TargetChanged, EveryDifferenceIsOneFinding) {
  EXPECT_THAT(changed({plain("甲", "≥1个"), plain("乙", "≥2个")}, {plain("甲", "≥1个")}), ElementsAre("target-changed /indicators"));
  EXPECT_THAT(changed({plain("甲", "≥1个")}, {plain("甲", "≥1个"), plain("乙", "≥2个")}), ElementsAre("target-changed /indicators/1"));
  EXPECT_THAT(changed({plain("甲", "≥1个")}, {plain("甲甲", "≥1个")}), ElementsAre("target-changed /indicators/0"));
  EXPECT_THAT(changed({plain("甲", "≥1个")}, {plain("甲", "≥1个", "效益")}), ElementsAre("target-changed /indicators/0"));
}

TEST(TargetChanged, NamesBothPlaces) {
  County county;
  county.record("target", "t", std::string(kFunds) + indicators({plain("甲", "≥95%")}))
      .record("self_evaluation", "e", R"("subject": {"type": "unit"}, "target": "t", )" + indicators({plain("甲", "≥90%")}));
  const std::vector<Diagnostic> found = county.findings();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].place.file, "data/e.json");
  ASSERT_EQ(found[0].related.size(), 1U);
  EXPECT_EQ(found[0].related[0].place.file, "data/t.json");
  EXPECT_EQ(found[0].related[0].place.pointer, "/indicators/0/target");
  EXPECT_THAT(found[0].figures, ElementsAre("≥90%", "≥95%"));
}

TEST(TargetChanged, IsNotSaidOfAnotherUnitsTarget) {
  EXPECT_THAT(County()
                  .record("target", "t", R"("subject": {"type": "policy", "name": "补贴"}, "goal": "按期完成", "funds": [{"source": "total", "amount": "10万元"}], )" + indicators({plain("甲", "≥95%")}))
                  .record("self_evaluation", "e", R"("subject": {"type": "policy", "name": "贴息"}, )" + indicators({plain("甲", "≥90%")}))
                  .codes(),
              IsEmpty());
}

constexpr std::string_view kEvaluation = R"("subject": {"type": "unit"}, "findings": [{"id": "f1", "text": "验收不及时"}, {"id": "f2", "text": "台账不全"}])";

TEST(Rectification, EveryFindingHasOne) {
  County county;
  county.record("finance_evaluation", "v", kEvaluation);
  EXPECT_THAT(county.codes(), ElementsAre("rectification-missing /findings/0", "rectification-missing /findings/1"));
  county.record("rectification", "r1", R"("of": "v", "finding": "f2", "required": "补齐")");
  EXPECT_THAT(county.codes(), ElementsAre("rectification-missing /findings/0"));
}

TEST(Rectification, WithoutAFindingAnswersAll) {
  EXPECT_THAT(County().record("finance_evaluation", "v", kEvaluation).record("rectification", "r", R"("of": "v", "required": "补齐")").codes(), IsEmpty());
}

TEST(Rectification, OfAnotherEvaluationAnswersNothing) {
  EXPECT_THAT(County()
                  .record("finance_evaluation", "v", kEvaluation)
                  .record("finance_evaluation", "w", R"("subject": {"type": "unit"})")
                  .record("rectification", "r", R"("of": "w", "required": "补齐")")
                  .codes(),
              ElementsAre("rectification-missing /findings/0", "rectification-missing /findings/1"));
}

std::vector<std::string> figure(std::string_view item, std::string_view body, bool report = true) {
  County county;
  county.record("figures", "f", R"("items": [{"id": "a", "label": "项目数", "source": "报告", )" + std::string(item) + "}]");
  if (report) {
    county.file("content/report.md", "---\ntitle: 工作报告\nkind: report\nyear: 2024\nstatus: approved\nreview: {by: 办, date: 2024-01-05, conclusion: 可以}\n---\n" + std::string(body));
  }
  return county.codes();
}

TEST(FigureText, AFigureStandsInTheReportOfItsYear) {
  EXPECT_THAT(figure(R"("value": "2271个")", "入库项目 2271\n个，覆盖全部。"), IsEmpty());
  EXPECT_THAT(figure(R"("value": "2271个")", "入库项目**2,271**个。"), IsEmpty());
  EXPECT_THAT(figure(R"("value": "2,271个")", "入库项目２２７１个。"), IsEmpty());
  EXPECT_THAT(figure(R"("value": "2271个")", "入库项目 2272 个。"), ElementsAre("figure-text /items/0/value"));
}

TEST(FigureText, ANumberIsNotFoundInALongerOne) {
  EXPECT_THAT(figure(R"("value": "71个")", "入库项目 2271 个。"), ElementsAre("figure-text /items/0/value"));
  EXPECT_THAT(figure(R"("value": "5%")", "达到 97.5%。"), ElementsAre("figure-text /items/0/value"));
}

TEST(FigureText, NamesStandThereToo) {
  EXPECT_THAT(figure(R"("names": ["甲项目", "乙项目"])", "包括甲项目、乙项目。"), IsEmpty());
  EXPECT_THAT(figure(R"("names": ["甲项目", "丙项目"])", "包括甲项目、乙项目。"), ElementsAre("figure-text /items/0/names/1"));
}

TEST(FigureText, IsUndecidedWithoutAReport) {
  EXPECT_THAT(figure(R"("value": "2271个")", "", false), ElementsAre("figure-text? "));
}

}  // namespace
}  // namespace disclose

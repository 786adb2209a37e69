#include <gmock/gmock.h>

#include "format/json_writer.h"
#include "small_site.h"

namespace disclose::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kEvaluations = R"([
  {"kind": "finance_evaluation", "id": "e", "year": 2024, "unit": "water", "status": "approved", "subject": {"type": "fund", "name": "除险资金"}, "method": "third_party",
   "findings": [{"id": "a", "text": "验收滞后"}, {"id": "b", "text": "台账不全"}]},
  {"kind": "rectification", "id": "r", "year": 2024, "unit": "water", "status": "approved", "of": "e", "finding": "a", "required": "限期验收"},
  {"kind": "figures", "id": "f", "year": 2023, "status": "approved", "topic": "indicator_library", "items": [{"id": "a", "label": "指标", "value": "11类"}]}])";

TEST(Lists, AreMadeForFiguresOfTheirTopicAlone) {
  const SmallSite site(kEvaluations);
  const PlannedPage* page = site.page("2023/indicators/");
  ASSERT_NE(page, nullptr);
  EXPECT_THAT(to_json(page->values()), HasSubstr("11类"));
}

TEST(Lists, AreNotMadeWithNothingInThem) {
  const SmallSite site(kEvaluations);
  EXPECT_EQ(site.page("2024/assessments/"), nullptr);
  EXPECT_EQ(site.page("2024/indicators/"), nullptr);
  EXPECT_EQ(site.page("2024/figures/"), nullptr);
  EXPECT_NE(site.page("2024/finance-evaluations/"), nullptr);
}

TEST(FinanceEvaluationPage, SaysThatTheScoreIsNotPublished) {
  const SmallSite site(kEvaluations);
  const PlannedPage* page = site.page("2024/finance-evaluation/e/");
  ASSERT_NE(page, nullptr);
  const std::string values = to_json(page->values());
  EXPECT_THAT(values, HasSubstr("得分未公开"));
}

TEST(FinanceEvaluationPage, PutsEachRectificationBesideItsFinding) {
  const SmallSite site(kEvaluations);
  const View values = site.page("2024/finance-evaluation/e/")->values();
  const View::List& findings = *values.find("findings")->list();
  ASSERT_EQ(findings.size(), 2U);
  ASSERT_EQ(findings[0].find("answers")->list()->size(), 1U);
  EXPECT_EQ(findings[0].find("answers")->list()->at(0).find("text")->text(), "整改状态未注明") << "no state is guessed";
  EXPECT_TRUE(findings[1].find("answers")->list()->empty());
}

TEST(RecordData, HoldsPlainFiguresAndNothingWithheld) {
  const SmallSite site(R"([{"kind": "target", "id": "t", "year": 2024, "unit": "water", "status": "approved", "subject": {"type": "unit"}, "x-note": "内部",
    "secrecy": "partial", "withheld": [{"pointer": "/goal", "basis": "条例第十四条"}],
    "funds": [{"source": "total", "amount": "2,460.00万元"}], "goal": "秘密的目标", "indicators": [{"level1": "产出", "name": "水库", "target": "≥3座"}]}])");
  const PlannedPage* page = site.page("2024/target/t/");
  ASSERT_NE(page, nullptr);
  const View values = page->values();
  const std::string data = to_json(*values.find("data"));
  EXPECT_THAT(data, HasSubstr("\"2460.00\""));
  EXPECT_THAT(data, HasSubstr("2,460.00万元"));
  EXPECT_THAT(data, HasSubstr("条例第十四条"));
  EXPECT_THAT(to_json(values), Not(HasSubstr("秘密的目标")));
  EXPECT_THAT(data, Not(HasSubstr("内部")));
}

}  // namespace
}  // namespace disclose::test

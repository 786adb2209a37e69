// What changed between two texts of data, figure by figure.
#include "compare/figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace disclose {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

FigureLabels labels() {
  FigureLabels labels;
  labels.read(R"({"resources": [{"schema": {"fields": [{"name": "score", "title": "得分"}, {"name": "weight", "title": "分值"}, {"name": "total", "title": "预算总额"}]}}]})");
  return labels;
}

std::vector<FigureChange> changes(std::string_view before, std::string_view after) { return figure_changes(before, after, labels()); }

constexpr const char* kRecord = R"([{"id": "a", "title": "甲", "total": "100万元", "total_yuan": 1000000.0, "total_unit": "万元"}])";

TEST(Figures, ThatAreAsTheyWereAreNotTold) {
  EXPECT_THAT(changes(kRecord, kRecord), IsEmpty());
  EXPECT_THAT(changes(R"([{"id": "a", "x": {"b": "1", "c": "2"}}])", R"([{"id": "a", "x": {"c": "2", "b": "1"}}])"), IsEmpty());
}

TEST(Figures, AreToldOnceAsTheyAreWritten) {
  const auto found = changes(kRecord, R"([{"id": "a", "title": "甲", "total": "101万元", "total_yuan": 1010000.0, "total_unit": "万元"}])");
  EXPECT_THAT(found, ElementsAre(FigureChange{"a", "甲", "total", "预算总额", "100万元", "101万元"}));
}

TEST(Figures, AnAmountIsItsText) {
  const auto found = changes(R"({"id": "a", "total": {"text": "1万元", "number": "1", "unit": "万元"}})", R"({"id": "a", "total": {"text": "2万元", "number": "2", "unit": "万元"}})");
  EXPECT_THAT(found, ElementsAre(FigureChange{"a", "a", "total", "预算总额", "1万元", "2万元"}));
}

TEST(Figures, OfAListArePairedByName) {
  const char* before = R"({"id": "a", "indicators": [{"name": "甲", "score": "8"}, {"name": "乙", "score": "9"}]})";
  const char* after = R"({"id": "a", "indicators": [{"name": "新", "score": "1"}, {"name": "乙", "score": "7"}, {"name": "甲", "score": "8"}]})";
  const auto found = changes(before, after);
  ASSERT_THAT(found, SizeIs(3));
  EXPECT_EQ(found[0].key, "indicators[新].name");
  EXPECT_EQ(found[1], (FigureChange{"a", "a", "indicators[新].score", "指标“新”：得分", "", "1"}));
  EXPECT_EQ(found[2], (FigureChange{"a", "a", "indicators[乙].score", "指标“乙”：得分", "9", "7"}));
}

TEST(Figures, OfTwoElementsOfOneNameArePairedByPlace) {
  const char* before = R"({"id": "a", "indicators": [{"name": "甲", "score": "8"}, {"name": "甲", "score": "9"}]})";
  const auto found = changes(before, R"({"id": "a", "indicators": [{"name": "甲", "score": "8"}, {"name": "甲", "score": "7"}]})");
  EXPECT_THAT(found, ElementsAre(FigureChange{"a", "a", "indicators[2].score", "指标第2项：得分", "9", "7"}));
}

TEST(Figures, ThatCameAndWentAreTold) {
  const auto found = changes(R"({"id": "a", "score": "9", "weight": "10"})", R"({"id": "a", "weight": "10", "total": "1元"})");
  EXPECT_THAT(found, ElementsAre(FigureChange{"a", "a", "total", "预算总额", "", "1元"}, FigureChange{"a", "a", "score", "得分", "9", ""}));
  const auto records = changes(R"([{"id": "a"}, {"id": "b", "title": "乙"}])", R"([{"id": "a"}, {"id": "c", "title": "丙"}])");
  EXPECT_THAT(records, ElementsAre(FigureChange{"c", "丙", "", "", "", "丙"}, FigureChange{"b", "乙", "", "", "乙", ""}));
}

TEST(Figures, OfARecordsOwnDataStandForItsRow) {
  const auto found = changes(R"([{"id": "a", "score": 9}, {"id": "a", "title": "甲", "score": "9"}])", R"([{"id": "a", "score": 8}, {"id": "a", "title": "甲", "score": "8"}])");
  EXPECT_THAT(found, ElementsAre(FigureChange{"a", "甲", "score", "得分", "9", "8"}));
}

TEST(Figures, OfABudgetByTypeBelongToTheBudget) {
  const auto found = changes(R"([{"id": "a", "title": "甲"}, {"record": "a", "n": 1, "budget_type": "一般公共预算", "amount": "1万元"}])",
                             R"([{"id": "a", "title": "甲"}, {"record": "a", "n": 1, "budget_type": "一般公共预算", "amount": "2万元"}])");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].record, "a");
  EXPECT_EQ(found[0].label, "预算类型“一般公共预算”：amount");
}

TEST(Figures, OfTextThatIsNoDataAreNone) {
  EXPECT_THAT(changes("", ""), IsEmpty());
  EXPECT_THAT(changes("[", "{"), IsEmpty());
  EXPECT_THAT(changes("7", "8"), IsEmpty());
}

}  // namespace
}  // namespace disclose

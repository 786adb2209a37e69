#include "plan/sentence.h"

#include <gtest/gtest.h>

#include "plan/qr_view.h"
#include "format/qr_code.h"
#include "small_site.h"

namespace disclose::test {
namespace {

TEST(Tenths, AreNeverRoundedUpToAll) {
  EXPECT_EQ(in_tenths(Decimal(87)), "八成七");
  EXPECT_EQ(in_tenths(Decimal(90)), "九成");
  EXPECT_EQ(in_tenths(*Decimal(996).shifted(-1)), "九成九");
  EXPECT_EQ(in_tenths(Decimal(100)), "全部");
  EXPECT_EQ(in_tenths(Decimal(9)), "不到一成");
  EXPECT_EQ(in_tenths(Decimal(10)), "一成");
}

TEST(BriefAmounts, ChangeTheirUnitAtAHundredMillion) {
  EXPECT_EQ(brief(Money{Wide{99'999'999} * 100}), "10,000.00万元");
  EXPECT_EQ(brief(Money{Wide{100'000'000} * 100}), "1.00亿元");
  EXPECT_EQ(brief(Money{Wide{-285'000'000} * 100}), "-2.85亿元");
}

std::string judged(std::string_view actual) {
  return std::string(R"([{"kind": "project", "id": "p", "year": 2024, "unit": "water", "status": "approved", "name": "修渠"},
    {"kind": "self_evaluation", "id": "s", "year": 2024, "unit": "water", "status": "approved", "subject": {"type": "project", "id": "p"},
     "funds": [{"source": "total", "adjusted": "100万元", "executed": "90万元"}],
     "indicators": [{"level1": "产出", "level2": "数量", "name": "公里", "target": "≥10公里", "actual": ")") + std::string(actual) + R"("}]}])";
}

YearSentence sentence_of(const std::string& records) {
  const SmallSite site(records);
  return year_sentence(site.registry(), *site.site_plan().facts->year(2024));
}

TEST(YearSentences, SayTheFindingFirst) {
  EXPECT_EQ(sentence_of(judged("10公里")).headline, "1个项目支出90.00万元，绩效指标全部达到目标");
  EXPECT_EQ(sentence_of(judged("9公里")).headline, "1个项目支出90.00万元，不到一成的绩效指标达到目标");
  EXPECT_TRUE(sentence_of(judged("9公里")).finding);
}

TEST(YearSentences, InferNothingFromAnEmptyValue) {
  EXPECT_EQ(sentence_of(judged("")).headline, "1个项目支出90.00万元，为预算的90.0%");
}

TEST(YearSentences, AreNeutralWithoutFigures) {
  const YearSentence sentence = sentence_of(R"([{"kind": "project", "id": "p", "year": 2024, "unit": "water", "status": "approved", "name": "修渠"}])");
  EXPECT_FALSE(sentence.finding);
}

// Draws the path again and compares it module by module.
TEST(QrOfAPage, IsTheCodeOfItsPublicAddress) {
  const SmallSite site("[]");
  const QrModules code = *make_qr_code("https://www.example.gov.cn/jxgk/2024/");
  const View view = qr_view(site.context(), "2024/");
  ASSERT_EQ(*view.find("side")->number(), static_cast<std::int64_t>(code.side) + 8);
  std::vector<bool> drawn(code.dark.size());
  std::size_t x = 0;
  std::size_t y = 0;
  const std::string path(view.find("path")->text());
  for (std::size_t i = 0; i < path.size();) {
    const char command = path[i++];
    std::size_t used = 0;
    const std::size_t first = std::stoul(path.substr(i), &used);
    i += used;
    if (command == 'h') {
      for (std::size_t n = 0; n < first; ++n) drawn[(y - 4) * code.side + x - 4 + n] = true;
      x += first;
      continue;
    }
    const std::size_t second = std::stoul(path.substr(i + 1), &used);
    i += used + 1;
    x = command == 'M' ? first : x + first;
    y = command == 'M' ? second : y + second;
  }
  EXPECT_EQ(drawn, code.dark);
}

}  // namespace
}  // namespace disclose::test

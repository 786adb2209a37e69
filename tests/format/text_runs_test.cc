#include <gmock/gmock.h>

#include "format/narrative_reading.h"

namespace disclose {
namespace {

// Where `needle` stands in the body, by the runs.
Position find_in(std::string_view body, std::string_view needle, Reading reading = Reading::shown) {
  for (const TextRun& run : text_runs(body, reading)) {
    if (const std::size_t at = run.text.find(needle); at != std::string::npos)
      return run.position(at);
  }
  return {};
}

TEST(TextRuns, KnowTheirPlaceInTheSource) {
  const std::string body = "# 标题\n\n正文**（一）：**说明\n接着写。\n";
  EXPECT_EQ(find_in(body, "标题"), (Position{1, 3}));
  EXPECT_EQ(find_in(body, "（一）"), (Position{3, 5}));
  EXPECT_EQ(find_in(body, "说明"), (Position{3, 11}));
  EXPECT_EQ(find_in(body, "接着"), (Position{4, 1}));
  EXPECT_EQ(find_in(body, "写。"), (Position{4, 3}));
}

TEST(TextRuns, KeepTheirPlaceThroughRepairs) {
  const std::string body =
      "    缩进的行，\n\n  续行电话13800000000。\n- 项\n  > x\n\n|甲|乙|\n|-|-|\n| 丙 | **丁：**戊 "
      "|\n\n1. 编号$\\geq 5$后。\n";
  EXPECT_EQ(find_in(body, "13800000000"), (Position{3, 7}));
  EXPECT_EQ(find_in(body, "乙"), (Position{7, 4}));
  EXPECT_EQ(find_in(body, "戊"), (Position{9, 13}));
  EXPECT_EQ(find_in(body, "编号"), (Position{11, 4}));
  EXPECT_EQ(find_in(body, "后。"), (Position{11, 14}));
}

TEST(TextRuns, KeepTheirPlaceBehindEscapesAndEntities) {
  EXPECT_EQ(find_in("甲\\*乙&lt;丙&amp;丁<b>戊", "乙"), (Position{1, 4}));
  EXPECT_EQ(find_in("甲\\*乙&lt;丙&amp;丁<b>戊", "丙"), (Position{1, 9}));
  EXPECT_EQ(find_in("甲\\*乙&lt;丙&amp;丁<b>戊", "丁"), (Position{1, 15}));
  EXPECT_EQ(find_in("甲\\*乙&lt;丙&amp;丁<b>戊", "戊"), (Position{1, 19}));
  EXPECT_EQ(find_in("[甲](http://a.cn)乙`丙`丁", "丁"), (Position{1, 21}));
}

TEST(TextRuns, CoverCodeFootnotesAndRepeatedTitles) {
  const std::string body = "标题\n\n甲[^1]。\n\n[^1]: 脚注\n\n```\n第一行\n第二行\n```\n";
  EXPECT_EQ(find_in(body, "标题"), (Position{1, 1}));
  EXPECT_EQ(find_in(body, "脚注"), (Position{5, 7}));
  EXPECT_EQ(find_in(body, "第二行"), (Position{9, 1}));
}

TEST(TextRuns, CutAcrossEmphasisSoThatNothingHidesInIt) {
  EXPECT_EQ(find_in("电话138**0000**0000。", "13800000000"), (Position{1, 3}));
  EXPECT_EQ(find_in("电话138\u200B0000\n0000。", "13800000000").line, 0U);
  EXPECT_EQ(find_in("电话138\u200B00000000。", "13800000000"), (Position{1, 3}));
}

TEST(TextRuns, AsWrittenKeepTheNoise) {
  const std::string body = "率$\\geq 95\\%$，剩余**星，\\leq，私\uE000用\u202E。";
  EXPECT_EQ(find_in(body, "$\\geq 95\\%$", Reading::written), (Position{1, 2}));
  EXPECT_EQ(find_in(body, "**星", Reading::written), (Position{1, 16}));
  EXPECT_EQ(find_in(body, "\\leq", Reading::written), (Position{1, 20}));
  EXPECT_EQ(find_in(body, "\uE000用\u202E", Reading::written), (Position{1, 26}));
  EXPECT_EQ(find_in(body, "$", Reading::shown).line, 0U);
}

TEST(TextRuns, AsWrittenHoldNoJoinersOfOurs) {
  for (const TextRun& run : text_runs("**问题（一）：**说明", Reading::written)) {
    EXPECT_EQ(run.text, "问题（一）：说明");
  }
}

TEST(TextRuns, CountColumnsAfterAByteOrderMarkLikePositionAt) {
  EXPECT_EQ(find_in("\xEF\xBB\xBF绩效", "效"), (Position{1, 2}));
}

TEST(TextRuns, AreTheSameTextAsThePage) {
  for (const char* name : {"shangyou-2024.md", "shangrao-2021.md", "wuding-2023.md"}) {
    const std::string body = fixture(name);
    std::string joined;
    for (const TextRun& run : text_runs(body, Reading::shown)) joined += run.text + "\n";
    EXPECT_EQ(without_space(joined), without_space(render_narrative(body, {}).plain)) << name;
  }
}

}  // namespace
}  // namespace disclose

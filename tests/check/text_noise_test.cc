#include "check/text_noise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/county.h"

namespace disclose {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> noise(std::string_view text) {
  std::vector<std::string> spans;
  for (const Noise& found : find_noise(text)) spans.emplace_back(text.substr(found.begin, found.end - found.begin));
  return spans;
}

TEST(Noise, CharactersNobodyReads) {
  EXPECT_THAT(noise("完成\xEF\xBF\xBD率"), ElementsAre("\xEF\xBF\xBD"));
  EXPECT_THAT(noise("完成\x07率"), ElementsAre("\x07"));
  EXPECT_THAT(noise("完成\xC2\x80率"), ElementsAre("\xC2\x80"));
  EXPECT_THAT(noise("完成\xEE\x80\x80\xEE\x80\x81率"), ElementsAre("\xEE\x80\x80\xEE\x80\x81"));
  EXPECT_THAT(noise("完成\xE2\x80\xAE率"), ElementsAre("\xE2\x80\xAE"));
  EXPECT_THAT(noise("第一行\n\t第二行\r\n“引号”——、…"), IsEmpty());
}

TEST(Noise, LatexResidue) {
  EXPECT_THAT(noise("满意度 $\\geq 95\\%$ 以上"), ElementsAre("$\\geq 95\\%$"));
  EXPECT_THAT(noise("$x^2$"), ElementsAre("$x^2$"));
  EXPECT_THAT(noise("率\\leq5"), ElementsAre("\\leq"));
  EXPECT_THAT(noise("共\\text{万元}"), ElementsAre("\\text{万元}"));
  EXPECT_THAT(noise("费用$5和$6"), IsEmpty());
  EXPECT_THAT(noise("C:\\docs"), IsEmpty());
}

TEST(Noise, ALoneLowerCaseWordBetweenChineseLetters) {
  EXPECT_THAT(noise("使用ofice软件"), ElementsAre("ofice"));
  EXPECT_THAT(noise("项目 the 资金"), ElementsAre("the"));
  for (const std::string_view text : {"使用App软件", "酸碱pH值", "长5km的路", "发布app", "the project", "采用 open data 标准", "A县b类", "某xx县", "见 www.example.cn 网"}) {
    EXPECT_THAT(noise(text), IsEmpty()) << text;
  }
}

TEST(Noise, LeftoverEmphasis) {
  EXPECT_THAT(noise("**重点"), ElementsAre("**"));
  EXPECT_THAT(noise("**重点**工作"), ElementsAre("**重点**"));
  EXPECT_THAT(noise("**2024年**与**2025年**"), ElementsAre("**2024年**", "**2025年**"));
  EXPECT_THAT(noise("**重点\n工作**"), ElementsAre("**", "**"));
  EXPECT_THAT(noise("138****5678"), IsEmpty());
  EXPECT_THAT(noise("138**5678"), IsEmpty());
  EXPECT_THAT(noise("2*3"), IsEmpty());
}

TEST(Noise, TemplateHints) {
  EXPECT_THAT(noise("概况（100字以内）"), ElementsAre("（100字以内）"));
  EXPECT_THAT(noise("概况(不超过500字)"), ElementsAre("(不超过500字)"));
  EXPECT_THAT(noise("概况【字数不超过300字】"), ElementsAre("【字数不超过300字】"));
  EXPECT_THAT(noise("概况（100-200个汉字）"), ElementsAre("（100-200个汉字）"));
  EXPECT_THAT(noise("印发100字以内的公告（见附件）"), IsEmpty());
  EXPECT_THAT(noise("财发〔2024〕12号"), IsEmpty());
}

std::vector<std::string> report(std::string_view body) {
  County county;
  county.file("content/r.md", "---\ntitle: 报告\nkind: report\nyear: 2024\nstatus: approved\nreview: {by: 办, date: 2024-01-05, conclusion: 可以}\n---\n" + std::string(body));
  std::vector<std::string> places;
  for (const Diagnostic& d : county.findings()) {
    places.push_back(std::string(name_of(d.code)) + " " + std::to_string(d.place.position.line) + ":" + std::to_string(d.place.position.column));
  }
  return places;
}

TEST(Noise, InMarkdownHasItsLineAndColumn) {
  EXPECT_THAT(report("第一段。\n\n完成率 $\\geq 95$ 以上。"), ElementsAre("text-noise 10:5"));
  EXPECT_THAT(report("**加粗**与*斜体*。\n\n| 甲 | 乙 |\n| - | - |\n| 1 | 2 |"), IsEmpty());
}

// Emphasis is judged by its page only where the letters beside it leave a doubt.
TEST(Noise, EmphasisOfMarkdownIsLeftOverOnlyWhereItDoesNotPair) {
  for (const std::string_view kept : {"**完成**情况", "甲**乙**丙**丁**戊", "一**二**三\n\n四**五**六", "**问题：**说明", "| **甲** | **100%** |\n| - | - |"}) {
    EXPECT_THAT(report(kept), IsEmpty()) << kept;
  }
  for (const std::string_view broken : {"甲** 乙", "**完成**情况**", "| **甲 | 乙 |\n| - | - |", "**完成**\n\n**乙"}) {
    EXPECT_EQ(report(broken).size(), 1U) << broken;
  }
}

TEST(Noise, DirectionOverridesAreErrors) {
  County county;
  county.record("result_use", "g", "\"form\": \"reported\", \"text\": \"办法\\u202e\"");
  const std::vector<Diagnostic> found = county.findings();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, Code::text_noise);
  EXPECT_EQ(found[0].severity, Severity::error);
  county.record("result_use", "g", "\"form\": \"reported\", \"text\": \"办法\\u202a\"");
  EXPECT_EQ(county.findings().at(0).severity, Severity::warning);
}

}  // namespace
}  // namespace disclose

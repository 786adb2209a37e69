// How lines become blocks, headings and signatures (format.md 5, "Narratives are real text").
#include <gmock/gmock.h>

#include "format/narrative_marks.h"
#include "format/narrative_reading.h"

namespace disclose {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(NarrativeLines, BrokenInsideASentenceAreJoined) {
  EXPECT_THAT(blocks_of("财政资源\n配置效率不断提升。"), ElementsAre("财政资源配置效率不断提升。"));
  EXPECT_EQ(html_of("财政资源\n配置"), "<p>财政资源配置</p>\n");
}

TEST(NarrativeLines, KeepASpaceBetweenLatinWordsOnly) {
  EXPECT_EQ(html_of("budget\nperformance"), "<p>budget performance</p>\n");
  EXPECT_EQ(html_of("包括 PPP\n项目"), "<p>包括 PPP项目</p>\n");
  EXPECT_EQ(html_of("共 1,\n234 元"), "<p>共 1,234 元</p>\n");
}

TEST(NarrativeLines, EndAParagraphAfterAClause) {
  EXPECT_THAT(blocks_of("第一句。\n第二句。"), ElementsAre("第一句。", "第二句。"));
  EXPECT_THAT(blocks_of("包括：\n甲；\n乙。"), ElementsAre("包括：", "甲；", "乙。"));
  EXPECT_THAT(blocks_of("他说“好。”\n又说"), ElementsAre("他说“好。”", "又说"));
  EXPECT_THAT(blocks_of("第一句，\n第二句。"), ElementsAre("第一句，第二句。"));
}

TEST(NarrativeLines, AreJoinedOverABlankLineInsideASentence) {
  EXPECT_THAT(blocks_of("关于全面实施预算绩效管\n\n理的实施意见，拟定了路线图。"),
              ElementsAre("关于全面实施预算绩效管理的实施意见，拟定了路线图。"));
  EXPECT_THAT(blocks_of("说明如下，\n\n\n具体是这样的。"), ElementsAre("说明如下，具体是这样的。"));
}

TEST(NarrativeLines, StayApartOverABlankLineAfterASentence) {
  for (const std::string end : {"。", "！", "？", "；", "：", "。”", "…", "。）", "元."}) {
    EXPECT_EQ(blocks_of("财政部门在自评基础上开展评价工作" + end + "\n\n抽取了项目。").size(), 2U)
        << end;
  }
}

TEST(NarrativeLines, StayApartWhenTheFirstIsACaptionOrAList) {
  EXPECT_EQ(blocks_of("主要成效\n\n一年来，工作取得成效。").size(), 2U);
  EXPECT_EQ(blocks_of("**全县预算绩效管理工作取得的主要成效**\n\n一年来，工作取得成效。").size(),
            2U);
  EXPECT_EQ(blocks_of("- 绩效管理覆盖所有财政资金\n\n一年来，工作取得成效。").size(), 2U);
  EXPECT_EQ(blocks_of("## 绩效管理覆盖所有财政资金的情况\n\n一年来，取得成效。").size(), 2U);
  EXPECT_EQ(blocks_of("|a|b|\n|-|-|\n|c|d|\n\n一年来").size(), 5U);
}

TEST(NarrativeLines, BeginAParagraphWithTwoFullWidthSpaces) {
  EXPECT_EQ(blocks_of("　　第一段没有句号\n　　第二段。").size(), 2U);
  EXPECT_EQ(blocks_of("　　第一段，\n　　接着写。").size(), 1U);
}

TEST(NarrativeLines, AreNeverCodeForBeingIndented) {
  EXPECT_EQ(html_of("一、概况\n    根据省州要求，启动系统。"),
            "<h2 id=\"s1\">一、概况</h2>\n<p>根据省州要求，启动系统。</p>\n");
  EXPECT_EQ(html_of("\t正文。"), "<p>正文。</p>\n");
}

TEST(NarrativeLines, KeepABreakTheAuthorAskedFor) {
  EXPECT_EQ(html_of("地址：甲路1号  \n电话"), "<p>地址：甲路1号<br />电话</p>\n");
  EXPECT_EQ(html_of("地址\\\n电话"), "<p>地址<br />电话</p>\n");
  EXPECT_EQ(html_of("写到一半，  \n接着写"), "<p>写到一半，接着写</p>\n");
}

TEST(NumberedLines, BeginABlock) {
  for (const std::string number :
       {"一、", "十二、", "（一）", "(一)", "1.", "1、", "1．", "（1）", "(1)", "1）", "①"}) {
    EXPECT_EQ(blocks_of("上文没有句号\n" + number + "下文，写了一句。").size(), 2U) << number;
  }
}

TEST(NumberedLines, AreNotFiguresNamesOrDates) {
  for (const std::string start :
       {"1.5万元", "10、11号", "2024.年", "（一期）工程", "（2019）号", "一期工程", "1966.98"}) {
    EXPECT_EQ(blocks_of("上文没有句号\n" + start + "写了一句。").size(), 1U) << start;
  }
  EXPECT_EQ(blocks_of("上文没有句号\n1.2024年的工作，写了一句。").size(), 2U);
}

TEST(NumberedLines, AreHeadingsWhenShortAndWithoutASentence) {
  EXPECT_THAT(
      outline_of("一、绩效管理工作开展情况\n（一）加强组织领导\n1.共性指标体系\n正文。"),
      ElementsAre("2 一、绩效管理工作开展情况", "3 （一）加强组织领导", "4 1.共性指标体系"));
  EXPECT_THAT(outline_of("（三）开展自评，同步推进绩效公开工作\n正文。"),
              ElementsAre("2 （三）开展自评，同步推进绩效公开工作"));
  EXPECT_THAT(outline_of("（一）绩效意识不够。\n一些单位重投入轻管理。"),
              ElementsAre("2 （一）绩效意识不够。"));
}

TEST(NumberedLines, AreParagraphsWhenASentenceFollows) {
  EXPECT_TRUE(
      outline_of("（一）加强组织领导，完善管理制度建设。为切实做好工作，出台了文件。").empty());
  EXPECT_TRUE(outline_of("1.将四本预算全部纳入绩效管理。").empty());
  EXPECT_TRUE(outline_of("1.项目名称：农产品广告宣传费\n正文。").empty());
  EXPECT_TRUE(outline_of("（一）" + std::string("绩").append([] {
                std::string more;
                for (int i = 0; i < 40; ++i) more += "效";
                return more;
              }()) + "\n正文。")
                  .empty());
}

TEST(NumberedLines, AreItemsWhenTheyListNames) {
  EXPECT_TRUE(outline_of("1.城关镇\n2.东山镇\n3.油石乡\n\n下一步继续推进。").empty());
  EXPECT_EQ(blocks_of("1.城关镇\n2.东山镇\n3.油石乡\n\n下一步继续推进。").size(), 4U);
  EXPECT_TRUE(outline_of("（一）负责预算管理。\n（二）负责绩效评价。").empty());
}

TEST(NumberedLines, KeepTheAuthorsNumbers) {
  EXPECT_EQ(html_of("2. 将四本预算纳入，\n\n在 2025 年拓展。"),
            "<p>2.将四本预算纳入，在 2025 年拓展。</p>\n");
  EXPECT_EQ(html_of("7) seven, yes."), "<p>7) seven, yes.</p>\n");
}

TEST(NumberedLines, OfAWrappedTextAreNotHeadingsAtFullWidth) {
  std::string text;
  for (int i = 0; i < 8; ++i) text += "财政资源配置效率和使用效益不断提升为促进上饶经济社会\n\n";
  text +=
      "（二）强化目标管理落实预算绩效管理主体责任切实提高财\n\n政资金使用效益。\n\n二、下一步打算\n"
      "\n正文。";
  EXPECT_THAT(outline_of(text), ElementsAre("2 二、下一步打算"));
}

TEST(Headings, AreClosedUpAndBeginAtTheTop) {
  EXPECT_THAT(outline_of("### 甲\n\n##### 乙\n\n### 丙"), ElementsAre("2 甲", "3 乙", "2 丙"));
  EXPECT_THAT(outline_of("# 甲\n## 乙\n### 丙", {.top_heading = 3}),
              ElementsAre("3 甲", "4 乙", "5 丙"));
  EXPECT_THAT(outline_of("###### 己\n正文\n\n# 甲\n## 乙\n### 丙\n#### 丁\n##### 戊\n###### 己",
                         {.top_heading = 4}),
              ElementsAre("4 己", "4 甲", "5 乙", "6 丙", "6 丁", "6 戊", "6 己"));
}

TEST(Headings, RankByTheirNumbersWhereMarksAreUneven) {
  EXPECT_THAT(outline_of("## 一、甲\n### （一）乙\n#### （二）丙\n### （三）丁\n#### 二、戊"),
              ElementsAre("2 一、甲", "3 （一）乙", "3 （二）丙", "3 （三）丁", "2 二、戊"));
  EXPECT_THAT(outline_of("## 第一部分\n\n一、甲\n\n正文。\n\n## 第二部分\n\n一、乙"),
              ElementsAre("2 第一部分", "3 一、甲", "2 第二部分", "3 一、乙"));
}

TEST(Headings, HaveAsciiIdsAndNoEmphasis) {
  const Narrative narrative =
      render_narrative("### **（九）绩效信息公开**\n\n## 甲*乙*", {.anchor = "a"});
  EXPECT_EQ(narrative.html, "<h2 id=\"a1\">（九）绩效信息公开</h2>\n<h2 id=\"a2\">甲乙</h2>\n");
  EXPECT_EQ(narrative.outline[0].text, "（九）绩效信息公开");
  EXPECT_EQ(narrative.outline[1].anchor, "a2");
}

TEST(Headings, MayLackTheSpaceAfterTheirMarks) {
  EXPECT_THAT(outline_of("##一、概况\n正文。"), ElementsAre("2 一、概况"));
  EXPECT_TRUE(outline_of("#1楼的改造。").empty());
}

TEST(Headings, AreUnderlinedOnlyWhenShort) {
  EXPECT_THAT(outline_of("概况\n===\n正文。"), ElementsAre("2 概况"));
  EXPECT_EQ(html_of("第一句。\n---\n第二句。"), "<p>第一句。</p>\n<hr />\n<p>第二句。</p>\n");
}

TEST(Headings, ThatAreEmptyLeaveNothing) {
  EXPECT_EQ(html_of("##\n\n# ****\n\n正文。"), "<p>正文。</p>\n");
}

TEST(Title, IsDroppedWhereTheBodyRepeatsIt) {
  const NarrativeOptions options{.title = "上犹县2024年度预算绩效管理工作情况汇报（公开稿）"};
  for (const char* body : {"# 上犹县 2024 年度预算绩效管理 工作情况汇报(公开稿)\n\n正文。",
                           "上犹县2024年度预算绩效管理\n工作情况汇报（公开稿）\n\n正文。",
                           " 上犹县2024年度\n\n**预算绩效管理工作情况汇报（公开稿）**\n正文。",
                           "上犹县2024年度预算绩效管理工作情况汇报（公开稿）\n===\n正文。"}) {
    EXPECT_EQ(html_of(body, options), "<p>正文。</p>\n") << body;
  }
}

TEST(Title, StaysWhenItIsNotTheSame) {
  const NarrativeOptions options{.title = "2024年度报告"};
  EXPECT_THAT(outline_of("# 2023年度报告\n\n正文。", options), ElementsAre("2 2023年度报告"));
  EXPECT_EQ(blocks_of(render_narrative("2024年度报告指出，成效明显。", options)).size(), 1U);
  EXPECT_THAT(html_of("正文。\n\n# 2024年度报告", options), HasSubstr("2024年度报告"));
}

TEST(Signature, IsMarkedAtTheEnd) {
  EXPECT_EQ(html_of("正文。\n\n云溪县财政局\n2024年2月5日\n"),
            "<p>正文。</p>\n<p class=\"signature\">云溪县财政局</p>\n<p "
            "class=\"signature\">2024年2月5日</p>\n");
  EXPECT_THAT(html_of("正文。\n\n　　　云溪县财政局\n\n　　　二〇二四年二月五日"),
              HasSubstr("<p class=\"signature\">二〇二四年二月五日</p>"));
  EXPECT_THAT(html_of("正文。\n云溪县财政局\n云溪县审计局\n2024-02-05"),
              HasSubstr("<p class=\"signature\">云溪县审计局</p>"));
}

TEST(Signature, IsNotTakenForOneInsideTheText) {
  EXPECT_THAT(html_of("云溪县财政局\n2024年2月5日\n\n正文。"), Not(HasSubstr("signature")));
  EXPECT_THAT(html_of("正文。\n\n截至2024年2月5日"), Not(HasSubstr("signature")));
  EXPECT_THAT(html_of("正文。\n\n云溪县财政局"), Not(HasSubstr("signature")));
}

TEST(Signature, IsDroppedWhenFrontMatterSaysTheSame) {
  const NarrativeOptions options{.signature_by = "云溪县财政局", .signature_date = "2024-02-05"};
  for (const char* body :
       {"正文。\n\n云溪县财政局\n2024年2月5日", "正文。\n\n云溪县 财政局\n\n二〇二四年二月五日",
        "正文。\n\n云溪县财政局　2024年2月5日", "正文。\n\n云溪县财政局",
        "正文。\n\n2024年2月5日"}) {
    EXPECT_EQ(html_of(body, options), "<p>正文。</p>\n") << body;
  }
}

TEST(Signature, StaysWhenItDiffers) {
  const NarrativeOptions options{.signature_by = "云溪县财政局", .signature_date = "2024-02-05"};
  EXPECT_THAT(html_of("正文。\n\n云溪县财政局\n2024年2月6日", options), HasSubstr("2月6日"));
  EXPECT_THAT(html_of("正文。\n\n云溪县审计局\n2024年2月5日", options), HasSubstr("审计局"));
}

TEST(Days, AreReadInEveryUsualForm) {
  for (const char* day : {"2024-02-05", "2024年2月5日", "2024.2.5", "二〇二四年二月五日",
                          "二○二四年二月五日", "（2024年2月5日）", "2024 年 2 月 5 日"}) {
    EXPECT_EQ(read_day(day), 20240205) << day;
  }
  EXPECT_EQ(read_day("二〇二四年十二月三十一日"), 20241231);
  EXPECT_EQ(read_day("二〇二四年十月二十日"), 20241020);
  for (const char* none :
       {"", "2024年", "2024年13月1日", "2024年2月32日", "2024年2月5日前", "99年2月5日"}) {
    EXPECT_EQ(read_day(none), 0) << none;
  }
}

TEST(Lists, KeepTheirNestingAndTakeInBrokenLines) {
  EXPECT_EQ(html_of("- 一\n- 二\n  续\n  * 三\n\n正文。"),
            "<ul>\n<li>一</li>\n<li>二续<ul>\n<li>三</li>\n</ul>\n</li>\n</ul>\n<p>正文。</p>\n");
  EXPECT_THAT(html_of("- [ ] 待办\n- [x] 已办"), HasSubstr("<li>☐ 待办</li>\n<li>☑ 已办</li>"));
}

TEST(Quotes, JoinTheirLinesToo) {
  EXPECT_EQ(html_of("> 财政资源\n> 配置。\n正文。"),
            "<blockquote>\n<p>财政资源配置。</p>\n</blockquote>\n<p>正文。</p>\n");
}

}  // namespace
}  // namespace disclose

// The inline marks of narratives: emphasis, LaTeX residue, links, raw HTML, characters no one must
// see.
#include <gmock/gmock.h>

#include "format/latex.h"
#include "format/narrative_reading.h"

namespace disclose {
namespace {

using testing::HasSubstr;
using testing::Not;

// The content of the only paragraph.
std::string inline_of(std::string_view body) {
  std::string html = html_of(body);
  if (html.starts_with("<p>") && html.ends_with("</p>\n")) html = html.substr(3, html.size() - 8);
  return html;
}

TEST(Emphasis, ClosesBesideChinesePunctuation) {
  EXPECT_EQ(inline_of("**问题（一）：**说明"), "<strong>问题（一）：</strong>说明");
  EXPECT_EQ(inline_of("**预算执行率（92%）**较高"), "<strong>预算执行率（92%）</strong>较高");
  EXPECT_EQ(inline_of("该**《办法》**规定"), "该<strong>《办法》</strong>规定");
  EXPECT_EQ(inline_of("**3. 夯实基础。**一是"), "<strong>3. 夯实基础。</strong>一是");
  EXPECT_EQ(inline_of("重*“点”*在"), "重<em>“点”</em>在");
  EXPECT_EQ(inline_of("***甲、***乙"), "<em><strong>甲、</strong></em>乙");
}

TEST(Emphasis, SurvivesTheHabitsOfWordProcessors) {
  EXPECT_EQ(inline_of("** 夯实 **基础"), "<strong>夯实</strong>基础");
  EXPECT_EQ(inline_of("**甲、****乙、**丙"), "<strong>甲、乙、</strong>丙");
  EXPECT_EQ(inline_of("**行一，\n行二。**三"), "<strong>行一，行二。</strong>三");
}

TEST(Emphasis, LeavesNoMarksWhenItIsNotClosed) {
  EXPECT_EQ(inline_of("剩余**星号"), "剩余星号");
  EXPECT_EQ(inline_of("**甲**乙**"), "<strong>甲</strong>乙");
  EXPECT_THAT(html_of("|a**|b|\n|-|-|\n|**c|d**|"), Not(HasSubstr("**")));
}

TEST(Emphasis, IsNotReadIntoFormulas) {
  EXPECT_EQ(inline_of("得分=权重*完成率*100"), "得分=权重*完成率*100");
  EXPECT_EQ(inline_of("（实际值/目标值）*权重*100%"), "（实际值/目标值）*权重*100%");
  EXPECT_EQ(inline_of("5*6*7"), "5*6*7");
  EXPECT_EQ(inline_of("某*强调*词"), "某<em>强调</em>词");
}

TEST(Emphasis, KeepsWhatTheAuthorEscaped) {
  EXPECT_EQ(inline_of("\\*甲\\*"), "*甲*");
  EXPECT_EQ(inline_of("张\\*\\*"), "张＊＊");
}

TEST(Strikethrough, NeedsTwoTildes) {
  EXPECT_EQ(inline_of("~~删~~"), "<del>删</del>");
  EXPECT_EQ(inline_of("5~10万元和20~30万元"), "5~10万元和20~30万元");
}

TEST(Latex, IsWrittenOut) {
  EXPECT_EQ(inline_of("执行率$\\geq 95\\%$"), "执行率≥95%");
  EXPECT_EQ(inline_of("$\\text{满意度}\\leq 5$"), "满意度≤5");
  EXPECT_EQ(inline_of("\\leq 3 \\times \\text{万元}"), "≤3 ×万元");
  EXPECT_EQ(inline_of("$4$次，$m^2$，CO$_2$，$10^{-4}$，$\\frac{1}{2}$，$25^\\circ$C"),
            "4次，m²，CO₂，10⁻⁴，1/2，25°C");
  EXPECT_EQ(inline_of("$$a \\ne b$$"), "a ≠b");
  EXPECT_EQ(inline_of("$x < 3$"), "x &lt; 3");
}

TEST(Latex, IsNotReadIntoSumsAndWords) {
  EXPECT_EQ(inline_of("费用$5和$6"), "费用＄5和＄6");
  EXPECT_EQ(inline_of("从$5到$6，各\\$7"), "从＄5到＄6，各＄7");
  EXPECT_EQ(inline_of("C:\\textfile \\lemon \\text"), "C:\\textfile \\lemon \\text");
  EXPECT_EQ(inline_of("剩$余"), "剩余");
  EXPECT_THAT(html_of("&#36;5 $ \\$ $$ $甲，乙$"), Not(HasSubstr("$")));
}

TEST(Latex, CommandsAreFoundInOrder) {
  for (const char* command :
       {"\\Delta", "\\alpha", "\\leq", "\\to", "\\uparrow", "\\ast", "\\square"}) {
    EXPECT_GT(read_command(command).size, 0U) << command;
  }
  EXPECT_EQ(read_command("\\lemon").size, 0U);
}

TEST(RawHtml, IsText) {
  EXPECT_EQ(inline_of("<b onclick=\"x\">粗</b>"), "&lt;b onclick=&quot;x&quot;&gt;粗&lt;/b&gt;");
  for (const char* body :
       {"<script>alert(1)</script>", "<!-- 注 -->", "<div>\n**甲**\n</div>", "\\<i>",
        "<img src=x onerror=y>", "a < b", "&lt;u&gt;", "<?php ?>", "<![CDATA[x]]>"}) {
    const std::string html = html_of(body);
    EXPECT_TRUE(is_well_formed(html)) << html;
    EXPECT_THAT(html, Not(HasSubstr("<sc"))) << body;
    EXPECT_THAT(html, HasSubstr("&lt;")) << body;
  }
}

TEST(RawHtml, BreaksLinesInTableCellsOnly) {
  EXPECT_THAT(html_of("|甲|乙|\n|-|-|\n|一<br>二|三|"), HasSubstr("<td>一<br />二</td>"));
  EXPECT_EQ(inline_of("一<br>二"), "一&lt;br&gt;二");
}

TEST(Links, GoToSafeSchemesOnly) {
  for (const char* url : {"http://a.cn/", "https://a.cn/?a=1", "mailto:a@b.cn", "附件/a.pdf",
                          "../x/", "#s1", "HTTP://a.cn"}) {
    EXPECT_THAT(inline_of("[甲](" + std::string(url) + ")"), HasSubstr("<a href=")) << url;
  }
  for (const char* url :
       {"javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x", "//evil.cn",
        "java&#10;script:x", "&#1;javascript:x", "file:///etc/passwd", "ftp://a", "\\\\evil"}) {
    EXPECT_EQ(inline_of("[甲](" + std::string(url) + ")乙"), "甲乙") << url;
  }
}

TEST(Links, AreFoundInPlainTextAndEndWhereTheAddressDoes) {
  EXPECT_EQ(inline_of("详见http://www.a.gov.cn/jx。县财政局"),
            "详见<a href=\"http://www.a.gov.cn/jx\">http://www.a.gov.cn/jx</a>。县财政局");
  EXPECT_EQ(inline_of("（www.a.gov.cn）"), "（<a href=\"http://www.a.gov.cn\">www.a.gov.cn</a>）");
  EXPECT_EQ(inline_of("邮箱a@b.gov.cn。"), "邮箱<a href=\"mailto:a@b.gov.cn\">a@b.gov.cn</a>。");
  EXPECT_EQ(inline_of("(https://a.cn/b_(c)), <https://a.cn>"),
            "(<a href=\"https://a.cn/b_(c)\">https://a.cn/b_(c)</a>), <a "
            "href=\"https://a.cn\">https://a.cn</a>");
  EXPECT_EQ(inline_of("[http://a.cn](http://b.cn)"), "<a href=\"http://b.cn\">http://a.cn</a>");
  EXPECT_EQ(inline_of("`http://a.cn`与http://"), "<code>http://a.cn</code>与http://");
}

TEST(Images, AreTheirText) {
  EXPECT_EQ(inline_of("![流程图](a.png)见图"), "流程图见图");
  EXPECT_EQ(inline_of("![x](javascript:1)"), "x");
}

TEST(Characters, ThatNoReaderMustSeeAreRemoved) {
  EXPECT_EQ(inline_of("预\u200B算\uE000绩\u202E效\u200D管\uFEFF理\u00AD。\x01\x7F"),
            "预算绩效管理。");
  EXPECT_EQ(inline_of("预&#x202E;算&#xE001;&#8203;&#xF8FF;绩\U000F0000效"), "预算<br />绩效");
  EXPECT_EQ(inline_of(std::string("预\0算", 7)).find('\0'), std::string::npos);
  EXPECT_EQ(inline_of("“预算”（一）—…≥＄·㎡𠙶é"), "“预算”（一）—…≥＄·㎡𠙶é");
}

TEST(Code, KeepsItsMarks) {
  EXPECT_EQ(inline_of("`a*b $c <d>`"), "<code>a*b $c &lt;d&gt;</code>");
  EXPECT_EQ(html_of("```\n一、甲\n  **乙**\n```"),
            "<pre tabindex=\"0\"><code>一、甲\n  **乙**\n</code></pre>\n");
}

TEST(Footnotes, AreNumberedAndLinked) {
  const std::string html = html_of("甲[^1]乙。\n\n[^1]：**出处（一）：**报告。");
  EXPECT_THAT(html,
              HasSubstr("<p>甲<sup class=\"footnote\"><a href=\"#s-note-1\">1</a></sup>乙。</p>"));
  EXPECT_THAT(html, HasSubstr("<li id=\"s-note-1\"><p><strong>出处（一）：</strong>报告。</p>"));
  EXPECT_TRUE(is_well_formed(html));
}

TEST(Tables, AreAccessible) {
  EXPECT_EQ(html_of("## 指标\n\n|名称|值|\n|---|--:|\n|**率：**高|95|\n下文。"),
            "<h2 id=\"s1\">指标</h2>\n"
            "<section class=\"region\" tabindex=\"0\" "
            "aria-label=\"表1：指标\">\n<table>\n<thead>\n"
            "<tr><th scope=\"col\">名称</th><th scope=\"col\" "
            "class=\"right\">值</th></tr>\n</thead>\n<tbody>\n"
            "<tr><td><strong>率：</strong>高</td><td "
            "class=\"right\">95</td></tr>\n</tbody>\n</table>\n</section>\n"
            "<p>下文。</p>\n");
}

TEST(Tables, WithoutAHeadHaveNone) {
  const std::string html = html_of("| | |\n|-|-|\n|甲|乙|");
  EXPECT_THAT(html, Not(HasSubstr("<thead>")));
  EXPECT_TRUE(is_well_formed(html));
}

TEST(Tables, NeedAMatchingDelimiter) {
  EXPECT_THAT(html_of("a|b\n|-|-|-|\n"), Not(HasSubstr("<table>")));
  EXPECT_THAT(html_of("a|b\n-|-\nc|d"), HasSubstr("<td>c</td>"));
  EXPECT_THAT(html_of("a\\|b|c\n-|-\n"), HasSubstr("a|b</th>"));
}

}  // namespace
}  // namespace disclose

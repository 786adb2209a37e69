// The text of a page between its marks (ps-text/1): what portals may do to a page, and what they may not.
#include "proof/page_text.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <iconv.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "format/digest.h"
#include "proof/page_encoding.h"

namespace disclose {
namespace {

constexpr const char* kPage = "2024/target/roads/";
constexpr const char* kBegin = "<p class=\"ps\">披露编号 <span>ps-begin:2024/target/roads/</span></p>";
constexpr const char* kEnd = "<p class=\"ps\" aria-hidden=\"true\">披露编号 <span>2024/target/roads/:ps-end</span></p>";
constexpr const char* kTable = "<h1>农村公路养护</h1><table><tbody>\n<tr><th scope=\"row\">里程</th><td class=\"r\">12</td><td>345</td></tr><tr><td>投诉 &lt; 5件</td></tr></tbody></table>";

std::string page_with(const std::string& inside) {
  return fmt::format("<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>农村公路</title></head><body><main>\n<div id=\"ps-record\">{}\n{}\n{}</div></main></body></html>", kBegin, inside, kEnd);
}
std::string original() { return page_with(kTable); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}
std::string every(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  return text;
}

std::string converted(const std::string& text, const char* to) {
  const iconv_t converter = iconv_open(to, "UTF-8");
  std::string in = text;
  std::string out(in.size() * 4, '\0');
  char* source = in.data();
  char* target = out.data();
  std::size_t left = in.size();
  std::size_t room = out.size();
  EXPECT_NE(iconv(converter, &source, &left, &target, &room), static_cast<std::size_t>(-1));
  iconv_close(converter);
  out.resize(out.size() - room);
  return out;
}

std::string digest_of(const std::string& html, const std::string& charset = "utf-8") { return read_page_text(html, charset, kPage).digest; }

TEST(PageText, IsWhatStandsBetweenTheMarksWithItsCells) {
  EXPECT_EQ(digest_of(original()), sha256_hex("ps-text/1\n农村公路养护\x1E\x1F里程\x1F" "12\x1F" "345\x1E\x1F投诉<5件披露编号"));
}

TEST(PageText, SurvivesWhatPortalsDoToPages) {
  const std::string page = original();
  const std::vector<std::pair<const char*, std::string>> rewritten = {
      {"toolbar and script", replaced(page, "<main>", "<div class=toolbar style=\"display:none\">分享到 <script>var ps='x';</script></div><main>")},
      {"script inside", replaced(page, "</h1>", "</h1><script src=//x></script><style>p{}</style><!-- cms --><noscript>开启脚本</noscript>")},
      {"absolute links and classes", replaced(page, "<h1>", "<h1 class=\"cms-t\" style=\"font-size:0.9em;opacity:0.5\"><a href=\"https://a.b/c\"></a>")},
      {"wrapping", every(page, "><", ">\r\n   <")},
      {"wrapped words", replaced(page, "农村公路养护", "农村公路\n\t\xE3\x80\x80养护&nbsp;&#8203;")},
      {"minified", replaced(every(every(every(page, "</td>", ""), "</tr>", ""), "</tbody>", ""), " class=\"r\"", "")},
      {"entities", replaced(page, "里程", "&#37324;&#x7A0B;")},
      {"empty hidden elements", replaced(page, "<table>", "<input type=hidden value=1><span hidden></span><span style='display:none'> </span><table>")},
      {"ids and scripts stripped into an article", fmt::format("<div class=article>{}{}{}</div>", kBegin, kTable, kEnd)},
  };
  for (const auto& [what, html] : rewritten) {
    const PageText text = read_page_text(html, "utf-8", kPage);
    EXPECT_EQ(text.digest, digest_of(page)) << what << ": " << text.problem.zh;
  }
  const std::string gbk = converted(replaced(page, "charset=\"utf-8\"", "charset=\"gb2312\""), "GBK");
  EXPECT_EQ(digest_of(gbk, "GBK"), digest_of(page));
  EXPECT_EQ(digest_of(gbk, ""), digest_of(page));
  EXPECT_EQ(digest_of("\xEF\xBB\xBF" + page, "gbk"), digest_of(page));
  EXPECT_EQ(digest_of("\xFF\xFE" + converted(page, "UTF-16LE"), ""), digest_of(page));
}

TEST(PageText, DiffersWhereARecordDiffers) {
  const std::string page = original();
  const std::vector<std::pair<const char*, std::string>> changed = {
      {"one digit", replaced(page, "345", "346")},
      {"a moved boundary of cells", replaced(replaced(page, ">12<", ">123<"), ">345<", ">45<")},
      {"a boundary made of a control character", replaced(page, "12</td><td>345", "12\x1F" "345")},
      {"a sentence more", replaced(page, "</h1>", "</h1>另有说明")},
      {"a row less", replaced(page, "<tr><td>投诉 &lt; 5件</td></tr>", "")},
      {"text in a comment", replaced(page, "里程", "<!--里程-->")},
      {"text in a template", replaced(page, "里程", "<template>里程</template>")},
      {"a soft hyphen", replaced(page, "里程", "里\xC2\xAD程")},
  };
  for (const auto& [what, html] : changed) {
    EXPECT_NE(digest_of(html), digest_of(page)) << what;
    EXPECT_FALSE(digest_of(html).empty()) << what;
  }
}

TEST(PageText, IsNoneWhereTheMarksOrTheirTextAreSpoilt) {
  const std::string page = original();
  const std::vector<std::pair<const char*, std::string>> spoilt = {
      {"hidden row", replaced(page, "<tr><td>投诉", "<tr hidden><td>投诉")},
      {"row not displayed", replaced(page, "<tr><td>投诉", "<tr style=\"color:red; DISPLAY : none\"><td>投诉")},
      {"row not visible", replaced(page, "<tr><td>投诉", "<tr style=\"visibility:hidden\"><td>投诉")},
      {"no size", replaced(page, "<tr><td>投诉", "<tr style=\"font-size:0px\"><td>投诉")},
      {"a comment in the style", replaced(page, "<tr><td>投诉", "<tr style=\"display:/**/none\"><td>投诉")},
      {"an escape in the style", replaced(page, "<tr><td>投诉", "<tr style=\"d\\69splay:none\"><td>投诉")},
      {"an element around everything", replaced(page, "<main>", "<main hidden>")},
      {"a canvas nobody sees into", replaced(page, "里程", "<canvas>里程</canvas>")},
      {"second region", replaced(page, "</main>", "<div id=\"ps-record\">又一份</div></main>")},
      {"second record", replaced(page, "</main>", std::string(kBegin) + "又一份" + kEnd + "</main>")},
      {"no beginning", replaced(page, kBegin, "")},
      {"no end", replaced(page, kEnd, "")},
      {"marks the wrong way round", replaced(replaced(replaced(page, kBegin, "@"), kEnd, kBegin), "@", kEnd)},
      {"another page's marks", every(page, "target/roads/", "target/water/")},
  };
  for (const auto& [what, html] : spoilt) {
    const PageText text = read_page_text(html, "utf-8", kPage);
    EXPECT_EQ(text.digest, "") << what;
    EXPECT_TRUE(text.has_marks) << what;
    EXPECT_FALSE(text.problem.empty()) << what;
  }
  const PageText soft = read_page_text("<html><body><h1>页面不存在</h1></body></html>", "", kPage);
  EXPECT_FALSE(soft.has_marks);
  EXPECT_FALSE(soft.is_blank);
  EXPECT_TRUE(read_page_text("<html><script>document.cookie='x';location.reload()</script></html>", "", kPage).is_blank);
}

TEST(PageText, ReadsNoPageInAnEncodingItDoesNotKnow) {
  EXPECT_EQ(digest_of(original(), "shift_jis"), "");
  EXPECT_EQ(digest_of(original() + "\xFF"), "");
  EXPECT_EQ(digest_of(replaced(converted(original(), "GBK"), "</main>", "\xFF\xFF</main>"), "gbk"), "");
  Say problem;
  EXPECT_EQ(decode_page("<META http-equiv=Content-Type content='text/html; charset=GB2312'>\xD6\xD0", "", problem)->charset, "gb18030");
  EXPECT_EQ(decode_page("\xD6\xD0", "gb18030", problem)->text, "中");
}

TEST(PageText, HasLimitsForHostilePages) {
  const auto many = [](std::size_t count, const std::function<std::string(std::size_t)>& piece) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += piece(i);
    return text;
  };
  // Deep nesting, formatting that is opened anew in every paragraph, and an attribute of a megabyte.
  const std::vector<std::string> hostile = {
      many(20'000, [](std::size_t) { return "<div>"; }),
      many(1'000'000, [](std::size_t) { return "<i>"; }),
      many(12'000, [](std::size_t i) { return fmt::format("<b a={}>", i); }) + many(12'000, [](std::size_t) { return "<p>x"; }),
      "<p title=\"" + std::string(1U << 20U, 'x') + "\">" + std::string(100'000, '<') + many(20'000, [](std::size_t) { return "<table>"; }),
  };
  for (const std::string& html : hostile) EXPECT_EQ(digest_of(html), "");
  EXPECT_NE(digest_of(page_with(many(5'000, [](std::size_t) { return "<div>"; }) + "深")), "");
}

TEST(PageText, HasMarksThatNoTextOfTheInputMayHave) {
  EXPECT_TRUE(has_page_mark("见ps-begin:2024/"));
  EXPECT_TRUE(has_page_mark("p s-be\xE2\x80\x8Bgin :"));
  EXPECT_TRUE(has_page_mark("x :ps-\nend"));
  EXPECT_FALSE(has_page_mark("时间：10:30，ps-begin 和 ps-end"));
}

TEST(PageText, KnowsPageFiles) {
  EXPECT_EQ(page_of("2024/target/roads/index.html"), "2024/target/roads/");
  EXPECT_EQ(page_of("2024/target/roads/report.pdf"), "");
  EXPECT_EQ(page_of("2024/myindex.html"), "");
}

}  // namespace
}  // namespace disclose

#include "render/english.h"

#include <gtest/gtest.h>

namespace disclose {
namespace {

EnglishFrame frame() {
  Diagnostics diagnostics;
  return {*Texts::read("en.json", R"({"首页": "Home", "单位：": "Unit:", "{#}个项目支出{}": "{1} projects spent {2}", "{#}元": "{1} yuan", "见": "See"})", diagnostics),
          "https://x.example/", {"", "units/", "2024/a/"}};
}

std::string english(std::string_view html) { return frame().page(html, "2024/a/"); }

TEST(EnglishFrame, TranslatesTextsAndMarksWhatStaysChinese) {
  EXPECT_EQ(english("<p>首页</p><p>修渠</p>"), "<p>Home</p><p lang=\"zh-CN\">修渠</p>");
  EXPECT_EQ(english("<p>12</p><p> </p>"), "<p>12</p><p> </p>");
  EXPECT_EQ(english("<p>修<b>渠</b></p>"), "<p><span lang=\"zh-CN\">修</span><b lang=\"zh-CN\">渠</b></p>");
  EXPECT_EQ(english("<option>修渠</option><svg><text x=\"1\">渠</text></svg>"), "<option>修渠</option><svg><text x=\"1\">渠</text></svg>");
}

TEST(EnglishFrame, ReadsASentenceThroughWhatKeepsItsNumbersWhole) {
  EXPECT_EQ(english("<h1><span class=\"nb\">4个</span>项目支出<span class=\"nb\">2元</span></h1>"), "<h1>4 projects spent 2 yuan</h1>");
}

TEST(EnglishFrame, PutsSpacesAroundElementsWithinALine) {
  EXPECT_EQ(english("<p>单位：<a href=\"#x\">首页</a>见</p>"), "<p>Unit: <a href=\"#x\">Home</a> See</p>");
}

TEST(EnglishFrame, KeepsPagesBesideItAndFilesWhereTheyAre) {
  EXPECT_EQ(english("<a href=\"../../units/index.html#b\"></a>"), "<a href=\"../../units/index.html#b\"></a>");
  EXPECT_EQ(english("<a href=\"../../index.html\"></a>"), "<a href=\"../../index.html\"></a>");
  EXPECT_EQ(english("<a href=\"../../search/index.html?q\"></a>"), "<a href=\"../../../search/index.html?q\"></a>");
  EXPECT_EQ(english("<link href=\"../../assets/site.css\"><a href=\"data.json\"></a>"), "<link href=\"../../../assets/site.css\"><a href=\"../../../2024/a/data.json\"></a>");
  EXPECT_EQ(english("<a href=\"https://y.example/a\"></a><a href=\"mailto:a@b\"></a><a href=\"#top\"></a>"), "<a href=\"https://y.example/a\"></a><a href=\"mailto:a@b\"></a><a href=\"#top\"></a>");
}

TEST(EnglishFrame, SaysWhatItIsAndWhereItStands) {
  EXPECT_EQ(english("<html lang=\"zh-CN\"><link rel=\"canonical\" href=\"https://x.example/2024/a/\">"),
            "<html lang=\"en\"><link rel=\"canonical\" href=\"https://x.example/en/2024/a/\">");
  EXPECT_EQ(english("<a class=\"lang\" lang=\"en\" hreflang=\"en\" href=\"../../en/2024/a/index.html\">English</a>"),
            "<a class=\"lang\" lang=\"zh-CN\" hreflang=\"zh-CN\" href=\"../../../2024/a/index.html\">中文</a>");
}

TEST(EnglishFrame, LeavesNarrativesAsTheyAre) {
  EXPECT_EQ(english("<div class=\"prose\"><p>首页<a href=\"../../files/a.csv\">表</a></p><div>首页</div></div><p>首页</p>"),
            "<div class=\"prose\" lang=\"zh-CN\"><p>首页<a href=\"../../../files/a.csv\">表</a></p><div>首页</div></div><p>Home</p>");
}

TEST(EnglishFrame, NamesWhatScreenReadersSay) { EXPECT_EQ(english("<nav aria-label=\"首页\"></nav>"), "<nav aria-label=\"Home\"></nav>"); }

TEST(EnglishFrame, KeepsTextsTexts) {
  EXPECT_EQ(english("<p>&lt;script&gt;修&amp;渠</p>"), "<p lang=\"zh-CN\">&lt;script&gt;修&amp;渠</p>");
  EXPECT_EQ(english("<p title=\"a>b\">首页</p>"), "<p title=\"a>b\">Home</p>");
}

}  // namespace
}  // namespace disclose

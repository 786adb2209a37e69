#include "pdf/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "base/text.h"
#include "pdf/character_class.h"
#include "pdf/report_text.h"

namespace disclose::pdf {
namespace {

using testing::HasSubstr;

const FontSet& fonts() {
  static const std::shared_ptr<const FontSet> set = [] {
    Diagnostics diagnostics;
    return FontSet::load(FontChoice::usual(), {}, diagnostics);
  }();
  return *set;
}

struct Laid {
  std::optional<PdfDocument> pages;
  Diagnostics diagnostics;
};

Laid lay(std::string_view markup, const Style& style = Style::report()) {
  Laid laid;
  const std::optional<Document> document = parse_document(markup, "report.html", laid.diagnostics);
  if (document) laid.pages = lay_out(*document, style, fonts(), laid.diagnostics);
  return laid;
}

PdfDocument pages_of(std::string_view markup, const Style& style = Style::report()) {
  Laid laid = lay(markup, style);
  for (const Diagnostic& d : laid.diagnostics.all()) ADD_FAILURE() << d.message.zh;
  return laid.pages.value_or(PdfDocument{});
}

std::string text_of(const GlyphRun& run) {
  std::string text;
  for (const Glyph& glyph : run.glyphs) append_utf8(text, glyph.character);
  return text;
}

float width_of(const GlyphRun& run) {
  float width = 0;
  for (const Glyph& glyph : run.glyphs) width += glyph.advance;
  return width;
}

// The text of every element of a role, in order.
std::vector<std::string> texts_of(const PdfDocument& document, Role role) {
  std::vector<std::string> texts;
  for (ElementIndex e = 0; e < document.elements.size(); ++e) {
    if (document.elements[e].role != role) continue;
    std::string& text = texts.emplace_back();
    for (const Page& page : document.pages) {
      for (const Item& item : page.items) {
        const auto* run = std::get_if<GlyphRun>(&item.content);
        if (run != nullptr && item.element == e) text += text_of(*run);
      }
    }
  }
  return texts;
}

std::size_t count_of(const PdfDocument& document, Role role) {
  return static_cast<std::size_t>(
      std::ranges::count_if(document.elements, [&](const Element& e) { return e.role == role; }));
}

// Nothing that is read stands outside the type area of its page.
void expect_inside(const PdfDocument& document, const Style& style, std::string_view what) {
  for (const Page& page : document.pages) {
    const bool turned = page.width > page.height;
    const float left = turned ? style.top : style.left;
    const float right = page.width - (turned ? style.bottom : style.right);
    const float top = turned ? style.right : style.top;
    const float bottom = page.height - (turned ? style.left : style.bottom);
    for (const Item& item : page.items) {
      const auto* run = std::get_if<GlyphRun>(&item.content);
      if (run == nullptr || item.element == artifact) continue;
      const std::string text = text_of(*run);
      // A line's first mark may have its blank half outside.
      EXPECT_GE(run->origin.x, left - 0.51F * run->size) << what << ": " << text;
      EXPECT_LE(run->origin.x + width_of(*run), right + 0.1F) << what << ": " << text;
      EXPECT_GE(run->origin.y, top) << what << ": " << text;
      EXPECT_LE(run->origin.y, bottom + 0.1F) << what << ": " << text;
    }
  }
}

TEST(Layout, SetsAFirstPage) {
  const PdfDocument d =
      pages_of("<document title='报告'><h1>自评报告</h1><p>正文。</p></document>");
  ASSERT_EQ(d.pages.size(), 1U);
  EXPECT_EQ(d.metadata.title, "报告");
  EXPECT_THAT(texts_of(d, Role::h1), testing::ElementsAre("自评报告"));
  EXPECT_THAT(texts_of(d, Role::paragraph), testing::ElementsAre("正文。"));
}

TEST(Layout, AnEmptyDocumentIsAnEmptyPage) { EXPECT_EQ(pages_of("<document/>").pages.size(), 1U); }

TEST(Layout, DumpsWhatStandsWhere) {
  const PdfDocument d = pages_of(
      "<document "
      "title='报告'><h1>自评报告</h1><h2>一、概况</"
      "h2><p>全年执行数为4,462.57万元，预算执行率97.04%。</p>"
      "<table><thead><tr><th>指标</th><th>得分</th></tr></thead><tbody><tr><td>数量</td><td>4</"
      "td></tr></tbody>"
      "</table></document>");
  EXPECT_THAT(dump_pages(d), HasSubstr("11.5 全年执行数为4,462.57万元，预算执行率97.04%。\n"));
  EXPECT_THAT(dump_pages(d), HasSubstr("8.5 *第 1 页　共 1 页\n"));
  EXPECT_THAT(dump_pages(d), HasSubstr("outline 1 1 一、概况\n"));
}

TEST(Layout, IsTheSameForTheSameDocument) {
  EXPECT_EQ(dump_pages(pages_of(self_evaluation_form(20))),
            dump_pages(pages_of(self_evaluation_form(20))));
}

TEST(Layout, KeepsEverythingInsideTheTypeArea) {
  for (const Style& style : {Style::report(), Style::gbt9704()}) {
    expect_inside(pages_of(self_evaluation_form(40), style), style, "form");
    expect_inside(pages_of(long_table(300, 7), style), style, "table");
    expect_inside(pages_of(narrative(8), style), style, "narrative");
  }
}

TEST(Layout, KeepsHostileTextsInsideTheTypeArea) {
  const std::string word(200, 'x');
  std::string marks, dashes, columns, long_cell;
  for (int i = 0; i < 300; ++i) {
    marks += "，。（";
    dashes += "—…";
    long_cell += "预算绩效信息公开，";
  }
  for (int i = 0; i < 64; ++i) columns += "<td>列</td>";
  const std::string markup =
      "<document><h1>" + word + "</h1><p>" + word + "</p><p>" + marks + "</p><p>" + dashes +
      "</p><ul><li><ul><li><ul><li>" + word + "</li></ul></li></ul></li></ul><dl><dt>" + word +
      "</dt><dd>" + word + "</dd></dl><table><caption>" + word + "</caption><tr>" + columns +
      "</tr></table><table><tr><td rowspan='3'>" + long_cell + long_cell + long_cell + "</td><td>" +
      long_cell + "</td></tr><tr><td>短</td></tr><tr><td>" + word +
      "</td></tr></table><table><tr></tr></table><table></table></document>";
  for (const Style& style : {Style::report(), Style::gbt9704()})
    expect_inside(pages_of(markup, style), style, "hostile");
}

TEST(Layout, SaysEveryWordOfATableOnce) {
  const PdfDocument d = pages_of(long_table(200, 30));
  EXPECT_GT(d.pages.size(), 4U);
  const std::vector<std::string> cells = texts_of(d, Role::data_cell);
  ASSERT_EQ(cells.size(), 600U);
  for (std::size_t i = 0; i < 200; ++i) EXPECT_EQ(cells[i * 3], "项目" + std::to_string(i));
  const std::vector<std::string> heads = texts_of(d, Role::header_cell);
  EXPECT_EQ(std::ranges::count(heads, "执行率"), 1);
  EXPECT_EQ(std::ranges::count(heads, "第30部门"), 1);
}

TEST(Layout, RepeatsTheHeadOnEveryPageForTheEye) {
  const PdfDocument d = pages_of(long_table(200, 30));
  for (const Page& page : d.pages) {
    const bool seen = std::ranges::any_of(page.items, [](const Item& item) {
      const auto* run = std::get_if<GlyphRun>(&item.content);
      return run != nullptr && text_of(*run) == "执行率";
    });
    EXPECT_TRUE(seen);
  }
}

TEST(Layout, ShowsALevelAgainWhereItsRowsContinue) {
  const PdfDocument d = pages_of(long_table(100, 100));
  ASSERT_GT(d.pages.size(), 1U);
  const auto shown = [](const Page& page) {
    return std::ranges::count_if(page.items, [](const Item& item) {
      const auto* run = std::get_if<GlyphRun>(&item.content);
      return run != nullptr && text_of(*run) == "第0部门";
    });
  };
  for (const Page& page : d.pages) EXPECT_EQ(shown(page), 1);
}

TEST(Layout, PartsARowTallerThanAPageBetweenLines) {
  std::string text;
  for (int i = 0; i < 600; ++i) text += "第" + std::to_string(i) + "句。";
  const PdfDocument d = pages_of("<table><tr><td>甲</td><td>" + text + "</td></tr></table>");
  EXPECT_GT(d.pages.size(), 1U);
  EXPECT_EQ(texts_of(d, Role::data_cell).at(1), text);
}

TEST(Layout, GivesEveryRowAllItsCells) {
  const PdfDocument d = pages_of(self_evaluation_form(40));
  // 2 + 40 columns counted with their spans: a screen reader finds a regular table.
  std::vector<std::vector<std::uint32_t>> tables;
  for (ElementIndex e = 0; e < d.elements.size(); ++e) {
    const Element& element = d.elements[e];
    if (element.role == Role::table) tables.emplace_back();
    if (element.role == Role::row) tables.back().push_back(0);
    if (element.role == Role::header_cell || element.role == Role::data_cell) {
      tables.back().back() += element.column_span * element.row_span;
    }
  }
  ASSERT_EQ(tables.size(), 2U);
  for (const auto& rows : tables) {
    std::uint32_t places = 0;
    for (const std::uint32_t row : rows) places += row;
    EXPECT_EQ(places, rows.size() * 8);
  }
}

TEST(Layout, BreaksNoRuleOfPunctuationInANarrative) {
  for (const Style& style : {Style::report(), Style::gbt9704()}) {
    const PdfDocument d = pages_of(narrative(12), style);
    for (const Page& page : d.pages) {
      const GlyphRun* last = nullptr;
      for (const Item& item : page.items) {
        const auto* run = std::get_if<GlyphRun>(&item.content);
        if (run == nullptr || item.element == artifact) continue;
        if (last == nullptr || last->origin.y != run->origin.y) {
          EXPECT_FALSE(traits_of(run->glyphs.front().character) & trait::no_start) << text_of(*run);
          if (last != nullptr) {
            EXPECT_FALSE(traits_of(last->glyphs.back().character) & trait::no_end)
                << text_of(*last);
          }
        }
        last = run;
      }
    }
  }
}

// How many lines of each paragraph stand on each page.
TEST(Layout, LeavesNoLineOfAParagraphAlone) {
  const PdfDocument d = pages_of(narrative(12));
  for (ElementIndex e = 0; e < d.elements.size(); ++e) {
    if (d.elements[e].role != Role::paragraph) continue;
    std::vector<std::size_t> lines;
    for (const Page& page : d.pages) {
      std::vector<float> heights;
      for (const Item& item : page.items) {
        const auto* run = std::get_if<GlyphRun>(&item.content);
        if (run != nullptr && item.element == e) heights.push_back(run->origin.y);
      }
      std::ranges::sort(heights);
      const auto same = std::ranges::unique(heights);
      heights.erase(same.begin(), same.end());
      if (!heights.empty()) lines.push_back(heights.size());
    }
    for (const std::size_t count : lines) EXPECT_TRUE(lines.size() == 1 || count >= 2);
  }
}

TEST(Layout, LeavesNoHeadingAtTheFootOfAPage) {
  const PdfDocument d = pages_of(narrative(12));
  for (const Page& page : d.pages) {
    Role last = Role::paragraph;
    for (const Item& item : page.items) {
      if (item.element != artifact) last = d.elements[item.element].role;
    }
    EXPECT_TRUE(last != Role::h2 && last != Role::h3);
  }
}

TEST(Layout, FillsPagesWithHeadingsThatHeadNothing) {
  std::string markup = "<document>";
  for (int i = 0; i < 200; ++i) markup += "<h2>概况</h2>";
  EXPECT_LT(pages_of(markup + "</document>").pages.size(), 15U);
}

TEST(Layout, KeepsTheGridOfTheOfficialPage) {
  const Style style = Style::gbt9704();
  const PdfDocument d = pages_of(narrative(6), style);
  EXPECT_EQ(static_cast<int>((style.page_height - style.top - style.bottom) / style.body.pitch),
            22);
  for (std::size_t p = 1; p < d.pages.size(); ++p) {
    for (const Item& item : d.pages[p].items) {
      const auto* run = std::get_if<GlyphRun>(&item.content);
      if (run == nullptr || item.element == artifact || run->size != 16) continue;
      const float line = (run->origin.y - style.top) / style.body.pitch;
      // The baseline of 16 pt type lies 0.71 of the pitch below the top of its line.
      EXPECT_NEAR(line - std::floor(line), 0.71F, 0.05F) << text_of(*run);
    }
  }
}

TEST(Layout, NumbersOfficialPagesAtTheOuterEdge) {
  const PdfDocument d = pages_of(narrative(6), Style::gbt9704());
  ASSERT_GT(d.pages.size(), 2U);
  const auto number = [&](std::size_t p) {
    return std::get<GlyphRun>(d.pages[p].items.back().content);
  };
  EXPECT_EQ(text_of(number(0)), "— 1 —");
  EXPECT_GT(number(0).origin.x, 400);
  EXPECT_LT(number(1).origin.x, 150);
}

TEST(Layout, PutsNotesAtTheFootOfTheirPage) {
  const PdfDocument d = pages_of("<p>甲<footnote>数据来源：财政决算</footnote>乙。</p>");
  EXPECT_EQ(count_of(d, Role::reference), 1U);
  EXPECT_EQ(count_of(d, Role::note), 1U);
  EXPECT_THAT(dump_pages(d), HasSubstr("数据来源：财政决算"));
}

TEST(Layout, CarriesLongNotesOver) {
  std::string note;
  for (int i = 0; i < 4000; ++i) note += "注释";
  std::string markup = "<p>甲";
  for (int i = 0; i < 40; ++i) markup += "<footnote>短注</footnote>";
  const PdfDocument d = pages_of(markup + "<footnote>" + note + "</footnote>乙。</p><p>后文</p>");
  EXPECT_GT(d.pages.size(), 2U);
  expect_inside(d, Style::report(), "notes");
  const std::vector<std::string> paragraphs = texts_of(d, Role::paragraph);
  EXPECT_TRUE(std::ranges::count(paragraphs, note) == 1);
}

TEST(Layout, NamesACharacterNoFontHasAndSetsASubstitute) {
  const Laid laid = lay("<document>\n<p>姓名：\xF3\xB0\x80\x80某</p></document>");
  ASSERT_TRUE(laid.pages);
  ASSERT_EQ(laid.diagnostics.all().size(), 1U);
  const Diagnostic& d = laid.diagnostics.all()[0];
  EXPECT_EQ(d.code, Code::text_noise);
  EXPECT_EQ(d.severity, Severity::warning);
  EXPECT_EQ(d.place.position.line, 2U);
  EXPECT_THAT(d.message.zh, HasSubstr("U+F0000"));
  EXPECT_THAT(d.message.zh, HasSubstr("姓名："));
  EXPECT_THAT(texts_of(*laid.pages, Role::paragraph), testing::ElementsAre("姓名：\xF3\xB0\x80\x80某")) << "to be searched and copied as it is";
}

TEST(Layout, DrawsNothingForWhatCannotBeSeen) {
  const Laid laid = lay("<p>甲\u0085\u2028\u202A乙\u2066\u2069\uFFFE\U000E0041</p>");
  ASSERT_TRUE(laid.pages);
  EXPECT_TRUE(laid.diagnostics.all().empty());
}

TEST(Layout, SetsRareCharacters) {
  EXPECT_THAT(texts_of(pages_of("<p>犇喆、赟淼、㛃𠙶</p>"), Role::paragraph),
              testing::ElementsAre("犇喆、赟淼、㛃𠙶"));
}

TEST(Layout, LinksWithinAndWithout) {
  const PdfDocument d =
      pages_of("<p>见<a href='#t'>表</a>和<a href='https://x.cn/'>网页</a></p><p id='t'>表</p>");
  ASSERT_EQ(d.pages[0].links.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<Destination>(d.pages[0].links[0].target));
  EXPECT_EQ(std::get<std::string>(d.pages[0].links[1].target), "https://x.cn/");
  EXPECT_EQ(d.elements[d.pages[0].links[1].element].role, Role::link);
}

TEST(Layout, WarnsOfALinkToNowhere) {
  const Laid laid = lay("<p>见<a href='#t'>表</a></p>");
  ASSERT_TRUE(laid.pages);
  EXPECT_EQ(laid.diagnostics.count(Severity::warning), 1U);
  EXPECT_TRUE(laid.pages->pages[0].links.empty());
}

TEST(Layout, FillsTheTableOfContents) {
  const PdfDocument d = pages_of(
      "<document><h1>报告</h1><toc/><page-break/><h2>一、概况</h2><p>甲</p><page-break/"
      "><h2>二、结果</h2><p>乙</p></document>");
  EXPECT_EQ(d.pages.size(), 3U);
  EXPECT_THAT(texts_of(d, Role::link), testing::ElementsAre("一、概况2", "二、结果3"));
}

TEST(Layout, ListsTheHeadingsOfTheLevelsThatAreAskedFor) {
  const PdfDocument d = pages_of(
      "<document><h1>报告</h1><h2>一、部门</h2><h3>水利局</h3><h4>水库</h4><page-break/><h4>灌区</h4>"
      "<toc from='h4' to='h4'/></document>");
  EXPECT_THAT(texts_of(d, Role::link), testing::ElementsAre("水库1", "灌区2"));
}

TEST(Layout, TurnsPagesForWideTables) {
  const PdfDocument d =
      pages_of("<document><p>甲</p><landscape><p>乙</p></landscape><p>丙</p></document>");
  ASSERT_EQ(d.pages.size(), 3U);
  EXPECT_LT(d.pages[0].width, d.pages[0].height);
  EXPECT_GT(d.pages[1].width, d.pages[1].height);
  EXPECT_LT(d.pages[2].width, d.pages[2].height);
}

TEST(Layout, HasNoEmptyPageBeforeOrAfterATurn) {
  EXPECT_EQ(pages_of("<landscape><p>乙</p></landscape>").pages.size(), 1U);
}

TEST(Layout, DrawsAQrCodeOrSaysWhyNot) {
  EXPECT_THAT(dump_pages(pages_of("<document><qr href='https://x.cn/'>扫码</qr></document>")),
              HasSubstr("modules"));
  EXPECT_FALSE(lay("<document><qr href=''>扫码</qr></document>").pages);
}

TEST(Layout, NestsHeadingsWithoutAGap) {
  const PdfDocument d = pages_of("<document><h1>报告</h1><h4>1.跳级</h4><p>甲</p></document>");
  EXPECT_EQ(count_of(d, Role::h2), 1U);
  ASSERT_EQ(d.outline.size(), 2U);
  EXPECT_LE(d.outline[1].level, 2U);
}

TEST(Layout, NeverLeavesASignatureAlone) {
  for (int lines = 1; lines < 60; ++lines) {
    std::string markup = "<document>";
    for (int i = 0; i < lines; ++i) markup += "<p>一行。</p>";
    const PdfDocument d =
        pages_of(markup + "<signature by='平湖县财政局' date='2025年4月18日'/></document>");
    std::size_t real = 0;
    for (const Item& item : d.pages.back().items) real += item.element != artifact ? 1 : 0;
    EXPECT_GT(real, 2U) << lines;
  }
}

}  // namespace
}  // namespace disclose::pdf

// Covers, drawings in tables, codes and links: what stands around the text of a report.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "pdf/layout.h"
#include "pdf/link_target.h"

namespace disclose::pdf {
namespace {

PdfDocument pages_of(std::string_view markup) {
  static const std::shared_ptr<const FontSet> fonts = [] {
    Diagnostics diagnostics;
    return FontSet::load(FontChoice::usual(), {}, diagnostics);
  }();
  Diagnostics diagnostics;
  const std::optional<Document> document = parse_document(markup, "report.xhtml", diagnostics);
  std::optional<PdfDocument> pages;
  if (document) pages = lay_out(*document, Style::report(), *fonts, diagnostics);
  for (const Diagnostic& d : diagnostics.all()) ADD_FAILURE() << d.message.zh;
  return pages.value_or(PdfDocument{});
}

std::vector<Diagnostic> findings_of(std::string_view markup) {
  Diagnostics diagnostics;
  parse_document(markup, "report.xhtml", diagnostics);
  return {diagnostics.all().begin(), diagnostics.all().end()};
}

std::vector<Path> paths_of(const Page& page) {
  std::vector<Path> paths;
  for (const Item& item : page.items) {
    if (const Path* path = std::get_if<Path>(&item.content)) paths.push_back(*path);
  }
  return paths;
}

float left_of(const Path& path) { return path.segments.at(0).to.x; }
float width_of(const Path& path) { return path.segments.at(1).to.x - left_of(path); }

TEST(Drawing, IsAsWideAsItsCell) {
  const PdfDocument d = pages_of(
      "<document><table><colgroup><col width='25%'/><col width='75%'/></colgroup><tr><td>甲</td><td><svg height='10'>"
      "<rect width='100%' height='10'/><rect x='1' width='50%' height='10'/></svg></td></tr></table></document>");
  const std::vector<Path> paths = paths_of(d.pages.at(0));
  ASSERT_EQ(paths.size(), 2U);
  const Style style = Style::report();
  EXPECT_NEAR(width_of(paths[0]), style.type_width(false) * 0.75F - 2 * style.table.padding_x, 0.5);
  EXPECT_NEAR(width_of(paths[1]), width_of(paths[0]) / 2, 0.1);
  EXPECT_NEAR(left_of(paths[1]), left_of(paths[0]) + 1, 0.01);
}

TEST(Drawing, MeasuresAnInnerOneFromWhereItStands) {
  const PdfDocument d = pages_of(
      "<document><table><tr><td>甲</td><td><svg height='10'><rect width='100%' height='1'/>"
      "<svg x='50%' y='5'><path d='M2-1h4v2z'/></svg></svg></td></tr></table></document>");
  const std::vector<Path> paths = paths_of(d.pages.at(0));
  ASSERT_EQ(paths.size(), 2U);
  EXPECT_NEAR(left_of(paths[1]), left_of(paths[0]) + width_of(paths[0]) / 2 + 2, 0.05);
  EXPECT_NEAR(paths[1].segments.at(0).to.y, paths[0].segments.at(0).to.y + 4, 0.05);
}

TEST(Drawing, GivesItsRowTheHeightItNeeds) {
  const auto height_with = [](int height) {
    const PdfDocument d = pages_of(fmt::format(
        "<document><table><tr><td>甲</td><td><svg height='{}'><rect width='10' height='1'/></svg></td></tr></table><p>末</p></document>", height));
    float lowest = 0;
    for (const Item& item : d.pages.at(0).items) {
      const GlyphRun* run = std::get_if<GlyphRun>(&item.content);
      if (run != nullptr && run->glyphs.at(0).character == U'末') lowest = run->origin.y;
    }
    return lowest;
  };
  EXPECT_NEAR(height_with(60) - height_with(30), 30, 0.01);
}

TEST(Drawing, StandsOnceInATableThatGoesOverPages) {
  std::string rows;
  for (int i = 0; i < 120; ++i) rows += "<tr><td>行</td><td><svg height='9'><rect width='40%' height='9'/></svg></td></tr>";
  const PdfDocument d = pages_of("<document><table>" + rows + "</table></document>");
  ASSERT_GT(d.pages.size(), 1U);
  std::size_t drawn = 0;
  for (const Page& page : d.pages) drawn += paths_of(page).size();
  EXPECT_EQ(drawn, 120U);
}

TEST(Drawing, InATableNeedsAHeight) {
  const std::vector<Diagnostic> found = findings_of("<document><table><tr><td><svg><rect width='1' height='1'/></svg></td></tr></table></document>");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].message.en, "an <svg> in a table has no height");
}

std::string text_on(const Page& page) {
  std::string text;
  for (const Item& item : page.items) {
    if (const GlyphRun* run = std::get_if<GlyphRun>(&item.content)) {
      for (const Glyph& glyph : run->glyphs) text += glyph.character < 0x80 ? std::string(1, static_cast<char>(glyph.character)) : "。";
    }
  }
  return text;
}

TEST(Cover, IsAPageByItselfWithoutANumber) {
  const PdfDocument d = pages_of("<document title='T'><cover by='AB' date='CD'><h1>T</h1></cover><p>B</p></document>");
  ASSERT_EQ(d.pages.size(), 2U);
  EXPECT_EQ(text_on(d.pages[0]), "TABCD");
  EXPECT_THAT(text_on(d.pages[1]), testing::HasSubstr("2"));  // 第 2 页
}

TEST(Cover, HasItsTitleInTheUpperPartAndItsMakerAtTheFoot) {
  const PdfDocument d = pages_of("<document><cover by='AB'><h1>T</h1></cover></document>");
  std::vector<float> lines;
  for (const Item& item : d.pages.at(0).items) {
    if (const GlyphRun* run = std::get_if<GlyphRun>(&item.content)) lines.push_back(run->origin.y);
  }
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_LT(lines[0], d.pages[0].height * 0.4F);
  EXPECT_GT(lines[1], d.pages[0].height * 0.7F);
}

TEST(Code, IsNeverAloneOnAPage) {
  for (int lines = 1; lines < 60; ++lines) {
    std::string markup = "<document>";
    for (int i = 0; i < lines; ++i) markup += "<p>一行。</p>";
    const PdfDocument d = pages_of(markup + "<qr href='https://x.cn/'>扫码</qr></document>");
    EXPECT_THAT(text_on(d.pages.back()), testing::HasSubstr("。。。")) << lines;
    const auto texts = std::ranges::count_if(d.pages.back().items, [](const Item& item) {
      return item.element != artifact && std::holds_alternative<GlyphRun>(item.content);
    });
    EXPECT_GT(texts, 2) << lines;  // caption, address, and a line of the text
  }
}

TEST(Links, LeadToTheWebFromPaper) {
  constexpr std::string_view kPage = "https://x.gov.cn/jxgk/2024/target/t1/";
  EXPECT_EQ(link_target("../t2/index.html", kPage), "https://x.gov.cn/jxgk/2024/target/t2/");
  EXPECT_EQ(link_target("../../../files/a.pdf", kPage), "https://x.gov.cn/jxgk/files/a.pdf");
  EXPECT_EQ(link_target("a.pdf#page=2", kPage), "https://x.gov.cn/jxgk/2024/target/t1/a.pdf#page=2");
  EXPECT_EQ(link_target("/zwgk/", kPage), "https://x.gov.cn/zwgk/");
  EXPECT_EQ(link_target("//y.cn/a", kPage), "https://y.cn/a");
  EXPECT_EQ(link_target("../../../../../../a", kPage), "https://x.gov.cn/a");
  EXPECT_EQ(link_target("", kPage), kPage);
}

TEST(Links, StayAsTheyAreWhereThereIsNothingToAdd) {
  constexpr std::string_view kPage = "https://x.gov.cn/a/";
  for (const std::string_view href : {"https://y.cn/b", "mailto:a@y.cn", "#h-1"}) EXPECT_EQ(link_target(href, kPage), href);
  EXPECT_EQ(link_target("../b", ""), "../b");
  EXPECT_EQ(link_target("../b", "2024/a/"), "../b");
}

}  // namespace
}  // namespace disclose::pdf

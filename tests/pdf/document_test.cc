#include "pdf/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace disclose::pdf {
namespace {

Document read(std::string_view markup) {
  Diagnostics diagnostics;
  std::optional<Document> document = parse_document(markup, "report.html", diagnostics);
  for (const Diagnostic& d : diagnostics.all()) ADD_FAILURE() << d.message.zh;
  return document.value_or(Document{});
}

Diagnostics problems(std::string_view markup) {
  Diagnostics diagnostics;
  EXPECT_FALSE(parse_document(markup, "report.html", diagnostics));
  return diagnostics;
}

template <typename Content>
const Content& block(const Document& document, std::size_t index) {
  return std::get<Content>(document.blocks.at(index).content);
}

TEST(Document, ReadsHeadingsAndParagraphs) {
  const Document d =
      read("<document title='报告' lang='zh-CN'><h1>报告</h1><p>正文</p></document>");
  EXPECT_EQ(d.title, "报告");
  EXPECT_EQ(plain_text(block<Heading>(d, 0).text), "报告");
  EXPECT_EQ(plain_text(block<Paragraph>(d, 1).text), "正文");
}

TEST(Document, CollapsesWhiteSpaceAsHtmlDoes) {
  EXPECT_EQ(plain_text(block<Paragraph>(read("<p>  a \n\t b  </p>"), 0).text), "a b");
  EXPECT_EQ(plain_text(block<Paragraph>(read("<p>a <b> b</b> c</p>"), 0).text), "a b c");
}

TEST(Document, ALineBreakBetweenHanIsNoSpace) {
  EXPECT_EQ(plain_text(block<Paragraph>(read("<p>预算，\n  绩效\n公开</p>"), 0).text),
            "预算，绩效公开");
  EXPECT_EQ(plain_text(block<Paragraph>(read("<p>预算\nbudget</p>"), 0).text), "预算 budget");
}

TEST(Document, KeepsAWideSpace) {
  EXPECT_EQ(plain_text(block<Paragraph>(read("<p>中央　国务院</p>"), 0).text), "中央　国务院");
}

TEST(Document, ReadsLooksOfText) {
  const Document d =
      read("<p>甲<strong>乙</strong><a href='https://x.cn/'>丙</a>m<sup>3</sup></p>");
  const Text& text = block<Paragraph>(d, 0).text;
  ASSERT_EQ(text.size(), 5U);
  EXPECT_TRUE(text[1].strong);
  EXPECT_EQ(d.links.at(text[2].link - 1), "https://x.cn/");
  EXPECT_EQ(text[4].shift, Shift::superscript);
}

TEST(Document, GathersFootnotes) {
  const Document d = read("<p>甲<footnote>说明<em>文字</em></footnote>乙</p>");
  EXPECT_EQ(block<Paragraph>(d, 0).text[1].note, 1U);
  EXPECT_EQ(plain_text(d.notes.at(0)), "说明文字");
}

TEST(Document, RefusesAFootnoteInAFootnote) {
  EXPECT_EQ(problems("<p>甲<footnote>乙<footnote>丙</footnote></footnote></p>").all().size(), 1U);
}

TEST(Document, ReadsATableWithSpans) {
  const Document d = read(
      "<table class='open small' unit='单位：万元'><caption>表1</caption><colgroup><col "
      "width='20%'/>"
      "<col class='right'/></colgroup><thead><tr><th colspan='2'>头</th></tr></thead>"
      "<tbody><tr><th scope='row' rowspan='2'>甲</th><td "
      "class='number'>1</td></tr><tr><td>2</td></tr>"
      "</tbody></table>");
  const Table& t = block<Table>(d, 0);
  EXPECT_EQ(t.look, Table::Look::open);
  EXPECT_TRUE(t.small);
  EXPECT_EQ(t.head_rows, 1U);
  EXPECT_FLOAT_EQ(t.columns.at(0).percent, 20);
  EXPECT_EQ(t.columns.at(1).align, Cell::Align::right);
  EXPECT_EQ(t.rows.at(0).at(0).column_span, 2U);
  EXPECT_EQ(t.rows.at(1).at(0).row_span, 2U);
  EXPECT_TRUE(t.rows.at(1).at(0).row_header);
  EXPECT_EQ(t.rows.at(1).at(1).align, Cell::Align::right);
}

TEST(Document, ACellHoldsParagraphs) {
  const Document d = read(
      "<table><tr><td><p>目标1</p><p>目标2</p></td><td><ol><li>甲</li></ol></td></tr></table>");
  const Table& t = block<Table>(d, 0);
  EXPECT_EQ(t.rows[0][0].paragraphs.size(), 2U);
  EXPECT_EQ(plain_text(t.rows[0][1].paragraphs.at(0)), "1.甲");
}

TEST(Document, ReadsListsInLists) {
  const Document d = read("<ol start='3'><li>甲<ul><li>乙</li></ul></li></ol>");
  const List& list = block<List>(d, 0);
  EXPECT_EQ(list.start, 3U);
  ASSERT_EQ(list.items.at(0).blocks.size(), 2U);
}

TEST(Document, ReadsADrawing) {
  const Document d = read(
      "<figure><svg viewBox='0 0 100 50'><rect x='1' y='2' width='3' height='4' fill='#1f4e8c'/>"
      "<path d='M0 0h10v5z'/><text x='5' y='6' text-anchor='end'>620</text></svg>"
      "<figcaption>图1</figcaption></figure>");
  const Figure& f = block<Figure>(d, 0);
  EXPECT_EQ(f.alternative, "图1");
  EXPECT_EQ(f.drawing.paths.size(), 2U);
  EXPECT_EQ(f.drawing.paths[0].fill, (Colour{0x1f, 0x4e, 0x8c}));
  EXPECT_EQ(f.drawing.texts.at(0).anchor, DrawnText::Anchor::end);
}

TEST(Document, TakesPercentagesOfTheViewBox) {
  const Document d = read(
      "<figure><svg viewBox='0 0 400 120'><rect x='25%' y='10' width='12.5%' height='50%'/><text x='50%' y='6'>1</text></svg>"
      "<figcaption>图1</figcaption></figure>");
  const Figure& f = block<Figure>(d, 0);
  EXPECT_FLOAT_EQ(f.drawing.paths.at(0).segments.at(0).to.x, 100);
  EXPECT_FLOAT_EQ(f.drawing.paths.at(0).segments.at(2).to.x, 150);
  EXPECT_FLOAT_EQ(f.drawing.paths.at(0).segments.at(2).to.y, 70);
  EXPECT_FLOAT_EQ(f.drawing.texts.at(0).at.x, 200);
}

TEST(Document, ReadsItsOwnElements) {
  const Document d = read(
      "<document><running-head>眉</running-head><toc/><page-break/><signature by='局' "
      "date='2025年'/>"
      "<qr "
      "href='https://x.cn/'>扫码</qr><landscape><p>宽</p></landscape><dl><div><dt>甲</dt><dd>乙</"
      "dd></div></dl></document>");
  EXPECT_EQ(d.running_head, "眉");
  EXPECT_EQ(d.blocks.size(), 6U);
  EXPECT_EQ(block<Signature>(d, 2).by, "局");
  EXPECT_EQ(block<Landscape>(d, 4).blocks.size(), 1U);
  EXPECT_EQ(plain_text(block<Facts>(d, 5).facts.at(0).value), "乙");
}

TEST(Document, NamesAnUnknownElementAndGuessesTheMeantOne) {
  const Diagnostics d = problems("<document>\n<tabl><tr/></tabl></document>");
  ASSERT_FALSE(d.empty());
  EXPECT_EQ(d.all()[0].code, Code::form);
  EXPECT_EQ(d.all()[0].place.position.line, 2U);
  EXPECT_THAT(d.all()[0].help.en, testing::HasSubstr("<table>"));
}

TEST(Document, SaysWhereMarkupIsDamaged) {
  EXPECT_EQ(problems("<p>甲</div>").all().size(), 1U);
  EXPECT_EQ(problems("<p>甲").all().size(), 1U);
  EXPECT_EQ(problems("<p a>甲</p>").all().size(), 1U);
  EXPECT_EQ(problems("<p>\xC3</p>").all().size(), 1U);
}

TEST(Document, RefusesEndlessNesting) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<div>";
  for (int i = 0; i < 100000; ++i) deep += "</div>";
  EXPECT_EQ(problems(deep).all().size(), 1U);
}

TEST(Document, IsEmptyForNoMarkup) {
  EXPECT_TRUE(read("<document/>").blocks.empty());
  Diagnostics diagnostics;
  EXPECT_TRUE(parse_document("", "report.html", diagnostics).has_value() || !diagnostics.empty());
}

}  // namespace
}  // namespace disclose::pdf

#include "sample.h"

#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace disclose::pdf {

TemporaryFile::TemporaryFile(std::string_view bytes, std::string_view extension)
    : path_("/tmp/disclose-test-XXXXXX" + std::string(extension)) {
  const int descriptor = ::mkstemps(path_.data(), static_cast<int>(extension.size()));
  if (descriptor >= 0) ::close(descriptor);
  std::ofstream(path_, std::ios::binary) << bytes;
}

TemporaryFile::~TemporaryFile() { std::remove(path_.c_str()); }

void add_line(Page& page, const FontSet& fonts, std::u32string_view text, Point at, float size,
              FontRole role, Weight weight, ElementIndex element, float extra) {
  GlyphRun run;
  for (const char32_t character : text) {
    const FoundGlyph found = fonts.lookup(character, role, weight);
    if (!found) continue;
    if (!run.glyphs.empty() && run.face != found.face) {
      page.items.push_back({run, element});
      run.glyphs.clear();
    }
    if (run.glyphs.empty()) {
      run.face = found.face;
      run.size = size;
      run.origin = at;
    }
    const float advance = fonts.advance(found.face, found.glyph) * size + extra;
    run.glyphs.push_back({character, found.glyph, advance});
    at.x += advance;
  }
  if (!run.glyphs.empty()) page.items.push_back({run, element});
}

ElementIndex add_element(PdfDocument& document, Role role, ElementIndex parent) {
  document.elements.push_back({.role = role, .parent = parent});
  return static_cast<ElementIndex>(document.elements.size() - 1);
}

namespace {

constexpr Weight regular = Weight::regular;
constexpr Weight bold = Weight::bold;

/// A table of two columns whose first cell spans two rows, split over two pages.
void add_table(PdfDocument& document, const FontSet& fonts, Page& first, Page& second) {
  const ElementIndex table = add_element(document, Role::table, 0);
  document.elements[table].summary = "绩效指标";
  const ElementIndex caption = add_element(document, Role::caption, table);
  add_line(first, fonts, U"表1　绩效指标完成情况", {200, 360}, 10.5F, FontRole::hei, regular, caption);
  const ElementIndex head = add_element(document, Role::row, add_element(document, Role::table_head, table));
  const ElementIndex body = add_element(document, Role::table_body, table);
  const auto cell = [&](Page& page, ElementIndex row, Role role, std::u32string_view text, float x,
                        float y, std::uint16_t rows = 1) {
    const ElementIndex index = add_element(document, role, row);
    document.elements[index].row_span = rows;
    if (role == Role::header_cell) document.elements[index].scope = Scope::column;
    add_line(page, fonts, text, {x, y}, 9, FontRole::song, role == Role::header_cell ? bold : regular,
             index);
  };
  cell(first, head, Role::header_cell, U"一级指标", 90, 380);
  cell(first, head, Role::header_cell, U"三级指标", 200, 380);
  first.items.push_back({Box{{85, 366, 300, 0.5F}, Colour{}, std::nullopt}, artifact});
  const ElementIndex row_1 = add_element(document, Role::row, body);
  cell(first, row_1, Role::data_cell, U"产出指标", 90, 396, 2);
  cell(first, row_1, Role::data_cell, U"受污染耕地安全利用率 ≥93%", 200, 396);
  const ElementIndex row_2 = add_element(document, Role::row, body);
  cell(second, row_2, Role::data_cell, U"环境信访办结及时率 98.6%", 200, 100);
  const ElementIndex row_3 = add_element(document, Role::row, body);
  cell(second, row_3, Role::data_cell, U"", 90, 116);
  cell(second, row_3, Role::data_cell, U"满意度 ＞90%", 200, 116);
}

void add_figure(PdfDocument& document, const FontSet& fonts, Page& page) {
  const ElementIndex figure = add_element(document, Role::figure, 0);
  document.elements[figure].alternative = "柱形图：预算执行率 97.04%";
  page.items.push_back({Box{{100, 440, 120, 60}, Colour{46, 92, 138}, std::nullopt}, figure});
  Path axis;
  axis.segments = {{Path::Verb::move, {90, 510}}, {Path::Verb::line, {300, 510}}};
  axis.stroke = Colour{120, 120, 120};
  axis.dash = 2;
  page.items.push_back({axis, figure});
  add_line(page, fonts, U"97.04%", {130, 474}, 9, FontRole::hei, bold, figure);
  Modules code;
  code.origin = {400, 430};
  code.module_size = 3;
  code.side = 21;
  for (unsigned i = 0; i < 21 * 21; ++i) code.dark.push_back((i * i + i / 21) % 3 != 0);
  const ElementIndex qr = add_element(document, Role::figure, 0);
  document.elements[qr].alternative = "二维码：本页网址";
  page.items.push_back({code, qr});
}

}  // namespace

PdfDocument sample_report(const FontSet& fonts) {
  PdfDocument document;
  document.metadata = {.title = "云溪区2024年度部门整体支出绩效自评报告",
                       .author = "云溪区财政局",
                       .subject = "预算绩效",
                       .keywords = {"绩效", "预算"},
                       .created = "2025-04-18",
                       .modified = "2025-04-18T09:30:00+08:00",
                       .source_url = "https://example.gov.cn/a?b=1&c=2"};
  document.pages.resize(2);
  Page& first = document.pages[0];
  Page& second = document.pages[1];
  add_element(document, Role::document, 0);
  const ElementIndex title = add_element(document, Role::h1, 0);
  add_line(first, fonts, U"部门整体支出绩效自评报告", {120, 120}, 22, FontRole::song, bold, title);
  const ElementIndex head = add_element(document, Role::h2, 0);
  add_line(first, fonts, U"一、部门基本情况", {85, 170}, 16, FontRole::hei, regular, head);
  const ElementIndex text = add_element(document, Role::paragraph, 0);
  add_line(first, fonts, U"填报人：犇喆、赟淼、㛃𠙶、䶮𬭎，全年预算数为4,598.90万元。", {117, 200}, 13,
           FontRole::fangsong, regular, text, 0.37F);
  const ElementIndex link = add_element(document, Role::link, text);
  add_line(first, fonts, U"https://example.gov.cn/a", {85, 224}, 13, FontRole::song, regular, link);
  first.links.push_back({{{85, 210, 150, 18}}, std::string("https://example.gov.cn/a?b=(1)"),
                         "公开网页", link});
  add_line(first, fonts, U"，楷体：人民至上。", {260, 224}, 13, FontRole::kai, regular, text);
  const ElementIndex list = add_element(document, Role::list, 0);
  document.elements[list].numbered = true;
  const ElementIndex item = add_element(document, Role::list_item, list);
  add_line(first, fonts, U"1.", {100, 260}, 12, FontRole::song, regular,
           add_element(document, Role::label, item));
  add_line(first, fonts, U"三项重点任务", {120, 260}, 12, FontRole::song, regular,
           add_element(document, Role::list_body, item));
  add_figure(document, fonts, first);
  add_table(document, fonts, first, second);
  const ElementIndex note = add_element(document, Role::note, 0);
  add_line(second, fonts, U"注：⾦（部首）与金是两个字符。", {85, 200}, 9, FontRole::song, regular, note);
  add_line(first, fonts, U"— 1 —", {280, 800}, 14, FontRole::song, regular, artifact);
  document.outline = {{"一、部门基本情况", 1, {0, 150}}, {"表1 𠙶", 2, {0, 350}}, {"附注", 1, {1, 190}}};
  document.labels = {{0, PageLabels::Style::decimal, "第", 1}};
  document.attachments = {{"数据.json", "application/json", "{\"score\": 96.2}", "本报告的数据"}};
  return document;
}

}  // namespace disclose::pdf

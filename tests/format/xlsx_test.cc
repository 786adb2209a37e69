#include "format/xlsx.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "base/parallel.h"
#include "format/zip_reader.h"

namespace disclose {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::int64_t spring_2024 = 1709254800;  // 2024-03-01 01:00:00 UTC

Workbook with_rows(std::vector<std::vector<Cell>> rows) {
  return {.title = "公开台账",
          .author = "某县财政局",
          .created = spring_2024,
          .notes = {},
          .sheets = {{.name = "台账", .header = {"单位", "金额"}, .rows = std::move(rows)}}};
}

/// The parts of a workbook that was read back, each well-formed XML.
class ReadBack {
 public:
  explicit ReadBack(const Workbook& workbook) : members_(read_zip(to_xlsx(workbook))) {
    for (const auto& [name, member] : members_) {
      EXPECT_TRUE(pugi::xml_document().load_string(member.bytes.c_str())) << name;
    }
  }

  const std::string& part(const std::string& name) const { return members_.at(name).bytes; }
  const std::map<std::string, PackedFile>& members() const { return members_; }

  std::string sheet(int number) const {
    return part("xl/worksheets/sheet" + std::to_string(number) + ".xml");
  }

  pugi::xml_node cell(const std::string& reference, int number = 1) {
    document_.load_string(sheet(number).c_str(), pugi::parse_default | pugi::parse_ws_pcdata);
    return document_.select_node(("//c[@r='" + reference + "']").c_str()).node();
  }
  /// What stands in a cell: a text as it was handed over, a number as it is stored.
  std::string value(const std::string& reference, int number = 1) {
    const pugi::xml_node node = cell(reference, number);
    const bool is_text = std::string_view(node.attribute("t").value()) == "inlineStr";
    return is_text ? node.child("is").child("t").text().get() : node.child("v").text().get();
  }
  bool is_number(const std::string& reference) {
    return cell(reference).child("v") && !cell(reference).attribute("t");
  }

 private:
  std::map<std::string, PackedFile> members_;
  pugi::xml_document document_;
};

TEST(Xlsx, HoldsTextsAndFiguresUnderABoldHeaderThatStaysAndFilters) {
  ReadBack book(with_rows({{Cell::of("教育局"), Cell::amount("1280.50")},
                           {Cell::of("a & <b>"), Cell::count("2024")}}));
  EXPECT_EQ(book.value("A1"), "单位");
  EXPECT_EQ(book.value("A2"), "教育局");
  EXPECT_EQ(book.value("B2"), "1280.5");
  EXPECT_TRUE(book.is_number("B2"));
  EXPECT_EQ(book.value("A3"), "a & <b>");
  EXPECT_EQ(book.value("B3"), "2024");
  EXPECT_THAT(book.sheet(1), HasSubstr("state=\"frozen\""));
  EXPECT_THAT(book.sheet(1), HasSubstr("<autoFilter ref=\"A1:B3\""));
  EXPECT_THAT(book.part("xl/styles.xml"), HasSubstr("#,##0.00"));
  EXPECT_THAT(book.part("xl/workbook.xml"), HasSubstr("name=\"台账\""));
  EXPECT_THAT(book.part("docProps/core.xml"), HasSubstr("某县财政局"));
}

TEST(Xlsx, WritesAFigureAsANumberOnlyWhereNoDigitIsLost) {
  for (const char* kept : {"0", "-0.01", "8.41", "9.29", "999999999999.99", "-123456789012345",
                           "0.000000123456789012345", "96.5000"}) {
    ReadBack book(with_rows({{Cell::of("x"), Cell::amount(kept)}}));
    EXPECT_TRUE(book.is_number("B2")) << kept;
    EXPECT_EQ(std::stod(book.value("B2")), std::stod(kept)) << kept;
  }
  for (const char* text : {"1234567890123456", "9999999999999.999", "1,280.50", "1e5", "", "=1"}) {
    ReadBack book(with_rows({{Cell::of("x"), Cell::amount(text)}}));
    EXPECT_FALSE(book.is_number("B2")) << text;
    EXPECT_EQ(book.value("B2"), text);
  }
}

TEST(Xlsx, NeverHoldsAFormula) {
  std::vector<std::vector<Cell>> rows;
  for (const char* text : {"=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "=HYPERLINK(\"http://x\")",
                           "http://x.cn", "internal:A1", "external:c:\\x"}) {
    rows.push_back({Cell::of(text, text)});
  }
  ReadBack book(with_rows(rows));
  EXPECT_THAT(book.sheet(1), Not(HasSubstr("<f>")));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(book.value("A" + std::to_string(i + 2)), rows[i][0].text);
  }
}

TEST(Xlsx, LinksToWebAddressesOnly) {
  ReadBack book(with_rows({{Cell::of("公开页", "https://czj.example.gov.cn/2024/?a=1&b=2")},
                           {Cell::of("a", "javascript:alert(1)")},
                           {Cell::of("b", "file:///etc/passwd")},
                           {Cell::of("c", "https://x.cn/ y")},
                           {Cell::of("d", "https://x.cn/" + std::string(3000, 'a'))}}));
  EXPECT_EQ(book.value("A2"), "公开页");
  const std::string& links = book.part("xl/worksheets/_rels/sheet1.xml.rels");
  EXPECT_THAT(links, HasSubstr("https://czj.example.gov.cn/2024/?a=1&amp;b=2"));
  EXPECT_THAT(links, Not(HasSubstr("javascript")));
  EXPECT_THAT(links, Not(HasSubstr("file:")));
  EXPECT_THAT(links, Not(HasSubstr("x.cn")));
  EXPECT_EQ(book.value("A6"), "d");
}

TEST(Xlsx, TakesAnyTextAsItIs) {
  ReadBack book(with_rows({{Cell::of("两行\n文字\t ")},
                           {Cell::of(std::string("a\0b\xFF\x1B", 5))},
                           {Cell::of("_x0041_ _x004")},
                           {Cell::of("𠀀 ]]> <!-- &amp;")}}));
  EXPECT_EQ(book.value("A2"), "两行\n文字\t ");
  EXPECT_EQ(book.value("A3"), "a\uFFFDb\uFFFD\uFFFD");
  EXPECT_EQ(book.value("A4"), "_x005F_x0041_ _x004");  // Excel shows _x0041_
  EXPECT_EQ(book.value("A5"), "𠀀 ]]> <!-- &amp;");
}

TEST(Xlsx, CutsATextExcelCannotHoldAndSaysSo) {
  ReadBack book(with_rows({{Cell::of(std::string(32767, 'a'))},
                           {Cell::of(std::string(32768, 'b'))}}));
  EXPECT_EQ(book.value("A2"), std::string(32767, 'a'));
  EXPECT_EQ(book.value("A3").substr(32756), "bb……（全文见网页）");
}

TEST(Xlsx, NamesSheetsAsExcelTakesThem) {
  Workbook workbook = with_rows({});
  workbook.sheets = {{.name = "a/b[c]:*?\\'"}, {.name = ""}, {.name = ""}, {.name = "History"},
                     {.name = "SHEET"}};
  workbook.sheets.resize(7, {.name = std::string(40, 'x')});
  ReadBack book(workbook);
  const std::string& names = book.part("xl/workbook.xml");
  for (const char* name : {"\"a-b-c------\"", "\"Sheet\"", "\"Sheet (2)\"", "\"History (2)\"",
                           "\"SHEET (3)\"", "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"",
                           "\"xxxxxxxxxxxxxxxxxxxxxxxxxxx (2)\""}) {
    EXPECT_THAT(names, HasSubstr(std::string("name=") + name));
  }
}

TEST(Xlsx, BeginsWithItsNotes) {
  Workbook workbook = with_rows({});
  workbook.notes = {{"口径", "元，按批复", ""}, {"网址", "czj", "https://czj.example.gov.cn/"}};
  ReadBack book(workbook);
  EXPECT_THAT(book.part("xl/workbook.xml"), HasSubstr("name=\"说明\" sheetId=\"1\""));
  EXPECT_EQ(book.value("A1"), "口径");
  EXPECT_EQ(book.value("B2"), "czj");
  EXPECT_EQ(book.value("A1", 2), "单位");
}

TEST(Xlsx, MakesColumnsAsWideAsTheyNeed) {
  ReadBack book(with_rows({{Cell::of("一二三四五六七八九十"), Cell::of(std::string(5000, 'x'))}}));
  EXPECT_THAT(book.sheet(1), HasSubstr("<col min=\"1\" max=\"1\" width=\"21."));
  EXPECT_THAT(book.sheet(1), HasSubstr("<col min=\"2\" max=\"2\" width=\"48."));
}

TEST(Xlsx, IsTheSameFileForTheSameWorkbook) {
  const Workbook workbook = with_rows({{Cell::of("教育局", "https://x.cn/"), Cell::amount("1.5")}});
  const std::string once = to_xlsx(workbook);
  std::vector<std::string> files(8);
  parallel_for(files.size(), 4, [&](std::size_t i, unsigned) { files[i] = to_xlsx(workbook); });
  for (const std::string& file : files) EXPECT_EQ(file, once);

  const ReadBack book(workbook);
  EXPECT_THAT(book.part("docProps/core.xml"), HasSubstr("2024-03-01T01:00:00Z"));
  for (const auto& [name, member] : book.members()) {
    EXPECT_EQ(member.date, (1U << 21U) | (1U << 16U)) << name;  // 1980-01-01, as Excel writes it
  }
  Workbook undated = workbook;
  undated.created = 0;
  EXPECT_THAT(ReadBack(undated).part("docProps/core.xml"), HasSubstr("1970-01-01T00:00:01Z"));
}

TEST(Xlsx, TakesMoreLinksThanASheetMayHold) {
  std::vector<std::vector<Cell>> rows;
  for (int i = 0; i < 65540; ++i) rows.push_back({Cell::of("x", "https://x.cn/")});
  ReadBack book(with_rows(rows));
  EXPECT_EQ(book.value("A65541"), "x");
}

}  // namespace
}  // namespace disclose

#include "format/csv.h"

#include <gtest/gtest.h>

namespace disclose {
namespace {

/// The one cell of a sheet with no header, as it stands in the file.
std::string written(Cell cell) {
  const std::string csv = to_csv({.name = "x", .header = {}, .rows = {{std::move(cell)}}});
  return csv.substr(5, csv.size() - 7);  // BOM, the end of the empty header; the end of the row
}

TEST(Csv, IsUtf8WithAMarkAndCrlf) {
  const Sheet sheet = {.name = "台账",
                       .header = {"单位", "金额"},
                       .rows = {{Cell::of("教育局"), Cell::amount("1280.50")}, {Cell::of("x")}}};
  EXPECT_EQ(to_csv(sheet), "\xEF\xBB\xBF单位,金额\r\n教育局,1280.50\r\nx,\r\n");
}

TEST(Csv, QuotesWhatWouldBreakALine) {
  EXPECT_EQ(written(Cell::of("a,b")), "\"a,b\"");
  EXPECT_EQ(written(Cell::of("a;b")), "\"a;b\"");
  EXPECT_EQ(written(Cell::of("say \"x\"")), "\"say \"\"x\"\"\"");
  EXPECT_EQ(written(Cell::of("a\r\nb")), "\"a\r\nb\"");
  EXPECT_EQ(written(Cell::of(" a")), "\" a\"");
  EXPECT_EQ(written(Cell::of("a b，c")), "a b，c");
}

TEST(Csv, LeavesFiguresAsTheyAreWritten) {
  for (const char* figure : {"-1280.50", "0", "0.00", "-0.01", "12345678901234567890.123456"}) {
    EXPECT_EQ(written(Cell::amount(figure)), figure);
    EXPECT_EQ(written(Cell::count(figure)), figure);
  }
  EXPECT_EQ(written(Cell::amount("=1+1")), "'=1+1");
}

TEST(Csv, DisarmsTextThatASpreadsheetWouldRun) {
  for (const std::string text :
       {"=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "＝1+1", "＋1+1",
        "－1+1", "＠SUM", "\t=1", "\r=1", " =1", "\n@x", "\u3000=1", "-2+3", "+-1", "-a", "-1.",
        "-.5"}) {
    EXPECT_TRUE(is_formula(text)) << text;
    EXPECT_NE(written(Cell::of(text)).find('\''), std::string::npos) << text;
  }
}

TEST(Csv, LeavesTextThatIsNoFormulaAsThePageShowsIt) {
  for (const std::string text : {"", "-", "--", "-3.5%", "+3.5%", "-12", "+12", "a=b", "1-2", "—",
                                 "'x", "2024-01-01", "（=）"}) {
    EXPECT_FALSE(is_formula(text)) << text;
    EXPECT_EQ(written(Cell::of(text)), text);
  }
}

TEST(Csv, HoldsNoInvalidBytesAndNoControlCharacters) {
  EXPECT_EQ(written(Cell::of(std::string("a\0b\x1B\xFF", 5))), "a\uFFFDb\uFFFD\uFFFD");
}

}  // namespace
}  // namespace disclose

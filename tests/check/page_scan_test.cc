// The last look at finished pages.
#include "check/page_scan.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/county.h"
#include "format/digest.h"
#include "format/xlsx.h"

namespace disclose {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Kept final : public Sink {
 public:
  void take(std::string_view path, std::string_view, std::string_view) override { paths.emplace_back(path); }
  std::vector<std::string> paths;
};

std::vector<std::string> found(std::string_view path, std::string_view bytes, const County& county = {}) {
  const auto registry = county.registry();
  Kept kept;
  PageScan scan(kept, *registry, {2026, 3, 1});
  scan.put(path, bytes);
  std::vector<std::string> codes;
  const Diagnostics leaks = scan.take();
  for (const Diagnostic& d : leaks.all()) codes.emplace_back(name_of(d.code));
  EXPECT_EQ(kept.paths.empty(), !codes.empty());
  return codes;
}

TEST(PageScan, FindsWhatLeaksInAPage) {
  EXPECT_THAT(found("index.html", "<p>电话13812345678</p>"), ElementsAre("leak-mobile"));
  EXPECT_THAT(found("index.html", "<meta name=\"d\" content=\"身份证11010519491231002X\">"), ElementsAre("leak-id"));
  EXPECT_THAT(found("index.html", "<p>秘密★10年</p>"), ElementsAre("leak-secrecy"));
  EXPECT_THAT(found("index.html", "<p>XX县</p>"), ElementsAre("leak-unfinished"));
  EXPECT_THAT(found("data.json", R"({"a": "电话13812345678"})"), ElementsAre("leak-mobile"));
  EXPECT_THAT(found("a.csv", "甲,电话13812345678\r\n"), ElementsAre("leak-mobile"));
}

TEST(PageScan, FindsWhatLeaksInAWorkbook) {
  const auto book = [](const Cell& cell) { return to_xlsx({.title = "甲", .author = "乙", .created = 0, .notes = {}, .sheets = {{.name = "表", .header = {"列"}, .rows = {{cell}}}}}); };
  EXPECT_THAT(found("data/2024.xlsx", book(Cell::of("电话13812345678"))), ElementsAre("leak-mobile"));
  EXPECT_THAT(found("data/2024.xlsx", book(Cell::of("合计"))), IsEmpty());
  EXPECT_THAT(found("data/2024.xlsx", book(Cell::count("13812345678"))), IsEmpty());
}

TEST(PageScan, LooksAtWhatAPdfIsDrawnFrom) {
  const auto registry = County().registry();
  Kept kept;
  PageScan scan(kept, *registry, {2026, 3, 1});
  EXPECT_TRUE(scan.may_draw("a/report.pdf", "<report><p>合计</p></report>"));
  EXPECT_FALSE(scan.may_draw("b/report.pdf", "<report><p>电话13812345678</p></report>"));
  const Diagnostics leaks = scan.take();
  ASSERT_EQ(leaks.all().size(), 1U);
  EXPECT_EQ(leaks.all()[0].place.file, "b/report.pdf");
}

TEST(PageScan, TakesNoFigureCodeOrAddressForALeak) {
  EXPECT_THAT(found("index.html", "<td>13812345678</td><a href=\"13812345678/\">甲</a><script>13812345678</script>"), IsEmpty());
  EXPECT_THAT(found("data.json", R"({"fen": 13812345678, "13812345678": "1381234567800"})"), IsEmpty());
  EXPECT_THAT(found("assets/a.css", "13812345678"), IsEmpty());
  County county;
  county.record("project", "p", R"("name": "甲", "code": "13812345678")");
  EXPECT_THAT(found("index.html", "<p>项目编码 13812345678</p>", county), IsEmpty());
}

TEST(PageScan, LetsPassWhatAWaiverNames) {
  County county;
  county.site_keys(R"("allow": [{"rule": "leak-mobile", "record": "r", "match_sha256": ")" + sha256_hex("leak-mobile:r:13812345678") +
                   R"(", "reason": "热线", "by": ["甲"], "date": "2026-01-01", "expires": "2026-03-01"}])");
  EXPECT_THAT(found("index.html", "<p>热线13812345678</p>", county), IsEmpty());
  EXPECT_THAT(found("index.html", "<p>热线13812345679</p>", county), ElementsAre("leak-mobile"));
}

TEST(PageScan, ReadsPagesOfAnyShapeToTheirEnd) {
  constexpr std::string_view kNumber = "电话13812345678";
  for (const std::string_view before : {"", "<p>", "a<b>c", "&amp", "<style>x</style>", "<script>a</script><p>", "<p title=\"", "<p class=\"a\" title=\"", "<img alt=\"\">", "x > y "}) {
    EXPECT_THAT(found("index.html", fmt::format("{}{}", before, kNumber)), ElementsAre("leak-mobile")) << before;
    EXPECT_THAT(found("index.html", fmt::format("{}{}</p><i>密级：秘密</i>", before, kNumber)), testing::Contains("leak-secrecy")) << before;
  }
  for (const std::string_view before : {"<", "<script>", "<style", "<p class=\"", "<script>a</script><script src=\"a.js\">"}) {
    EXPECT_THAT(found("index.html", fmt::format("{}{}", before, kNumber)), IsEmpty()) << before;
  }
}

}  // namespace
}  // namespace disclose

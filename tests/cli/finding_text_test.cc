#include "cli/finding_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/text.h"

namespace disclose {
namespace {

using testing::HasSubstr;
using testing::Not;

Diagnostic at(std::uint32_t line, std::uint32_t column, std::string file = "data/a.json") {
  return {.code = Code::fund_sum,
          .severity = Severity::error,
          .place = {.file = std::move(file), .pointer = "/0/funds", .position = {line, column}},
          .message = {"合计不对", "the total is wrong"},
          .help = {"改正", "mend it"}};
}

std::string print(const std::vector<Diagnostic>& findings, const std::string& text, TextStyle style = {}) {
  Diagnostics diagnostics;
  for (const Diagnostic& d : findings) diagnostics.add(d);
  return print_findings(diagnostics, MemoryFolder({{"data/a.json", text}}), style);
}

TEST(FindingText, ShowsTheLineAndMarksThePlace) {
  EXPECT_EQ(print({at(2, 3)}, "{\n  \"县\": 1,\r\n}"),
            "data/a.json:2:3: 错误[fund-sum]: 合计不对\n"
            "    2 │   \"县\": 1,\n"
            "      │   ^\n"
            "  处理：改正\n\n");
}

TEST(FindingText, SpeaksEnglish) {
  Diagnostic d = at(1, 1);
  d.severity = Severity::undecided;
  d.basis = "财预〔2020〕10号";
  d.related = {{at(3, 4).place, {"先见于此", "first stated here"}}};
  EXPECT_EQ(print({d}, "x", {.language = Language::en}),
            "data/a.json:1:1: undecided[fund-sum]: the total is wrong\n"
            "    1 │ x\n"
            "      │ ^\n"
            "  → data/a.json:3:4: first stated here\n"
            "  help: mend it\n"
            "  basis: 财预〔2020〕10号\n\n");
}

TEST(FindingText, MarksByTheWidthOfWhatStandsBefore) {
  EXPECT_THAT(print({at(1, 4)}, "云溪县x"), HasSubstr("    1 │ 云溪县x\n      │       ^\n"));
}

TEST(FindingText, CountsNoColumnForAByteOrderMark) { EXPECT_THAT(print({at(1, 2)}, "\xEF\xBB\xBF{x"), HasSubstr("    1 │ {x\n      │  ^\n")); }

TEST(FindingText, LeavesOutALineThatIsBlankOrNotThere) {
  for (const std::string& text : {std::string(), std::string("   \n"), std::string("\n\n")}) EXPECT_THAT(print({at(1, 1)}, text), Not(HasSubstr("│"))) << text;
  EXPECT_THAT(print({at(9, 1)}, "x\n"), Not(HasSubstr("│")));
  EXPECT_THAT(print({at(1, 1, "data/gone.json")}, "x"), Not(HasSubstr("│")));
  EXPECT_THAT(print({at(0, 0)}, "x"), testing::StartsWith("data/a.json: 错误"));
}

TEST(FindingText, CutsLongLinesAroundThePlace) {
  const std::string text = std::string(300, 'a') + "X" + std::string(300, 'b');
  const std::string shown = print({at(1, 301)}, text);
  EXPECT_THAT(shown, HasSubstr("│ …" + std::string(48, 'a') + "X" + std::string(46, 'b') + "…\n"));
  EXPECT_THAT(shown, HasSubstr("│ " + std::string(49, ' ') + "^\n"));
  const std::string wide = print({at(1, 101)}, [] {
    std::string all;
    for (int i = 0; i < 200; ++i) all += "县";
    return all;
  }());
  std::size_t longest = 0;
  for (std::size_t start = 0; start < wide.size(); start = wide.find('\n', start) + 1) {
    longest = std::max(longest, display_width(std::string_view(wide).substr(start, wide.find('\n', start) - start)));
  }
  EXPECT_LE(longest, 110U);
}

TEST(FindingText, ShowsTheEndOfALineForAPlaceBehindIt) {
  EXPECT_THAT(print({at(1, 99)}, "abc\ndef"), HasSubstr("    1 │ abc\n      │    ^\n"));
}

TEST(FindingText, LetsNoControlCharacterReachTheTerminal) {
  Diagnostic d = at(1, 1, "data/\x1b[31mevil\n.json");
  d.message = {"\x1b]0;title\x07\u202e乱", "x"};
  d.help = {"a\rb\u2066", "x"};
  d.basis = "\x9b\u009b";
  d.related = {{at(1, 1, "\x07").place, {"\x1b[2J", "x"}}};
  const std::string shown = print({d, at(1, 1)}, "\x1b[2J\x07\t\u202e\x7f县");
  for (const char* bad : {"\x1b", "\x07", "\r", "\x7f", "\u202e", "\u2066", "\u009b"}) EXPECT_THAT(shown, Not(HasSubstr(bad)));
  EXPECT_THAT(shown, HasSubstr("县"));
}

TEST(FindingText, IsColouredOnlyWhenAsked) {
  EXPECT_THAT(print({at(1, 1)}, "x"), Not(HasSubstr("\x1b")));
  EXPECT_THAT(print({at(1, 1)}, "x", {.color = true}), HasSubstr("\x1b[1;31m错误[fund-sum]\x1b[0m"));
}

TEST(FindingText, IsNotHeldUpByALongLineWithManyFindings) {
  std::string text = "[";
  std::vector<Diagnostic> findings;
  for (std::uint32_t i = 0; i < 20000; ++i) {
    text += "{\"a\u0301\":\"云溪县\"},";
    findings.push_back(at(1, 2 + i * 14));
  }
  findings.push_back(at(1, 1));
  const std::string shown = print(findings, text + std::string(3000000, 'x'));
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(shown, '^')), findings.size());
}

TEST(FindingText, IsNotHeldUpByCharactersWithoutWidth) {
  std::string text;
  for (int i = 0; i < 300000; ++i) text += "\u0301";
  EXPECT_LT(print({at(1, 150000)}, text).size(), 3000U);
}

TEST(FindingCounts, AreSaidInBothLanguages) {
  Diagnostics diagnostics;
  diagnostics.add(at(1, 1));
  Diagnostic warning = at(2, 1);
  warning.severity = Severity::warning;
  diagnostics.add(warning);
  EXPECT_EQ(print_counts(diagnostics, {}), "1 个错误，1 个警告，0 个无法判定");
  EXPECT_EQ(print_counts(diagnostics, {.language = Language::en}), "1 errors, 1 warnings, 0 undecided");
}

// The shape of format.md 6, last paragraph.
TEST(FindingReport, HasTheShapeOfTheContract) {
  Diagnostic d = at(2, 3);
  d.basis = "财预〔2020〕10号";
  d.figures = {"1元", "2元"};
  d.unit = "traffic";
  d.record = "t-1";
  d.related = {{at(4, 5).place, {"另一处", "the other"}}};
  Diagnostics diagnostics;
  diagnostics.add(d);
  Diagnostic plain = at(7, 1);
  plain.severity = Severity::warning;
  diagnostics.add(plain);
  const auto report = nlohmann::json::parse(print_report(diagnostics, "county", Language::zh));
  EXPECT_EQ(report, nlohmann::json::parse(R"({"format": 1, "site": "county", "counts": {"error": 1, "warning": 1, "undecided": 0}, "findings": [
    {"code": "fund-sum", "severity": "error", "file": "data/a.json", "line": 2, "column": 3, "pointer": "/0/funds", "unit": "traffic", "record": "t-1",
     "message": "合计不对", "help": "改正", "basis": "财预〔2020〕10号", "figures": ["1元", "2元"],
     "related": [{"file": "data/a.json", "line": 4, "column": 5, "pointer": "/0/funds", "message": "另一处"}]},
    {"code": "fund-sum", "severity": "warning", "file": "data/a.json", "line": 7, "column": 1, "pointer": "/0/funds", "message": "合计不对", "help": "改正"}]})"));
  const auto english = nlohmann::json::parse(print_report(diagnostics, "county", Language::en));
  EXPECT_EQ(english["findings"][0]["message"], "the total is wrong");
}

TEST(FindingReport, IsAnEmptyListWhenThereIsNothing) {
  EXPECT_EQ(nlohmann::json::parse(print_report({}, ".", Language::zh)),
            nlohmann::json::parse(R"({"format": 1, "site": ".", "counts": {"error": 0, "warning": 0, "undecided": 0}, "findings": []})"));
}

TEST(FindingReport, IsJsonWhateverTheInputHolds) {
  Diagnostic d = at(1, 1, "data/\x1b\"\\.json");
  d.message = {"\x01\x1f\"\\</script>\xff", "x"};
  Diagnostics diagnostics;
  diagnostics.add(d);
  EXPECT_TRUE(nlohmann::json::accept(print_report(diagnostics, "a\"b", Language::zh)));
}

}  // namespace
}  // namespace disclose

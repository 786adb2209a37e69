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
    findings.back().help.zh += std::to_string(i);  // each asks for something else
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

std::vector<Diagnostic> alike(std::uint32_t count) {
  std::vector<Diagnostic> findings;
  for (std::uint32_t line = 1; line <= count; ++line) findings.push_back(at(line, 1));
  return findings;
}

TEST(FindingText, ListsManyThatAskForTheSameTogether) {
  const std::string text = "1\n2\n3\n4\n5\n";
  EXPECT_THAT(print(alike(4), text), HasSubstr("    4 │ 4\n"));
  EXPECT_EQ(print(alike(5), text),
            "错误[fund-sum]：5 处\n"
            "  data/a.json:1:1: 合计不对\n"
            "  data/a.json:2:1: 合计不对\n"
            "  data/a.json:3:1: 合计不对\n"
            "  data/a.json:4:1: 合计不对\n"
            "  data/a.json:5:1: 合计不对\n"
            "  处理：改正\n\n");
}

TEST(FindingText, GroupsByUnitInTheOrderOfTheUnits) {
  Diagnostics diagnostics;
  for (const char* unit : {"water", "", "traffic", "gone"}) {
    diagnostics.add(at(1, 1));
    diagnostics.all().back().unit = unit;
  }
  const std::vector<UnitFindings> sections = by_unit(diagnostics, {{"traffic", "交通局"}, {"water", "水利局"}, {"school", "学校"}});
  ASSERT_EQ(sections.size(), 4U);
  EXPECT_EQ(sections[0].name, "");
  EXPECT_EQ(sections[1].name, "交通局");
  EXPECT_EQ(sections[2].name, "水利局");
  EXPECT_EQ(sections[3].name, "gone");
  const std::string text = print_findings_by_unit(diagnostics, {{"traffic", "交通局"}, {"water", "水利局"}}, MemoryFolder(std::map<std::string, std::string, std::less<>>()), {});
  EXPECT_THAT(text, testing::StartsWith("==== 不属于某一单位：1 条 ====\n"));
  EXPECT_LT(text.find("交通局"), text.find("水利局"));
}

TEST(FindingText, HidesSecretsInTheLine) {
  const TextStyle style{.mask = [](std::string_view line) { return std::string(line.size(), '*'); }};
  EXPECT_THAT(print({at(1, 3)}, "13812345678", style), HasSubstr("    1 │ ***********\n      │   ^\n"));
}

TEST(FindingText, ShowsNoLineOfAFileThatIsNoText) { EXPECT_THAT(print({at(1, 1)}, std::string("PK\0\0x", 5)), Not(HasSubstr("│"))); }

TEST(FindingText, NotesAreALineEach) {
  Diagnostics notes;
  EXPECT_EQ(print_notes(notes, {}), "");
  notes.add(at(2, 3));
  EXPECT_EQ(print_notes(notes, {}), "供复核（不是问题）：\n  data/a.json:2:3: [fund-sum] 合计不对\n\n");
  for (std::uint32_t line = 3; line < 30; ++line) notes.add(at(line, 1));
  EXPECT_THAT(print_notes(notes, {}), HasSubstr("  [fund-sum] 另有 8 条，用 --report 全部列出\n"));
}

// SARIF 2.1.0, 3.27.9: a result that is open has the level none.
TEST(Sarif, HasARuleForEachCodeAndAPlaceForEachResult) {
  Diagnostics diagnostics;
  diagnostics.add(at(2, 3, "data/县 a.json"));
  diagnostics.all().back().related = {{at(4, 5).place, {"另一处", "the other"}}};
  diagnostics.add(at(7, 1));
  diagnostics.all().back().severity = Severity::undecided;
  const auto sarif = nlohmann::json::parse(print_sarif(diagnostics, Language::zh));
  EXPECT_EQ(sarif["version"], "2.1.0");
  const auto& run = sarif["runs"][0];
  EXPECT_EQ(run["tool"]["driver"]["rules"].size(), all_codes().size());
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
  const auto& result = run["results"][0];
  EXPECT_EQ(run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"], result["ruleId"]);
  EXPECT_EQ(result["level"], "error");
  EXPECT_EQ(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "data/%E5%8E%BF%20a.json");
  EXPECT_EQ(result["locations"][0]["physicalLocation"]["region"], nlohmann::json::parse(R"({"startLine": 2, "startColumn": 3})"));
  EXPECT_EQ(result["relatedLocations"][0]["message"]["text"], "另一处");
  EXPECT_EQ(run["results"][1]["kind"], "open");
  EXPECT_EQ(run["results"][1]["level"], "none");
}

}  // namespace
}  // namespace disclose

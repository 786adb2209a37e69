// One folder per code below tests/diagnostics: small sites that break the rule (breaks-*), sites that
// just keep it (keeps-*), and the report in expected.txt. Each is laid over tests/diagnostics/base.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>

#include "base/diagnostic.h"
#include "base/folder.h"
#include "check/check.h"
#include "cli/explain.h"
#include "cli/finding_text.h"
#include "read/read.h"
#include "support/golden.h"

namespace disclose {
namespace {

constexpr Date kDay{2026, 3, 1};

std::string folder_of(Code code) { return "tests/diagnostics/" + std::string(name_of(code)); }

struct Checked {
  Diagnostics diagnostics;
  std::string report;
};

Checked check_files(Files files, unsigned threads) {
  const MemoryFolder folder{std::map<std::string, std::string, std::less<>>(std::move(files))};
  Checked checked;
  Inputs inputs = read(folder, threads, checked.diagnostics);
  check(std::move(inputs), folder, {threads, kDay}, checked.diagnostics);
  locate(folder, checked.diagnostics);
  checked.diagnostics.sort();
  checked.report = print_findings(checked.diagnostics, folder, {});
  return checked;
}

// The sites of a code: name → files, laid over the base.
std::map<std::string, Files> sites_of(Code code) {
  const Files base = files_below("tests/diagnostics/base");
  std::map<std::string, Files> sites;
  for (auto& [path, bytes] : files_below(folder_of(code))) {
    const std::size_t slash = path.find('/');
    if (slash == std::string::npos) continue;
    Files& site = sites.try_emplace(path.substr(0, slash), base).first->second;
    site[path.substr(slash + 1)] = bytes;
  }
  return sites;
}

std::string title_of(const std::string& site) { return "==== " + site + " ====\n"; }

class EveryCode : public testing::TestWithParam<Code> {};

TEST_P(EveryCode, IsReportedAsWrittenDown) {
  std::string report;
  for (const auto& [name, files] : sites_of(GetParam())) {
    if (!name.starts_with("breaks")) continue;
    const Checked checked = check_files(files, 1);
    EXPECT_TRUE(std::ranges::any_of(checked.diagnostics.all(), [](const Diagnostic& d) { return d.code == GetParam(); })) << name;
    report += title_of(name) + checked.report;
  }
  expect_golden(folder_of(GetParam()) + "/expected.txt", report);
}

// One mistake makes one finding. A date of publication that is missing is wanted by two rules.
bool may_stand_beside(Code broken, Code other) {
  return other == broken || (broken == Code::published_missing && other == Code::deadline);
}

TEST_P(EveryCode, IsAloneWhereItsRuleIsBroken) {
  for (const auto& [name, files] : sites_of(GetParam())) {
    const Checked checked = check_files(files, 1);
    for (const Diagnostic& finding : checked.diagnostics.all()) {
      if (may_stand_beside(GetParam(), finding.code)) continue;
      EXPECT_EQ(name_of(finding.code), name_of(GetParam())) << name << ": " << finding.message.zh;
    }
  }
}

TEST_P(EveryCode, IsSilentWhereItsRuleIsJustKept) {
  int kept = 0;
  for (const auto& [name, files] : sites_of(GetParam())) {
    if (!name.starts_with("keeps")) continue;
    ++kept;
    EXPECT_EQ(check_files(files, 1).report, "") << name;
  }
  EXPECT_GT(kept, 0) << "no site just keeps the rule";
}

TEST_P(EveryCode, IsTheSameOnAnyNumberOfThreads) {
  for (const auto& [name, files] : sites_of(GetParam())) {
    EXPECT_EQ(check_files(files, 1).report, check_files(files, 4).report) << name;
  }
}

TEST_P(EveryCode, SaysWhereWhatAndWhatToDoInBothLanguages) {
  for (const auto& [name, files] : sites_of(GetParam())) {
    const Checked checked = check_files(files, 1);
    for (const Diagnostic& finding : checked.diagnostics.all()) {
      EXPECT_NE(finding.place.position.line, 0U) << name << ": " << finding.message.zh;
      EXPECT_FALSE(finding.message.zh.empty() || finding.message.en.empty()) << name;
      EXPECT_FALSE(finding.help.zh.empty() || finding.help.en.empty()) << name << ": " << finding.message.zh;
      EXPECT_FALSE(finding.basis.empty()) << name << ": " << finding.message.zh;
      EXPECT_FALSE(finding.message.zh.ends_with("。") || finding.message.en.ends_with('.')) << finding.message.zh;
      for (const Related& related : finding.related) EXPECT_NE(related.place.position.line, 0U) << name << ": " << related.message.zh;
    }
  }
}

// "The unit and the project by name": whatever a finding is about, its text says whose it is.
TEST_P(EveryCode, NamesItsUnitInBothLanguages) {
  const std::map<std::string, std::string, std::less<>> names = {{"traffic", "交通运输局"}, {"road-section", "公路管理段"}};
  for (const auto& [name, files] : sites_of(GetParam())) {
    const Checked checked = check_files(files, 1);
    for (const Diagnostic& finding : checked.diagnostics.all()) {
      const auto unit = names.find(finding.unit);
      if (unit == names.end()) continue;
      EXPECT_THAT(finding.message.zh, testing::HasSubstr(unit->second)) << name;
      EXPECT_THAT(finding.message.en, testing::HasSubstr(unit->second)) << name;
    }
  }
}

std::string test_name(const testing::TestParamInfo<Code>& code) {
  std::string name(name_of(code.param));
  std::ranges::replace(name, '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Diagnostics, EveryCode, testing::ValuesIn(all_codes()), test_name);

TEST(Diagnostics, TheBaseSiteHasNoFinding) { EXPECT_EQ(check_files(files_below("tests/diagnostics/base"), 1).report, ""); }

TEST(Diagnostics, EveryCodeIsExplainedInBothLanguages) {
  for (const Code code : all_codes()) {
    const std::string name(name_of(code));
    for (const Language language : {Language::zh, Language::en}) {
      const Explanation explanation = explain(name, language);
      EXPECT_TRUE(explanation.known);
      EXPECT_TRUE(explanation.text.starts_with("# " + name + " ")) << name;
      EXPECT_GT(explanation.text.size(), 200U) << name;
    }
    EXPECT_NE(explain(name, Language::zh).text, explain(name, Language::en).text) << name;
  }
}

// A code without its folder, and a folder without its code, are forgotten work.
TEST(Diagnostics, EveryCodeHasItsFolderAndEveryFolderItsCode) {
  std::set<std::string, std::less<>> folders;
  for (const auto& [path, bytes] : files_below("tests/diagnostics")) folders.insert(path.substr(0, path.find('/')));
  EXPECT_EQ(folders.erase("base"), 1U);
  std::set<std::string, std::less<>> names;
  for (const Code code : all_codes()) names.emplace(name_of(code));
  EXPECT_EQ(folders, names);
}

}  // namespace
}  // namespace disclose

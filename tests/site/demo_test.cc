// The demonstration county, the repository's own root, shows what tests/demo/expected.json says.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "site/program.h"
#include "site/traces.h"

namespace disclose {
namespace {

using nlohmann::json;

const std::string kDemo = DISCLOSE_SOURCE_DIR;

json expected() {
  std::ifstream file(kDemo + "/tests/demo/expected.json");
  return json::parse(file);
}

// What tells a finding from others: its code, severity and whose it is.
std::string key_of(const json& finding) {
  return finding.at("code").get<std::string>() + " " + finding.at("severity").get<std::string>() + " " + finding.value("record", finding.value("unit", ""));
}

// What a reader sees of a page, in one line.
std::string text_of_page(const std::string& html) {
  std::string text;
  bool tag = false;
  for (const char c : html) {
    if (c == '<') tag = true;
    if (!tag) text += c;
    if (c == '>') tag = false;
  }
  return without_space(text);
}

TEST(Demonstration, HasTheFindingsItIsMeantToShowAndNoOther) {
  const Shell ran = in_shell(program() + " check --format json --site " + quoted(kDemo));
  EXPECT_EQ(ran.status, 0);
  const json report = json::parse(ran.output);
  const json meant_report = expected();
  EXPECT_EQ(report["counts"], meant_report["counts"]);
  std::vector<std::string> found;
  std::vector<std::string> meant;
  for (const json& finding : report["findings"]) found.push_back(key_of(finding));
  for (const json& finding : meant_report["findings"]) meant.push_back(key_of(finding));
  std::ranges::sort(found);
  std::ranges::sort(meant);
  EXPECT_EQ(found, meant);
}

TEST(Demonstration, BuildsAndKeepsItsSecrets) {
  const TemporaryFolder folder;
  const Shell ran = in_shell(program() + " build --site " + quoted(kDemo) + " --out " + quoted(folder / "site") + " 2>&1");
  ASSERT_EQ(ran.status, 0) << ran.output;
  const Tree site = folder.tree("site");
  const json meant = expected();
  EXPECT_EQ(traces(site, meant["absent"].get<std::vector<std::string>>()), std::vector<std::string>());
  for (const json& notice : meant["withdrawn"]) {
    const std::string page = notice["url"].get<std::string>().substr(1) + "index.html";
    ASSERT_TRUE(site.contains(page)) << page;
    const std::string shown = text_of_page(site.at(page));
    for (const json& text : notice["shows"]) EXPECT_NE(shown.find(text.get<std::string>()), std::string::npos) << page << " lacks " << text;
    EXPECT_EQ(traces({{page, site.at(page)}}, notice["absent"].get<std::vector<std::string>>()), std::vector<std::string>());
  }
  // The search does find what is there to be found, in each kind of file.
  EXPECT_FALSE(traces({{"2024/ledger/ledger.pdf", site.at("2024/ledger/ledger.pdf")}}, {"县档案馆"}).empty());
  EXPECT_FALSE(traces({{"2024/ledger/ledger.xlsx", site.at("2024/ledger/ledger.xlsx")}}, {"县档案馆"}).empty());
}

}  // namespace
}  // namespace disclose

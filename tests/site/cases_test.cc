// Real cases and synthetic counties: tools/check_case.py builds each folder of ../shared/cases, beside the source tree, and
// holds the site against its expected.json. Where there are none, there is nothing to hold.
#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "site/program.h"

namespace disclose {
namespace {

namespace fs = std::filesystem;

const fs::path kShared = fs::path(DISCLOSE_SOURCE_DIR) / "../shared";

fs::path tool() {
  const fs::path own = fs::path(DISCLOSE_SOURCE_DIR) / "tools/check_case.py";
  return fs::exists(own) ? own : kShared / "tools/check_case.py";
}

std::vector<fs::path> cases() {
  std::vector<fs::path> found;
  if (!fs::is_directory(kShared / "cases")) return found;
  for (const fs::directory_entry& entry : fs::directory_iterator(kShared / "cases")) {
    if (fs::exists(entry.path() / "expected.json")) found.push_back(entry.path());
  }
  std::ranges::sort(found);
  return found;
}

TEST(RealCases, ComeOutAsExpected) {
  if (cases().empty() || !fs::exists(tool())) GTEST_SKIP() << "no cases beside the source tree";
  for (const fs::path& folder : cases()) {
    const Shell ran = in_shell("python3 " + quoted(tool()) + " " + program() + " " + quoted(folder) + " 2>&1");
    EXPECT_EQ(ran.status, 0) << folder.filename() << "\n" << ran.output;
  }
}

// A synthetic county has the findings its maker planted, each as often as it says, and no other.
TEST(SyntheticCounty, HasExactlyTheFindingsItsMakerNames) {
  const fs::path maker = kShared / "bench/make_county.py";
  if (!fs::exists(maker)) GTEST_SKIP() << "no maker beside the source tree";
  const std::string folder = fs::temp_directory_path() / ("disclose-county-" + std::to_string(getpid()));
  const std::string compare = R"(import json, sys, collections
found = collections.Counter(f["code"] for f in json.load(sys.stdin)["findings"])
wanted = json.load(open(sys.argv[1]))
assert wanted["errors"] == 0 and wanted["undecided"] == 0
sys.exit(0 if dict(found) == {code: n for code, n in wanted["warnings"].items() if n} else f"{dict(found)} instead of {wanted['warnings']}"))";
  for (const std::string variant : {"--projects 300 --years 2024", "--projects 60 --years 2022,2023,2024 --open-years 1", "--projects 100 --years 2024 --seed 7 --late 0.5"}) {
    const Shell ran = in_shell("python3 " + quoted(maker) + " " + quoted(folder) + " " + variant + " >/dev/null && " + program() + " check --quiet --format json --site " +
                               quoted(folder) + " | python3 -c " + quoted(compare) + " " + quoted(folder + "/expected.json") + " 2>&1");
    EXPECT_EQ(ran.status, 0) << variant << "\n" << ran.output;
    fs::remove_all(folder);
  }
}

}  // namespace
}  // namespace disclose

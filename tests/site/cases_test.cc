// Real cases: tools/check_case.py builds each folder of ../shared/cases, beside the source tree, and
// holds the site against its expected.json. Where there are none, there is nothing to hold.
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace disclose

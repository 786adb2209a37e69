// Real cases: tools/check_case.py builds each folder of ../shared/cases, beside the source tree, and
// holds the site against its expected.json. Where there are none, there is nothing to hold.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

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

struct Ran {
  int status = -1;
  std::string output;
};

Ran run_tool(const fs::path& folder) {
  const std::string command = "python3 '" + tool().string() + "' '" DISCLOSE_PROGRAM "' '" + folder.string() + "' 2>&1";
  Ran ran;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return ran;
  std::array<char, 4096> part{};
  for (std::size_t n = 0; (n = fread(part.data(), 1, part.size(), pipe)) != 0;) ran.output.append(part.data(), n);
  ran.status = pclose(pipe);
  return ran;
}

TEST(RealCases, ComeOutAsExpected) {
  if (cases().empty() || !fs::exists(tool())) GTEST_SKIP() << "no cases beside the source tree";
  for (const fs::path& folder : cases()) {
    const Ran ran = run_tool(folder);
    EXPECT_EQ(ran.status, 0) << folder.filename() << "\n" << ran.output;
  }
}

}  // namespace
}  // namespace disclose

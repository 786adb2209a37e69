// A build that is killed, or for which the disk is too small, leaves the old site as it was.
// (Every single system call failing in turn: tests/disk.)
#include <gtest/gtest.h>

#include <string>

#include "disk/temporary_folder.h"
#include "site/program.h"

namespace disclose {
namespace {

class Interruption : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(build("", "--year 2023 --no-pdf").status, 0);
    before_ = folder_.tree("site");
    ASSERT_FALSE(before_.empty());
  }
  // Builds the demonstration county over the old site, within what `limits` allow.
  Shell build(const std::string& limits, const std::string& options = "") const {
    return in_shell("(" + limits + " " + program() + " build --quiet -j 2 --site " + quoted(DISCLOSE_SOURCE_DIR) + " --out " + quoted(folder_ / "site") + " " + options + ") 2>&1");
  }
  void expect_old_site() const { EXPECT_TRUE(folder_.tree("site") == before_); }

  TemporaryFolder folder_;
  Tree before_;
};

TEST_F(Interruption, ByAKillKeepsTheOldSite) {
  // The system kills the program after one second of work, in the middle of drawing.
  const Shell killed = build("ulimit -t 1;");
  if (killed.status == 0) GTEST_SKIP() << "this machine draws the whole county within a second";
  EXPECT_EQ(killed.status, 128 + 9) << killed.output;
  expect_old_site();
  ASSERT_EQ(build("", "--year 2024 --no-pdf").status, 0) << "the next build clears what is left";
  EXPECT_FALSE(folder_.has("site.new"));
  EXPECT_FALSE(folder_.has("site.lock"));
  EXPECT_FALSE(folder_.has("site/2023"));
}

TEST_F(Interruption, ByAFullDiskKeepsTheOldSite) {
  // No file may grow beyond a few kilobytes.
  const Shell full = build("trap '' XFSZ; ulimit -f 16;");
  EXPECT_EQ(full.status, 3) << full.output;
  EXPECT_NE(full.output.find("文件过大"), std::string::npos) << full.output;
  expect_old_site();
  EXPECT_FALSE(folder_.has("site.new"));
  EXPECT_FALSE(folder_.has("site.lock"));
}

TEST_F(Interruption, ByTooFewOpenFilesKeepsTheOldSite) {
  const Shell few = build("ulimit -n 8;");
  EXPECT_EQ(few.status, 3) << few.output;
  expect_old_site();
}

TEST_F(Interruption, ByTooLittleMemoryKeepsTheOldSite) {
  const Shell little = build("ulimit -v 200000;");
  EXPECT_NE(little.status, 0) << little.output;
  expect_old_site();
}

TEST(Output, ThatDoesNotFitOnStandardOutputIsNoResult) {
  const Shell ran = in_shell(program() + " check --format json --site " + quoted(DISCLOSE_SOURCE_DIR) + " 2>&1 >/dev/full");
  EXPECT_EQ(ran.status, 3);
  EXPECT_EQ(ran.output, "disclose: 不能写标准输出：磁盘空间不足\n");
}

}  // namespace
}  // namespace disclose

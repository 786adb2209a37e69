// Same input, same bytes: on any number of cores, for any operator, at any hour.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "disk/temporary_folder.h"
#include "site/program.h"

namespace disclose {
namespace {

namespace fs = std::filesystem;

const std::string kDemo = DISCLOSE_SOURCE_DIR;

// Builds the demonstration county to `out`; `before` stands before the program on the command line.
void build(const TemporaryFolder& folder, const std::string& out, const std::string& options, const std::string& before = "", const std::string& site = kDemo) {
  const Shell ran = in_shell(before + " " + program() + " build --quiet --site " + quoted(site) + " --out " + quoted(folder / out) + " " + options + " 2>&1");
  ASSERT_EQ(ran.status, 0) << before << options << "\n" << ran.output;
}

void expect_same(const TemporaryFolder& folder, const char* one, const char* other) {
  const Tree a = folder.tree(one);
  const Tree b = folder.tree(other);
  ASSERT_FALSE(a.empty());
  for (const auto& [path, bytes] : a) {
    const auto same = b.find(path);
    if (same == b.end()) {
      ADD_FAILURE() << path << " is missing in " << other;
    } else {
      EXPECT_TRUE(same->second == bytes) << path << " differs in " << other;
    }
  }
  EXPECT_EQ(a.size(), b.size());
}

TEST(Determinism, GivesTheSameBytesForAnyNumberOfThreads) {
  const TemporaryFolder folder;
  build(folder, "one", "-j 1");
  build(folder, "four", "-j 4");
  expect_same(folder, "one", "four");
}

TEST(Determinism, GivesTheSameBytesTwice) {
  const TemporaryFolder folder;
  build(folder, "one", "-j 3 --year 2024");
  build(folder, "two", "-j 3 --year 2024");
  build(folder, "two", "-j 3 --year 2024");  // over the site that is there
  expect_same(folder, "one", "two");
}

TEST(Determinism, DoesNotAskWhoBuildsWhereAndWhen) {
  const TemporaryFolder folder;
  build(folder, "one", "--year 2024");
  build(folder, "two", "--year 2024 --as-of 2031-12-31 --lang en --color always",
        "cd / && umask 077 && env -i TZ=Pacific/Kiritimati LANG=tr_TR.UTF-8 LC_ALL=de_DE.UTF-8 HOME=/nonexistent USER=nobody SOURCE_DATE_EPOCH=1 TMPDIR=/dev/shm");
  expect_same(folder, "one", "two");
}

TEST(Determinism, DoesNotAskWhereTheSiteLiesNorHowOldItsFilesAre) {
  const TemporaryFolder folder;
  fs::create_directories(folder / "elsewhere");
  for (const char* part : {"data", "content"}) fs::copy(kDemo + "/" + part, folder / "elsewhere/" + part, fs::copy_options::recursive);
  build(folder, "one", "--year 2024");
  build(folder, "two", "--year 2024", "cd " + quoted(folder / "elsewhere") + " &&", ".");
  expect_same(folder, "one", "two");
}

TEST(Determinism, LetsAWebServerReadTheSiteWhateverTheUmask) {
  const TemporaryFolder folder;
  build(folder, "site", "--year 2024 --no-pdf", "umask 077 &&");
  using fs::perms;
  constexpr perms kRead = perms::group_read | perms::others_read;
  constexpr perms kEnter = kRead | perms::group_exec | perms::others_exec;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder / "site")) {
    const perms wanted = entry.is_directory() ? kEnter : kRead;
    EXPECT_EQ(entry.status().permissions() & wanted, wanted) << entry.path();
  }
  EXPECT_EQ(fs::status(folder / "site").permissions() & kEnter, kEnter);
}

}  // namespace
}  // namespace disclose

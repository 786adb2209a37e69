// What build may overwrite, and what it may not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "cli/county.h"

namespace disclose {
namespace {

using testing::HasSubstr;

void expect_refused(const County& county, const std::string& out, const std::string& zh, const std::string& en) {
  const Tree before = county.folder.tree();
  const Ran ran = county.build({"--out", out});
  EXPECT_EQ(ran.status, 2) << out;
  EXPECT_EQ(ran.out, "") << out;
  EXPECT_THAT(ran.err, HasSubstr(zh)) << out;
  EXPECT_THAT(ran.err, HasSubstr("--out ")) << out;
  EXPECT_THAT(county.build({"--out", out, "--lang", "en"}).err, HasSubstr(en)) << out;
  EXPECT_EQ(county.folder.tree(), before) << out;
}

TEST(OutputFolder, IsNeverTheSiteItself) {
  const County county;
  for (const char* out : {"", "/", "/.", "/data/.."}) {
    expect_refused(county, county.site() + out, "就是站点文件夹", "is the site folder itself");
  }
}

TEST(OutputFolder, DoesNotLieAmongTheInputs) {
  const County county;
  std::filesystem::create_directories(county.folder / "county/content");
  std::filesystem::create_directories(county.folder / "county/data/deep/er");
  county.folder.link("way", "county/data");
  for (const char* out : {"county/data", "county/data/www", "county/data/deep/er/www", "county/content", "county/content/www/", "way/www", "county/x/../data/www"}) {
    if (std::string(out).find("/x/") != std::string::npos) std::filesystem::create_directories(county.folder / "county/x");
    const std::string part = std::string(out).find("content") == std::string::npos ? "data/" : "content/";
    expect_refused(county, county.folder / out, "在站点的 " + part, "lies in " + part + " of the site");
  }
}

TEST(OutputFolder, MayBeAnywhereElse) {
  const County county;
  std::filesystem::create_directories(county.folder / "county/web/data");
  for (const char* out : {"county/output", "county/web/data/www", "www", "county/database"}) {
    EXPECT_EQ(county.build({"--out", county.folder / out}).status, 0) << out;
    EXPECT_TRUE(county.folder.has(std::string(out) + "/index.html")) << out;
    EXPECT_FALSE(county.folder.has(std::string(out) + ".new")) << out;
    EXPECT_FALSE(county.folder.has(std::string(out) + ".lock")) << out;
  }
}

TEST(OutputFolder, OfSomebodyElseIsLeftAlone) {
  const County county;
  county.folder.write("www/thesis.doc", "years of work");
  expect_refused(county, county.folder / "www", "里有不是 disclose 生成的文件", "holds files that disclose did not make");
  county.folder.write("file", "x");
  expect_refused(county, county.folder / "file", "不是文件夹", "is not a folder");
  std::filesystem::create_directories(county.folder / "empty");
  county.folder.link("link", "empty");
  expect_refused(county, county.folder / "link", "是符号链接", "is a symbolic link");
}

TEST(OutputFolder, WithAFileAddedByHandIsLeftAlone) {
  const County county;
  ASSERT_EQ(county.build().status, 0);
  county.folder.write("county/output/2024/note.txt", "mine");
  const Tree before = county.folder.tree("county/output");
  const Ran ran = county.build();
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("2024/note.txt"));
  EXPECT_EQ(county.folder.tree("county/output"), before);
}

TEST(OutputFolder, IsReplacedWhenABuildMadeIt) {
  const County county;
  ASSERT_EQ(county.build().status, 0);
  county.folder.write("county/data/b.json", approved("budget", "b-2025", 2025, "\"total\": \"1元\""));
  ASSERT_EQ(county.build().status, 0);
  EXPECT_TRUE(county.folder.has("county/output/2025/index.html"));
  EXPECT_FALSE(county.folder.has("county/output/2024")) << "nothing of the old site stays";
}

}  // namespace
}  // namespace disclose

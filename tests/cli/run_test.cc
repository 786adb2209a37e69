// The exit statuses of format.md 6, and what stays of an old site.
#include "cli/run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "disk/temporary_folder.h"
#include "support/site.h"

namespace disclose {
namespace {

using testing::HasSubstr;

struct Ran {
  int status = 0;
  std::string out;
  std::string err;
};

Ran go(std::vector<std::string> arguments) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  Ran ran;
  ran.status = run(arguments, {.today = {2026, 3, 1}});
  ran.out = testing::internal::GetCapturedStdout();
  ran.err = testing::internal::GetCapturedStderr();
  return ran;
}

// A site on disk; without PDFs, so that it is built at once.
struct County {
  TemporaryFolder folder;
  County() {
    for (const auto& [path, bytes] : small_site()) folder.write("county/" + path, bytes);
    folder.write("county/data/site.json", site_with("\"required\": []"));
    folder.write("county/data/b.json", approved("budget", "b-2024", 2024, "\"total\": \"100万元\""));
  }
  std::string site() const { return folder / "county"; }
  Ran check(std::vector<std::string> more = {}) const { return command("check", std::move(more)); }
  Ran build(std::vector<std::string> more = {}) const {
    more.emplace_back("--no-pdf");
    return command("build", std::move(more));
  }
  void warn() const { folder.write("county/data/g.json", approved("regulation", "g", 1999, "\"title\": \"办法\"", "")); }
  void err() const { folder.write("county/data/b.json", approved("budget", "b-2024", 2024, "\"total\": 100")); }

 private:
  Ran command(const char* name, std::vector<std::string> more) const {
    more.insert(more.begin(), {name, "--site", site(), "--jobs", "2"});
    return go(std::move(more));
  }
};

TEST(Run, CheckIsDoneOnASoundSite) {
  const Ran ran = County().check();
  EXPECT_EQ(ran.status, 0) << ran.out;
  EXPECT_EQ(ran.out, "检查完成：0 个错误，0 个警告，0 个无法判定\n");
  EXPECT_EQ(ran.err, "");
}

TEST(Run, CheckStopsOnAnErrorAndShowsItOnStandardOutput) {
  const County county;
  county.err();
  const Ran ran = county.check();
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, HasSubstr("data/b.json:3:10: 错误[form]"));
  EXPECT_EQ(ran.err, "");
}

TEST(Run, StrictStopsOnAWarning) {
  const County county;
  county.warn();
  EXPECT_EQ(county.check().status, 0);
  EXPECT_EQ(county.check({"--strict"}).status, 1);
  EXPECT_EQ(county.build().status, 0);
  EXPECT_EQ(county.build({"--strict"}).status, 1);
}

TEST(Run, StrictDoesNotStopOnWhatIsUndecided) {
  const County county;
  county.folder.write("county/data/b.json", replaced(approved("budget", "b-2024", 2024, "\"total\": \"1元\""), "\"date\": \"2024-02-01\"", "\"number\": \"1号\""));
  const Ran ran = county.check({"--strict"});
  EXPECT_EQ(ran.status, 0) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("1 个无法判定"));
}

TEST(Run, CheckPrintsAReportForMachines) {
  const County county;
  county.err();
  const Ran ran = county.check({"--format", "json"});
  EXPECT_EQ(ran.status, 1);
  const auto report = nlohmann::json::parse(ran.out);
  EXPECT_EQ(report["format"], 1);
  EXPECT_EQ(report["counts"]["error"], 1);
  EXPECT_EQ(report["findings"][0]["pointer"], "/total");
  EXPECT_FALSE(report["findings"][0].contains("basis"));
}

TEST(Run, QuietSaysNothingButFindings) {
  EXPECT_EQ(County().check({"-q"}).out, "");
  EXPECT_EQ(County().build({"-q"}).out, "");
}

TEST(Run, BuildWritesTheSite) {
  const County county;
  const Ran ran = county.build();
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("已生成"));
  EXPECT_TRUE(county.folder.has("county/output/index.html"));
  EXPECT_TRUE(county.folder.has("county/output/2024/index.html"));
}

TEST(Run, BuildLeavesTheOldSiteWholeWhenThereIsAnError) {
  const County county;
  ASSERT_EQ(county.build().status, 0);
  const Tree before = county.folder.tree("county/output");
  county.err();
  const Ran ran = county.build();
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.err, HasSubstr("没有生成站点，原有站点未动"));
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(county.folder.tree("county/output"), before);
}

TEST(Run, BuildWritesNothingWhenThereIsAnErrorAtFirst) {
  const County county;
  county.err();
  EXPECT_EQ(county.build().status, 1);
  EXPECT_FALSE(county.folder.has("county/output"));
}

TEST(Run, BuildsOneYearAlone) {
  const County county;
  county.folder.write("county/data/b-2023.json", approved("budget", "b-2023", 2023, "\"total\": \"1元\""));
  EXPECT_EQ(county.build({"--year", "2024", "--strict"}).status, 0) << "whoever asks for one year knows of the others";
  EXPECT_TRUE(county.folder.has("county/output/2024/index.html"));
  EXPECT_FALSE(county.folder.has("county/output/2023/index.html"));
}

TEST(Run, RefusesWrongUsage) {
  EXPECT_EQ(go({}).status, 2);
  EXPECT_EQ(go({"check", "--bogus"}).status, 2);
  EXPECT_EQ(go({"explain", "no-such-rule"}).status, 2);
  const County county;
  const Ran ran = go({"check", "--site", county.folder / "nowhere"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, testing::StartsWith("disclose: "));
}

TEST(Run, SaysWhenTheFolderIsNoSite) {
  const County county;
  std::filesystem::create_directories(county.folder / "empty/data");
  const Ran ran = go({"check", "--site", county.folder / "empty"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, HasSubstr("没有文件 data/site.json"));
}

TEST(Run, RefusesAnOutputFolderInsideAFile) {
  const County county;
  county.folder.write("file", "x");
  const Ran ran = county.build({"--out", county.folder / "file/site"});
  EXPECT_EQ(ran.status, 2) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("不存在或不是文件夹"));
  EXPECT_EQ(county.folder.read("file"), "x");
}

TEST(Run, FailsWithTheMachine) {
  // Nobody, not even root, may make a file with so long a name.
  const County county;
  const Ran ran = county.build({"--out", county.folder / std::string(300, 'x')});
  EXPECT_EQ(ran.status, 3) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("文件名过长"));
}

TEST(Run, ExplainsAndHelps) {
  EXPECT_EQ(go({"explain"}).status, 0);
  EXPECT_THAT(go({"explain", "deadline", "--lang", "en"}).out, HasSubstr("# deadline"));
  EXPECT_EQ(go({"--help"}).status, 0);
  EXPECT_EQ(go({"--version"}).status, 0);
}

TEST(Run, SpeaksEnglishThroughout) {
  const County county;
  county.err();
  const Ran ran = county.build({"--lang", "en"});
  EXPECT_THAT(ran.err, HasSubstr("error[form]"));
  EXPECT_THAT(ran.err, HasSubstr("No site was written, the old one is untouched: 1 errors"));
}

}  // namespace
}  // namespace disclose

// The exit statuses of format.md 6, and what stays of an old site.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/county.h"

namespace disclose {
namespace {

using testing::HasSubstr;

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
  EXPECT_EQ(report["findings"][0]["basis"], "输入格式第 1 版");
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

// --- pipes and terminals ---

const Surroundings kTerminal = {.today = {2026, 3, 1}, .terminal_out = true, .terminal_err = true, .no_color = false};

bool has_control(const std::string& text) {
  return std::ranges::any_of(text, [](unsigned char c) { return (c < 0x20 && c != '\n') || c == 0x7F; });
}

TEST(Run, SaysNothingExtraInAPipe) {
  const County county;
  county.warn();
  for (const Ran& ran : {county.check(), county.build()}) {
    EXPECT_FALSE(has_control(ran.out)) << ran.out;
    EXPECT_FALSE(has_control(ran.err)) << ran.err;
  }
  const Ran build = county.build();
  EXPECT_EQ(std::ranges::count(build.out, '\n'), 1) << "one line is the result, findings go to standard error: " << build.out;
  EXPECT_THAT(build.err, testing::StartsWith("data/g.json:"));
  EXPECT_EQ(county.build({"-q"}).out, "");
  EXPECT_THAT(county.build({"-q"}).err, HasSubstr("警告[year-outside]"));
  EXPECT_THAT(county.build({"--format", "json"}).out, testing::StartsWith("{"));
  EXPECT_EQ(county.build({"--format", "json"}).err, "");
}

TEST(Run, ShowsProgressAndColoursOnATerminal) {
  const County county;
  county.warn();
  const std::vector<std::string> check = {"check", "--site", county.site()};
  const std::vector<std::string> build = {"build", "--no-pdf", "--site", county.site()};
  EXPECT_THAT(go(check, kTerminal).out, HasSubstr("\x1b[1;33m警告[year-outside]\x1b[0m"));
  EXPECT_THAT(go(build, kTerminal).err, HasSubstr("\r"));
  std::vector<std::string> quiet = build;
  quiet.emplace_back("--quiet");
  EXPECT_THAT(go(quiet, kTerminal).err, testing::Not(HasSubstr("\r")));
}

TEST(Run, ColoursAsItIsTold) {
  const County county;
  county.warn();
  Surroundings plain = kTerminal;
  plain.no_color = true;
  const std::vector<std::string> check = {"check", "--site", county.site()};
  EXPECT_THAT(go(check, plain).out, testing::Not(HasSubstr("\x1b[1;")));
  EXPECT_THAT(county.check({"--color", "always"}).out, HasSubstr("\x1b[1;33m"));
  std::vector<std::string> never = check;
  never.insert(never.end(), {"--color", "never"});
  EXPECT_THAT(go(never, kTerminal).out, testing::Not(HasSubstr("\x1b[1;")));
  EXPECT_THAT(county.check({"--color", "always", "--format", "json"}).out, testing::Not(HasSubstr("\x1b")));
}

TEST(Run, SaysHowLongEachPhaseTookOnlyWhenAsked) {
  const County county;
  EXPECT_THAT(county.build({"--timings"}).err, HasSubstr("读取"));
  EXPECT_THAT(county.check({"--timings", "--lang", "en"}).err, HasSubstr("Reading"));
}

// --- the year ---

TEST(Run, RefusesAYearNothingIsKnownOf) {
  const County county;
  county.folder.write("county/data/d.json", replaced(approved("budget", "d-2022", 2022, "\"total\": \"1元\""), "\"approved\"", "\"draft\""));
  const Ran ran = county.check({"--year", "2042"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err, "disclose: 站点没有 2042 年度的记录\n  处理：写有记录的年度：2022、2024\n");
  EXPECT_EQ(county.build({"--year", "2042", "--lang", "en"}).err,
            "disclose: the site has no records of 2042\n  help: name a year that has records: 2022, 2024\n");
  EXPECT_FALSE(county.folder.has("county/output"));
  EXPECT_EQ(county.check({"--year", "2022"}).status, 0) << "a draft is a record";
}

TEST(Run, ShowsWhatCannotBeReadBeforeItSpeaksOfTheYear) {
  const County county;
  county.folder.write("county/data/b.json", "{");
  const Ran ran = county.check({"--year", "2024"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, HasSubstr("data/b.json:1:2"));
}

TEST(Run, TakesAnotherBaseAddress) {
  const County county;
  EXPECT_EQ(county.build({"--base-url", "https://b.example.gov.cn/gk"}).status, 0);
  const std::string page = county.folder.read("county/output/index.html");
  EXPECT_THAT(page, HasSubstr("https://b.example.gov.cn/gk/"));
  EXPECT_THAT(page, testing::Not(HasSubstr("www.example.gov.cn")));
}

TEST(Run, MakesNoPdfWhenToldSo) {
  const County county;
  ASSERT_EQ(county.build().status, 0);
  for (const auto& [path, bytes] : county.folder.tree("county/output")) {
    EXPECT_FALSE(path.ends_with(".pdf")) << path;
    EXPECT_EQ(bytes.find(".pdf\""), std::string::npos) << path << " links to a PDF that is not there";
  }
}

}  // namespace
}  // namespace disclose

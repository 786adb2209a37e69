#include "cli/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace disclose {
namespace {

using testing::HasSubstr;

Parsed parse(std::initializer_list<const char*> words) { return parse_command_line({words.begin(), words.end()}); }

Options read(std::initializer_list<const char*> words) {
  const Parsed parsed = parse(words);
  EXPECT_TRUE(parsed.options) << parsed.message;
  return parsed.options.value_or(Options{});
}

TEST(Options, HaveDefaults) {
  const Options build = read({"build"});
  EXPECT_EQ(build.command, Command::build);
  EXPECT_EQ(build.site, ".");
  EXPECT_EQ(build.out, "./output");
  EXPECT_EQ(build.base_url, "");
  EXPECT_FALSE(build.year);
  EXPECT_EQ(build.jobs, 0U);
  EXPECT_TRUE(build.reports);
  EXPECT_FALSE(build.strict || build.json || build.quiet || build.timings);
  EXPECT_EQ(build.language, Language::zh);
  EXPECT_EQ(build.color, When::automatic);
  EXPECT_FALSE(build.as_of);
}

TEST(Options, AreReadOneByOne) {
  EXPECT_EQ(read({"check", "--site", "county"}).site, "county");
  EXPECT_EQ(read({"build", "--site=county/"}).out, "county/output");
  EXPECT_EQ(read({"build", "--out", "www"}).out, "www");
  EXPECT_EQ(read({"build", "--base-url", "https://a.example.gov.cn/x"}).base_url, "https://a.example.gov.cn/x/");
  EXPECT_FALSE(read({"build", "--no-pdf"}).reports);
  EXPECT_EQ(read({"check", "--year", "2024"}).year, 2024);
  EXPECT_EQ(read({"check", "-j", "3"}).jobs, 3U);
  EXPECT_EQ(read({"check", "--jobs=4"}).jobs, 4U);
  EXPECT_TRUE(read({"check", "--strict"}).strict);
  EXPECT_TRUE(read({"check", "--format", "json"}).json);
  EXPECT_FALSE(read({"check", "--format", "text"}).json);
  EXPECT_EQ(read({"check", "--as-of", "2026-03-01"}).as_of, (Date{2026, 3, 1}));
  EXPECT_TRUE(read({"check", "-q"}).quiet);
  EXPECT_TRUE(read({"check", "--timings"}).timings);
  EXPECT_EQ(read({"check", "--lang", "en"}).language, Language::en);
  EXPECT_EQ(read({"check", "--color", "always"}).color, When::always);
  EXPECT_EQ(read({"check", "--color=never"}).color, When::never);
  EXPECT_EQ(read({"explain", "fund-sum"}).code, "fund-sum");
  EXPECT_EQ(read({"explain"}).code, "");
}

TEST(Options, RefuseWrongUsage) {
  const std::initializer_list<const char*> wrong[] = {
      {}, {"publish"}, {"build", "check"}, {"build", "--bogus"}, {"build", "extra"}, {"check", "--out", "x"}, {"check", "--year", "1989"},
      {"check", "--year", "year"}, {"check", "-j", "0"}, {"check", "-j", "257"}, {"check", "--format", "xml"}, {"check", "--lang", "fr"},
      {"check", "--color", "red"}, {"check", "--as-of", "2026-02-30"}, {"check", "--as-of", "tomorrow"}, {"build", "--base-url", "www.a.cn"},
      {"build", "--base-url", "javascript:x"}, {"build", "--out"}, {"explain", "a", "b"}, {"explain", "--strict"}, {"--strict", "check"}};
  for (const auto& words : wrong) {
    std::string line;
    for (const char* word : words) line += std::string(" ") + word;
    const Parsed parsed = parse(words);
    EXPECT_FALSE(parsed.options) << line;
    EXPECT_EQ(parsed.status, ExitStatus::usage) << line;
    EXPECT_EQ(parsed.output, "") << line;
    EXPECT_NE(parsed.message, "") << line;
  }
}

TEST(Options, SpeakOfMistakesInTheLanguageAskedFor) {
  EXPECT_THAT(parse({"build", "--bogus"}).message, HasSubstr("用法有误"));
  EXPECT_THAT(parse({"build", "--bogus"}).message, HasSubstr("--bogus"));
  const std::string english = parse({"build", "--bogus", "--lang", "en"}).message;
  EXPECT_THAT(english, HasSubstr("See disclose --help"));
  EXPECT_EQ(english.find("用法"), std::string::npos);
  EXPECT_THAT(parse({"check", "--as-of", "2026-02-30", "--lang=en"}).message, HasSubstr("--as-of: "));
}

TEST(Options, PrintHelpAndVersion) {
  for (const auto& words : {std::vector<std::string>{"--help"}, {"-h"}, {"build", "--help"}, {"check", "-h"}, {"explain", "--help"}}) {
    const Parsed zh = parse_command_line(words);
    EXPECT_EQ(zh.status, ExitStatus::done);
    EXPECT_THAT(zh.output, HasSubstr("用法"));
    EXPECT_THAT(zh.output, HasSubstr("显示帮助"));
    EXPECT_EQ(zh.message, "");
    std::vector<std::string> english = words;
    english.insert(english.begin(), "--lang=en");
    const Parsed en = parse_command_line(english);
    EXPECT_EQ(en.status, ExitStatus::done);
    EXPECT_THAT(en.output, HasSubstr("Print this help"));
    EXPECT_THAT(en.output, testing::Not(HasSubstr("用法")));
  }
  EXPECT_THAT(parse({"--help"}).output, HasSubstr("disclose explain fund-sum"));
  EXPECT_THAT(parse({"--version"}).output, testing::MatchesRegex("disclose [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST(Options, TakeTheLanguageBeforeTheCommandToo) {
  EXPECT_EQ(read({"--lang", "en", "check"}).language, Language::en);
  EXPECT_EQ(read({"--lang=en", "explain", "form"}).language, Language::en);
  EXPECT_EQ(read({"--lang", "en", "check", "--lang", "zh"}).language, Language::zh);
}

}  // namespace
}  // namespace disclose

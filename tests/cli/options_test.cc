#include "cli/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "base/text.h"

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
  EXPECT_FALSE(build.strict || build.by_unit || build.quiet || build.timings);
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
  EXPECT_EQ(read({"check"}).format, Options::Format::text);
  EXPECT_EQ(read({"check", "--format", "json"}).format, Options::Format::json);
  EXPECT_EQ(read({"check", "--format", "sarif"}).format, Options::Format::sarif);
  EXPECT_TRUE(read({"check", "--by", "unit"}).by_unit);
  EXPECT_EQ(read({"check", "--report", "a.xlsx"}).report, "a.xlsx");
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
      {"build", "--base-url", "javascript:x"}, {"build", "--out"}, {"explain", "a", "b"}, {"explain", "--strict"}, {"--strict", "check"},
      {"check", "--strict=3"}, {"build", "--out", "a", "--out", "b"}, {"build", "--out="}, {"build", "--out", ""}, {"check", "--site", ""}, {"check", "--year", "2024.5"},
      {"check", "--year", "0x7E8"}, {"check", "-j", "99999999999999999999"}, {"build", "--base-url", "https://"}, {"build", "--base-url", "https://a.cn/\"x"},
      {"build", "--base-url", "https://a.cn/?a=1"}, {"build", "--base-url", ""}, {"-x"}, {"check", "-x"}};
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

// The whole first line, in both languages.
void expect_mistake(std::initializer_list<const char*> words, const std::string& zh, const std::string& en) {
  EXPECT_EQ(parse(words).message, "disclose: 用法有误：" + zh + "\n用 disclose --help 查看用法\n");
  std::vector<std::string> english(words.begin(), words.end());
  english.insert(english.begin(), {"--lang", "en"});
  EXPECT_EQ(parse_command_line(english).message, "disclose: " + en + "\nSee disclose --help\n");
}

TEST(Options, SayWhatIsWrongAndWhatIsMeant) {
  expect_mistake({"witness"}, "witness 之后要写：request、cosign、add", "witness is followed by one of: request, cosign, add");
  expect_mistake({"seal"}, "缺少 --out", "missing: --out");
  expect_mistake({"verify"}, "缺少 FOLDER", "missing: FOLDER");
  expect_mistake({"key", "new", "--key", "k", "--name", "n", "--bogus"}, "new 没有选项“--bogus”", "new has no option \"--bogus\"");
  expect_mistake({"publish"}, "没有命令“publish”，命令有 build、check、explain、diff、seal、verify、key、receipt、witness", "there is no command \"publish\"; there are build, check, explain, diff, seal, verify, key, receipt, witness");
  expect_mistake({"build", "check"}, "多余的参数“check”", "one argument too many: \"check\"");
  expect_mistake({"check", "--bogus"}, "check 没有选项“--bogus”", "check has no option \"--bogus\"");
  expect_mistake({"build", "--outt", "x"}, "build 没有选项“--outt”，是否指 --out", "build has no option \"--outt\"; did you mean --out");
  expect_mistake({"build", "x", "--outt"}, "多余的参数“x”", "one argument too many: \"x\"");
  expect_mistake({"--strict", "check"}, "disclose 没有选项“--strict”，它应写在命令之后", "disclose has no option \"--strict\"; it stands after the command");
  expect_mistake({"build", "--out", "a", "--out", "b"}, "--out 要写且只写一个值", "--out takes one value, once");
  expect_mistake({"build", "--out"}, "--out 要写且只写一个值", "--out takes one value, once");
  expect_mistake({"check", "--strict=3"}, "--strict 不带值", "--strict takes no value");
  expect_mistake({"check", "--site", ""}, "--site: 值不能为空", "--site: the value is empty");
  expect_mistake({"check", "--year", "24"}, "--year: 应为 1990 至 2100 的整数，实为“24”", "--year: expected an integer from 1990 to 2100, found \"24\"");
  expect_mistake({"check", "-j", "many"}, "--jobs: 应为 1 至 256 的整数，实为“many”", "--jobs: expected an integer from 1 to 256, found \"many\"");
  expect_mistake({"check", "--format", "xml"}, "--format: 应为 text、json、sarif 之一，实为“xml”", "--format: expected one of text, json, sarif, found \"xml\"");
  expect_mistake({"build", "--base-url", "www.a.cn"}, "--base-url: 应为以 http:// 或 https:// 开头、不含 ? 和 # 的网址，实为“www.a.cn”",
                 "--base-url: expected an address that begins with http:// or https:// and has no ? or #, found \"www.a.cn\"");
}

TEST(Options, LineUpInHelpWhateverTheLanguage) {
  for (const char* language : {"zh", "en"}) {
    const std::string help = parse({"build", "--help", "--lang", language}).output;
    std::istringstream lines(help);
    std::size_t options = 0;
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with("  -")) continue;
      ++options;
      const std::size_t what = line.find_first_not_of(' ', line.find("  ", 2));
      EXPECT_EQ(display_width(line.substr(0, what)), 30U) << line;
    }
    EXPECT_EQ(options, 17U) << help;
  }
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

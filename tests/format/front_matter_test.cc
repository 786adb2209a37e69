#include "format/front_matter.h"

#include <gtest/gtest.h>

#include <string>

namespace disclose {
namespace {

// Reads `text` and keeps what came of it.
struct Reading {
  explicit Reading(std::string source) : text(std::move(source)) {
    file = parse_front_matter("content/report.md", text, arena, diagnostics);
  }
  const Value* find(std::string_view key) const {
    return file && file->front_matter ? file->front_matter->find(key) : nullptr;
  }
  std::string_view body() const { return std::string_view(text).substr(file->body_offset); }
  // The only finding; an empty one when there is not exactly one.
  Diagnostic finding() const {
    return diagnostics.all().size() == 1 ? diagnostics.all()[0] : Diagnostic{};
  }
  std::string text;
  Arena arena;
  Diagnostics diagnostics;
  std::optional<MarkdownFile> file;
};

std::string page(std::string_view yaml) { return "---\n" + std::string(yaml) + "---\n正文\n"; }

TEST(FrontMatter, IsSplitFromTheBody) {
  const Reading reading("---\ntitle: 年度报告\n---\n正文\n");
  ASSERT_TRUE(reading.file);
  EXPECT_EQ(reading.find("title")->text, "年度报告");
  EXPECT_EQ(reading.body(), "正文\n");
}

TEST(FrontMatter, MayBeAbsent) {
  const Reading reading("# 标题\n\n---\n");
  ASSERT_TRUE(reading.file);
  EXPECT_FALSE(reading.file->front_matter);
  EXPECT_EQ(reading.file->body_offset, 0U);
}

TEST(FrontMatter, SkipsAByteOrderMarkAndWindowsLineBreaks) {
  const Reading reading("\xEF\xBB\xBF---\r\ntitle: 报告\r\nyear: 2024\r\n---\r\n正文");
  ASSERT_TRUE(reading.file);
  EXPECT_EQ(reading.find("title")->text, "报告");
  EXPECT_EQ(reading.find("year")->text, "2024");
  EXPECT_EQ(reading.body(), "正文");
  EXPECT_EQ(Reading("\xEF\xBB\xBF正文").file->body_offset, 3U);
}

TEST(FrontMatter, MayBeEmpty) {
  for (const char* text : {"---\n---\n", "---\n\n# 无\n---\n", "---\n~\n---"}) {
    const Reading reading(text);
    ASSERT_TRUE(reading.file) << text;
    EXPECT_EQ(reading.file->front_matter->kind, Value::Kind::object);
    EXPECT_TRUE(reading.file->front_matter->members.empty());
  }
}

TEST(FrontMatter, KeepsScalarsAsJsonWouldHaveThem) {
  const Reading reading(page(
      "year: 2024\nrate: -1.50\nbig: 1e5\nyes: true\nno: false\nnone: null\ntilde: ~\nempty:\n"));
  ASSERT_TRUE(reading.file);
  EXPECT_EQ(reading.find("year")->kind, Value::Kind::number);
  EXPECT_EQ(reading.find("rate")->text, "-1.50");
  EXPECT_EQ(reading.find("big")->kind, Value::Kind::number);
  EXPECT_TRUE(reading.find("yes")->boolean);
  EXPECT_EQ(reading.find("no")->kind, Value::Kind::boolean);
  for (const char* key : {"none", "tilde", "empty"}) {
    EXPECT_EQ(reading.find(key)->kind, Value::Kind::null) << key;
  }
}

TEST(FrontMatter, TakesEverythingElseAsText) {
  for (const char* text : {"2024-02-05", "1.", ".5", "007", "+1", "0x10", "1_000", "yes", "True",
                           "中文", "2024年", "-", "1e", ".inf", ".nan"}) {
    const Reading reading(page(std::string("v: ") + text + "\n"));
    if (std::string_view(text) == "-") continue;  // a list in YAML
    ASSERT_TRUE(reading.file) << text;
    EXPECT_EQ(reading.find("v")->kind, Value::Kind::string) << text;
    EXPECT_EQ(reading.find("v")->text, text);
  }
  for (const char* quoted : {"'2024'", "\"true\"", "'~'", "\"\""}) {
    EXPECT_EQ(Reading(page(std::string("v: ") + quoted + "\n")).find("v")->kind,
              Value::Kind::string);
  }
}

TEST(FrontMatter, ReadsListsAndMaps) {
  const Reading reading(
      page("issued:\n  by: 云溪县财政局\n  date: 2024-02-05\ndocuments:\n  - title: 附件\n    "
           "path: a.xlsx\n"
           "  - {title: 二, path: b.xlsx}\ntags: [一, 2]\nsummary: |\n  第一行\n  第二行\n"));
  ASSERT_TRUE(reading.file);
  EXPECT_EQ(reading.find("issued")->find("date")->text, "2024-02-05");
  ASSERT_EQ(reading.find("documents")->items.size(), 2U);
  EXPECT_EQ(reading.find("documents")->items[1].find("path")->text, "b.xlsx");
  EXPECT_EQ(reading.find("tags")->items[1].kind, Value::Kind::number);
  EXPECT_EQ(reading.find("summary")->text, "第一行\n第二行\n");
}

TEST(FrontMatter, KnowsWhereEverythingStandsInTheFile) {
  const Reading reading("\xEF\xBB\xBF---\ntitle: \"报告\"\nlist:\n  - 一\n  - b: 二\n---\n");
  ASSERT_TRUE(reading.file);
  const auto at = [&](const Value& value) { return position_at(reading.text, value.offset); };
  EXPECT_EQ(at(*reading.find("title")), (Position{2, 8}));
  EXPECT_EQ(at(reading.find("list")->items[0]), (Position{4, 5}));
  EXPECT_EQ(at(*reading.find("list")->items[1].find("b")), (Position{5, 8}));
  EXPECT_EQ(position_at(reading.text, reading.file->front_matter->members[1].offset),
            (Position{3, 1}));
}

TEST(FrontMatter, RefusesASecondKey) {
  const Reading reading(page("title: 一\nissued:\n  by: 甲\n  by: 乙\n"));
  EXPECT_FALSE(reading.file);
  EXPECT_EQ(reading.finding().code, Code::form);
  EXPECT_EQ(reading.finding().place.pointer, "/issued/by");
  EXPECT_EQ(reading.finding().place.position, (Position{5, 3}));
  EXPECT_TRUE(Reading(page("a: {k: 1}\nb: {k: 1}\n")).file);
}

TEST(FrontMatter, ReportsEveryBreachNotTheFirstOnly) {
  const Reading reading(page("a: 1\na: 2\nb: !!str 3\nlist:\n  - &x 4\n"));
  EXPECT_FALSE(reading.file);
  ASSERT_EQ(reading.diagnostics.all().size(), 3U);
  EXPECT_EQ(reading.diagnostics.all()[2].place.pointer, "/list/0");
}

TEST(FrontMatter, EscapesThePointer) {
  const Reading reading(page("\"a/b~c\": 1\n\"a/b~c\": 2\n"));
  EXPECT_EQ(reading.finding().place.pointer, "/a~1b~0c");
}

TEST(FrontMatter, RefusesWhatJsonDoesNotHave) {
  for (const char* yaml :
       {"a: &x 1\n", "a: &x {b: 1}\n", "a: !!int 1\n", "a: !local {}\n", "a: *x\n", "{[a]: 1}\n",
        "? [a, [b]]\n: 1\n", "~: 1\n", "a: 1\n...\nb: 2\n", "a: 1\n--- b\n", "%YAML 1.2\n", "- 1\n",
        "正文\n", "'a'\n"}) {
    const Reading reading(page(yaml));
    EXPECT_FALSE(reading.file) << yaml;
    EXPECT_FALSE(reading.diagnostics.empty()) << yaml;
    EXPECT_GT(reading.diagnostics.all()[0].place.position.line, 0U) << yaml;
  }
}

TEST(FrontMatter, RefusesBrokenYamlWithItsPlace) {
  for (const char* yaml : {"title: \"没有配对\n", "a: b: c\n", "a: [1, 2\n", "a: 1\n b: 2\n",
                           "a:\n\t- 1\n", "a: \"\\ud800\"\n", "a: ]\n"}) {
    const Reading reading(page(yaml));
    EXPECT_FALSE(reading.file) << yaml;
    ASSERT_FALSE(reading.diagnostics.empty()) << yaml;
    EXPECT_GE(reading.diagnostics.all()[0].place.position.line, 2U) << yaml;
  }
}

TEST(FrontMatter, SurvivesBillionLaughs) {
  std::string yaml = "a0: &a0 [x, x, x]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    yaml += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + ", " + before +
            "]\n";
  }
  const Reading reading(page(yaml));
  EXPECT_FALSE(reading.file);
}

TEST(FrontMatter, MayBeNested64DeepAndNoDeeper) {
  const auto nested = [](std::size_t depth) {
    return page("a: " + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "\n");
  };
  EXPECT_TRUE(Reading(nested(64)).file);
  EXPECT_FALSE(Reading(nested(65)).file);
  EXPECT_EQ(Reading(nested(65)).diagnostics.all().size(), 1U);
  EXPECT_EQ(Reading(nested(5000)).diagnostics.all().size(), 1U);
  EXPECT_FALSE(Reading(page(std::string(100000, '['))).file);
  EXPECT_FALSE(Reading(page([] {
                 std::string dashes;
                 for (int i = 0; i < 20000; ++i) dashes += "- ";
                 return dashes + "x\n";
               }()))
                   .file);
}

TEST(FrontMatter, MustEnd) {
  const Reading reading("---\ntitle: 一\n\n正文\n");
  EXPECT_FALSE(reading.file);
  EXPECT_EQ(reading.finding().place.position, (Position{1, 1}));
  EXPECT_TRUE(Reading("---\ntitle: 一\n---   \n正文").file);
  EXPECT_FALSE(Reading("---\n" + std::string(kMaxFrontMatter + 1, '#') + "\n---\n").file);
}

TEST(FrontMatter, RefusesInvalidUtf8AndControlCharacters) {
  const Reading invalid("---\ntitle: a\xC0\x80\n---\n");
  EXPECT_FALSE(invalid.file);
  EXPECT_EQ(invalid.finding().place.position, (Position{2, 9}));
  EXPECT_FALSE(Reading("正文 \xED\xA0\x80").file);
  EXPECT_FALSE(Reading(page("title: a\x04 b\n")).file);
  EXPECT_FALSE(Reading(page(std::string("title: a\0b\n", 11))).file);
}

}  // namespace
}  // namespace disclose

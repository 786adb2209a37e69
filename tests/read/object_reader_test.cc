#include "read/object_reader.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>

#include "base/arena.h"
#include "format/json.h"

namespace disclose {
namespace {

// Reads one object; what was reported is one line each: line:column pointer message | help.
class Reading {
 public:
  explicit Reading(std::string text, std::map<std::string, std::string, std::less<>> files = {})
      : text_(std::move(text)), folder_(std::move(files)), positions_(text_) {
    value_ = parse_json("data/a.json", text_, arena_, diagnostics_);
    context_.file = "data/a.json";
    context_.positions = &positions_;
    context_.folder = &folder_;
    context_.diagnostics = &diagnostics_;
    reader_.emplace(*value_, "", context_);
  }

  ObjectReader* operator->() { return &*reader_; }
  FileContext& context() { return context_; }

  std::string findings(Language language = Language::zh) const {
    std::string all;
    for (const Diagnostic& d : diagnostics_.all()) {
      all += fmt::format("{}:{} {} {} | {}\n", d.place.position.line, d.place.position.column, d.place.pointer,
                         d.message.in(language), d.help.in(language));
    }
    return all;
  }

 private:
  std::string text_;
  MemoryFolder folder_;
  PositionIndex positions_;
  Arena arena_;
  Diagnostics diagnostics_;
  std::optional<Value> value_;
  FileContext context_;
  std::optional<ObjectReader> reader_;
};

TEST(ObjectReader, SaysWhatItIsWhenItIsNoObject) {
  EXPECT_EQ(Reading("[1]").findings(), "1:1  此处应为对象，实为列表 | 改写成对象\n");
  EXPECT_EQ(Reading("\"县\"").findings(Language::en), "1:1  expected an object, found the text \"县\" | write an object\n");
}

TEST(ObjectReader, TakesABlankTextForAnAbsentKey) {
  Reading reading("{\"a\": \"\", \"b\": \" \\u3000\\n\", \"c\": \" 县 \"}");
  EXPECT_FALSE(reading->has("a"));
  EXPECT_FALSE(reading->has("b"));
  EXPECT_EQ(reading->text("a"), "");
  EXPECT_EQ(reading->text("c"), "县");
  EXPECT_FALSE(reading->money("a"));
  EXPECT_FALSE(reading->year("b"));
  reading->finish();
  EXPECT_EQ(reading.findings(), "");
}

TEST(ObjectReader, MissesRequiredKeysThatAreBlankOrAbsent) {
  Reading reading("{\n  \"id\": \"\",\n  \"name\": 3\n}");
  reading->required_id("id");
  reading->required_text("name");
  reading->required_text("goal");
  reading->finish();
  EXPECT_EQ(reading.findings(),
            "3:11 /name 此处应为带引号的文字，实为数 3 | 改写成带引号的文字\n"
            "1:1  缺少必填的键“id” | 补上“id”\n"
            "1:1  缺少必填的键“goal” | 补上“goal”\n");
}

TEST(ObjectReader, TakesASlipOfARequiredKeyForOneMistake) {
  Reading slip("{\"goall\": \"x\"}");
  slip->required_text("goal");
  slip->finish();
  EXPECT_EQ(slip.findings(), "1:2 /goall 不认识的键“goall” | 是否指“goal”；本地自用的键以 x- 开头\n");

  Reading other("{\"note\": \"x\"}");
  other->required_text("goal");
  other->finish();
  EXPECT_EQ(other.findings(),
            "1:2 /note 不认识的键“note” | 删去这个键；本地自用的键以 x- 开头\n"
            "1:1  缺少必填的键“goal” | 补上“goal”\n");
}

TEST(ObjectReader, ReportsKeysNobodyAskedForWithTheOneMeant) {
  Reading reading("{\"titel\": \"x\", \"zzzzzz\": 1, \"x-own\": 1, \"$schema\": \"s\", \"a/b~\": 2}");
  reading->text("title");
  reading->finish();
  EXPECT_EQ(reading.findings(),
            "1:2 /titel 不认识的键“titel” | 是否指“title”；本地自用的键以 x- 开头\n"
            "1:16 /zzzzzz 不认识的键“zzzzzz” | 删去这个键；本地自用的键以 x- 开头\n"
            "1:57 /a~1b~0 不认识的键“a/b~” | 删去这个键；本地自用的键以 x- 开头\n");
}

TEST(ObjectReader, ReportsWordsItDoesNotKnowWithTheOneMeant) {
  constexpr std::array<std::pair<std::string_view, int>, 2> kWords = {{{"approved", 1}, {"draft", 2}}};
  Reading reading(R"({"a": "aproved", "b": "完成", "c": 7, "d": "draft", "e": ["draft", "drift", 1], "f": "draft"})");
  EXPECT_FALSE(reading->word<int>("a", kWords));
  EXPECT_FALSE(reading->word<int>("b", kWords));
  EXPECT_FALSE(reading->word<int>("c", kWords));
  EXPECT_EQ(reading->word<int>("d", kWords), 2);
  EXPECT_EQ(reading->words_of<int>("e", kWords), std::vector<int>{2});
  EXPECT_TRUE(reading->words_of<int>("f", kWords).empty());
  EXPECT_EQ(reading.findings(),
            "1:7 /a 不认识的取值“aproved”，是否指“approved” | 写成下列之一：approved, draft\n"
            "1:23 /b 不认识的取值“完成” | 写成下列之一：approved, draft\n"
            "1:34 /c 此处应为下列之一：approved, draft，实为数 7 | 改写成下列之一：approved, draft\n"
            "1:66 /e/1 不认识的取值“drift”，是否指“draft” | 写成下列之一：approved, draft\n"
            "1:75 /e/2 此处应为下列之一：approved, draft，实为数 1 | 改写成下列之一：approved, draft\n"
            "1:84 /f 此处应为列表，实为文字“draft” | 改写成列表\n");
}

// One scalar: the text of its value, and whether it is read.
template <class Ask>
void expect_scalar(const char* type, Ask ask, std::initializer_list<const char*> right, std::initializer_list<const char*> wrong) {
  for (const char* value : right) {
    Reading reading(fmt::format("{{\"k\": {}}}", value));
    EXPECT_TRUE(static_cast<bool>(ask(*reading.operator->()))) << type << " " << value;
    EXPECT_EQ(reading.findings(), "") << type << " " << value;
  }
  for (const char* value : wrong) {
    Reading reading(fmt::format("{{\"k\": {}}}", value));
    EXPECT_FALSE(static_cast<bool>(ask(*reading.operator->()))) << type << " " << value;
    const std::string findings = reading.findings();
    EXPECT_TRUE(findings.starts_with("1:7 /k ")) << type << " " << value << " " << findings;
    EXPECT_EQ(std::ranges::count(findings, '\n'), 1) << type << " " << value << " " << findings;
  }
}

TEST(ObjectReader, ReadsEveryScalarOrSaysWhyNot) {
  using R = ObjectReader;
  expect_scalar("text", [](R& r) { return !r.text("k").empty(); }, {"\"县\"", "\"1\""}, {"1", "true", "null", "[]", "{}"});
  expect_scalar("page", [](R& r) { return !r.text_or_number("k").empty(); }, {"\"第3页\"", "12"}, {"true", "null", "[]"});
  expect_scalar("bool", [](R& r) { return r.boolean("k", false); }, {"true"}, {"\"true\"", "1", "null", "[]"});
  expect_scalar("integer", [](R& r) { return r.integer("k", 0, 5); }, {"0", "5"},
                {"6", "-1", "1.0", "1e0", "\"3\"", "true", "99999999999999999999", "null"});
  expect_scalar("year", [](R& r) { return r.year("k"); }, {"1990", "2100"}, {"1989", "2101", "\"2024\"", "24", "2024.5"});
  expect_scalar("id", [](R& r) { return !r.id("k").empty(); }, {"\"a\"", "\"0-road.2024\""},
                {"\"Road\"", "\"-a\"", "\".a\"", "\"道路\"", "\"a b\"", "\"a/b\"", "1", "\"a_b\""});
  expect_scalar("url", [](R& r) { return !r.url("k").empty(); },
                {"\"https://www.example.gov.cn/a?b=1#c\"", "\"http://localhost:8080\"", "\"http://[::1]/\"", "\"https://www.example.gov.cn/预算/\""},
                {"\"ftp://a.cn\"", "\"www.a.cn\"", "12", "\"https://例.cn\""});
  expect_scalar("date", [](R& r) { return r.date("k"); }, {"\"2024-02-29\"", "\" 2024-02-05 \""},
                {"\"2023-02-29\"", "\"2024-2-5\"", "\"2024\"", "20240205", "\"2024-02-05 09:30\"", "\"2024/02/05\""});
  expect_scalar("date-time", [](R& r) { return r.date_time("k"); }, {"\"2024-02-26 09:30\"", "\"2024-02-26\""},
                {"\"2024-02-26 24:00\"", "\"2024-02-26T09:30\"", "\"09:30\"", "2024"});
  expect_scalar("loose date", [](R& r) { return r.loose_date("k"); }, {"\"2023\"", "\"2023-11\"", "\"2023-11-30\""},
                {"2023", "\"2023-13\"", "\"2023-11-31\"", "\"去年\""});
  expect_scalar("money", [](R& r) { return r.money("k"); }, {"\"678314.65万元\"", "\"7,835,793.00元\"", "\"48亿元\"", "\"-12元\""},
                {"1000", "\"1000\"", "\"1.001元\"", "\"约3万元\"", "\"1,00元\"", "\"3万5千元\"", "null"});
  expect_scalar("amount", [](R& r) { return r.amount("k"); }, {"\"约6800万元\"", "\"5亿多元\"", "\"12元\""}, {"12", "\"多\"", "\"3个\""});
  expect_scalar("percent", [](R& r) { return r.percent("k"); }, {"\"97.5%\"", "\"0%\""}, {"97.5", "\"97.5\"", "\"%\""});
  expect_scalar("score", [](R& r) { return r.points("k"); }, {"96.5", "\"96.5\"", "0", "99.9999", "-1"},
                {"1.00001", "\"良\"", "1e2", "9999999999", "true"});
  expect_scalar("quantity", [](R& r) { return r.quantity("k"); }, {"\"2271个\"", "\"约218万元\"", "\"1-2个\"", "\"50万元（含）以上\""},
                {"2271", "\"三个\"", "\"个\""});
  expect_scalar("decimal", [](R& r) { return r.decimal("k"); }, {"0.01", "\"0.01\"", "-3"}, {"\"a\"", "1e3", "true"});
}

TEST(ObjectReader, TakesOnlyWebAddresses) {
  for (const char* wrong : {"ftp://a.cn", "www.a.cn", "/a", "https://", "https:///a", "javascript:alert(1)", "https://a b.cn", "https://-a.cn",
                            "https://a.cn/\\\"x", "https://a.cn/<b>", "https://user@a.cn/", "http://a.cn\\\\b"}) {
    Reading reading(fmt::format("{{\"k\": \"{}\"}}", wrong));
    EXPECT_EQ(reading->url("k"), "") << wrong;
    EXPECT_NE(reading.findings().find("不是网址"), std::string::npos) << wrong;
  }
}

TEST(ObjectReader, TakesOnlyPathsOfRegularFilesBelowContent) {
  const std::map<std::string, std::string, std::less<>> files = {{"content/a/b.pdf", "x"}, {"data/site.json", "{}"}};
  for (const char* wrong : {"../data/site.json", "a/../a/b.pdf", "/a/b.pdf", "a//b.pdf", "./a/b.pdf", "a/b.pdf/", "a\\\\b.pdf", "a", "A/b.pdf", "a/B.pdf",
                            "a/b.pdf\\u0000", "content/a/b.pdf"}) {
    Reading reading(fmt::format("{{\"k\": \"{}\"}}", wrong), files);
    EXPECT_EQ(reading->path("k"), "") << wrong;
    EXPECT_NE(reading.findings(), "") << wrong;
  }
  Reading reading("{\"k\": \" a/b.pdf \"}", files);
  EXPECT_EQ(reading->path("k"), "a/b.pdf");
  EXPECT_EQ(reading.findings(), "");
}

TEST(ObjectReader, ReadsListsAndReportsEachWrongElement) {
  Reading reading(R"({"a": ["甲", " ", 3, "乙"], "b": "甲", "c": [{"n": "x"}, 7, {"m": 1}], "d": {}})");
  EXPECT_EQ(reading->texts("a"), (std::vector<Text>{"甲", "乙"}));
  EXPECT_TRUE(reading->texts("b").empty());
  std::string names;
  reading->objects("c", [&](ObjectReader& item) { names += fmt::format("[{}]", item.text("n")); });
  reading->objects("d", [](ObjectReader&) { FAIL(); });
  EXPECT_EQ(names, "[x][]");
  EXPECT_EQ(reading.findings(),
            "1:18 /a/2 此处应为带引号的文字，实为数 3 | 改写成带引号的文字\n"
            "1:32 /b 此处应为列表，实为文字“甲” | 改写成列表\n"
            "1:55 /c/1 此处应为对象，实为数 7 | 改写成对象\n"
            "1:59 /c/2/m 不认识的键“m” | 是否指“n”；本地自用的键以 x- 开头\n"
            "1:74 /d 此处应为列表，实为对象 | 改写成列表\n");
}

TEST(ObjectReader, ShortensWhatItQuotes) {
  Reading reading("{\"" + std::string(5000, 'k') + "\": 1, \"v\": \"" + std::string(5000, 'v') + "\"}");
  reading->money("v");
  reading->finish();
  EXPECT_EQ(reading.findings().find(std::string(100, 'k') + "”"), std::string::npos);
  EXPECT_EQ(reading.findings().find(std::string(100, 'v')), std::string::npos);
}

TEST(ObjectReader, TakesAnEmptyValueOfFrontMatterForAnAbsentOne) {
  Reading reading("{\"a\": null, \"b\": 2023}");
  reading.context().yaml = true;
  EXPECT_FALSE(reading->has("a"));
  EXPECT_EQ(reading->required_text("a"), "");
  EXPECT_EQ(reading->text("b"), "2023") << "front matter has no quotes to tell a number from text";
  reading->finish();
  EXPECT_EQ(reading.findings(), "1:1  缺少必填的键“a” | 补上“a”\n");
}

TEST(Ids, AreLowerCaseAsciiOfAtMostEightyCharacters) {
  EXPECT_TRUE(is_id(std::string(80, 'a')));
  EXPECT_FALSE(is_id(std::string(81, 'a')));
  EXPECT_FALSE(is_id(""));
}

}  // namespace
}  // namespace disclose

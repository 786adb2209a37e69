#include "format/json.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "base/text.h"

namespace disclose {
namespace {

struct Read {
  Diagnostics diagnostics;
  Arena arena;
  std::optional<Value> value;

  explicit Read(std::string_view text) : value(parse_json("data/a.json", text, arena, diagnostics)) {}

  /// line:column pointer message, for each finding.
  std::string findings() const {
    std::string all;
    for (const Diagnostic& d : diagnostics.all()) {
      all += fmt::format("{}:{} {} {}\n", d.place.position.line, d.place.position.column, d.place.pointer, d.message.zh);
    }
    return all;
  }
};

TEST(Json, SkipsAByteOrderMark) {
  const Read read("\xEF\xBB\xBF{\"a\": 1}");
  ASSERT_TRUE(read.value);
  EXPECT_EQ(read.value->find("a")->text, "1");
  EXPECT_EQ(read.value->offset, 3U);
  EXPECT_EQ(read.value->find("a")->offset, 9U);
}

TEST(Json, KeepsNumbersAsWritten) {
  for (const char* number : {"0", "-0", "1.50", "1e5", "1E+05", "123456789012345678901234567890.1234567890", "0.10"}) {
    const Read read(fmt::format("[{} ]", number));
    ASSERT_TRUE(read.value) << number << read.findings();
    EXPECT_EQ(read.value->items.at(0).kind, Value::Kind::number);
    EXPECT_EQ(read.value->items.at(0).text, number);
  }
}

TEST(Json, DecodesEscapes) {
  const Read read(R"(["\u4e91\ud83d\ude00\n\"\\\/", "\u0000"])");
  ASSERT_TRUE(read.value);
  EXPECT_EQ(read.value->items.at(0).text, "云😀\n\"\\/");
  EXPECT_EQ(read.value->items.at(1).text, std::string_view("\0", 1));
}

TEST(Json, RefusesDuplicateKeysAndKeepsTheFirst) {
  const Read read("{\"a\": 1,\n \"b\": {\"c\": 2, \"c\": 3},\n \"a\": {\"d\": 4}}");
  ASSERT_TRUE(read.value);
  EXPECT_EQ(read.value->find("a")->text, "1");
  EXPECT_EQ(read.value->find("b")->find("c")->text, "2");
  EXPECT_EQ(read.findings(), "2:16 /b/c 键“c”重复\n3:2 /a 键“a”重复\n");
}

TEST(Json, ReportsTheKeysOfOneObjectOnceEach) {
  EXPECT_EQ(Read(R"([{"a/b": 1, "a/b": 1, "a/b": 1}, {"a/b": 1}])").findings(),
            "1:13 /0/a~1b 键“a/b”重复\n1:23 /0/a~1b 键“a/b”重复\n");
}

TEST(Json, RefusesWhatIsNoJson) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "1:1  JSON 写法有误：遇到文件结尾，此处应为一个值\n"},
      {"  \n", "2:1  JSON 写法有误：遇到文件结尾，此处应为一个值\n"},
      {"{\"a\": 1} x", "1:10  JSON 写法有误：不是 JSON 的写法，此处应为文件结尾\n"},
      {"{\"a\": 1} {}", "1:10  JSON 写法有误：遇到'{'，此处应为文件结尾\n"},
      {"[1, 2,]", "1:7 /1 JSON 写法有误：遇到']'，此处应为一个值\n"},
      {"[1 2]", "1:4 /0 JSON 写法有误：遇到数，此处应为']'\n"},
      {"{\"a\": 1 \"bcd\": 2}", "1:9 /a JSON 写法有误：遇到字符串，此处应为'}'\n"},
      {"{a: 1}", "1:2  JSON 写法有误：不是 JSON 的写法，此处应为字符串\n"},
      {"{'a': 1}", "1:2  JSON 写法有误：不是 JSON 的写法，此处应为字符串\n"},
      {"[NaN]", "1:2  JSON 写法有误：不是 JSON 的写法\n"},
      {"[Infinity]", "1:2  JSON 写法有误：不是 JSON 的写法\n"},
      {"[-Infinity]", "1:2  JSON 写法有误：负号之后应为数字\n"},
      {"[01]", "1:3 /0 JSON 写法有误：遇到数，此处应为']'\n"},
      {"[+1]", "1:2  JSON 写法有误：不是 JSON 的写法\n"},
      {"[.5]", "1:2  JSON 写法有误：不是 JSON 的写法\n"},
      {"[5.]", "1:2  JSON 写法有误：小数点之后应为数字\n"},
      {"[1e999]", "1:2  JSON 写法有误：数过大\n"},
      {"[true", "1:6 /0 JSON 写法有误：遇到文件结尾，此处应为']'\n"},
      {"[tru", "1:2  JSON 写法有误：不是 JSON 的写法\n"},
      {"[trux]", "1:2  JSON 写法有误：不是 JSON 的写法\n"},
      {"[-", "1:2  JSON 写法有误：负号之后应为数字\n"},
      {"[3, -x]", "1:5 /0 JSON 写法有误：负号之后应为数字\n"},
      {"{\"甲\": \"乙\",\n  \"丙\": \"丁\",\t]}", "2:13 /丙 JSON 写法有误：遇到']'，此处应为字符串\n"},
      {"{\"a\": \"b\" \"c\", \"d\": 1}", "1:11 /a JSON 写法有误：遇到字符串，此处应为'}'\n"},
      {"{\"a\" 1}", "1:6 /a JSON 写法有误：遇到数，此处应为':'\n"},
      {"{\"a\"::1}", "1:6 /a JSON 写法有误：遇到':'，此处应为一个值\n"},
      {"[1,,2]", "1:4 /0 JSON 写法有误：遇到','，此处应为一个值\n"},
      {"[\"a", "1:2  JSON 写法有误：字符串缺少右引号\n"},
      {"[\"\\x\"]", "1:4  JSON 写法有误：反斜杠之后的字符不能转义\n"},
      {"[\"\\ud800\"]", "1:9  JSON 写法有误：\\u 代理对不成对\n"},
      {"// note\n[]", "1:1  JSON 写法有误：不是 JSON 的写法\n"},
  };
  for (const auto& [text, findings] : cases) {
    const Read read(text);
    EXPECT_FALSE(read.value) << text;
    EXPECT_EQ(read.findings(), findings) << text;
  }
}

TEST(Json, RefusesControlCharactersInStrings) {
  EXPECT_EQ(Read("{\"a\": \"甲\n乙\"}").findings(), "1:9 /a 字符串里有未转义的控制字符（如直接换行）\n");
  EXPECT_EQ(Read("[\"\t\"]").findings(), "1:3  字符串里有未转义的控制字符（如直接换行）\n");
  EXPECT_FALSE(Read(std::string_view("[\"\0\"]", 5)).value);
}

TEST(Json, RefusesTextThatIsNotUtf8) {
  const std::string gbk = "{\"name\": \"\xD4\xC6\xCF\xAA\"}";
  const Read read(gbk);
  EXPECT_FALSE(read.value);
  EXPECT_EQ(read.findings(), "1:11 /name 不是 UTF-8 编码的文字\n");
  for (const char* bad : {"[\"\xC0\x80\"]", "[\"\xED\xA0\x80\"]", "[\"\xF4\x90\x80\x80\"]", "[\"\xE4\xBA\"]", "\xFF"}) {
    EXPECT_FALSE(Read(bad).value) << bad;
  }
}

TEST(Json, NamesNoneOfItsTextInTheMessage) {
  const std::string secret(500, 'q');
  for (const std::string& text : {"[\"" + secret + "\" tru'; expected " + secret + "]", "[" + secret + "]", "[\"" + secret + "\\x'" + secret}) {
    const Read read(text);
    ASSERT_EQ(read.diagnostics.all().size(), 1U);
    EXPECT_EQ(read.diagnostics.all()[0].message.zh.find("qq"), std::string::npos);
    EXPECT_EQ(read.diagnostics.all()[0].message.en.find("qq"), std::string::npos);
  }
}

std::string nested(int depth) { return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']'); }

TEST(Json, MayBeNestedSixtyFourDeep) {
  EXPECT_TRUE(Read(nested(64)).value);
  const Read read(nested(65));
  EXPECT_FALSE(read.value);
  ASSERT_EQ(read.diagnostics.all().size(), 1U);
  EXPECT_EQ(read.diagnostics.all()[0].message.zh, "嵌套超过 64 层");
  EXPECT_EQ(read.diagnostics.all()[0].place.position, (Position{1, 65}));
}

// --- where every value stands ---

class Writer {
 public:
  explicit Writer(unsigned seed) : random_(seed) {}

  std::string text;

  /// Writes a random value and notes where it begins.
  void value(Value& like, int depth) {
    blank();
    like.offset = static_cast<std::uint32_t>(text.size());
    switch (depth == 0 ? pick(4) : pick(6)) {
      case 0: like.kind = Value::Kind::null; text += "null"; break;
      case 1: like.kind = Value::Kind::boolean; text += "true"; break;
      case 2: like.kind = Value::Kind::number; text += kNumbers[pick(4)]; break;
      case 3: like.kind = Value::Kind::string; string(); break;
      case 4: list(like, depth); break;
      default: object(like, depth); break;
    }
    blank();
  }

 private:
  static constexpr const char* kNumbers[] = {"0", "-1.50", "1e5", "12345678901234567890"};
  unsigned pick(unsigned count) { return static_cast<unsigned>(random_() % count); }
  void blank() {
    for (unsigned n = pick(3); n > 0; --n) text += " \n\t\r"[pick(4)];
  }
  void string() {
    static constexpr const char* kParts[] = {"云", "\\\"", "\\\\", "]}", ",:", "\\u4e91", "😀", "a"};
    text += '"';
    for (unsigned n = pick(5); n > 0; --n) text += kParts[pick(8)];
    text += '"';
  }
  void list(Value& like, int depth) {
    like.kind = Value::Kind::array;
    text += '[';
    like.items.resize(pick(4));
    for (std::size_t i = 0; i < like.items.size(); ++i) {
      if (i != 0) text += ',';
      value(like.items[i], depth - 1);
    }
    if (like.items.empty()) blank();
    text += ']';
  }
  void object(Value& like, int depth) {
    like.kind = Value::Kind::object;
    text += '{';
    like.members.resize(pick(4));
    for (std::size_t i = 0; i < like.members.size(); ++i) {
      if (i != 0) text += ',';
      blank();
      like.members[i].offset = static_cast<std::uint32_t>(text.size());
      text += fmt::format("\"键{}\\\\\"", i);
      blank();
      text += ':';
      value(like.members[i].value, depth - 1);
    }
    if (like.members.empty()) blank();
    text += '}';
  }

  std::mt19937 random_;
};

void expect_same_places(const Value& root, const Value& a, const Value& b, const std::string& pointer, const std::string& text) {
  ASSERT_EQ(a.kind, b.kind) << pointer << " of " << text;
  ASSERT_EQ(a.offset, b.offset) << pointer << " of " << text;
  ASSERT_EQ(a.items.size(), b.items.size());
  ASSERT_EQ(a.members.size(), b.members.size());
  EXPECT_TRUE(names_value(root, pointer));
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    EXPECT_EQ(offset_of(root, pointer + pointer_step(i)), b.items[i].offset);
    expect_same_places(root, a.items[i], b.items[i], pointer + pointer_step(i), text);
  }
  for (std::size_t i = 0; i < a.members.size(); ++i) {
    ASSERT_EQ(a.members[i].offset, b.members[i].offset) << pointer << " of " << text;
    EXPECT_EQ(offset_of(root, pointer + pointer_step(a.members[i].key)), b.members[i].offset);
    expect_same_places(root, a.members[i].value, b.members[i].value, pointer + pointer_step(a.members[i].key), text);
  }
}

TEST(Json, KnowsWhereEveryValueOfARandomDocumentStands) {
  for (unsigned seed = 0; seed < 500; ++seed) {
    Writer writer(seed);
    Value expected;
    writer.value(expected, 4);
    const Read read(writer.text);
    ASSERT_TRUE(read.value) << writer.text << read.findings();
    expect_same_places(*read.value, *read.value, expected, "", writer.text);
    // The same value is found again from its offset alone, whatever follows it.
    Arena arena;
    const auto again = parse_json_at(writer.text, expected.offset, arena);
    ASSERT_TRUE(again);
    expect_same_places(*again, *again, expected, "", writer.text);
  }
}

TEST(Json, NamesPlacesByPointer) {
  const Read read(R"({"a/b": [10, {"~": 1}], "": 2})");
  ASSERT_TRUE(read.value);
  EXPECT_EQ(pointer_step("a/b~"), "/a~1b~0");
  EXPECT_TRUE(names_value(*read.value, "/a~1b/1/~0"));
  EXPECT_TRUE(names_value(*read.value, "/"));
  for (const char* wrong : {"/a", "/a~1b/2", "/a~1b/01", "/a~1b/-1", "/a~1b/x", "/a~1b/1/~0/x", "/a/b", "/a~1b/18446744073709551616"}) {
    EXPECT_FALSE(names_value(*read.value, wrong)) << wrong;
  }
  EXPECT_EQ(offset_of(*read.value, "/a~1b/7/x"), 1U) << "the deepest value on the way";
}

// --- two readers, one language ---

void expect_same(const Value& a, const Value& b, const std::string& text) {
  ASSERT_EQ(a.kind, b.kind) << text;
  ASSERT_EQ(a.boolean, b.boolean) << text;
  ASSERT_EQ(a.offset, b.offset) << text;
  ASSERT_EQ(a.text, b.text) << text;
  ASSERT_EQ(a.items.size(), b.items.size()) << text;
  ASSERT_EQ(a.members.size(), b.members.size()) << text;
  for (std::size_t i = 0; i < a.items.size(); ++i) expect_same(a.items[i], b.items[i], text);
  for (std::size_t i = 0; i < a.members.size(); ++i) {
    ASSERT_EQ(a.members[i].key, b.members[i].key) << text;
    ASSERT_EQ(a.members[i].offset, b.members[i].offset) << text;
    expect_same(a.members[i].value, b.members[i].value, text);
  }
}

// An exponent is left to nlohmann, which then reads all of the text.
void expect_both_agree(const std::string& document) {
  const Read quick("[" + document + ",100]");
  const Read slow("[" + document + ",1e0]");
  ASSERT_EQ(quick.value.has_value(), slow.value.has_value()) << document << quick.findings() << slow.findings();
  ASSERT_EQ(quick.findings(), slow.findings()) << document;
  if (!quick.value) return;
  ASSERT_EQ(quick.value->items.size(), slow.value->items.size()) << document;
  for (std::size_t i = 0; i + 1 < quick.value->items.size(); ++i) expect_same(quick.value->items[i], slow.value->items[i], document);
}

TEST(Json, ReadsTheSameFastAndSlowly) {
  const std::string document =
      "{\"a\": [1, -0.50, true, false, null, \"\"], \"云溪\": {\"b\\u4e91\": \"\\ud83d\\ude00\\n\\\"县\", \"\": {}},\n\t\"c\": [ ], \"d\":[[{\"e\":0}]]}";
  expect_both_agree(document);
  // With any one byte of it another, or one missing, or one more.
  constexpr std::string_view kBytes = "\"\\{}[],:01e.-+tnu \n\x01\x7F\x80\xE4\xFF/";
  for (std::size_t at = 0; at < document.size(); ++at) {
    expect_both_agree(std::string(document).erase(at, 1));
    for (const char byte : kBytes) {
      std::string other = document;
      other[at] = byte;
      expect_both_agree(other);
      expect_both_agree(std::string(document).insert(at, 1, byte));
    }
  }
}

TEST(Json, ReadsManyKeysFastAndSlowly) {
  std::string object = "{\"k\": 0";
  for (int i = 0; i < 100; ++i) object += fmt::format(", \"k{}\": {}", i, i);
  expect_both_agree(object + "}");
  expect_both_agree(object + ", \"k7\": 1}");
  expect_both_agree(R"({"a": {"b": 1, "c": 2, "b": 3}})");
}

TEST(Json, ReadsNumbersFastAndSlowly) {
  for (const char* number : {"0", "-0", "00", "01", "-", "-a", "1.", ".5", "1.5.2", "+1", "1e", "1e+", "0x1", "- 1", "1 2", "NaN", "Infinity", "tru", "truee", "nul"}) {
    expect_both_agree(number);
  }
  expect_both_agree(std::string(400, '9'));
  expect_both_agree("0." + std::string(400, '9'));
}

// --- hostile ---

// The texts are so long that work that grew with the square of their size would not end before
// the time limit every test has (see rooms.cmake).

TEST(Json, IsQuickToRefuseHostileTexts) {
  EXPECT_FALSE(Read(std::string(1000000, '[')).value);
  EXPECT_FALSE(Read("[" + std::string(1000000, '9') + "]").value);
  EXPECT_TRUE(Read("[0." + std::string(1000000, '9') + "]").value);
  EXPECT_FALSE(Read("[\"" + std::string(1000000, 'a')).value);
}

TEST(Json, IsQuickWithManyDuplicateKeys) {
  std::string same = "{\"k\": 0";
  std::string pairs = "{\"k\": 0";
  for (int i = 0; i < 300000; ++i) {
    same += ", \"k\": 1";
    pairs += fmt::format(", \"k{}\": 1", i % 150000);
  }
  EXPECT_EQ(Read(same + "}").diagnostics.all().size(), 300000U);
  EXPECT_EQ(Read(pairs + "}").diagnostics.all().size(), 150000U);
}

}  // namespace
}  // namespace disclose

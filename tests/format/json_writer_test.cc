#include "format/json_writer.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace disclose {
namespace {

using Layout = JsonWriter::Layout;

std::string quoted(std::string_view text) {
  return JsonWriter(Layout::compact).text(text).take();
}

TEST(JsonWriter, KeepsMembersInTheOrderTheyAreWritten) {
  JsonWriter json(Layout::compact);
  json.begin_object().integer("year", 2024).number("budget", "-1280.50").truth("public", true);
  json.name("units").begin_array().text("教育局").null().begin_object().end_object().end_array();
  json.name("none").begin_array().end_array().end_object();
  EXPECT_EQ(json.take(), R"({"year":2024,"budget":-1280.50,"public":true,)"
                         R"("units":["教育局",null,{}],"none":[]})");
}

TEST(JsonWriter, IndentsByTwoSpacesAndEndsTheLine) {
  JsonWriter json;
  json.begin_object().text("a", "1").name("b").begin_array().integer(1).integer(2).end_array();
  json.name("c").begin_object().end_object().end_object();
  EXPECT_EQ(json.take(),
            "{\n  \"a\": \"1\",\n  \"b\": [\n    1,\n    2\n  ],\n  \"c\": {}\n}\n");
}

TEST(JsonWriter, EscapesWhatMayNotStandInAText) {
  EXPECT_EQ(quoted("\"\\\n\r\t"), R"("\"\\\n\r\t")");
  EXPECT_EQ(quoted(std::string_view("\0\x01\x1F\x7F", 4)), R"("\u0000\u0001\u001f\u007f")");
  EXPECT_EQ(quoted("\u2028\u2029"), R"("\u2028\u2029")");
  EXPECT_EQ(quoted("𠀀é</script>"), "\"𠀀é</script>\"");
}

TEST(JsonWriter, ReplacesInvalidBytesOneByOne) {
  EXPECT_EQ(quoted("a\xFF\xC3"), "\"a\uFFFD\uFFFD\"");
  EXPECT_EQ(quoted("\uFFFD"), "\"\uFFFD\"");
}

TEST(JsonWriter, TakesOnlyNumbersThatAreJson) {
  for (const std::string_view good : {"0", "-0", "10", "1.50", "1e9", "12345678901234567890.1"}) {
    EXPECT_EQ(JsonWriter(Layout::compact).number(good).take(), good);
  }
  for (const std::string_view bad : {"", "-", "01", "1.", ".5", "+1", "1,000", "NaN", "1e", "1 "}) {
    EXPECT_THROW(JsonWriter().number(bad), std::logic_error) << bad;
  }
}

TEST(JsonWriter, RefusesToWriteWhatIsNoJson) {
  EXPECT_THROW(JsonWriter().text("a").text("b"), std::logic_error);
  EXPECT_THROW(JsonWriter().begin_object().text("no name"), std::logic_error);
  EXPECT_THROW(JsonWriter().begin_object().name("a").name("b"), std::logic_error);
  EXPECT_THROW(JsonWriter().begin_object().name("a").end_object(), std::logic_error);
  EXPECT_THROW(JsonWriter().begin_array().name("a"), std::logic_error);
  EXPECT_THROW(JsonWriter().begin_array().end_object(), std::logic_error);
  EXPECT_THROW(JsonWriter().begin_array().take(), std::logic_error);
  EXPECT_THROW(JsonWriter().take(), std::logic_error);
}

TEST(JsonWriter, WritesAWholeView) {
  const View view = View::map({{"title", "预算"},
                               {"count", 3},
                               {"open", true},
                               {"none", View()},
                               {"html", Markup{"<p>"}},
                               {"list", View::List{View(1), View("b")}}});
  EXPECT_EQ(to_json(view, Layout::compact),
            R"({"title":"预算","count":3,"open":true,"none":null,"html":"<p>","list":[1,"b"]})");
  EXPECT_EQ(to_json(View("a")), "\"a\"\n");
}

}  // namespace
}  // namespace disclose

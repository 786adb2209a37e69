#include "base/text.h"

#include <gtest/gtest.h>

#include <array>

#include "base/position.h"

namespace disclose {
namespace {

TEST(Text, CountsCodePointsAndTerminalColumns) {
  EXPECT_EQ(code_point_count("预算a"), 3U);
  EXPECT_EQ(display_width("预算a"), 5U);
  EXPECT_EQ(display_width("𠙶"), 2U);
}

TEST(Text, FindsTheFirstInvalidByte) {
  EXPECT_EQ(find_invalid_utf8("预算�"), std::string_view::npos);
  EXPECT_EQ(find_invalid_utf8("a\xC0\x80"), 1U);
  EXPECT_EQ(find_invalid_utf8("\xED\xA0\x80"), 0U);
  EXPECT_EQ(find_invalid_utf8("预\xE7\xAE"), 3U);
}

TEST(Text, TrimsFullWidthSpaces) { EXPECT_EQ(trim("　 a b\t"), "a b"); }

TEST(Text, TrimsBothEndsAndNothingElse) {
  EXPECT_EQ(trim(""), "");
  EXPECT_EQ(trim(" \t　"), "");
  EXPECT_EQ(trim("元"), "元");
  EXPECT_EQ(trim("元 \n"), "元");
  EXPECT_EQ(trim("x\xE5\x85"), "x\xE5\x85") << "a sequence cut short is no space";
  EXPECT_EQ(trim("\x80 "), "\x80");
  EXPECT_EQ(trim("a\xE3\x80\x80\x80"), "a\xE3\x80\x80\x80") << "a stray byte after a space";
}

TEST(Text, GuessesTheMeantWord) {
  constexpr std::array<std::string_view, 3> kKeys = {"target", "actual", "deviation"};
  EXPECT_EQ(closest("deviaton", kKeys), "deviation");
  EXPECT_EQ(closest("deviatoin", kKeys), "deviation");
  EXPECT_EQ(closest("zzz", kKeys), "");
}

TEST(Position, CountsLinesAndCodePointsAfterABom) {
  const std::string text = "\xEF\xBB\xBF预算\n  \"绩效\": 1";
  EXPECT_EQ(position_at(text, 6), (Position{1, 2}));
  EXPECT_EQ(position_at(text, text.size() - 1), (Position{2, 9}));
  PositionIndex index(text);
  for (std::size_t at = 6; at <= text.size(); ++at) EXPECT_EQ(index.at(at), position_at(text, at)) << at;
  EXPECT_EQ(line_at(text, {1, 1}), "预算");
  EXPECT_EQ(line_at(text, {2, 1}), "  \"绩效\": 1");
}

TEST(Position, IsFoundFarIntoALongLine) {
  std::string text = "[\n";
  for (int i = 0; i < 9000; ++i) text += "绩";
  PositionIndex index(text);
  EXPECT_EQ(index.at(text.size()), (Position{2, 9001}));
  EXPECT_EQ(index.at(2), (Position{2, 1}));
}

}  // namespace
}  // namespace disclose

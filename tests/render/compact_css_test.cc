#include "render/compact_css.h"

#include <gtest/gtest.h>

namespace disclose {
namespace {

TEST(CompactCss, LeavesOutCommentsAndIndentation) {
  EXPECT_EQ(compact_css("/* look */\na {\n  color: red;\n  margin: 0 auto;\n}\n\nb , c { top: 0 }\n"), "a{color: red;margin: 0 auto}b,c{top: 0}");
}

TEST(CompactCss, KeepsTheSpacesThatMean) {
  EXPECT_EQ(compact_css("a :hover{width:calc(1em + 2px)}"), "a :hover{width:calc(1em + 2px)}");
  EXPECT_EQ(compact_css("a/**/b{}"), "a b{}");
  EXPECT_EQ(compact_css("@media screen and (max-width: 9em) { a{} }"), "@media screen and (max-width: 9em){a{}}");
}

TEST(CompactCss, KeepsTextsAsTheyAre) {
  EXPECT_EQ(compact_css(R"(a::before{content:" /* ; } \" "})"), R"(a::before{content:" /* ; } \" "})");
  EXPECT_EQ(compact_css("b{--g:url(\"x y\") ;}"), "b{--g:url(\"x y\")}");
}

TEST(CompactCss, KeepsASheetItDoesNotUnderstand) {
  EXPECT_EQ(compact_css("a { } /* open"), "a { } /* open");
  EXPECT_EQ(compact_css("a { content: \"open"), "a { content: \"open");
}

}  // namespace
}  // namespace disclose

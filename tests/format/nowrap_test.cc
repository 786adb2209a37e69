#include "format/nowrap.h"

#include <gtest/gtest.h>

namespace disclose {
namespace {

std::string wrapped(std::string html) {
  nowrap_numbers(html);
  return html;
}

TEST(Nowrap, KeepsNumbersWithTheirMeasures) {
  EXPECT_EQ(wrapped("<p>共185.49万元，4项</p>"),
            "<p>共<span class=\"nb\">185.49万元</span>，<span class=\"nb\">4项</span></p>");
  EXPECT_EQ(wrapped("48亿多元"), "<span class=\"nb\">48亿多元</span>");
  EXPECT_EQ(wrapped("3450余个"), "<span class=\"nb\">3450余个</span>");
  EXPECT_EQ(wrapped("7,835,793.00元。"), "<span class=\"nb\">7,835,793.00元</span>。");
  EXPECT_EQ(wrapped("2024 年"), "<span class=\"nb\">2024 年</span>");
  EXPECT_EQ(wrapped("2024年2月5日前"), "<span class=\"nb\">2024年2月5日</span>前");
  EXPECT_EQ(wrapped("30平方米"), "<span class=\"nb\">30平方米</span>");
}

TEST(Nowrap, LeavesOtherNumbersAlone) {
  for (const char* html :
       {"98.5%", "第3。", "A4纸", "&#39;x", "1.", "12", "x2个", "3，4", "5 和"}) {
    EXPECT_EQ(wrapped(html), html);
  }
}

TEST(Nowrap, LetsWhatIsLongerThanAnyFigureBreak) {
  const std::string longest(48 - std::string("元").size(), '9');
  EXPECT_EQ(wrapped(longest + "元"), "<span class=\"nb\">" + longest + "元</span>");
  EXPECT_EQ(wrapped(longest + "9元"), longest + "9元");
}

TEST(Nowrap, LeavesTagsCodeAndItsOwnWorkAlone) {
  EXPECT_EQ(wrapped("<a href=\"/2024年/\">x</a>"), "<a href=\"/2024年/\">x</a>");
  EXPECT_EQ(wrapped("<code>3个</code>4个"), "<code>3个</code><span class=\"nb\">4个</span>");
  const std::string once = wrapped("<p>4项</p>");
  EXPECT_EQ(wrapped(once), once);
  EXPECT_EQ(wrapped("<p 4项"), "<p 4项");
}

}  // namespace
}  // namespace disclose

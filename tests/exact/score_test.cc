#include "exact/score.h"

#include <gtest/gtest.h>

#include "exact/percent.h"

namespace disclose {
namespace {

std::optional<Score> score(std::string_view text) {
  Say problem;
  const auto out = parse_score(text, problem);
  EXPECT_EQ(out.has_value(), problem.empty()) << text;
  return out;
}

std::optional<Decimal> percent(std::string_view text) {
  Say problem;
  const auto out = parse_percent(text, problem);
  EXPECT_EQ(out.has_value(), problem.empty()) << text;
  return out;
}

TEST(Score, HasAtMostFourDecimals) {
  EXPECT_EQ(score("96.5"), Decimal::parse("96.5"));
  EXPECT_TRUE(score("0.1234"));
  EXPECT_FALSE(score("0.12345"));
  EXPECT_TRUE(score("96.50000"));
  EXPECT_TRUE(score("-1")) << "the range is a rule of its own";
}

TEST(Score, IsANumberAlone) {
  for (const char* text : {"", "96.5分", "1e2", "1E2", "+5", "96.", ".5", "九十", "1,000", "NaN",
                           "0x10", "95%"}) {
    EXPECT_FALSE(score(text)) << text;
  }
}

TEST(Score, IsPrintedWithTwoDecimalsAtLeast) {
  EXPECT_EQ(print_score(*score("96.5")), "96.50");
  EXPECT_EQ(print_score(*score("10")), "10.00");
  EXPECT_EQ(print_score(*score("6.667")), "6.667");
  EXPECT_EQ(print_score(*score("6.6700")), "6.67");
  EXPECT_EQ(print_score(*score("0")), "0.00");
}

TEST(Percent, IsTheNumberBeforeTheSign) {
  EXPECT_EQ(percent("97.5%"), Decimal::parse("97.5"));
  EXPECT_EQ(percent("130％"), Decimal(130));
  EXPECT_EQ(percent("-3 %"), Decimal(-3));
  for (const char* text : {"", "97.5", "0.975", "%", "97.5%%", "97.5‰", "百分之五"}) {
    EXPECT_FALSE(percent(text)) << text;
  }
  EXPECT_EQ(print_percent(*percent("97.50%")), "97.5%");
  EXPECT_EQ(print_percent(*percent("97.456%"), 2), "97.46%");
}

TEST(Percent, OfAWholeIsExact) {
  EXPECT_EQ(percent_of(Decimal(80), *Decimal::parse("7.5")), Decimal(6));
  EXPECT_EQ(percent_of(*Decimal::parse("33.3"), *Decimal::parse("0.1")), Decimal::parse("0.0333"));
}

}  // namespace
}  // namespace disclose

#include "exact/decimal.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace disclose {
namespace {

Decimal number(std::string_view text) {
  const auto out = Decimal::parse(text);
  EXPECT_TRUE(out) << text;
  return out.value_or(Decimal());
}

TEST(Decimal, IsReadFromDigits) {
  EXPECT_EQ(number("0").to_string(), "0");
  EXPECT_EQ(number("-0.0").to_string(), "0");
  EXPECT_EQ(number("007").to_string(), "7");
  EXPECT_EQ(number("1,234,567.890").to_string(), "1234567.89");
  EXPECT_EQ(number("-12.5").to_string(), "-12.5");
  EXPECT_EQ(number("1.50").scale(), 2);
}

TEST(Decimal, NothingElseIsANumber) {
  for (const char* text :
       {"", "-", "+1", "1.", ".5", "1..2", "1e5", " 1", "1 ", "1,23", "1,2345", ",123", "1,234,",
        "0,123", "12,34", "1234,567", "1.234,567", "١", "１", "NaN", "inf", "0x1", "--1", "1-"}) {
    EXPECT_FALSE(Decimal::parse(text)) << text;
  }
}

TEST(Decimal, HasAtMostEighteenDigitsBeforeThePointAndTwentyFourInAll) {
  EXPECT_TRUE(Decimal::parse("999999999999999999"));
  EXPECT_FALSE(Decimal::parse("9999999999999999999"));
  EXPECT_TRUE(Decimal::parse("0.123456789012"));
  EXPECT_FALSE(Decimal::parse("0.1234567890123"));
  EXPECT_TRUE(Decimal::parse("999999999999999999.999999"));
  EXPECT_FALSE(Decimal::parse("999999999999999999.9999999"));
  EXPECT_TRUE(Decimal::parse("999999999999.999999999999"));
  EXPECT_FALSE(Decimal::parse(std::string(100'000, '0')));
}

TEST(Decimal, IsComparedByValue) {
  EXPECT_EQ(number("1.50"), number("1.5"));
  EXPECT_LT(number("1.49"), number("1.5"));
  EXPECT_GT(number("-1.49"), number("-1.5"));
  EXPECT_LT(number("-1"), number("1"));
  EXPECT_EQ(number("-0.00"), Decimal());
}

TEST(Decimal, IsComparedAtTheEdgeOfItsRange) {
  __extension__ typedef __int128 Int;
  Int largest = 1;
  for (int i = 0; i < 37; ++i) largest *= 10;
  const Decimal huge = Decimal::scaled(largest - 1, 0);
  const Decimal fine = Decimal::scaled(largest - 1, 12);
  EXPECT_GT(huge, fine);
  EXPECT_LT(-huge, -fine);
  EXPECT_LT(-huge, fine);
  EXPECT_GT(fine, -huge);
  EXPECT_THROW(static_cast<void>(huge + fine), std::overflow_error);
  EXPECT_THROW(static_cast<void>(huge + Decimal(1)), std::overflow_error);
  EXPECT_THROW(static_cast<void>(Decimal::scaled(largest, 0)), std::overflow_error);
  EXPECT_EQ(Decimal::multiply(huge, Decimal(2)), std::nullopt);
  EXPECT_EQ(Decimal::divide(huge, number("0.1"), 0), std::nullopt);
  EXPECT_EQ(Decimal::divide(huge, huge, 12), Decimal(1));
  EXPECT_EQ(Decimal::divide(fine, huge, 12), number("0.000000000001"));
}

TEST(Decimal, AMillionOfTheLargestAddUp) {
  const Decimal largest = number("999999999999.999999999999");
  const Decimal whole = number("999999999999999999");
  Decimal sum;
  for (int i = 0; i < 500'000; ++i) {
    sum += largest;
    sum += whole;
  }
  EXPECT_EQ(sum.to_string(), "500000499999999999499999.9999995");
}

TEST(Decimal, IsRoundedHalfAwayFromZero) {
  EXPECT_EQ(number("2.5").round(0), Decimal(3));
  EXPECT_EQ(number("-2.5").round(0), Decimal(-3));
  EXPECT_EQ(number("2.4999").round(0), Decimal(2));
  EXPECT_EQ(number("-2.4999").round(0), Decimal(-2));
  EXPECT_EQ(number("0.125").round(2), number("0.13"));
  EXPECT_EQ(number("1.005").round(2), number("1.01"));
  EXPECT_EQ(number("-0.004").to_string(2), "0.00");
  EXPECT_EQ(number("9.995").to_string(2), "10.00");
  EXPECT_EQ(number("1.5").round(7).scale(), 1);
}

TEST(Decimal, IsDividedHalfAwayFromZero) {
  const auto quotient = [](std::string_view a, std::string_view b, int places) {
    const auto out = Decimal::divide(number(a), number(b), places);
    return out ? out->to_string(places) : "none";
  };
  EXPECT_EQ(quotient("2", "3", 2), "0.67");
  EXPECT_EQ(quotient("1", "3", 12), "0.333333333333");
  EXPECT_EQ(quotient("-1", "8", 2), "-0.13");
  EXPECT_EQ(quotient("1", "-8", 2), "-0.13");
  EXPECT_EQ(quotient("-1", "-8", 2), "0.13");
  EXPECT_EQ(quotient("0.124999999999", "1", 2), "0.12");
  EXPECT_EQ(quotient("0.125000000000", "1", 2), "0.13");
  EXPECT_EQ(quotient("0.25", "2", 0), "0");
  EXPECT_EQ(quotient("1", "2", 0), "1");
  EXPECT_EQ(quotient("1", "0", 2), "none");
  EXPECT_EQ(quotient("0", "5", 2), "0.00");
  EXPECT_EQ(Decimal::divide(Decimal(1), Decimal(1), 13), std::nullopt);
  EXPECT_EQ(Decimal::divide(Decimal(1), Decimal(1), -1), std::nullopt);
}

TEST(Decimal, IsMultipliedExactlyOrNotAtAll) {
  EXPECT_EQ(Decimal::multiply(number("1.5"), number("-2.50")), number("-3.75"));
  EXPECT_EQ(Decimal::multiply(number("0.000001"), number("0.000001")), number("0.000000000001"));
  EXPECT_EQ(Decimal::multiply(number("0.000001"), number("0.0000001")), std::nullopt);
  EXPECT_EQ(Decimal::multiply(number("0.000002"), number("0.0000005")), number("0.000000000001"));
  EXPECT_EQ(Decimal::multiply(Decimal(), number("999999999999999999.999999")), Decimal());
}

TEST(Decimal, IsShiftedByPowersOfTen) {
  EXPECT_EQ(number("678314.65").shifted(4), number("6783146500"));
  EXPECT_EQ(number("1.2345").shifted(2), number("123.45"));
  EXPECT_EQ(number("6783146500").shifted(-4), number("678314.65"));
  EXPECT_EQ(number("1").shifted(-12), number("0.000000000001"));
  EXPECT_EQ(number("1").shifted(-13), std::nullopt);
  EXPECT_EQ(number("10").shifted(-13), number("0.000000000001"));
  EXPECT_TRUE(number("1").shifted(36));
  EXPECT_FALSE(number("1").shifted(37));
  EXPECT_FALSE(number("1").shifted(1000));
  EXPECT_FALSE(number("1").shifted(-1000));
  EXPECT_EQ(Decimal().shifted(1000), Decimal());
}

TEST(Decimal, IsWrittenWithCommasForReaders) {
  EXPECT_EQ(number("0").grouped(), "0");
  EXPECT_EQ(number("999").grouped(), "999");
  EXPECT_EQ(number("1000").grouped(), "1,000");
  EXPECT_EQ(number("-123456").grouped(), "-123,456");
  EXPECT_EQ(number("1234567.5").grouped(2), "1,234,567.50");
  EXPECT_EQ(number("1234.5678").grouped(2), "1,234.5678");
  EXPECT_EQ(number("0.05").grouped(), "0.05");
  EXPECT_EQ(number("1.5").to_string(3), "1.500");
  EXPECT_EQ(number("1.5").to_string(0), "2");
  EXPECT_EQ(number("-0.05").to_string(), "-0.05");
}

}  // namespace
}  // namespace disclose

#include "exact/credit_code.h"

#include <gtest/gtest.h>

#include <string>

namespace disclose {
namespace {

TEST(CreditCode, TheRealCodesOfTheFieldVerify) {
  // domain.md 4.3
  EXPECT_TRUE(is_credit_code("113418210032874733"));
  EXPECT_TRUE(is_credit_code("115002310086794848"));
  EXPECT_TRUE(is_credit_code("11500111009348935E"));
  EXPECT_TRUE(is_credit_code("11441700007280420Y"));
}

TEST(CreditCode, EveryOtherCheckDigitFails) {
  constexpr std::string_view kCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXYIOSVZ";
  const std::string stem = "11500111009348935";
  for (const char last : kCharacters) EXPECT_EQ(is_credit_code(stem + last), last == 'E') << last;
}

TEST(CreditCode, TheLettersLeftOutAreRefused) {
  for (const char letter : std::string_view("IOSVZe-")) {
    std::string code = "11500111009348935E";
    code[9] = letter;
    EXPECT_FALSE(is_credit_code(code)) << letter;
  }
}

TEST(CreditCode, HasExactlyEighteenCharacters) {
  EXPECT_FALSE(is_credit_code(""));
  EXPECT_FALSE(is_credit_code("11500111009348935"));
  EXPECT_FALSE(is_credit_code("11500111009348935EE"));
  EXPECT_FALSE(is_credit_code("11500111009348935E "));
  EXPECT_FALSE(is_credit_code("一1500111009348935E"));
}

}  // namespace
}  // namespace disclose

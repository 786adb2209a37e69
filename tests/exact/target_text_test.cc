#include "exact/target_text.h"

#include <gtest/gtest.h>

#include <string>

namespace disclose {
namespace {

/// "≥ 95 %", or "text".
std::string seen(std::string_view text) {
  const TargetText target = parse_target_text(text);
  EXPECT_EQ(target.written, text);
  EXPECT_EQ(target.is_quantitative(), target.number.has_value()) << text;
  if (!target.number) return "text";
  return std::string(sign_of(target.comparison)) + " " + target.number->to_string() + " " +
         std::string(target.unit);
}

TEST(TargetText, IsSignNumberAndUnit) {
  EXPECT_EQ(seen("≥95%"), "≥ 95 %");
  EXPECT_EQ(seen(">3次"), "> 3 次");
  EXPECT_EQ(seen("=12期"), "= 12 期");
  EXPECT_EQ(seen("≤50万元"), "≤ 50 万元");
  EXPECT_EQ(seen("<5天"), "< 5 天");
  EXPECT_EQ(seen("≥1,286公里"), "≥ 1286 公里");
  EXPECT_EQ(seen(" ≥ 95.5 % "), "≥ 95.5 %");
  EXPECT_EQ(seen("=0"), "= 0 ");
  EXPECT_EQ(seen("≥-2%"), "≥ -2 %");
  EXPECT_EQ(seen("≥95%以上"), "≥ 95 %");
}

TEST(TargetText, KnowsEveryFormOfASign) {
  for (const char* sign : {"≥", "≧", ">=", "＞＝", "＞=", ">＝"}) {
    EXPECT_EQ(seen(std::string(sign) + "3次"), "≥ 3 次") << sign;
  }
  for (const char* sign : {"≤", "≦", "<=", "＜＝", "＜=", "<＝"}) {
    EXPECT_EQ(seen(std::string(sign) + "3次"), "≤ 3 次") << sign;
  }
  EXPECT_EQ(seen("＞3次"), "> 3 次");
  EXPECT_EQ(seen("＜3次"), "< 3 次");
  EXPECT_EQ(seen("＝3次"), "= 3 次");
}

TEST(TargetText, AnythingElseIsText) {
  for (const char* text :
       {"2024年12月底前", "有效改善", "", "95%", "12期", "≥", "≥95%且≤98%", "≥2024年12月底前", "≥三次",
        "≥1-2次", "≥1,23次", "==3次", "≥≥3次", "≥3次，持续", "≥1e5", "达到95%"}) {
    EXPECT_EQ(seen(text), "text") << text;
  }
}

TEST(TargetText, KnowsUnitsOfTime) {
  for (const char* text : {"<5天", "≤30日", "=12月", "≤2024年", "≤2周", "≤24小时", "≤30分钟",
                           "≤6个月", "≤3个工作日"}) {
    EXPECT_TRUE(parse_target_text(text).time_unit) << text;
  }
  for (const char* text : {"≥95%", "≥90分", "=12期", "=3", "≥2天次"}) {
    EXPECT_FALSE(parse_target_text(text).time_unit) << text;
  }
}

TEST(TargetText, HostileTextsAreText) {
  EXPECT_EQ(seen("≥" + std::string(1'000'000, '9')), "text");
  EXPECT_EQ(seen("≥5" + std::string(1'000'000, 'x')), "text");
  EXPECT_EQ(seen("\xE2\x89"), "text");
  EXPECT_EQ(seen("≥5\xE4\xB8"), "text");
}

TEST(Actual, IsANumberWhenItIsPlainlyOne) {
  EXPECT_EQ(parse_actual("1,286公里")->number, Decimal(1286));
  EXPECT_EQ(parse_actual("1,286公里")->unit, "公里");
  EXPECT_EQ(parse_actual("95.2%")->number, Decimal::parse("95.2"));
  EXPECT_EQ(parse_actual(" 12 ")->unit, "");
  EXPECT_EQ(parse_actual("-3%")->number, Decimal(-3));
  for (const char* text : {"", "达成年度指标", "约95%", "95%以上", "12余期", "10多万元", "1-2次",
                           "12期（含增刊1期）", "2024年12月", "≥95%", "三次"}) {
    EXPECT_FALSE(parse_actual(text)) << text;
  }
}

std::optional<bool> met(std::string_view target, std::string_view actual) {
  return is_met(parse_target_text(target), *parse_actual(actual));
}

TEST(TargetText, IsMetAsItsSignSays) {
  EXPECT_EQ(met("≥95%", "95%"), true);
  EXPECT_EQ(met("≥95%", "94.99%"), false);
  EXPECT_EQ(met(">3次", "3次"), false);
  EXPECT_EQ(met(">3次", "3.01次"), true);
  EXPECT_EQ(met("=12期", "12.0期"), true);
  EXPECT_EQ(met("=12期", "13期"), false);
  EXPECT_EQ(met("<5天", "5天"), false);
  EXPECT_EQ(met("<5天", "4日"), true);
  EXPECT_EQ(met("≤50万元", "500000元"), true);
  EXPECT_EQ(met("≤50万元", "500000.01元"), false);
  EXPECT_EQ(met("≥95%", "95"), true) << "an actual without a unit is in the target's";
  EXPECT_EQ(met("≥95%", "95次"), std::nullopt);
  EXPECT_EQ(met("有效改善", "95次"), std::nullopt);
}

TEST(TargetText, IsReachedAtAPercentage) {
  const auto over = [](std::string_view target, std::string_view actual) {
    return reaches(parse_target_text(target), *parse_actual(actual), Decimal(130));
  };
  EXPECT_EQ(over("≥100人", "129.99人"), false);
  EXPECT_EQ(over("≥100人", "130人"), true);
  EXPECT_EQ(over("=100人", "130人"), true);
  EXPECT_EQ(over("≤100人", "200人"), std::nullopt);
  EXPECT_EQ(over("=0人", "1人"), std::nullopt);
  EXPECT_EQ(over("≥100人", "130个"), std::nullopt);
}

TEST(TargetText, AsksForTheSameInOtherWords) {
  const auto same = [](std::string_view a, std::string_view b) {
    return same_target(parse_target_text(a), parse_target_text(b));
  };
  EXPECT_TRUE(same("≥95%", ">= 95.0 ％"));
  EXPECT_TRUE(same("≤50万元", "≤500,000元"));
  EXPECT_TRUE(same("有效改善", " 有效改善 "));
  EXPECT_FALSE(same("≥95%", ">95%"));
  EXPECT_FALSE(same("≥95%", "≥96%"));
  EXPECT_FALSE(same("≥95%", "≥95"));
  EXPECT_FALSE(same("≥95", "≥95%"));
  EXPECT_FALSE(same("≥95次", "≥95人"));
  EXPECT_FALSE(same("有效改善", "明显改善"));
}

}  // namespace
}  // namespace disclose

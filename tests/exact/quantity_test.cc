#include "exact/quantity.h"

#include <gtest/gtest.h>

#include <string>

namespace disclose {
namespace {

std::optional<Quantity> quantity(std::string_view text) {
  Say problem;
  const auto out = parse_quantity(text, problem);
  EXPECT_EQ(out.has_value(), problem.empty()) << text << problem.zh;
  EXPECT_EQ(problem.zh.empty(), problem.en.empty()) << text;
  return out;
}

/// "exact 2271 个", "imprecise 2180000 元", "imprecise - 个".
std::string seen(std::string_view text) {
  const auto read = quantity(text);
  if (!read) return "problem";
  EXPECT_EQ(read->written, text);
  const std::string number = read->number ? read->number->to_string() : "-";
  return (read->exact ? "exact " : "imprecise ") + number + " " + std::string(read->unit);
}

std::string problem_of(std::string_view text) {
  Say problem;
  EXPECT_FALSE(parse_quantity(text, problem)) << text;
  return problem.zh;
}

TEST(Quantity, AnUnqualifiedOneIsExact) {
  EXPECT_EQ(seen("2271个"), "exact 2271 个");
  EXPECT_EQ(seen("69.28分"), "exact 69.28 分");
  EXPECT_EQ(seen("678314.65万元"), "exact 6783146500 元");
  EXPECT_EQ(seen("7,835,793.00元"), "exact 7835793 元");
  EXPECT_EQ(seen("100%"), "exact 100 %");
  EXPECT_EQ(seen("1.2万亿元"), "exact 1200000000000 元");
  EXPECT_EQ(seen("5万"), "exact 50000 ");
  EXPECT_EQ(seen("42"), "exact 42 ");
  EXPECT_EQ(seen("-3.5%"), "exact -3.5 %");
  EXPECT_EQ(seen("12个月"), "exact 12 个月");
  EXPECT_EQ(seen("300元/人"), "exact 300 元/人");
  EXPECT_EQ(seen("9.5/10万"), "exact 9.5 /10万");
  EXPECT_EQ(seen("20000m2"), "exact 20000 m2");
  EXPECT_EQ(seen("5千米"), "exact 5 千米");
  EXPECT_EQ(seen("2.5百分点"), "exact 2.5 百分点");
}

TEST(Quantity, AQualifiedOneIsImprecise) {
  EXPECT_EQ(seen("约218万元"), "imprecise 2180000 元");
  EXPECT_EQ(seen("48亿多元"), "imprecise 4800000000 元");
  EXPECT_EQ(seen("5亿多元"), "imprecise 500000000 元");
  EXPECT_EQ(seen("3450余个"), "imprecise 3450 个");
  EXPECT_EQ(seen("10多万元"), "imprecise 100000 元");
  EXPECT_EQ(seen("不低于20%"), "imprecise 20 %");
  EXPECT_EQ(seen("50万元（含）以上"), "imprecise 500000 元");
  EXPECT_EQ(seen("50万元(含)以上"), "imprecise 500000 元");
  EXPECT_EQ(seen("50万元（含）"), "imprecise 500000 元");
  EXPECT_EQ(seen("400万元以上"), "imprecise 4000000 元");
  EXPECT_EQ(seen("30%以上"), "imprecise 30 %");
  EXPECT_EQ(seen("5天以内"), "imprecise 5 天");
  EXPECT_EQ(seen("100个左右"), "imprecise 100 个");
}

TEST(Quantity, EveryPrefixOfTheFormatIsKnown) {
  for (const std::string prefix :
       {"约", "近", "超", "达", "不低于", "不少于", "至少", "不超过"}) {
    EXPECT_EQ(seen(prefix + "10个"), "imprecise 10 个") << prefix;
  }
  EXPECT_EQ(seen("大概10个"), "problem");
}

TEST(Quantity, ARangeIsImpreciseAndHasNoNumber) {
  for (const char* text : {"1-2个", "1~2个", "1～2个", "1至2个", "1—2个", "1个-2个", "1 - 2个",
                           "约1-2个", "1到2个"}) {
    EXPECT_EQ(seen(text), "imprecise - 个") << text;
  }
  EXPECT_EQ(seen("20%-30%"), "imprecise - %");
  EXPECT_EQ(seen("5万元至10万元"), "imprecise - 元");
  EXPECT_EQ(seen("5-10万元"), "imprecise - 元");
}

TEST(Quantity, TheUnitIsNoSecondFigureAndNoDate) {
  for (const char* text :
       {"2024年", "3月", "5日", "2024年12月", "2024-02-05", "2023-2024年", "1.2.3", "5.", "5-", "5-个",
        "3万5千元", "12个其中5个", "10个（2023-2024）", "1/3", "1e5", "1E+5", "1,23个", "5个，6个",
        "5个\n6个", "5万五千元"}) {
    EXPECT_EQ(seen(text), "problem") << text;
  }
}

TEST(Quantity, AQualifierTheFormatLacksIsNoUnit) {
  for (const char* text : {"50万元以下", "50万元上下", "5个不等", "1个之间", "5个多"}) {
    EXPECT_EQ(seen(text), "problem") << text;
  }
  EXPECT_NE(problem_of("50万元以下").find("以内"), std::string::npos);
}

TEST(Quantity, AChineseNumeralIsToldToBeDigits) {
  for (const char* text : {"三个", "约三百个", "十余个", "近百家", "几十个", "数百人", "3百个", "5千元",
                           "两次", "半数", "5亿万元", "5万 亿", "二〇二四个"}) {
    EXPECT_NE(problem_of(text).find("阿拉伯数字"), std::string::npos) << text;
  }
}

TEST(Quantity, AnUnitHasAtMostThirtyCharacters) {
  std::string unit;
  for (int i = 0; i < 30; ++i) unit += "个";
  EXPECT_TRUE(quantity("5" + unit));
  EXPECT_FALSE(quantity("5" + unit + "个"));
}

TEST(Quantity, AnExactOneOf元IsMoney) {
  EXPECT_TRUE(quantity("1966.98万元")->money->fen == Wide{1966980000});
  EXPECT_FALSE(quantity("约1966.98万元")->money);
  EXPECT_FALSE(quantity("300元/人")->money);
  EXPECT_FALSE(quantity("3个")->money);
  EXPECT_TRUE(quantity("0.01元"));
  EXPECT_FALSE(quantity("0.001元"));
  EXPECT_TRUE(quantity("0.001元/人"));
  EXPECT_FALSE(quantity("1000万亿元"));
}

TEST(Quantity, IsBelowTenToTheEighteenth) {
  EXPECT_TRUE(quantity("999999999999999999个"));
  EXPECT_FALSE(quantity("1000000000000000000个"));
  EXPECT_TRUE(quantity("9999999999亿人"));
  EXPECT_FALSE(quantity("10000000000亿人"));
  EXPECT_FALSE(quantity("-10000000000亿人"));
}

TEST(Quantity, UnitsAreEqualAfter万And亿) {
  EXPECT_TRUE(same_unit(*quantity("5元"), *quantity("5亿元")));
  EXPECT_TRUE(same_unit(*quantity("5万人"), *quantity("5人")));
  EXPECT_TRUE(same_unit(*quantity("5%"), *quantity("5％")));
  EXPECT_FALSE(same_unit(*quantity("5元"), *quantity("5个")));
  EXPECT_FALSE(same_unit(*quantity("5"), *quantity("5个")));
}

TEST(Quantity, IsReadBackInItsOwnUnit) {
  const auto money = *quantity("678314.65万元");
  EXPECT_EQ(number_as_written(money), Decimal::parse("678314.65"));
  EXPECT_EQ(unit_as_written(money), "万元");
  EXPECT_EQ(money.decimals, 2);
  EXPECT_EQ(print_like(*money.number, money), "678,314.65万元");
  EXPECT_EQ(print_like(Decimal(1), money), "0.0001万元");
  EXPECT_EQ(print_like(*Decimal::parse("0.000000001"), money), "0.000000001元");
  EXPECT_EQ(unit_as_written(*quantity("1.2万亿元")), "万亿元");
  EXPECT_EQ(number_as_written(*quantity("1-2个")), std::nullopt);
}

TEST(Quantity, HostileTextsAreProblemsOnly) {
  EXPECT_FALSE(quantity(std::string(1'000'000, '9')));
  EXPECT_FALSE(quantity("5" + std::string(1'000'000, '-')));
  EXPECT_FALSE(quantity("5" + std::string(999'999, 'm')));
  std::string words;
  for (int i = 0; i < 300'000; ++i) words += "约";
  EXPECT_FALSE(quantity(words));
  EXPECT_FALSE(quantity("5\xE4\xB8"));
  EXPECT_FALSE(quantity("\xE4"));
  EXPECT_FALSE(quantity(std::string_view("5\0个", 5)));
  EXPECT_FALSE(quantity(""));
  EXPECT_FALSE(quantity("约"));
}

}  // namespace
}  // namespace disclose

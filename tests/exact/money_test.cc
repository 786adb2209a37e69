#include "exact/money.h"

#include <gtest/gtest.h>

#include <string>

namespace disclose {
namespace {

std::optional<StatedMoney> money(std::string_view text) {
  Say problem;
  const auto out = parse_money(text, problem);
  EXPECT_EQ(out.has_value(), problem.empty()) << text;
  EXPECT_EQ(problem.zh.empty(), problem.en.empty()) << text;
  return out;
}

Wide fen(std::string_view text) {
  const auto out = money(text);
  EXPECT_TRUE(out) << text;
  return out ? out->value.fen : Wide{-1};
}

std::string problem_of(std::string_view text) {
  Say problem;
  EXPECT_FALSE(parse_money(text, problem)) << text;
  EXPECT_EQ(problem.zh.find("。"), std::string::npos) << text;
  return problem.zh;
}

void expect_problem(std::string_view text, std::string_view part) {
  const std::string problem = problem_of(text);
  EXPECT_NE(problem.find(part), std::string::npos) << text << ": " << problem;
}

TEST(Money, IsReadToTheFen) {
  EXPECT_TRUE(fen("678314.65万元") == Wide{678314650000});
  EXPECT_TRUE(fen("7,835,793.00元") == Wide{783579300});
  EXPECT_TRUE(fen("48亿元") == Wide{480000000000});
  EXPECT_TRUE(fen("-12元") == Wide{-1200});
  EXPECT_TRUE(fen("0元") == Wide{0});
  EXPECT_TRUE(fen("-0.00元") == Wide{0});
  EXPECT_TRUE(fen("0.000001万元") == Wide{1});
  EXPECT_TRUE(fen("0.0000000001亿元") == Wide{1});
  EXPECT_TRUE(fen(" 12.5 万元　") == Wide{12500000});
}

TEST(Money, KeepsTheAuthorsUnitAndDecimals) {
  const auto stated = money("678314.650万元");
  EXPECT_EQ(stated->unit, MoneyUnit::ten_thousand);
  EXPECT_EQ(stated->decimals, 3);
  EXPECT_EQ(stated->written, "678314.650万元");
  EXPECT_EQ(print(*stated), "678,314.650万元");
  EXPECT_EQ(print(*money("48亿元")), "48亿元");
}

TEST(Money, ABareNumberIsToldItsUnit) {
  expect_problem("100", "没有单位");
  expect_problem("100", "\"100元\"");
  expect_problem("1,286.5", "\"1,286.5万元\"");
}

TEST(Money, IsNoFinerThanAFen) {
  EXPECT_TRUE(money("0.01元"));
  expect_problem("0.001元", "0.01 元");
  EXPECT_TRUE(money("1.000001万元"));
  expect_problem("1.0000001万元", "0.01 元");
  EXPECT_TRUE(money("1.0000000001亿元"));
  expect_problem("1.00000000001亿元", "0.01 元");
  EXPECT_TRUE(money("1.500元")) << "zeros add nothing finer";
}

TEST(Money, IsBelowTenToTheFifteenth) {
  EXPECT_TRUE(money("999999999999999.99元"));
  expect_problem("1000000000000000元", "过大");
  EXPECT_TRUE(money("-999999999999999.99元"));
  expect_problem("-1000000000000000.00元", "过大");
  EXPECT_TRUE(money("9999999.9999999999亿元"));
  expect_problem("10000000亿元", "过大");
  expect_problem("999999999999999999亿元", "过大");
}

TEST(Money, HasThousandsCommasOrNone) {
  EXPECT_TRUE(money("1,234元"));
  EXPECT_TRUE(money("123,456,789元"));
  for (const char* text : {"1,23元", "12,34,567元", "1234,567元", "1,2345元", "0,123元",
                           "1,234567元", "1,234,5元"}) {
    expect_problem(text, "千分位");
  }
  EXPECT_FALSE(money(",123元"));
  EXPECT_FALSE(money("1,234,元"));
  EXPECT_FALSE(money("1,,234元"));
  expect_problem("7，835，793元", "全角逗号");
}

TEST(Money, ChineseNumeralsAreToldToBeDigits) {
  for (const char* text : {"三万元", "五千元", "十亿元", "5千元", "3百万元", "两万元", "3万五千元"}) {
    expect_problem(text, "阿拉伯数字");
  }
}

TEST(Money, AnImpreciseAmountIsNone) {
  for (const char* text : {"约6800万元", "5亿多元", "近3万元", "超1000元", "400万元以上", "1-2万元",
                           "5万元至10万元", "10多万元"}) {
    expect_problem(text, "不是确数");
  }
}

TEST(Money, OtherWritingsAreToldTheRightOne) {
  expect_problem("", "是空的");
  expect_problem("￥100", "货币符号");
  expect_problem("人民币100元", "货币符号");
  expect_problem("+12元", "符号不对");
  expect_problem("−12元", "符号不对");
  expect_problem("１００元", "全角数字");
  expect_problem("100美元", "单位不是");
  expect_problem("100元/人", "单位不是");
  expect_problem("100个", "单位不是");
  expect_problem("1.2万亿元", "单位写成");
  expect_problem("1e5元", "指数");
  expect_problem("3万5000元", "不止一个数");
  expect_problem("待定", "应为数字");
  expect_problem(".5元", "应为数字");
  EXPECT_FALSE(money("5.元"));
  EXPECT_FALSE(money("--5元"));
  EXPECT_FALSE(money("1.2.3元"));
  EXPECT_FALSE(money("100元整"));
}

TEST(Money, HostileTextsAreProblemsOnly) {
  expect_problem(std::string(1'000'000, '9') + "元", "过长");
  EXPECT_FALSE(money("1." + std::string(1'000'000, '0') + "元"));
  EXPECT_FALSE(money("9" + std::string(1'000'000, ',') + "元"));
  EXPECT_FALSE(money("5" + std::string(1'000'000, 'x')));
  EXPECT_FALSE(money("5\xE4\xB8"));
  EXPECT_FALSE(money("\xFF\xFE元"));
  EXPECT_FALSE(money(std::string_view("5\0元", 5)));
  EXPECT_LT(problem_of(std::string(1'000'000, '9')).size(), 400U);
}

TEST(Money, IsPrintedExactlyInAnyUnit) {
  const Money value{231860000};
  EXPECT_EQ(print(value, MoneyUnit::yuan), "2,318,600.00元");
  EXPECT_EQ(print(value, MoneyUnit::ten_thousand), "231.86万元");
  EXPECT_EQ(print(value, MoneyUnit::hundred_million), "0.023186亿元");
  EXPECT_EQ(print({2318600000}, MoneyUnit::ten_thousand), "2,318.60万元");
  EXPECT_EQ(print({2318600001}, MoneyUnit::ten_thousand), "2,318.600001万元");
  EXPECT_EQ(print({-5}, MoneyUnit::yuan), "-0.05元");
  EXPECT_EQ(print({0}, MoneyUnit::ten_thousand), "0.00万元");
  EXPECT_EQ(print({100}, MoneyUnit::yuan, 0), "1元");
  EXPECT_EQ(print_number({123456789}, MoneyUnit::yuan), "1,234,567.89");
  EXPECT_EQ(print_plain({123456789}, MoneyUnit::yuan), "1234567.89");
  EXPECT_EQ(print_plain({123456789}, MoneyUnit::ten_thousand), "123.456789");
  EXPECT_EQ(print_plain({123000000}, MoneyUnit::ten_thousand), "123.00");
}

TEST(Money, AMillionOfTheLargestAddUp) {
  const Wide largest = fen("999999999999999.99元");
  Money sum;
  for (int i = 0; i < 1'000'000; ++i) sum += Money{largest};
  EXPECT_TRUE(sum.fen == largest * 1'000'000);
  EXPECT_EQ(print(sum, MoneyUnit::yuan), "999,999,999,999,999,990,000.00元");
}

TEST(Money, ComesFromYuanWhenThatIsWholeFen) {
  EXPECT_TRUE(money_of(*Decimal::parse("12.34"))->fen == Wide{1234});
  EXPECT_TRUE(money_of(*Decimal::parse("-7"))->fen == Wide{-700});
  EXPECT_FALSE(money_of(*Decimal::parse("12.345")));
  EXPECT_TRUE(money_of(*Decimal::parse("999999999999999.99")));
  EXPECT_FALSE(money_of(*Decimal::parse("1000000000000000")));
}

std::optional<Amount> amount(std::string_view text) {
  Say problem;
  const auto out = parse_amount(text, problem);
  EXPECT_EQ(out.has_value(), problem.empty()) << text;
  return out;
}

TEST(Amount, IsMoneyWhenItIsExact) {
  EXPECT_TRUE(amount("5,904,218.81元")->exact->value.fen == Wide{590421881});
  EXPECT_EQ(print(*amount("5904218.81元")), "5,904,218.81元");
}

TEST(Amount, KeepsTheWordsOfAnImpreciseOne) {
  for (const char* text : {"约6800万元", "5亿多元", "48亿多元", "近3万元", "超1000元", "10多万元",
                           "10余万元", "400万元以上", "1-2万元", "不超过50万元（含）",
                           "50万元（含）以上", "50万元以上（含）"}) {
    const auto read = amount(text);
    ASSERT_TRUE(read) << text;
    EXPECT_FALSE(read->exact) << text;
    EXPECT_EQ(print(*read), text);
  }
}

TEST(Amount, IsOfMoney) {
  for (const char* text : {"约6800", "约6800个", "100", "三万多元", "5亿多", "约300元/人", "几万元"}) {
    EXPECT_FALSE(amount(text)) << text;
  }
}

}  // namespace
}  // namespace disclose

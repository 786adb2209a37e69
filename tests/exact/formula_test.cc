#include "exact/formula.h"

#include <gtest/gtest.h>

#include <string>

namespace disclose {
namespace {

std::string score(std::string_view target, std::string_view actual, std::string_view weight) {
  const auto measure = parse_actual(actual);
  EXPECT_TRUE(measure) << actual;
  const auto out = formula_score(parse_target_text(target), *measure, *Decimal::parse(weight));
  return out ? out->to_string() : "none";
}

// The vectors of domain.md 1.13.2.
TEST(FormulaScore, IsThatOfTheSystemDefault) {
  EXPECT_EQ(score("≥100", "80", "10"), "8");
  EXPECT_EQ(score("≥3", "2", "10"), "6.67");
  EXPECT_EQ(score("≤50", "60", "10"), "8");
  EXPECT_EQ(score("≤50", "100", "10"), "0");
  EXPECT_EQ(score("=0", "1", "5"), "0");
  EXPECT_EQ(score("=12", "13", "5"), "5");
}

TEST(FormulaScore, APositiveTargetIsFullWhenReached) {
  for (const char* sign : {"≥", ">", "="}) {
    const std::string target = std::string(sign) + "100";
    EXPECT_EQ(score(target, "100", "10"), "10") << sign;
    EXPECT_EQ(score(target, "1000", "10"), "10") << sign;
    EXPECT_EQ(score(target, "99.99", "10"), "10") << sign << ": 9.999 is rounded";
    EXPECT_EQ(score(target, "99.94", "10"), "9.99") << sign;
    EXPECT_EQ(score(target, "0", "10"), "0") << sign;
    EXPECT_EQ(score(target, "-5", "10"), "0") << sign;
  }
}

TEST(FormulaScore, AReverseTargetFallsToZeroAtTwice) {
  for (const char* sign : {"≤", "<"}) {
    const std::string target = std::string(sign) + "50";
    EXPECT_EQ(score(target, "0", "10"), "10") << sign;
    EXPECT_EQ(score(target, "-1", "10"), "10") << sign;
    EXPECT_EQ(score(target, "50", "10"), "10") << sign;
    EXPECT_EQ(score(target, "50.5", "10"), "9.9") << sign;
    EXPECT_EQ(score(target, "99", "10"), "0.2") << sign;
    EXPECT_EQ(score(target, "99.99", "10"), "0") << sign;
    EXPECT_EQ(score(target, "101", "10"), "0") << sign;
  }
  EXPECT_EQ(score("≤0", "0", "5"), "5");
  EXPECT_EQ(score("≤0", "0.01", "5"), "0");
}

TEST(FormulaScore, ATargetOfZeroIsFullWithoutAny) {
  EXPECT_EQ(score("=0", "0", "5"), "5");
  EXPECT_EQ(score("=0", "-2", "5"), "5");
  EXPECT_EQ(score("≥0", "0", "5"), "5");
}

TEST(FormulaScore, RoundsHalfUpAndNeverAboveTheWeight) {
  EXPECT_EQ(score("≥8", "1", "1"), "0.13");
  EXPECT_EQ(score("≥1000", "999", "0.008"), "0.008");
  EXPECT_EQ(score("≥100", "100", "3.3333"), "3.3333");
}

TEST(FormulaScore, IsOnlyForFiguresInOneUnit) {
  EXPECT_EQ(score("≤5天", "4天", "10"), "none");
  EXPECT_EQ(score("有效改善", "4", "10"), "none");
  EXPECT_EQ(score("≥95%", "4次", "10"), "none");
  EXPECT_EQ(score("≥-5%", "-6%", "10"), "none");
  EXPECT_EQ(score("≥5%", "6%", "-1"), "none");
  EXPECT_EQ(score("≤50万元", "600000元", "10"), "8");
}

TEST(ExecutionScore, IsTheSharePaidAtMostTheWeight) {
  const Score ten(10);
  EXPECT_EQ(execution_score({9500}, {10000}, ten), Decimal::parse("9.5"));
  EXPECT_EQ(execution_score({1}, {3}, ten), Decimal::parse("3.33"));
  EXPECT_EQ(execution_score({2}, {3}, ten), Decimal::parse("6.67"));
  EXPECT_EQ(execution_score({10000}, {10000}, ten), ten);
  EXPECT_EQ(execution_score({10001}, {10000}, ten), ten);
  EXPECT_EQ(execution_score({0}, {10000}, ten), Decimal());
  EXPECT_EQ(execution_score({-5}, {10000}, ten), Decimal());
  EXPECT_EQ(execution_score({3}, {3}, *Decimal::parse("3.3333")), Decimal::parse("3.3333"));
}

TEST(ExecutionScore, CannotBeComputedWithoutABudget) {
  EXPECT_EQ(execution_score({5}, {0}, Score(10)), std::nullopt);
  EXPECT_EQ(execution_score({5}, {-1}, Score(10)), std::nullopt);
  EXPECT_EQ(execution_score({5}, {1}, Score(-10)), std::nullopt);
  EXPECT_EQ(execution_rate({5}, {0}), std::nullopt);
}

TEST(ExecutionRate, IsInPercentAndNotCapped) {
  EXPECT_EQ(execution_rate({9785}, {10000}), Decimal::parse("97.85"));
  EXPECT_EQ(execution_rate({1}, {3}), Decimal::parse("33.33"));
  EXPECT_EQ(execution_rate({2}, {3}, 1), Decimal::parse("66.7"));
  EXPECT_EQ(execution_rate({300}, {200}), Decimal(150));
}

}  // namespace
}  // namespace disclose

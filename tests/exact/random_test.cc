#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

#include "big_number.h"
#include "exact/date.h"
#include "exact/decimal.h"
#include "exact/formula.h"
#include "exact/money.h"
#include "exact/quantity.h"
#include "exact/score.h"
#include "exact/target_text.h"

namespace disclose {
namespace {

using schoolbook::Number;

/// Draws that are the same on every machine: the engine is fixed by the standard, and no
/// distribution (which is not) is used.
class Draw {
 public:
  explicit Draw(std::uint32_t seed) : engine_(seed) {}
  std::size_t below(std::size_t limit) { return engine_() % limit; }

  /// A number as parse() takes it; the nines and zeros at which carries happen come often.
  std::string number(std::size_t most_whole, std::size_t most_decimals) {
    std::string out = below(3) == 0 ? "-" : "";
    out += digits(1 + below(most_whole));
    const std::size_t decimals = below(most_decimals + 1);
    if (decimals > 0) out += "." + digits(decimals);
    return out;
  }

  std::string text(std::size_t most_parts) {
    static constexpr std::array<std::string_view, 44> kParts = {
        "约",  "近",   "超",  "不低于", "万",   "亿",   "元", "多",       "余",    "（含）", "以上",
        "以内", "左右", "-",   "～",     "至",   ".",    ",",  "5",        "12",    "0",      "999,999",
        "%",   "个",   "千",  "三",     "≥",    "≤",    "=",  ">",        "<",     "＝",     " ",
        "　",  "年",   "月",  "2024",   "\xE4", "\xFF", "e5", "\xE4\xB8", "123.4", "/",      "天"};
    std::string out;
    for (std::size_t left = below(most_parts + 1); left > 0; --left) out += kParts[below(44)];
    return out;
  }

 private:
  std::string digits(std::size_t count) {
    static constexpr std::string_view kDigits = "0123456789999000555";
    std::string out;
    for (; count > 0; --count) out += kDigits[below(kDigits.size())];
    return out;
  }

  std::mt19937 engine_;
};

Decimal decimal(std::string_view text) {
  const auto out = Decimal::parse(text);
  EXPECT_TRUE(out) << text;
  return out.value_or(Decimal());
}

TEST(RandomDecimals, AddAndSubtractAsInTheSchoolbook) {
  Draw draw(1);
  for (int turn = 0; turn < 20'000; ++turn) {
    const std::string a = draw.number(12, 12);
    const std::string b = draw.number(18, 6);
    Number minus = Number::read(b);
    ASSERT_EQ((decimal(a) + decimal(b)).to_string(), add(Number::read(a), minus).written())
        << a << " + " << b;
    minus.negative = !minus.negative;
    ASSERT_EQ((decimal(a) - decimal(b)).to_string(), add(Number::read(a), minus).written())
        << a << " - " << b;
  }
}

TEST(RandomDecimals, MultiplyAsInTheSchoolbook) {
  Draw draw(2);
  for (int turn = 0; turn < 5'000; ++turn) {
    const std::string a = draw.number(12, 6);
    const std::string b = draw.number(12, 6);
    const auto product = Decimal::multiply(decimal(a), decimal(b));
    ASSERT_TRUE(product) << a << " × " << b;
    ASSERT_EQ(product->to_string(), multiply(Number::read(a), Number::read(b)).written())
        << a << " × " << b;
  }
}

TEST(RandomDecimals, DivideAsInTheSchoolbook) {
  Draw draw(3);
  int fits = 0;
  for (int turn = 0; turn < 5'000; ++turn) {
    const std::string a = draw.number(18, 6);
    const std::string b = draw.number(draw.below(2) == 0 ? 2 : 12, 12);
    if (decimal(b).is_zero()) continue;
    const std::size_t places = draw.below(13);
    const Number expected = divide(Number::read(a), Number::read(b), places);
    const auto quotient = Decimal::divide(decimal(a), decimal(b), static_cast<int>(places));
    ASSERT_EQ(quotient.has_value(), expected.digits.size() <= 37) << a << " / " << b;
    if (!quotient) continue;
    ++fits;
    ASSERT_EQ(quotient->to_string(), expected.written()) << a << " / " << b << " to " << places;
  }
  EXPECT_GT(fits, 4'000);
}

TEST(RandomDecimals, RoundAsADivisionByOneDoes) {
  Draw draw(4);
  for (int turn = 0; turn < 20'000; ++turn) {
    const std::string a = draw.number(12, 12);
    const std::size_t places = draw.below(13);
    const Number expected = divide(Number::read(a), Number::read("1"), places);
    ASSERT_EQ(decimal(a).round(static_cast<int>(places)).to_string(), expected.written()) << a;
  }
}

TEST(RandomDecimals, CompareAsTheirDifferenceDoes) {
  Draw draw(5);
  for (int turn = 0; turn < 20'000; ++turn) {
    const Decimal a = decimal(draw.number(3, 3));
    const Decimal b = decimal(draw.number(3, 3));
    const Decimal difference = a - b;
    ASSERT_EQ(a < b, difference.is_negative());
    ASSERT_EQ(a == b, difference.is_zero());
    ASSERT_EQ(a > b, (b - a).is_negative());
  }
}

TEST(RandomDecimals, SurvivePrinting) {
  Draw draw(6);
  for (int turn = 0; turn < 20'000; ++turn) {
    const Decimal a = decimal(draw.number(12, 12));
    ASSERT_EQ(decimal(a.to_string()), a);
    ASSERT_EQ(decimal(a.grouped(4)), a);
    ASSERT_EQ(decimal(a.to_string(12)), a);
    ASSERT_EQ(decimal(a.to_string()).to_string(), a.to_string());
  }
}

TEST(RandomMoney, SurvivesPrintingInEveryUnit) {
  Draw draw(7);
  for (int turn = 0; turn < 20'000; ++turn) {
    Wide fen = 0;
    for (std::size_t left = draw.below(17); left > 0; --left) {
      fen = fen * 10 + static_cast<int>(draw.below(10));
    }
    const Money value{draw.below(2) == 0 ? fen : -fen};
    for (const MoneyUnit unit :
         {MoneyUnit::yuan, MoneyUnit::ten_thousand, MoneyUnit::hundred_million}) {
      Say problem;
      const auto read = parse_money(print(value, unit), problem);
      ASSERT_TRUE(read) << print(value, unit) << problem.zh;
      ASSERT_TRUE(read->value == value);
      ASSERT_EQ(read->unit, unit);
      ASSERT_EQ(print(*read), print(value, unit));
      const auto plain = Decimal::parse(print_plain(value, unit));
      ASSERT_TRUE(plain);
      ASSERT_EQ(*plain, in_unit(value, unit));
    }
  }
}

TEST(RandomTexts, AreReadOrToldWhatIsWrong) {
  Draw draw(8);
  int quantities = 0;
  int moneys = 0;
  for (int turn = 0; turn < 200'000; ++turn) {
    const std::string figure = draw.below(2) == 0 ? draw.number(10, 3) : "";
    const std::string text = figure + draw.text(figure.empty() ? 7 : 3);
    Say of_quantity;
    Say of_money;
    Say of_amount;
    const auto quantity = parse_quantity(text, of_quantity);
    const auto money = parse_money(text, of_money);
    const auto amount = parse_amount(text, of_amount);
    ASSERT_EQ(quantity.has_value(), of_quantity.empty()) << text;
    ASSERT_EQ(money.has_value(), of_money.empty()) << text;
    ASSERT_EQ(amount.has_value(), of_amount.empty()) << text;
    quantities += quantity ? 1 : 0;
    moneys += money ? 1 : 0;
    // Money is an exact quantity of 元 with the same value, and an amount.
    if (money) {
      ASSERT_TRUE(quantity && quantity->money && quantity->money->fen == money->value.fen) << text;
      ASSERT_TRUE(amount && amount->exact) << text;
    }
    if (quantity && quantity->exact) {
      ASSERT_TRUE(quantity->number) << text;
      ASSERT_TRUE(number_as_written(*quantity)) << text;
      Say again;
      const std::string printed = print_like(*quantity->number, *quantity);
      const auto second = parse_quantity(printed, again);
      ASSERT_TRUE(second) << text << " printed as " << printed << again.zh;
      ASSERT_EQ(*second->number, *quantity->number) << text;
    }
  }
  EXPECT_GT(quantities, 5'000);
  EXPECT_GT(moneys, 500);
}

TEST(RandomTexts, AreTargetsOrText) {
  Draw draw(9);
  int quantitative = 0;
  for (int turn = 0; turn < 200'000; ++turn) {
    const std::string target_text = (draw.below(2) == 0 ? "≥" : "") + draw.text(4);
    const std::string actual_text = draw.text(3);
    const TargetText target = parse_target_text(target_text);
    ASSERT_EQ(target.is_quantitative(), target.number.has_value()) << target_text;
    ASSERT_TRUE(same_target(target, target)) << target_text;
    quantitative += target.is_quantitative() ? 1 : 0;
    const auto actual = parse_actual(actual_text);
    if (!actual) continue;
    const Score weight(static_cast<std::int64_t>(draw.below(30)));
    if (const auto score = formula_score(target, *actual, weight)) {
      ASSERT_FALSE(score->is_negative()) << target_text << " and " << actual_text;
      ASSERT_LE(*score, weight) << target_text << " and " << actual_text;
      ASSERT_TRUE(is_met(target, *actual).has_value());
    }
  }
  EXPECT_GT(quantitative, 5'000);
}

TEST(RandomTexts, AreDatesOrToldWhatIsWrong) {
  Draw draw(10);
  static constexpr std::string_view kCharacters = "0123456789--  ::年/.T";
  for (int turn = 0; turn < 200'000; ++turn) {
    std::string text = draw.below(2) == 0 ? "2024-02-26 09:30" : "2024-02-26";
    text.resize(draw.below(text.size() + 1));
    for (std::size_t left = draw.below(3); left > 0 && !text.empty(); --left) {
      text[draw.below(text.size())] = kCharacters[draw.below(kCharacters.size())];
    }
    Say of_day;
    Say of_time;
    Say of_loose;
    const auto day = parse_date(text, of_day);
    const auto time = parse_date_time(text, of_time);
    const auto loose = parse_loose_date(text, of_loose);
    ASSERT_EQ(day.has_value(), of_day.empty()) << text;
    ASSERT_EQ(time.has_value(), of_time.empty()) << text;
    ASSERT_EQ(loose.has_value(), of_loose.empty()) << text;
    ASSERT_TRUE(!day || print(*day) == text) << text;
    ASSERT_TRUE(!time || print(*time) == text) << text;
    ASSERT_TRUE(!loose || (is_real(loose->first_day()) && is_real(loose->last_day()))) << text;
  }
}

}  // namespace
}  // namespace disclose

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "exact/decimal.h"

namespace disclose {

/// An amount of money in fen (0.01 元), exact. Stated amounts are below 10^15 元 in size, so sums of
/// all the amounts of a site always fit.
struct Money {
  Wide fen = 0;

  friend constexpr Money operator+(Money a, Money b) { return {a.fen + b.fen}; }
  friend constexpr Money operator-(Money a, Money b) { return {a.fen - b.fen}; }
  constexpr Money operator-() const { return {-fen}; }
  constexpr Money& operator+=(Money other) { return *this = *this + other; }
  constexpr Money& operator-=(Money other) { return *this = *this - other; }
  constexpr bool is_zero() const { return fen == 0; }
  constexpr bool is_negative() const { return fen < 0; }
  friend constexpr auto operator<=>(const Money&, const Money&) = default;
};

/// The unit an amount is written in: 元, 万元, 亿元.
enum class MoneyUnit : std::uint8_t { yuan, ten_thousand, hundred_million };

/// An amount as its author wrote it: the unit chosen is the unit shown.
struct StatedMoney {
  Money value;
  MoneyUnit unit = MoneyUnit::yuan;
  std::uint8_t decimals = 0;  ///< as written
  std::string_view written;   ///< the author's text, without white space around it
};

/// Money, or (when `exact` is empty) an imprecise quantity of money, shown as written, never summed.
struct Amount {
  std::optional<StatedMoney> exact;
  std::string_view written;
};

/// Reads "678314.65万元", "7,835,793.00元", "-12元" (format.md 2, money). When it is not one,
/// `problem` says what was found and how to write it. No allocation when it is.
std::optional<StatedMoney> parse_money(std::string_view text, Say& problem);

/// Reads money or an imprecise quantity of money: "约6800万元", "5亿多元".
std::optional<Amount> parse_amount(std::string_view text, Say& problem);

/// 元, 万元, 亿元.
std::string_view name_of(MoneyUnit unit);

/// `value` in `unit`, exact: 23186000 元 in 万元 is 2318.600000.
Decimal in_unit(Money value, MoneyUnit unit);

/// `yuan` 元 as money; nullopt when it is finer than 0.01 元 or not below 10^15 元.
std::optional<Money> money_of(const Decimal& yuan);

/// "2,318.60万元": exact, so with more decimals than `min_decimals` where it takes them.
std::string print(Money value, MoneyUnit unit, int min_decimals = 2);
/// As the author chose: unit and decimals as written, with thousands commas.
std::string print(const StatedMoney& money);
/// The printed amount, or the author's words when it is imprecise.
std::string print(const Amount& amount);
/// The number without the unit word: "2,318.60".
std::string print_number(Money value, MoneyUnit unit, int min_decimals = 2);
/// Without unit and commas, for CSV and JSON: "2318.60".
std::string print_plain(Money value, MoneyUnit unit, int min_decimals = 2);

}  // namespace disclose

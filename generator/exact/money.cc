#include "exact/money.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "exact/number.h"
#include "exact/quantity.h"

namespace disclose {
namespace {

constexpr Wide kFenLimit = Wide{100} * 1'000'000'000'000'000;  // 10^15 元
constexpr std::string_view kExample = "678314.65万元";

/// How many decimals of the unit one fen is: 2, 6, 10.
int fen_decimals(MoneyUnit unit) {
  switch (unit) {
    case MoneyUnit::yuan:
      return 2;
    case MoneyUnit::ten_thousand:
      return 6;
    case MoneyUnit::hundred_million:
      return 10;
  }
  return 2;
}

std::optional<MoneyUnit> money_unit(std::string_view word) {
  if (word == "万元") return MoneyUnit::ten_thousand;
  if (word == "元") return MoneyUnit::yuan;
  if (word == "亿元") return MoneyUnit::hundred_million;
  return std::nullopt;
}

enum class MoneyFault : std::uint8_t { none, number, unit, finer, too_large };

/// `number` × 10^shift in fen.
MoneyFault to_fen(const Decimal& number, int shift, Money& out) {
  Wide fen = number.mantissa();
  // At most 24 digits were read and 10 are added: 128 bits hold them.
  int exponent = shift - number.scale();
  for (; exponent > 0; --exponent) fen *= 10;
  for (; exponent < 0; ++exponent) {
    if (fen % 10 != 0) return MoneyFault::finer;
    fen /= 10;
  }
  if (fen >= kFenLimit || fen <= -kFenLimit) return MoneyFault::too_large;
  out.fen = fen;
  return MoneyFault::none;
}

MoneyFault read(std::string_view text, StatedMoney& out) {
  const ScannedNumber number = scan_number(text);
  if (number.fault != NumberFault::none) return MoneyFault::number;
  std::string_view rest = text.substr(number.length);
  take_space(rest);
  const std::optional<MoneyUnit> unit = money_unit(rest);
  if (!unit) return MoneyFault::unit;
  out.unit = *unit;
  out.decimals = static_cast<std::uint8_t>(number.value.scale());
  out.written = text;
  return to_fen(number.value, fen_decimals(*unit), out.value);
}

Say say(std::string_view text, std::string_view zh, std::string_view en) {
  const std::string shown = quoted(text);
  return {fmt::format("金额「{}」{}", shown, zh), fmt::format("the amount “{}” {}", shown, en)};
}

bool is_imprecise_money(const Quantity& quantity) {
  return !quantity.exact && quantity.unit == "元";
}

Say bare_number(std::string_view text) {
  const std::string shown = quoted(text);
  return {fmt::format("金额「{0}」没有单位，写成 \"{0}元\" 或 \"{0}万元\"", shown),
          fmt::format("the amount “{0}” has no unit; write \"{0}元\" or \"{0}万元\"", shown)};
}

Say sign_problem(std::string_view text) {
  constexpr std::array<std::string_view, 4> kCurrency = {"¥", "￥", "人民币", "RMB"};
  for (const std::string_view word : kCurrency) {
    if (text.starts_with(word)) {
      return say(text, "以货币符号开头，去掉它，单位写在数字后，如 100元",
                 "begins with a currency sign; write the unit after the number, such as 100元");
    }
  }
  constexpr std::array<std::string_view, 5> kSigns = {"+", "＋", "−", "－", "—"};
  for (const std::string_view word : kSigns) {
    if (text.starts_with(word)) {
      return say(text, "的符号不对，正数不写符号，负数写半角 -，如 -12元",
                 "has another sign; write none, or an ASCII - for a negative one, such as -12元");
    }
  }
  return {};
}

/// Why the text after the number is no unit of money.
Say unit_problem(std::string_view text) {
  const ScannedNumber number = scan_number(text);
  std::string_view rest = text.substr(number.length);
  take_space(rest);
  if (rest.empty()) return bare_number(text);
  Say other;
  const std::optional<Quantity> quantity = parse_quantity(text, other);
  if (!quantity) return other;
  if (is_imprecise_money(*quantity)) {
    return say(text, "不是确数，此处写准确的金额，如 6800万元",
               "is imprecise; write an exact amount here, such as 6800万元");
  }
  if (quantity->unit == "元") {
    return say(text, "的单位写成 元、万元 或 亿元", "has another unit; write 元, 万元 or 亿元");
  }
  return say(text, "的单位不是 元、万元 或 亿元", "has a unit other than 元, 万元 or 亿元");
}

Say explain(std::string_view text, MoneyFault fault) {
  switch (fault) {
    case MoneyFault::finer:
      return say(text, "比 0.01 元更细，写到分为止",
                 "is finer than 0.01 元; write money to the fen at most");
    case MoneyFault::too_large:
      return say(text, "过大，应小于 10^15 元", "is too large; it must be below 10^15 元");
    case MoneyFault::unit:
      return unit_problem(text);
    case MoneyFault::number:
    case MoneyFault::none:
      break;
  }
  if (text.empty()) {
    return {"金额是空的，写法如 678314.65万元", "the amount is empty; write it like 678314.65万元"};
  }
  Say sign = sign_problem(text);
  if (!sign.empty()) return sign;
  Say other;
  if (const std::optional<Quantity> quantity = parse_quantity(text, other)) return unit_problem(text);
  return number_problem(scan_number(text).fault, text, kExample);
}

}  // namespace

std::optional<StatedMoney> parse_money(std::string_view text, Say& problem) {
  const std::string_view trimmed = trim(text);
  StatedMoney out;
  const MoneyFault fault = read(trimmed, out);
  if (fault == MoneyFault::none) return out;
  problem = explain(trimmed, fault);
  return std::nullopt;
}

std::optional<Amount> parse_amount(std::string_view text, Say& problem) {
  const std::string_view trimmed = trim(text);
  StatedMoney money;
  const MoneyFault fault = read(trimmed, money);
  if (fault == MoneyFault::none) return Amount{money, trimmed};
  Say other;
  const std::optional<Quantity> quantity = parse_quantity(trimmed, other);
  if (quantity && is_imprecise_money(*quantity)) return Amount{std::nullopt, trimmed};
  problem = explain(trimmed, fault);
  return std::nullopt;
}

std::string_view name_of(MoneyUnit unit) {
  switch (unit) {
    case MoneyUnit::yuan:
      return "元";
    case MoneyUnit::ten_thousand:
      return "万元";
    case MoneyUnit::hundred_million:
      return "亿元";
  }
  return "";
}

Decimal in_unit(Money value, MoneyUnit unit) {
  return Decimal::scaled(value.fen, fen_decimals(unit));
}

std::optional<Money> money_of(const Decimal& yuan) {
  // Beyond the limit a mantissa could be too long to be raised to fen.
  if (yuan.abs() >= Decimal(1'000'000'000'000'000)) return std::nullopt;
  Money out;
  if (to_fen(yuan, fen_decimals(MoneyUnit::yuan), out) != MoneyFault::none) return std::nullopt;
  return out;
}

std::string print(Money value, MoneyUnit unit, int min_decimals) {
  return print_number(value, unit, min_decimals).append(name_of(unit));
}

std::string print(const StatedMoney& money) {
  return print(money.value, money.unit, money.decimals);
}

std::string print(const Amount& amount) {
  return amount.exact ? print(*amount.exact) : std::string(amount.written);
}

std::string print_number(Money value, MoneyUnit unit, int min_decimals) {
  return in_unit(value, unit).grouped(min_decimals);
}

std::string print_plain(Money value, MoneyUnit unit, int min_decimals) {
  const Decimal number = in_unit(value, unit).trimmed();
  return number.to_string(min_decimals > number.scale() ? min_decimals : number.scale());
}

}  // namespace disclose

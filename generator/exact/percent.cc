#include "exact/percent.h"

#include <fmt/format.h>

#include "base/text.h"
#include "exact/number.h"

namespace disclose {

std::optional<Decimal> parse_percent(std::string_view text, Say& problem) {
  const std::string_view trimmed = trim(text);
  const ScannedNumber number = scan_number(trimmed);
  if (number.fault != NumberFault::none) {
    problem = number_problem(number.fault, trimmed, "97.5%");
    return std::nullopt;
  }
  std::string_view rest = trimmed.substr(number.length);
  take_space(rest);
  if (rest == "%" || rest == "％") return number.value;
  problem = {fmt::format("「{}」不是百分比，写法如 97.5%", quoted(trimmed)),
             fmt::format("“{}” is not a percentage; write it like 97.5%", quoted(trimmed))};
  return std::nullopt;
}

std::string print_percent(const Decimal& percent) { return percent.to_string() + "%"; }

std::string print_percent(const Decimal& percent, int places) {
  return percent.to_string(places) + "%";
}

std::optional<Decimal> percent_of(const Decimal& percent, const Decimal& whole) {
  const std::optional<Decimal> product = Decimal::multiply(percent, whole);
  if (!product) return std::nullopt;
  return product->shifted(-2);
}

}  // namespace disclose

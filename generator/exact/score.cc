#include "exact/score.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "exact/number.h"

namespace disclose {
namespace {

constexpr int kMostDecimals = 4;

}  // namespace

std::optional<Score> parse_score(std::string_view text, Say& problem) {
  const std::string_view trimmed = trim(text);
  const ScannedNumber number = scan_number(trimmed);
  if (number.fault != NumberFault::none) {
    problem = number_problem(number.fault, trimmed, "96.5");
    return std::nullopt;
  }
  if (number.length != trimmed.size() || trimmed.find(',') != std::string_view::npos) {
    problem = {fmt::format("「{}」不是分数，只写数字，如 96.5", quoted(trimmed)),
               fmt::format("“{}” is not a score; write the number alone, such as 96.5",
                           quoted(trimmed))};
    return std::nullopt;
  }
  if (number.value.trimmed().scale() > kMostDecimals) {
    problem = {fmt::format("分数 {} 的小数多于 {} 位", quoted(trimmed), kMostDecimals),
               fmt::format("the score {} has more than {} decimals; round it", quoted(trimmed),
                           kMostDecimals)};
    return std::nullopt;
  }
  return number.value;
}

std::string print_score(const Score& score) {
  return score.to_string(std::max(2, score.trimmed().scale()));
}

}  // namespace disclose

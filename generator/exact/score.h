#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "exact/decimal.h"

namespace disclose {

/// A score or weight (得分, 分值): a Decimal with at most 4 decimals.
using Score = Decimal;

/// Reads "96.5" or the text of a JSON number. Otherwise `problem` says how to write it.
std::optional<Score> parse_score(std::string_view text, Say& problem);

/// At least two decimals, more where it takes them: "96.50", "6.667".
std::string print_score(const Score& score);

}  // namespace disclose

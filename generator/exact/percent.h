#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "exact/decimal.h"

namespace disclose {

/// Reads "97.5%" (or the full-width ％); the value is the number before the sign: 97.5.
std::optional<Decimal> parse_percent(std::string_view text, Say& problem);

/// "97.5%": exact, without trailing zeros.
std::string print_percent(const Decimal& percent);
/// Rounded to exactly `places` decimals: "97.50%".
std::string print_percent(const Decimal& percent, int places);

/// `percent` per cent of `whole`, exact; nullopt when it does not fit.
std::optional<Decimal> percent_of(const Decimal& percent, const Decimal& whole);

}  // namespace disclose

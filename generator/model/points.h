#pragma once

#include <compare>
#include <cstdint>

#include "exact/decimal.h"

namespace disclose {

/// A score or weight: an exact number with at most four decimals, kept small since a county has
/// hundreds of thousands of them.
struct Points {
  std::int32_t ten_thousandths = 0;
  Decimal decimal() const;
  auto operator<=>(const Points&) const = default;
};

}  // namespace disclose

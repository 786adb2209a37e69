#pragma once

#include <optional>
#include <string>

#include "exact/decimal.h"
#include "model/record.h"

namespace disclose {

/// The months a monitoring covers, for titles and columns.
struct Period {
  std::string full;    ///< "2024年1—6月"; the author's words when they are no months; "" when absent
  std::string months;  ///< "1—6月", for column heads; "" when they are no months
  std::optional<int> year;        ///< when all months are of one year
  std::optional<Decimal> elapsed; ///< percent of that year gone at its end, when it begins in January
};

/// Reads "2024-01/2024-06" (format.md 5, monitoring).
Period period_of(Text written);

}  // namespace disclose

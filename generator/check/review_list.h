#pragma once

#include <cstddef>
#include <vector>

#include "model/registry.h"

namespace disclose {

/// An indicator whose actual value is at least `review_over` of its target: its score is to be looked
/// at by a person (format.md 3, scoring; domain.md 1.15).
struct ReviewItem {
  const SelfEvaluation* record = nullptr;
  std::size_t indicator = 0;  ///< index in record->indicators
};

/// All of them, for the report of a build; no findings. In order of year, unit and record.
std::vector<ReviewItem> review_list(const Registry& registry);

}  // namespace disclose

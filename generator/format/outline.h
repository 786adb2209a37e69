#pragma once

#include <vector>

#include "format/narrative_repair.h"

namespace disclose {

/// The level of every note (0 for a signature), from `top` down and without jumps. Numbered
/// headings rank by their numbers: a （四） marked `####` stands beside the （三） marked `###`.
std::vector<int> heading_levels(const std::vector<BlockNote>& notes, int top);

}  // namespace disclose

#include "format/outline.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace disclose {

namespace {

constexpr std::size_t kRanks = 5;  // none and the four of headings
constexpr int kLowest = 6;         // h6

std::size_t index_of(Rank rank) { return std::min(static_cast<std::size_t>(rank), kRanks - 1); }

// How many marks (`##`) headings of a rank mostly have; 0 when they have none.
int usual_hashes(const std::vector<BlockNote>& notes, std::size_t rank) {
  std::array<int, 7> count{};
  for (const BlockNote& note : notes) {
    if (!note.signature && index_of(note.rank) == rank && note.hashes > 0) ++count[note.hashes];
  }
  const auto most = std::ranges::max_element(count);
  return *most == 0 ? 0 : static_cast<int>(most - count.begin());
}

// How deep each rank stands, on the scale of the marks.
std::array<int, kRanks> depth_of_ranks(const std::vector<BlockNote>& notes) {
  std::array<bool, kRanks> present{};
  int deepest_plain = 0;
  for (const BlockNote& note : notes) {
    if (note.signature) continue;
    present[index_of(note.rank)] = true;
    if (note.rank == Rank::none) deepest_plain = std::max<int>(deepest_plain, note.hashes);
  }
  std::array<int, kRanks> depth{};
  int above = 0;
  for (std::size_t rank = 1; rank < kRanks; ++rank) {
    if (!present[rank]) continue;
    const int marked = usual_hashes(notes, rank);
    const int unmarked = above == 0 ? deepest_plain + 1 : above + 1;
    depth[rank] = std::max(marked > 0 ? marked : unmarked, above + 1);
    above = depth[rank];
  }
  return depth;
}

}  // namespace

std::vector<int> heading_levels(const std::vector<BlockNote>& notes, int top) {
  const std::array<int, kRanks> depth_of = depth_of_ranks(notes);
  std::vector<int> levels;
  levels.reserve(notes.size());
  std::vector<int> open;
  for (const BlockNote& note : notes) {
    if (note.signature) {
      levels.push_back(0);
      continue;
    }
    const std::size_t rank = index_of(note.rank);
    const int depth = rank == 0 ? note.hashes : depth_of[rank];
    while (!open.empty() && open.back() >= depth) open.pop_back();
    open.push_back(depth);
    levels.push_back(std::min(top + static_cast<int>(open.size()) - 1, kLowest));
  }
  return levels;
}

}  // namespace disclose

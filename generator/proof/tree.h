#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "proof/hash.h"

namespace disclose {

/// The Merkle tree of RFC 6962, 2.1 over leaves that are only ever appended. It remembers every full
/// subtree, so that a root and a proof of any earlier size cost the square of the tree's height.
class Tree {
 public:
  void append(const Hash& leaf);

  std::size_t size() const { return levels_.empty() ? 0 : levels_.front().size(); }

  /// The root over the first `size` leaves; SHA-256 of nothing for none.
  Hash root(std::size_t size) const;

  /// From the leaf to the root of the first `size` leaves; `index` < `size` <= size().
  std::vector<Hash> inclusion(std::size_t index, std::size_t size) const;

  /// That the first `old_size` leaves of the first `size` leaves are what they were; 0 < `old_size` <= `size`.
  std::vector<Hash> consistency(std::size_t old_size, std::size_t size) const;

  /// The roots of the full subtrees of 2^level leaves, from the left.
  const std::vector<Hash>& level(std::size_t level) const;

 private:
  Hash range(std::size_t begin, std::size_t end) const;

  std::vector<std::vector<Hash>> levels_;
};

/// RFC 9162, 2.1.3.2. Of any input: false unless the proof leads from the leaf to the root.
bool verify_inclusion(const Hash& leaf, std::size_t index, std::size_t size, const std::vector<Hash>& proof, const Hash& root);

/// RFC 9162, 2.1.4.2, and that equal sizes have equal roots and an empty proof.
bool verify_consistency(std::size_t old_size, const Hash& old_root, std::size_t size, const Hash& root, const std::vector<Hash>& proof);

}  // namespace disclose

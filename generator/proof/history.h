#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "proof/leaf.h"

namespace disclose {

/// What the leaves of a log say, one after the other, each held to those before it: editions in order,
/// items sorted within them, every `prev` the last leaf of its id, only live items corrected, and the
/// counts of an edition those of the leaves.
class History {
 public:
  /// Takes the next leaf; false, and why, when it does not follow.
  bool append(Leaf leaf, Say& problem);

  /// Reads and takes every leaf of a log; the last one has to be an edition's.
  static std::optional<History> of(const std::vector<std::string>& leaves, Say& problem);

  const std::vector<Leaf>& leaves() const { return leaves_; }

  /// Index of the last leaf of an item; nullopt when it has none.
  std::optional<std::size_t> last_of(const std::string& id) const;

  /// Every id with the index of its last leaf.
  const std::map<std::string, std::size_t>& items() const { return items_; }
  const ItemLeaf& item(std::size_t index) const { return std::get<ItemLeaf>(leaves_[index]); }

  /// Indices of the editions' leaves, edition 1 first.
  const std::vector<std::size_t>& editions() const { return editions_; }
  const EditionLeaf& edition(std::size_t number) const { return std::get<EditionLeaf>(leaves_[editions_[number - 1]]); }

  /// The leaf after the last edition's: where the next one begins.
  std::size_t first() const { return editions_.empty() ? 0 : editions_.back() + 1; }

  /// What the leaves so far count to.
  LeafCounts counts() const;

 private:
  bool follows(const ItemLeaf& item, Say& problem) const;
  bool follows(const EditionLeaf& edition, Say& problem) const;
  bool follows(const KeyLeaf& key, Say& problem) const;

  std::vector<Leaf> leaves_;
  std::map<std::string, KeyOp> keys_;  ///< what was last done to a key
  bool adds_ = false;                  ///< the edition that is being read adds a key
  std::map<std::string, std::size_t> items_;
  std::vector<std::size_t> editions_;
};

}  // namespace disclose

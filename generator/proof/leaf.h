#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/diagnostic.h"

namespace disclose {

/// What a leaf does to its item, or to a key.
enum class LeafOp : std::uint8_t { publish, correct, withdraw, exempt };
enum class KeyOp : std::uint8_t { add, retire };

std::string_view name_of(LeafOp op);

/// One file of an item.
struct LeafFile {
  std::string name;    ///< its path in the site
  std::string sha256;  ///< 64 hexadecimal digits
  std::int64_t size = 0;
  std::string text;    ///< of a page, where the item has several: the digest of its text (ps-text/1); may be empty

  /// The text follows from the bytes: leaves from before it was recorded are no other files.
  friend bool operator==(const LeafFile& a, const LeafFile& b) { return a.name == b.name && a.sha256 == b.sha256 && a.size == b.size; }
};

/// `item/1`: a disclosure item was published, corrected, withdrawn or is exempt.
struct ItemLeaf {
  std::int64_t edition = 1;
  std::string id;  ///< `<unit>/<year>/<document>`
  LeafOp op = LeafOp::publish;
  std::string unit;                ///< the unit's name
  std::int64_t prev = -1;          ///< index of the last leaf of this id
  std::vector<LeafFile> files;     ///< publish, correct: in order of name
  std::string record;              ///< publish, correct: SHA-256 of the item's data in canonical form
  std::string text;                ///< of an item with one page: the digest of its text (ps-text/1); may be empty
  std::string reason;              ///< all but publish: 1 to 500 characters
  bool is_live() const { return op == LeafOp::publish || op == LeafOp::correct; }
};

/// What is counted from the leaves: units with a live item or an exemption, and of these the ones that
/// disclose something and the ones that are exempt from everything.
struct LeafCounts {
  std::int64_t units = 0;
  std::int64_t disclosed = 0;
  std::int64_t exempt = 0;
  std::int64_t items = 0;  ///< live and exempt ones
  std::optional<std::int64_t> waived;  ///< waivers of the leak gate that were used, where known

  friend bool operator==(const LeafCounts&, const LeafCounts&) = default;
};

/// `edition/1`: the last leaf of each edition.
struct EditionLeaf {
  std::int64_t edition = 1;
  std::string time;  ///< RFC 3339 at +08:00
  std::string site;  ///< base URL
  std::int64_t first = 0;   ///< index of the edition's first leaf
  std::int64_t prev = -1;   ///< index of the last edition's leaf
  LeafCounts counts;
  std::string manifest_sha256;
  std::string manifest_sm3;  ///< may be empty
  std::string tool;
};

/// `key/1`: a key begins or ends to sign.
struct KeyLeaf {
  KeyOp op = KeyOp::add;
  std::string key;  ///< vkey
  std::string time;
  std::string reason;
};

using Leaf = std::variant<ItemLeaf, EditionLeaf, KeyLeaf>;

/// The largest leaf that is written or read: what an entry bundle can hold (bytes; C2SP tlog-tiles). An item
/// lists the files of every project of its unit, some 116 of them at most.
inline constexpr std::size_t kMostLeafBytes = 65535;

/// Whether the text of a leaf is not larger than that.
bool is_small_enough(const Leaf& leaf);

/// The one text of a leaf. Throws std::logic_error for a leaf that parse_leaf() would refuse.
std::string print_leaf(const Leaf& leaf);

/// Reads a leaf strictly: every key known and needed, every value in its form, the text the canonical one.
std::optional<Leaf> parse_leaf(std::string_view text, Say& problem);

/// Three parts of [a-z0-9][a-z0-9.-]{0,79} between slashes.
bool is_item_id(std::string_view id);

/// RFC 3339 to the second at +08:00, a day of the calendar.
bool is_leaf_time(std::string_view time);

/// The seconds since 1970 of such a time.
std::int64_t unix_seconds(std::string_view time);

}  // namespace disclose

#pragma once

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace disclose {

/// A SHA-256 digest: of a leaf, of a node of the tree, of a tree.
struct Hash {
  std::array<char, 32> bytes = {};

  std::string_view view() const { return {bytes.data(), bytes.size()}; }
  /// From exactly 32 bytes; nullopt for any other length.
  static std::optional<Hash> from(std::string_view bytes);
  friend auto operator<=>(const Hash&, const Hash&) = default;
};

/// SHA-256(0x00 ‖ leaf) (RFC 6962, 2.1).
Hash leaf_hash(std::string_view leaf);

/// SHA-256(0x01 ‖ left ‖ right).
Hash node_hash(const Hash& left, const Hash& right);

/// Base64 of RFC 4648, 4, with padding.
std::string to_base64(std::string_view bytes);

/// The bytes of a Base64 text; nullopt unless to_base64() of them is that very text.
std::optional<std::string> from_base64(std::string_view text);

/// A decimal number without sign and leading zero, at most 2^53-1; nullopt for anything else.
std::optional<long long> whole_number(std::string_view text);

}  // namespace disclose

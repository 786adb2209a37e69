#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "proof/hash.h"
#include "proof/note.h"

namespace disclose {

/// What a log commits itself to: all of its first `size` leaves (C2SP tlog-checkpoint v1.0.0).
struct Checkpoint {
  std::string origin;  ///< the site's URL without scheme and the slash at its end
  std::size_t size = 0;
  Hash root;

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// Printable ASCII without space and `+`.
bool is_origin(std::string_view origin);

/// The three lines, and nothing after them.
std::string print_checkpoint(const Checkpoint& checkpoint);
std::optional<Checkpoint> parse_checkpoint(std::string_view text, Say& problem);

/// A checkpoint that all of its keys have signed.
struct SignedCheckpoint {
  Checkpoint checkpoint;
  std::vector<Signed> signed_by;
};

/// Reads a signed checkpoint; every key of `keys` has to have signed it, and those of the log (all but
/// witnesses) bear the log's origin as their name.
std::optional<SignedCheckpoint> open_checkpoint(std::string_view bytes, const std::vector<VerifierKey>& keys, Say& problem);

}  // namespace disclose

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "proof/checkpoint.h"
#include "proof/leaf.h"
#include "proof/tiles.h"

namespace disclose {

/// A receipt as text (C2SP tlog-proof@v1); `extra` holds the leaf. `checkpoint` is the signed note over
/// the first `size` leaves of the log.
std::string print_receipt(const Log& log, std::size_t index, std::size_t size, std::string_view checkpoint);

/// A receipt whose signatures and proof hold.
struct OpenReceipt {
  std::string leaf;  ///< its exact bytes, which the proof is over
  std::size_t index = 0;
  SignedCheckpoint signed_checkpoint;
};

/// Reads a receipt strictly, holds it to all of `keys` and follows the proof from leaf to root.
std::optional<OpenReceipt> open_receipt(std::string_view bytes, const std::vector<VerifierKey>& keys, Say& problem);

/// A receipt of a disclosure item: an open one whose leaf is an item's in its one form.
struct ItemReceipt {
  ItemLeaf item;
  std::size_t index = 0;
  SignedCheckpoint signed_checkpoint;
};
std::optional<ItemReceipt> check_receipt(std::string_view bytes, const std::vector<VerifierKey>& keys, Say& problem);

}  // namespace disclose

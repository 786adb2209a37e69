#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/folder.h"
#include "proof/checkpoint.h"
#include "proof/history.h"
#include "proof/tiles.h"

namespace disclose {

/// A sealed log whose signatures, tiles and leaves hold together.
struct SealedLog {
  Log log;
  History history;
  SignedCheckpoint signed_checkpoint;
  std::string checkpoint;  ///< the note itself
  std::vector<VerifierKey> keys{};  ///< that its last edition has to be signed with
};

/// Reads the log below proof/ (`fetch` takes paths relative to it) and holds it to all of `keys`, and to those
/// that the log itself put in their place (key_history.h).
std::optional<SealedLog> read_sealed_log(const Fetch& fetch, const std::vector<VerifierKey>& keys, Say& problem);

/// The same from the leaves alone (read_leaves): what a portal has to be asked for.
std::optional<SealedLog> read_distant_log(const Fetch& fetch, const std::vector<VerifierKey>& keys, Say& problem);

/// The same as the first without looking at signatures: for a log that lies in a folder of one's own, where nothing
/// rests on it but what is kept of old bytes.
std::optional<SealedLog> read_own_log(const Fetch& fetch, Say& problem);

/// What does not hold of a sealed site.
struct Mismatch {
  std::string path;  ///< relative to the site; empty: of the whole
  Say what;
};

struct Verified {
  std::size_t files = 0;  ///< that agree
  std::optional<SealedLog> sealed;
  std::vector<Mismatch> mismatches;  ///< in order of path
};

/// A folder against its log: every file is what the last edition lists, nothing is missing, nothing else
/// is there; every edition's checkpoint, list of files, receipts and tiles are what they have to be.
Verified verify_site(const Folder& folder, const std::vector<VerifierKey>& keys);

}  // namespace disclose

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "proof/history.h"
#include "proof/note.h"
#include "proof/tiles.h"

namespace disclose {

/// Which keys have to have signed the checkpoint of each edition (edition 1 first), for whoever holds
/// `given`: these, those that the log added before or in that edition, and not those it retired. A key that
/// is given and was added by the log counts from there on; editions before it then have none, if no other
/// key is given. nullopt, and why, when no key would be left where there was one: then anybody could go on.
std::optional<std::vector<std::vector<VerifierKey>>> keys_by_edition(const History& history, const std::vector<VerifierKey>& given, Say& problem);

/// Holds every edition that adds or retires a key to the keys it has to be signed with (`fetch` gives
/// checkpoints/N.txt), and gives the keys of the last edition.
std::optional<std::vector<VerifierKey>> follow_keys(const History& history, const Tree& tree, const std::vector<VerifierKey>& given, const Fetch& fetch, Say& problem);

}  // namespace disclose

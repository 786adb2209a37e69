#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "proof/checkpoint.h"
#include "proof/tiles.h"

namespace disclose {

/// The body of C2SP tlog-witness `add-checkpoint`: what the log has to show to a witness that has seen
/// its first `old_size` leaves (0: none).
std::string witness_request(const Log& log, std::size_t old_size, std::string_view checkpoint);

/// Why a witness does not sign; the number is the answer of the protocol over HTTP.
enum class WitnessRefusal : std::uint16_t {
  malformed = 400,
  unknown_key = 403,    ///< not the log it watches, or a signature that does not hold
  other_size = 409,     ///< the request does not start at what it has seen
  not_consistent = 422  ///< what it has seen is not the beginning of what it is shown: a fork
};

struct WitnessRefused {
  WitnessRefusal code = WitnessRefusal::malformed;
  Say why;
};

/// A request that may be cosigned, held against what the witness last saw of this log (nullopt: nothing).
/// Sign nothing unless this gives a checkpoint.
std::optional<Checkpoint> check_witness_request(std::string_view request, const std::vector<VerifierKey>& log_keys,
                                                const std::optional<Checkpoint>& seen, WitnessRefused& refused);

/// The note with one more signature line at its end; refused unless `witness` has signed it with it.
std::optional<std::string> add_cosignature(std::string_view checkpoint, std::string_view line, const VerifierKey& witness, Say& problem);

}  // namespace disclose

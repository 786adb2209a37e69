#pragma once

#include <functional>

#include "cli/run.h"
#include "proof_commands.h"

namespace disclose {

/// How far the check has come.
using VisitProgress = std::function<void(std::size_t done, std::size_t all)>;

/// `verify` of a portal (docs/proof.md): every address of the ledger's items against the log. Throws
/// DiskError when the machine fails.
CommandResult verify_portal(const Options& options, const SystemCalls& calls, const Surroundings& surroundings, const VisitProgress& progress);

}  // namespace disclose

#pragma once

#include "disk/system_calls.h"
#include "proof_commands.h"

namespace disclose {

/// `seal`, and with `--checked` what a look at the portal has found (docs/proof.md): `proof/checked.html`,
/// `proof/checked.json` and, where the checker signed, `proof/checked.note` beside the log. They are the
/// checker's word: no list of files has them, and no leaf.
CommandResult seal_with_check(const Options& options, const SystemCalls& calls);

}  // namespace disclose

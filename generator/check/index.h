#pragma once

#include <cstdint>

#include "model/registry.h"

namespace disclose {

/// Which version of a partly secret record stands in the registry.
enum class Redaction : std::uint8_t {
  none,     ///< whole: what the rules look at
  applied,  ///< without its withheld keys: what is published
};

/// Gathers what may be published from `registry.inputs` and indexes it: by year, unit and project.
/// Settles the shown and the closed years. Ledgers are made apart (ledger_rules.h).
void index_registry(Registry& registry, Redaction redaction);

}  // namespace disclose

#pragma once

#include "base/diagnostic.h"
#include "model/inputs.h"

namespace disclose {

/// The `form` rules that need more than one record: ids unique in the whole site, references that
/// lead somewhere, published records that refer only to published ones, cycles (format.md 6, form).
/// A record with a breach loses its `sound`.
void check_references(Inputs& inputs, Diagnostics& diagnostics);

}  // namespace disclose

#pragma once

#include <set>

#include "base/diagnostic.h"
#include "base/folder.h"
#include "model/inputs.h"

namespace disclose {

/// Reads a site folder (format.md 1): text becomes values that know where they stand, values become
/// records. Nothing is judged but form; every problem of every file is reported, in any thread count
/// the same.
Inputs read(const Folder& folder, unsigned threads, Diagnostics& diagnostics);

/// The fiscal years that any record or report is of, published or not.
std::set<Year> years_of(const Inputs& inputs);

/// Fills in the line and column of every finding whose place is known by its pointer only.
void locate(const Folder& folder, Diagnostics& diagnostics);

}  // namespace disclose

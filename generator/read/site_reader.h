#pragma once

#include <vector>

#include "model/site.h"
#include "model/unit.h"
#include "read/object_reader.h"

namespace disclose {

/// Reads data/site.json (format.md 3) and fills in its defaults.
Site read_site(const Value& value, FileContext& context);

/// Reads data/units.json (format.md 4): in order of code, then of the file.
std::vector<Unit> read_units(const Value& value, FileContext& context);

}  // namespace disclose

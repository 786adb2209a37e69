#pragma once

#include <string>
#include <string_view>

#include "disk/system_calls.h"

namespace disclose {

/// Writes one file of the operator's choosing, whole or not at all: to `<path>.new` first, which is then
/// renamed. Throws DiskError when the machine fails; what stood at `path` is then as it was.
void write_file(const std::string& path, std::string_view bytes, const SystemCalls& calls);

}  // namespace disclose

#pragma once

#include <optional>
#include <string_view>

#include "disk/disk_error.h"
#include "disk/system_calls.h"

namespace disclose {

/// Refuses an output folder that is the site folder itself or lies in its data/, content/ or
/// templates/: the next run would read the site it made as input. Links and `..` on the way are
/// seen through. A folder that does not exist yet is judged by its parent.
std::optional<Refusal> refuse_among_inputs(const SystemCalls& calls, std::string_view site,
                                           std::string_view out);

}  // namespace disclose

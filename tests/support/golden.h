#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace disclose {

/// Expects `actual` to be the text of the file at `path` (below the source tree), byte for byte.
///
/// With UPDATE_GOLDEN=1 in the environment the file is written instead: read what changed before
/// you accept it.
void expect_golden(std::string_view path, const std::string& actual);

/// Path → bytes.
using Files = std::map<std::string, std::string, std::less<>>;

/// Every file below the folder `path` of the source tree; nothing when there is no such folder.
Files files_below(std::string_view path);

}  // namespace disclose

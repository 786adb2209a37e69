#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/value.h"

namespace disclose {

/// One step of a JSON pointer (RFC 6901): "/" and the escaped key, or "/" and the index.
std::string pointer_step(std::string_view key);
std::string pointer_step(std::size_t index);

/// The byte offset of what `pointer` names below `root`: of the key for a member, of the value for
/// an array element; or of the deepest value on the way to it.
std::size_t offset_of(const Value& root, std::string_view pointer);

/// Whether `pointer` names a value below `root`.
bool names_value(const Value& root, std::string_view pointer);

}  // namespace disclose

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/arena.h"
#include "base/value.h"

namespace disclose {

/// Reads the JSON value that begins at `start` of `text`, up to the end of the text or, unless `whole`,
/// of the value. Texts live in `arena`.
///
/// Fast, because it says nothing: nullopt for whatever is not plainly right (syntax, UTF-8, keys that
/// repeat, nesting deeper than 64), also where it might be right (an exponent); json.cc then finds out
/// what it is and where.
std::optional<Value> read_strict_json(std::string_view text, std::size_t start, bool whole, Arena& arena);

}  // namespace disclose

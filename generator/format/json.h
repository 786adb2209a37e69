#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/value.h"
#include "format/json_pointer.h"

namespace disclose {

/// How deep objects and arrays may be nested (format.md 1).
inline constexpr int kMaxDepth = 64;

/// Reads one JSON file strictly (format.md 1): a BOM is skipped; duplicate keys, trailing bytes,
/// invalid UTF-8, NaN, control characters in strings and nesting deeper than kMaxDepth are `form`
/// errors with their place.
///
/// Every value knows the byte offset where it starts; numbers are kept as written; texts live in
/// `arena`. Returns nullopt when there is no value to speak of (a syntax error); a duplicate key is
/// reported and its first value kept.
std::optional<Value> parse_json(std::string_view file, std::string_view text, Arena& arena,
                                Diagnostics& diagnostics);

/// Reads the one value that starts at `offset` of a text that parse_json() has accepted before.
std::optional<Value> parse_json_at(std::string_view text, std::size_t offset, Arena& arena);

}  // namespace disclose

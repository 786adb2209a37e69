#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/value.h"

namespace disclose {

/// The most bytes front matter may take: far more than any page needs, little enough that hostile
/// YAML costs no time.
inline constexpr std::size_t kMaxFrontMatter = 256 * 1024;

/// A Markdown file taken apart. `front_matter` is an object; its offsets are those of the file.
struct MarkdownFile {
  std::optional<Value> front_matter;  ///< absent when the file does not begin with `---`
  std::size_t body_offset = 0;  ///< where the Markdown begins, after the BOM or the `---` line
};

/// Splits a content/**/*.md file into YAML front matter (between `---` lines, the first of them the
/// first line of the file) and body, and reads the YAML by the rules of JSON (format.md 1): no
/// duplicate keys, no nesting deeper than 64, UTF-8 only, and nothing YAML alone has (anchors,
/// aliases, tags, directives, several documents).
///
/// A plain scalar is a number only when JSON would call it one, a boolean when it is true or false,
/// null when it is empty, `~` or null; all else (2024-02-05, 1., 是) is a string.
///
/// Every breach is a `form` error at its place in `file`; nullopt when there was any. Texts live in
/// `arena`.
std::optional<MarkdownFile> parse_front_matter(std::string_view file, std::string_view text,
                                               Arena& arena, Diagnostics& diagnostics);

}  // namespace disclose

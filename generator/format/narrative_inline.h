#pragma once

#include <cstdint>
#include <string_view>

#include "format/mapped_text.h"
#include "format/markdown.h"

namespace disclose {

/// Put beside an emphasis mark so that it opens or closes; taken off the output again. A
/// private-use character: those of the author never reach the output either.
inline constexpr std::string_view kJoiner = "\xEE\x80\x80";  // U+E000
/// Stands for a line break inside a table cell (`<br>`).
inline constexpr std::string_view kCellBreak = "\xEE\x80\x81";  // U+E001

/// How the inline marks of one block are repaired.
struct Mending {
  Reading reading = Reading::shown;
  bool row = false;  ///< a table row: marks do not pair across `|`
  std::string_view joiner =
      kJoiner;  ///< what does not occur in the text, when reading is `written`
};

/// Repairs the inline Markdown of one block, whose lines are joined in `in`, and appends it to
/// `out`: emphasis that CommonMark would not close beside Chinese punctuation, LaTeX residue,
/// dollar signs, raw HTML (made text), bare addresses (made links that end where the address does),
/// the `*` of formulas. A block with more marks than any author writes is taken as text without
/// any.
void mend_inline(const MappedText& in, const Mending& mending, MappedText& out);

}  // namespace disclose

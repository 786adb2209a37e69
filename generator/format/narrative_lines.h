#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "format/numbering.h"

namespace disclose {

/// One line of a narrative, told apart but not yet repaired.
struct Line {
  enum class Kind : std::uint8_t {
    blank,
    text,
    heading,     ///< `## …`
    bullet,      ///< `- …`
    row,         ///< of a table
    fence,       ///< ``` or ~~~
    code,        ///< between fences
    rule,        ///< `---`
    underline,   ///< `===` or `---` below a text: it is a heading
    definition,  ///< of a footnote or a link
    signature,   ///< at the end: unit or date
    dropped,     ///< a repeated title or signature
  };

  Kind kind = Kind::blank;
  Rank rank = Rank::none;
  std::uint8_t hashes = 0;      ///< of a heading: 1 to 6; 0 for one that is only numbered
  std::uint8_t quotes = 0;      ///< `>` marks before it
  bool break_after = false;     ///< ends in two spaces or a backslash
  bool paragraph_mark = false;  ///< begins with two full-width spaces
  std::uint32_t indent = 0;     ///< columns of white space before it
  std::uint32_t start = 0;      ///< of its content, in bytes of the body
  std::uint32_t end = 0;

  std::string_view of(std::string_view body) const { return body.substr(start, end - start); }
  bool is_text() const { return kind == Kind::text; }
};

/// Cuts `body` into lines and tells what each of them is, tables and underlined headings included.
std::vector<Line> read_lines(std::string_view body);

}  // namespace disclose

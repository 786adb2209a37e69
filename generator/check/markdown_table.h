#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace disclose {

/// A table of a Markdown text, its cells as written.
struct MarkdownTable {
  std::uint32_t line = 0;  ///< of its header, from 1
  std::vector<std::string_view> header;
  std::vector<std::vector<std::string_view>> rows;
};

/// The tables of `body`: a header, a line of dashes, rows up to an empty line. Linear in the text.
std::vector<MarkdownTable> markdown_tables(std::string_view body);

/// Whether a cell says something: not empty, and no — - / or * for "not applicable" (domain.md 1.0.2).
bool has_entry(std::string_view cell);

}  // namespace disclose

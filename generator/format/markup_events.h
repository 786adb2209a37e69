#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

namespace disclose {

/// What a part of a Markdown tree is.
enum class Part : std::uint8_t {
  other,
  heading,
  paragraph,
  quote,
  list,
  item,
  code_block,
  raw_block,
  rule,
  table,
  row,
  cell,
  text,
  soft_break,
  line_break,
  code,
  raw,
  emphasis,
  strong,
  struck,
  link,
  image,
  footnote,
  footnote_mark,
};

/// A part of a Markdown tree is entered or left; a part without parts of its own is only entered.
struct MarkupEvent {
  Part part = Part::other;
  bool enter = true;
  std::uint32_t line = 0;    ///< where it begins, from 1
  std::uint32_t column = 0;  ///< in bytes, from 1
  std::string_view literal;  ///< of text, code, a footnote mark
  std::string_view url;      ///< of a link
  bool tight = false;        ///< a paragraph that is the plain text of its list item
  bool ordered = false;      ///< a list with numbers, which begin at `start`
  int start = 1;
  bool task = false;                         ///< an item of a task list
  bool done = false;                         ///< a finished task
  bool head = false;                         ///< the first row of a table
  std::span<const std::uint8_t> alignments;  ///< of a table: 'l', 'c', 'r' or 0 for each column
};

/// Parses Markdown and calls `visit` for every event, in order; what the events point to lives as
/// long as the call.
void walk_markup(std::string_view markdown, const std::function<void(const MarkupEvent&)>& visit);

}  // namespace disclose

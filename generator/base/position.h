#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace disclose {

/// Line and column of a character in a text file; both from 1, columns in code points; 0 = unknown.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  auto operator<=>(const Position&) const = default;
};

/// Where `offset` (in bytes) of `text` stands. A BOM at the start is not counted as a column.
Position position_at(std::string_view text, std::size_t offset);

/// position_at() for many places of one text: checkpoints make each look-up short, whatever the text.
class PositionIndex {
 public:
  explicit PositionIndex(std::string_view text) : text_(text) {}
  Position at(std::size_t offset);

 private:
  std::string_view text_;
  std::vector<Position> checkpoints_;  ///< one every kStride bytes; made at the first look-up
};

/// The line of `text` (without its line break) that `position` is on; empty when there is none.
std::string_view line_at(std::string_view text, Position position);

/// Where a fact was stated: a file of the site folder and, in JSON or front matter, a JSON pointer.
/// `position` may still be unknown (line 0); `origin` is then the byte offset of the record in the
/// file, which locate() (read/locate.h) uses to find the line and column of the pointer.
struct Place {
  std::string file;     ///< relative to the site folder, `/` as separator
  std::string pointer;  ///< RFC 6901, "" for a whole file or for Markdown text
  Position position{};
  std::uint32_t origin = 0;
};

}  // namespace disclose

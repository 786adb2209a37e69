#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace disclose {

/// How the lines of an official text are numbered, from the highest rank to the lowest.
enum class Rank : std::uint8_t {
  none,
  first,   ///< 一、
  second,  ///< （一）
  third,   ///< 1. 1、
  fourth,  ///< （1） 1）
  item,    ///< ① ● ■: begins a block, never a heading
};

/// What stands at the beginning of a text.
struct Numbering {
  Rank rank = Rank::none;
  std::size_t size = 0;  ///< bytes of the number and its mark
};

/// The number that `text` begins with. Emphasis marks before it are looked through.
Numbering read_numbering(std::string_view text);

/// The line ends in 。；： (or their ASCII forms beside Han), closing quotes and emphasis marks
/// aside: a single line break after it ends a paragraph.
bool ends_clause(std::string_view text);

/// As ends_clause(), or in ！？… and the like: a blank line after it ends a paragraph.
bool ends_sentence(std::string_view text);

/// `text` without the emphasis marks and white space at both ends.
std::string_view without_emphasis(std::string_view text);

/// Columns a line takes, Han characters two; marks and tags are counted as they stand.
std::size_t columns_of(std::string_view text);

/// The code point before `at`, which moves to its start; `at` is not 0.
char32_t previous_code_point(std::string_view text, std::size_t& at);

}  // namespace disclose

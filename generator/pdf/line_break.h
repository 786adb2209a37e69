#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "pdf/character_class.h"

/// Breaks a paragraph into lines by the rules of Chinese typesetting, in time linear in its length.
/// Knows widths, not fonts.
namespace disclose::pdf {

/// One character to be set. Widths in points.
struct SetChar {
  char32_t character = 0;
  float advance = 0;
  float em = 0;  ///< the size it is set in
  Traits traits = 0;
  bool attached = false;  ///< never parted from the character before it (a note's number)
  bool forced = false;    ///< a line ends after it (<br/>); it paints nothing
};

enum class Align : std::uint8_t { justify, left, centre, right };

struct LineRules {
  float width = 0;
  float first_indent = 0;
  Align align = Align::justify;
  /// Blank halves of punctuation at both edges are always cut, so that the edge looks straight;
  /// otherwise only when it saves a line's last character, and Han stay in their columns.
  bool straight_edges = false;
  /// Words of the field (绩效目标, 自评报告) are not parted where another break will do: for titles
  /// and narrow cells.
  bool keep_terms = false;
  /// Lines are made of about one length: for titles and centred cells.
  bool balanced = false;
};

/// Characters [begin, end) of a line, the blanks at its ends left out.
struct Line {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  float left = 0;   ///< where its first character stands from the left edge
  float width = 0;  ///< as set
};

struct BrokenText {
  std::vector<Line> lines;
  /// How far the pen moves after each character of the text, spacing and squeezing included; a
  /// character outside every line has 0.
  std::vector<float> advances;
  /// How far to move a line's first character left, its blank half being cut: by line.
  std::vector<float> cut_before;
};

/// Breaks `text`. Every line is at most `rules.width` wide, unless one character alone is wider.
BrokenText break_lines(std::span<const SetChar> text, const LineRules& rules);

/// The widest piece that is not broken unless it must be, and the width of the longest line when
/// only forced breaks are taken.
struct TextExtent {
  float least = 0;
  float most = 0;
};
TextExtent measure(std::span<const SetChar> text, bool keep_terms);

/// How willingly a line ends before a character.
enum class BreakQuality : std::uint8_t {
  never,      ///< inside a character and its marks
  last,       ///< only when nothing else fits: inside a word, before a closing mark
  poor,       ///< after a slash of a long address, inside a measure word (万|元)
  reluctant,  ///< between a number and its measure word
  free,
  forced,
};

/// For each character, how willingly a line ends before it; one more than there are characters.
std::vector<BreakQuality> break_qualities(std::span<const SetChar> text, bool keep_terms);

}  // namespace disclose::pdf

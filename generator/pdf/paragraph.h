#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pdf/document.h"
#include "pdf/font.h"
#include "pdf/line_break.h"
#include "pdf/page.h"
#include "pdf/style.h"

/// From text to characters with glyphs, from lines to painted runs.
namespace disclose::pdf {

/// How one character is painted.
struct Ink {
  std::uint16_t face = 0;
  std::uint16_t glyph = 0;  ///< 0 paints nothing
  float size = 0;
  float rise = 0;   ///< above the baseline
  float shift = 0;  ///< to the right of where its room begins
  Colour colour;
  std::uint32_t link = 0;
  std::uint32_t note = 0;
};

/// A text that is measured and broken into lines, not yet on a page.
struct SetText {
  std::vector<SetChar> characters;
  std::vector<Ink> inks;
  BrokenText broken;
  float size = 0;
  float pitch = 0;

  std::size_t line_count() const { return broken.lines.size(); }
  float height() const { return pitch * static_cast<float>(line_count()); }
  /// The notes whose numbers stand on a line.
  std::vector<std::uint32_t> notes_on(std::size_t line) const;
};

/// Turns texts into glyphs. A character that no font has is a finding, once.
class Setter {
 public:
  Setter(const FontSet& fonts, const Style& style, const Document& document,
         Diagnostics& diagnostics)
      : fonts_(fonts), style_(style), document_(document), diagnostics_(diagnostics) {}

  /// Glyphs and widths; not broken. `position` is where the text stands in the markup.
  SetText glyphs(const Text& text, const TextStyle& style, Position position);
  SetText glyphs(std::string_view text, const TextStyle& style, Position position);

  /// Breaks a text set by glyphs().
  static void break_into(SetText& text, const LineRules& rules) {
    text.broken = break_lines(text.characters, rules);
  }

  /// A text on one line, whatever its width.
  SetText one_line(std::string_view text, const TextStyle& style, Position position = {});

  /// A finding (Code::form) at a place of the markup.
  void problem(Position position, Say message, Say help);

  const Style& style() const { return style_; }

 private:
  void add(SetText& out, char32_t character, const Run& run, const TextStyle& style,
           Position position, std::string_view around);
  void join_dashes(SetText& out, FontRole role, Weight weight) const;
  void missing(char32_t character, Position position, std::string_view around);

  const FontSet& fonts_;
  const Style& style_;
  const Document& document_;
  Diagnostics& diagnostics_;
  std::set<char32_t> reported_;
  bool open_dash_ = false;  // the last character is a dash that has no second half yet
};

/// Where the first baseline stands below the top of a line.
float baseline_of(float size, float pitch);

/// The elements that parts of a text belong to.
struct TextElements {
  ElementIndex text = artifact;
  std::vector<std::pair<std::uint32_t, ElementIndex>> links;  ///< by link
  std::vector<std::pair<std::uint32_t, ElementIndex>> notes;  ///< Reference elements by note
};

/// Paints one line with its left edge at `at.x` and the top of the line at `at.y`. Areas of its
/// links are added to the page; a link into this document keeps its `#id` for resolve_links
/// (layout.cc).
void paint_line(Page& page, const SetText& text, std::size_t line, Point at,
                const TextElements& elements, const Document& document);

}  // namespace disclose::pdf

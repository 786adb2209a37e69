#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pdf/subset_charstring.h"

namespace disclose::pdf {

/// The `CFF ` table of an OpenType font (Adobe Technical Note 5176), read once; it borrows the bytes.
class CffFont {
 public:
  /// nullopt when the table is damaged or of a kind we do not read (CFF2, several fonts).
  static std::optional<CffFont> parse(std::string_view table);

  std::uint32_t glyph_count() const { return charstrings_.count(); }

  /// Whether the glyph's outline can be read to its end.
  bool has_sound(std::uint16_t glyph) const;

  /// A CID-keyed CFF table of the `glyphs` alone, in their order: CID = place in the list, [0] must
  /// be glyph 0. Without subroutines: many documents share fonts, and a document's few hundred
  /// glyphs deflate better that way (135 against 150 KB of a four-page report).
  std::string subset(std::span<const std::uint16_t> glyphs, std::string_view name) const;

 private:
  /// A font DICT: its hints and widths (Private), and the subroutines its glyphs call.
  struct FontDict {
    std::string matrix;     ///< entries kept of the font DICT
    std::string hints;      ///< entries of the Private DICT, without Subrs
    CffIndex subroutines;
  };
  static std::optional<FontDict> parse_font_dict(std::string_view table, std::string_view dict);
  bool parse_dicts(std::string_view table, std::string_view top);
  std::uint16_t dict_of(std::uint16_t glyph) const;
  const std::string& charstring(std::uint16_t glyph) const;

  std::string top_kept_;  ///< entries of the top DICT that a subset keeps (FontBBox, FontMatrix)
  CffIndex global_;
  CffIndex charstrings_;
  FlatCharstrings flat_;
  std::vector<FontDict> dicts_;
  std::vector<std::uint8_t> dict_by_glyph_;  ///< empty: all glyphs are of dicts_[0]
};

}  // namespace disclose::pdf

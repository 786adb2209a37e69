#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "format/deflate.h"
#include "pdf/font_face.h"
#include "pdf/write_objects.h"

namespace disclose::pdf {

/// A face as one document uses it: its glyphs are numbered 1, 2, 3… in the order of their first use,
/// and these numbers are the codes in the page and the CIDs in the font.
class UsedFont {
 public:
  explicit UsedFont(const Face& face);

  /// The code that draws `glyph` and reads as `character`. One glyph that stands for two characters
  /// (⾦ and 金) gets two codes: what is copied is what was written.
  std::uint16_t code(std::uint16_t glyph, char32_t character) {
    const std::uint16_t known = code_by_glyph_[glyph];
    return known != 0 && characters_[known] == character ? known : add(glyph, character);
  }

  /// Width of a code as the file states it, in 1/1000 em.
  float width(std::uint16_t code) const { return widths_[code]; }

  const Face& face() const { return face_; }
  const std::vector<std::uint16_t>& glyphs() const { return glyphs_; }      ///< by code
  const std::vector<char32_t>& characters() const { return characters_; }  ///< by code
  const std::vector<float>& widths() const { return widths_; }             ///< by code

 private:
  std::uint16_t add(std::uint16_t glyph, char32_t character);

  const Face& face_;
  std::vector<std::uint16_t> code_by_glyph_;  ///< 0: not used yet
  std::map<std::pair<std::uint16_t, char32_t>, std::uint16_t> more_;
  std::vector<std::uint16_t> glyphs_;
  std::vector<char32_t> characters_;
  std::vector<float> widths_;
};

/// The fonts of one document, by face.
class UsedFonts {
 public:
  explicit UsedFonts(const FontSet& fonts) : fonts_(fonts) {}

  UsedFont& font(std::uint16_t face);
  bool has(std::uint16_t face) const { return face < fonts_.face_count(); }

  /// Whether a character of a private use area is set: it has no agreed meaning.
  bool private_use() const;

  /// Writes every font and gives the entries of the pages' /Font dictionary: `/F0 12 0 R…`.
  std::string write(ObjectFile& file, Deflater& deflate) const;

 private:
  const FontSet& fonts_;
  std::map<std::uint16_t, UsedFont> used_;
};

}  // namespace disclose::pdf

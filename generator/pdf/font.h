#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

/// The fonts of a site: opened once, then shared by every thread, read only.
namespace disclose::pdf {

class Face;

/// What a face is for (GB/T 9704: 宋 titles and tables, 仿宋 body, 黑 first headings, 楷 second).
enum class FontRole : std::uint8_t { song, fangsong, hei, kai };
inline constexpr std::size_t font_role_count = 4;

enum class Weight : std::uint8_t { regular, bold };

/// The font files for each role. An entry is a path, or the name of a family that is known and
/// installed (`Noto Serif CJK SC`, `霞鹜文楷`); of a collection (.ttc) the Simplified Chinese face is
/// taken, or the one after `#` (`fonts.ttc#3`). An empty `regular` means the usual pair; an empty
/// `bold` of a named `regular` means: use the regular face.
struct FontChoice {
  struct Pair {
    std::string regular;
    std::string bold;
  };
  std::array<Pair, font_role_count> roles;  ///< by FontRole
  std::vector<std::string> fallback;        ///< asked last for a character, in this order

  /// Debian's fonts-noto-cjk and fonts-lxgw-wenkai.
  static FontChoice usual();
};

/// A glyph that draws a character.
struct FoundGlyph {
  std::uint16_t face = 0;
  std::uint16_t glyph = 0;
  explicit operator bool() const { return glyph != 0; }  ///< false: no font has the character
};

/// Of a face, in em (multiply by the size).
struct FaceMetrics {
  float ascent = 0;   ///< above the baseline, of the design (not of the line)
  float descent = 0;  ///< below it, positive
  float cap_height = 0;
  float underline_position = 0;   ///< below the baseline, positive
  float underline_thickness = 0;
};

/// Every face of a site. Immutable; any number of threads may use it.
class FontSet {
 public:
  /// Opens the fonts. A font the site named that cannot be used (absent, damaged, a format we do not
  /// embed) is an error at `where`, and the usual face of its role takes its place; a usual font that
  /// is not installed is a warning that names its package. nullptr, with an error, when there is no
  /// usable font at all.
  static std::shared_ptr<const FontSet> load(const FontChoice& choice, const Place& where,
                                             Diagnostics& diagnostics);
  FontSet(const FontSet&) = delete;
  FontSet& operator=(const FontSet&) = delete;
  ~FontSet();

  /// The glyph of `character`: in the face of `role` and `weight`, else in the first face of the
  /// others (the same weight first) that has it; false when none has: the text cannot be set.
  FoundGlyph lookup(char32_t character, FontRole role, Weight weight) const;

  /// The face of a role, for its metrics.
  std::uint16_t face_of(FontRole role, Weight weight) const;

  /// How far the pen moves after the glyph, in em.
  float advance(std::uint16_t face, std::uint16_t glyph) const;

  const FaceMetrics& metrics(std::uint16_t face) const;
  const Face& face(std::uint16_t index) const { return *faces_[index]; }
  std::size_t face_count() const { return faces_.size(); }

 private:
  /// A role and weight, as a place in chains_.
  static std::size_t slot(FontRole role, Weight weight) {
    return static_cast<std::size_t>(role) * 2 + static_cast<std::size_t>(weight);
  }
  FontSet();

  std::vector<std::unique_ptr<Face>> faces_;
  /// By slot: the faces to ask for a character, in order; [0] is the role's own.
  std::array<std::vector<std::uint16_t>, font_role_count * 2> chains_;
};

}  // namespace disclose::pdf

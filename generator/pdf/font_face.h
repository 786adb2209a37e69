#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/diagnostic.h"
#include "pdf/font.h"
#include "pdf/subset_cff.h"
#include "pdf/subset_glyf.h"

struct hb_blob_t;
struct hb_face_t;

namespace disclose::pdf {

/// One face of a font file, open for reading. The file stays mapped as long as the face lives.
class Face {
 public:
  /// Whether the outlines of every character are read once before the face is used.
  enum class Trust : std::uint8_t { of_the_system, of_the_site };

  /// Opens `path`; of a collection the face `index`, or without one the Simplified Chinese face
  /// (else the first). nullptr when it cannot be used; then `problem` says why.
  static std::unique_ptr<Face> open(const std::string& path, std::optional<unsigned> index,
                                    Trust trust, Say& problem);
  Face(const Face&) = delete;
  Face& operator=(const Face&) = delete;
  ~Face();

  /// The glyph of a character; 0 = it has none.
  std::uint16_t glyph_of(char32_t character) const {
    const std::size_t block = character >> 8;
    if (block >= blocks_.size() || blocks_[block] == 0) return 0;
    return glyphs_[(std::size_t{blocks_[block]} - 1) * 256 + (character & 0xFF)];
  }

  /// How far the pen moves after a glyph, in the design's units.
  std::uint16_t design_advance(std::uint16_t glyph) const;

  unsigned units_per_em() const { return units_per_em_; }
  const FaceMetrics& metrics() const { return metrics_; }

  /// Its PostScript name, made of the characters a PDF name may have.
  const std::string& name() const { return name_; }
  bool is_cff() const { return std::holds_alternative<CffFont>(outlines_); }
  bool is_serif() const { return serif_; }
  float italic_angle() const { return italic_angle_; }
  /// Left, bottom, right, top of every glyph together, in the design's units.
  const std::array<std::int16_t, 4>& bounds() const { return bounds_; }

  /// The font program of the `glyphs` alone, in their order; [0] must be 0. See CffFont::subset.
  std::string subset(std::span<const std::uint16_t> glyphs, std::string_view name) const;

 private:
  Face() = default;
  std::string_view table(std::string_view tag);
  bool read_outlines(Say& problem);
  bool read_measures(Say& problem);
  void read_shape(const FontBytes& hhea, const FontBytes& os2, const FontBytes& post);
  void read_name();
  void read_characters(Trust trust);

  hb_blob_t* file_ = nullptr;
  hb_face_t* face_ = nullptr;
  std::vector<hb_blob_t*> tables_;

  // Characters to glyphs: a block of 256 is 0 (none) or a place in glyphs_, counted from 1.
  std::vector<std::uint16_t> blocks_;
  std::vector<std::uint16_t> glyphs_;

  std::variant<CffFont, GlyfFont> outlines_;
  FontBytes advances_;  ///< hmtx
  std::uint32_t advance_count_ = 0;
  unsigned units_per_em_ = 1000;
  FaceMetrics metrics_;
  std::string name_;
  bool serif_ = false;
  float italic_angle_ = 0;
  std::array<std::int16_t, 4> bounds_{};
};

}  // namespace disclose::pdf

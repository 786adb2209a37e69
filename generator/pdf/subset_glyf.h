#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pdf/font_bytes.h"

namespace disclose::pdf {

/// The outlines of a TrueType font (OpenType 1.9: glyf, loca, head, hhea, hmtx, maxp), read once; it
/// borrows the bytes.
class GlyfFont {
 public:
  /// nullopt when a table is absent or damaged. `table` gives the bytes of a table by its tag.
  static std::optional<GlyfFont> parse(
      const std::function<std::string_view(std::string_view tag)>& table);

  std::uint32_t glyph_count() const { return glyph_count_; }

  /// Whether the glyph's outline, and those it is composed of, can be read to the end.
  bool has_sound(std::uint16_t glyph) const;

  /// A TrueType font of the `glyphs`, in their order, [0] must be glyph 0; the parts of composite
  /// glyphs follow after them. Without instructions: nothing of a report is set for a screen's dots.
  std::string subset(std::span<const std::uint16_t> glyphs) const;

 private:
  std::string_view outline(std::uint16_t glyph) const;
  void append_metric(std::string& hmtx, std::uint16_t glyph) const;
  bool has_sound(std::uint16_t glyph, unsigned depth, unsigned& parts_left) const;

  FontBytes glyf_;
  FontBytes loca_;
  FontBytes hmtx_;
  std::string_view head_;
  std::string_view hhea_;
  std::string_view maxp_;
  bool long_offsets_ = false;
  std::uint32_t glyph_count_ = 0;
  std::uint32_t metric_count_ = 0;
};

}  // namespace disclose::pdf

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pdf/font.h"
#include "pdf/line_break.h"
#include "pdf/page.h"

/// The look of a report as plain numbers. Lengths in points.
namespace disclose::pdf {

/// How one kind of text is set.
struct TextStyle {
  FontRole role = FontRole::song;
  Weight weight = Weight::regular;
  float size = 12;
  float pitch = 20;  ///< from baseline to baseline
  float em = 0;      ///< the room of a Han character; 0 = the size
  float indent = 0;  ///< of the first line, in em
  float before = 0;  ///< blank above, not at the top of a page
  float after = 0;   ///< blank below
  Align align = Align::justify;
  Colour colour{};

  float room_of_em() const { return em > 0 ? em : size; }
};

struct TableStyle {
  TextStyle cell;
  TextStyle head;
  float least_size = 6.5F;  ///< down to which type is made smaller for a wide table
  float padding_x = 4;
  float padding_y = 3;
  float frame = 0.8F;  ///< the rule around a form
  float rule = 0.4F;   ///< between its cells
  float before = 6;
  float after = 10;
  Colour rule_colour{};
  Colour frame_colour{};
  std::optional<Colour> head_fill;
};

struct Style {
  /// `outer`: — 1 —, odd pages at the right, even at the left; `of_total`: 第 1 页 共 4 页,
  /// centred.
  enum class Numbering : std::uint8_t { outer, of_total };

  std::string_view name;
  float page_width = 595.276F;
  float page_height = 841.89F;
  float top = 0, right = 0, bottom = 0, left = 0;  ///< margins
  TextStyle cover_title, title, subtitle, heading_1, heading_2, heading_3, body, note, quote, caption, facts;
  TextStyle signature, footnote, running_head, page_number, contents;
  TableStyle table;
  float page_number_below = 0;  ///< from the type area to the page number's line
  float running_head_above = 0;
  Numbering numbering = Numbering::of_total;
  bool has_running_head = false;
  bool on_grid = false;         ///< body lines of every page stand at the same heights
  bool straight_edges = false;  ///< see LineRules
  bool title_rule = false;
  Colour link{};
  Colour accent{};

  float type_width(bool landscape) const {
    return landscape ? page_height - top - bottom : page_width - left - right;
  }

  /// A calm page for reading: 宋 11.5 pt, wide margins, a running head.
  static Style report();
  /// The official document's page (GB/T 9704-2012): 156 × 225 mm, 22 lines of 28 characters of 16
  /// pt.
  static Style gbt9704();
};

/// `report` or `gbt9704`.
std::optional<Style> style_named(std::string_view name);

constexpr float millimetres(float mm) { return mm * 72.0F / 25.4F; }

}  // namespace disclose::pdf

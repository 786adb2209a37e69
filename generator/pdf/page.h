#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "pdf/structure.h"

/// What layout hands to the writer: pages of positioned items, in order of painting, as plain values.
/// The unit is the point (1/72 inch); the origin is the top left corner of the page; y grows
/// downwards. Order of painting is order of reading.
namespace disclose::pdf {

struct Point {
  float x = 0;
  float y = 0;
};

/// A rectangle by its top left corner.
struct Rect {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;
};

struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  bool operator==(const Colour&) const = default;
};

/// One glyph: the character it draws (what a reader copies or searches; control characters are not
/// drawn) and how far the pen moves after it (points), all spacing included.
struct Glyph {
  char32_t character = 0;
  std::uint16_t id = 0;  ///< of the run's face, from FontSet::lookup
  float advance = 0;
};

/// Glyphs of one face on one baseline.
struct GlyphRun {
  std::uint16_t face = 0;
  float size = 0;
  Point origin;  ///< of the first glyph, on the baseline
  std::vector<Glyph> glyphs;
  Colour colour;
};

/// A rectangle filled, stroked or both; a rule is a thin filled one.
struct Box {
  Rect rect;
  std::optional<Colour> fill;
  std::optional<Colour> stroke;
  float line_width = 0.5F;
};

/// A drawn line or shape (a chart's bar, axis, curve).
struct Path {
  enum class Verb : std::uint8_t { move, line, curve, close };
  /// `curve` is a cubic Bézier: two control points, then `to`.
  struct Segment {
    Verb verb = Verb::move;
    Point to;
    Point control_1{};
    Point control_2{};
  };
  std::vector<Segment> segments;
  std::optional<Colour> fill;
  std::optional<Colour> stroke;
  float line_width = 0.5F;
  float dash = 0;  ///< length of a dash and of its gap; 0 = solid
};

/// The square modules of a QR code, row by row; `side` modules a row, true = dark.
struct Modules {
  Point origin;
  float module_size = 0;
  std::uint32_t side = 0;
  std::vector<bool> dark;
  Colour colour;
};

/// One thing painted and the element of the structure tree it belongs to (or `artifact`).
struct Item {
  std::variant<GlyphRun, Box, Path, Modules> content;
  ElementIndex element = artifact;
};

/// A place in this document.
struct Destination {
  std::uint32_t page = 0;  ///< index into PdfDocument::pages
  float y = 0;
};

/// A clickable link. One link that breaks over lines has one area for each line, on one page.
struct LinkArea {
  std::vector<Rect> areas;
  std::variant<std::string, Destination> target;  ///< a URI, or a place in this document
  std::string description;                        ///< read to who cannot see the page; required
  ElementIndex element = artifact;                ///< a Link element; required
};

struct Page {
  float width = 595.276F;
  float height = 841.89F;
  std::vector<Item> items;
  std::vector<LinkArea> links;
};

/// An entry of the outline (bookmarks); `level` from 1, never more than one deeper than the last.
struct OutlineEntry {
  std::string title;
  std::uint32_t level = 1;
  Destination destination;
};

/// From `first_page` on, pages are numbered `prefix` + number, counted from `first_number`.
struct PageLabels {
  enum class Style : std::uint8_t { none, decimal, lower_roman, upper_roman };
  std::uint32_t first_page = 0;
  Style style = Style::decimal;
  std::string prefix;
  std::uint32_t first_number = 1;
};

/// A file carried inside: the data the document was made from.
struct Attachment {
  std::string name;         ///< file name, no path
  std::string media_type;   ///< e.g. application/json
  std::string bytes;
  std::string description;
};

/// What the file says of itself. Dates come from the records: `2024-09-30`, or with a time
/// `2024-09-30T08:00:00+08:00`; empty = none is written (never the clock).
struct Metadata {
  std::string title;  ///< required: shown as the window's title
  std::string author;
  std::string subject;
  std::vector<std::string> keywords;
  std::string language = "zh-CN";
  std::string created;
  std::string modified;
  std::string source_url;  ///< the page this document is the printed form of
};

/// A document ready to be written.
struct PdfDocument {
  Metadata metadata;
  std::vector<Page> pages;
  std::vector<Element> elements;  ///< structure tree: see structure.h; [0] is the Document
  std::vector<OutlineEntry> outline;
  std::vector<PageLabels> labels;
  std::vector<Attachment> attachments;
};

}  // namespace disclose::pdf

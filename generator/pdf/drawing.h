#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pdf/page.h"

/// A chart as plain shapes, in the units of its own view box; the same shapes as the page's SVG.
namespace disclose::pdf {

struct DrawnText {
  enum class Anchor : std::uint8_t { start, middle, end };
  std::string text;
  Point at;  ///< on the baseline
  float size = 9;
  Anchor anchor = Anchor::start;
  bool strong = false;
  Colour colour;
};

struct Drawing {
  float x = 0, y = 0;  ///< the view box's corner
  float width = 0;
  float height = 0;
  std::vector<Path> paths;
  std::vector<DrawnText> texts;
};

/// A drawing in a cell of a table: as wide as the cell, places along its width said as shares of it
/// (`37.5%`), as the drawings in the tables of the pages. Kept as it is at two widths; every other
/// follows from these.
struct StretchedDrawing {
  Drawing at_none;     ///< width 0
  Drawing at_hundred;  ///< width 100

  float height() const { return at_none.height; }
  Drawing at(float width) const;
};

}  // namespace disclose::pdf

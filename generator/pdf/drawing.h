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

}  // namespace disclose::pdf

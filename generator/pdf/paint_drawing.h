#pragma once

#include "pdf/drawing.h"
#include "pdf/flow.h"

namespace disclose::pdf {

struct DrawingPlace {
  Point origin;                    ///< of the view box's corner on the page
  float scale = 1;                 ///< points for a unit of the view box
  ElementIndex element = artifact; ///< what the shapes belong to
  Position position{};             ///< in the markup, for findings
};

/// Puts the shapes and texts of a drawing on the current page. The pen does not move.
void paint_drawing(Flow& flow, const Drawing& drawing, const DrawingPlace& place);

}  // namespace disclose::pdf

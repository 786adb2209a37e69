#include "pdf/drawing.h"

#include <algorithm>

namespace disclose::pdf {

Drawing StretchedDrawing::at(float width) const {
  constexpr float kKnown = 100;
  const float share = width / kKnown;
  const auto between = [share](Point none, Point hundred) {
    return Point{none.x + (hundred.x - none.x) * share, none.y + (hundred.y - none.y) * share};
  };
  Drawing drawing = at_none;
  drawing.width = width;
  for (std::size_t i = 0; i < std::min(drawing.paths.size(), at_hundred.paths.size()); ++i) {
    std::vector<Path::Segment>& segments = drawing.paths[i].segments;
    const std::vector<Path::Segment>& wide = at_hundred.paths[i].segments;
    for (std::size_t s = 0; s < std::min(segments.size(), wide.size()); ++s) {
      Path::Segment& segment = segments[s];
      segment = {segment.verb, between(segment.to, wide[s].to), between(segment.control_1, wide[s].control_1),
                 between(segment.control_2, wide[s].control_2)};
    }
  }
  for (std::size_t i = 0; i < std::min(drawing.texts.size(), at_hundred.texts.size()); ++i) {
    drawing.texts[i].at = between(drawing.texts[i].at, at_hundred.texts[i].at);
  }
  return drawing;
}

}  // namespace disclose::pdf

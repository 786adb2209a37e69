#include "pdf/paint_drawing.h"

#include <utility>

namespace disclose::pdf {

void paint_drawing(Flow& flow, const Drawing& drawing, const DrawingPlace& place) {
  const float scale = place.scale;
  const auto moved = [&](Point p) {
    return Point{place.origin.x + (p.x - drawing.x) * scale, place.origin.y + (p.y - drawing.y) * scale};
  };
  for (Path path : drawing.paths) {
    for (Path::Segment& s : path.segments) {
      s = {s.verb, moved(s.to), moved(s.control_1), moved(s.control_2)};
    }
    path.line_width *= scale;
    path.dash *= scale;
    flow.page().items.push_back({.content = std::move(path), .element = place.element});
  }
  for (const DrawnText& text : drawing.texts) {
    TextStyle style = flow.style().table.cell;
    style.size = text.size * scale;
    style.pitch = style.size;
    style.em = 0;
    style.weight = text.strong ? Weight::bold : Weight::regular;
    style.colour = text.colour;
    const SetText set = flow.setter().one_line(text.text, style, place.position);
    if (set.line_count() == 0) continue;
    Point at = moved(text.at);
    const float width = set.broken.lines[0].width;
    if (text.anchor == DrawnText::Anchor::middle) at.x -= width / 2;
    if (text.anchor == DrawnText::Anchor::end) at.x -= width;
    at.y -= baseline_of(style.size, style.pitch);
    paint_line(flow.page(), set, 0, at, TextElements{.text = place.element}, flow.document());
  }
}

}  // namespace disclose::pdf

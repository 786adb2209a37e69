// A simple <svg> (rect, line, polyline, polygon, circle, path, text, g) into shapes.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "pdf/document_reader.h"

namespace disclose::pdf {
namespace {

constexpr float kFarthest = 10000;

bool is_separator(char c) { return c == ' ' || c == ',' || c == '\n' || c == '\t' || c == '\r'; }

// The next number of a list; false at its end or at something else.
bool next_number(std::string_view& text, float& number) {
  while (!text.empty() && (is_separator(text.front()) || text.front() == '+'))
    text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || !std::isfinite(number)) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  number = std::clamp(number, -kFarthest, kFarthest);
  return true;
}

float number_in(const MarkupNode& node, std::string_view name, float otherwise) {
  std::string_view text = node.attribute(name);
  float number = 0;
  return next_number(text, number) ? number : otherwise;
}

// A length, or a share of the whole: `12`, `37.5%`.
float length_in(const MarkupNode& node, std::string_view name, float whole) {
  constexpr float kHundred = 100;
  std::string_view text = node.attribute(name);
  float number = 0;
  if (!next_number(text, number)) return 0;
  return text.starts_with('%') ? whole * number / kHundred : number;
}

std::optional<Colour> colour_of(std::string_view text) {
  if (text.empty() || text == "none") return std::nullopt;
  if (text == "white" || text == "#fff") return Colour{255, 255, 255};
  if (text.size() != 7 || text[0] != '#') return Colour{0, 0, 0};
  std::array<std::uint8_t, 3> parts{};
  for (std::size_t i = 0; i < 3; ++i) {
    const char* first = text.data() + 1 + 2 * i;
    std::from_chars(first, first + 2, parts[i], 16);
  }
  return Colour{parts[0], parts[1], parts[2]};
}

using Verb = Path::Verb;

Path styled(const MarkupNode& node, bool filled) {
  Path path;
  const std::string_view fill = node.attribute("fill");
  path.fill = filled && fill.empty() ? Colour{} : colour_of(fill);
  path.stroke = colour_of(node.attribute("stroke"));
  path.line_width = std::clamp(number_in(node, "stroke-width", 1), 0.0F, 100.0F);
  path.dash = std::clamp(number_in(node, "stroke-dasharray", 0), 0.0F, 100.0F);
  return path;
}

void add_circle(Path& path, float x, float y, float r) {
  constexpr float kHandle = 0.5523F;  // of a quarter circle drawn as a cubic Bézier
  const float h = r * kHandle;
  path.segments.push_back({.verb = Verb::move, .to = {x + r, y}});
  path.segments.push_back({Verb::curve, {x, y + r}, {x + r, y + h}, {x + h, y + r}});
  path.segments.push_back({Verb::curve, {x - r, y}, {x - h, y + r}, {x - r, y + h}});
  path.segments.push_back({Verb::curve, {x, y - r}, {x - r, y - h}, {x - h, y - r}});
  path.segments.push_back({Verb::curve, {x + r, y}, {x + h, y - r}, {x + r, y - h}});
  path.segments.push_back({.verb = Verb::close});
}

void add_points(Path& path, std::string_view points, bool closed) {
  Point p;
  while (next_number(points, p.x) && next_number(points, p.y)) {
    path.segments.push_back({.verb = path.segments.empty() ? Verb::move : Verb::line, .to = p});
  }
  if (closed) path.segments.push_back({.verb = Verb::close});
}

// The path data of SVG 1.1 8.3 without arcs and shorthand curves. False where it does not hold.
bool add_path_data(Path& path, std::string_view data) {
  Point at;
  Point start;
  char command = 0;
  while (true) {
    while (!data.empty() && is_separator(data.front())) data.remove_prefix(1);
    if (data.empty()) return true;
    const char c = data.front();
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter) {
      command = c;
      data.remove_prefix(1);
    } else if (command == 0 || command == 'z' || command == 'Z') {
      return false;
    }
    const bool relative = command >= 'a';
    const Point base = relative ? at : Point{};
    const auto point = [&](Point& to) {
      if (!next_number(data, to.x) || !next_number(data, to.y)) return false;
      to = {to.x + base.x, to.y + base.y};
      return true;
    };
    Path::Segment segment{.verb = Verb::line, .to = at};
    switch (relative ? static_cast<char>(command - 'a' + 'A') : command) {
      case 'M':
        if (!point(segment.to)) return false;
        segment.verb = Verb::move;
        start = segment.to;
        command = relative ? 'l' : 'L';
        break;
      case 'L':
        if (!point(segment.to)) return false;
        break;
      case 'H':
        if (!next_number(data, segment.to.x)) return false;
        segment.to.x += base.x;
        break;
      case 'V':
        if (!next_number(data, segment.to.y)) return false;
        segment.to.y += base.y;
        break;
      case 'C':
        segment.verb = Verb::curve;
        if (!point(segment.control_1) || !point(segment.control_2) || !point(segment.to))
          return false;
        break;
      case 'Z':
        segment = {.verb = Verb::close, .to = start};
        break;
      default:
        return false;
    }
    at = segment.to;
    path.segments.push_back(segment);
  }
}

class DrawingReader {
 public:
  explicit DrawingReader(DocumentReader& reader) : reader_(reader) {}

  Drawing read(const MarkupNode& svg) {
    std::string_view box = svg.attribute("viewBox");
    if (!next_number(box, drawing_.x) || !next_number(box, drawing_.y) ||
        !next_number(box, drawing_.width) || !next_number(box, drawing_.height)) {
      drawing_.x = drawing_.y = 0;
      drawing_.width = number_in(svg, "width", 0);
      drawing_.height = number_in(svg, "height", 0);
    }
    if (drawing_.width <= 0 || drawing_.height <= 0) {
      reader_.problem(svg, {"<svg> 没有 viewBox", "an <svg> has no viewBox"},
                      {"写上 viewBox=\"0 0 宽 高\"", "state viewBox=\"0 0 width height\""});
      return {};
    }
    shapes(svg);
    return std::move(drawing_);
  }

  Drawing read_at(const MarkupNode& svg, float width) {
    drawing_.width = width;
    drawing_.height = number_in(svg, "height", 0);
    if (drawing_.height <= 0) {
      reader_.problem(svg, {"表格中的 <svg> 没有 height", "an <svg> in a table has no height"},
                      {"写上 height=\"高\"", "state height=\"points\""});
      return {};
    }
    shapes(svg);
    return std::move(drawing_);
  }

 private:
  void shapes(const MarkupNode& parent) {
    for (const MarkupNode& node : parent.children) shape(node);
  }

  void shape(const MarkupNode& node) {
    const std::string_view name = node.name;
    if (name.empty() || name == "title" || name == "desc") return;
    if (name == "g" || name == "a") return shapes(node);
    if (name == "svg") return part(node);
    if (name == "text") return text(node);
    Path path = styled(node, name != "line" && name != "polyline");
    if (name == "rect") {
      rect(path, node);
    } else if (name == "line") {
      path.segments.push_back({.verb = Verb::move, .to = {along(node, "x1"), down(node, "y1")}});
      path.segments.push_back({.verb = Verb::line, .to = {along(node, "x2"), down(node, "y2")}});
    } else if (name == "polyline" || name == "polygon") {
      add_points(path, node.attribute("points"), name == "polygon");
    } else if (name == "circle") {
      add_circle(path, along(node, "cx"), down(node, "cy"), number_in(node, "r", 0));
    } else if (name != "path" || !add_path_data(path, node.attribute("d"))) {
      reader_.problem(
          node,
          {fmt::format("图中的 <{}> 不能印出", shorten(name, 40)),
           fmt::format("<{}> of a drawing cannot be printed", shorten(name, 40))},
          {"图中只用 rect、line、polyline、polygon、circle、path（无弧线）、text",
           "use only rect, line, polyline, polygon, circle, path (without arcs), text"});
      return;
    }
    for (Path::Segment& s : path.segments) s = {s.verb, moved(s.to), moved(s.control_1), moved(s.control_2)};
    if (!path.segments.empty()) drawing_.paths.push_back(std::move(path));
  }

  // An <svg> within: its shapes are measured from where it stands.
  void part(const MarkupNode& node) {
    const Point outer = origin_;
    origin_ = moved({along(node, "x"), down(node, "y")});
    shapes(node);
    origin_ = outer;
  }

  void rect(Path& path, const MarkupNode& node) const {
    const float x = along(node, "x");
    const float y = down(node, "y");
    const float right = x + along(node, "width");
    const float bottom = y + down(node, "height");
    path.segments = {{.verb = Verb::move, .to = {x, y}},
                     {.verb = Verb::line, .to = {right, y}},
                     {.verb = Verb::line, .to = {right, bottom}},
                     {.verb = Verb::line, .to = {x, bottom}},
                     {.verb = Verb::close}};
  }

  void text(const MarkupNode& node) {
    DrawnText drawn{.text = plain_text(reader_.text_in(node)),
                    .at = moved({along(node, "x"), down(node, "y")}),
                    .size = std::clamp(number_in(node, "font-size", 9), 1.0F, 100.0F),
                    .strong = node.attribute("font-weight") == "bold"};
    const std::string_view anchor = node.attribute("text-anchor");
    if (anchor == "middle") drawn.anchor = DrawnText::Anchor::middle;
    if (anchor == "end") drawn.anchor = DrawnText::Anchor::end;
    drawn.colour = colour_of(node.attribute("fill")).value_or(Colour{});
    if (!drawn.text.empty()) drawing_.texts.push_back(std::move(drawn));
  }

  float along(const MarkupNode& node, std::string_view name) const { return length_in(node, name, drawing_.width); }
  float down(const MarkupNode& node, std::string_view name) const { return length_in(node, name, drawing_.height); }
  Point moved(Point p) const { return {p.x + origin_.x, p.y + origin_.y}; }

  DocumentReader& reader_;
  Drawing drawing_;
  Point origin_;  ///< of the <svg> that is read
};

}  // namespace

Drawing DocumentReader::drawing(const MarkupNode& svg) { return DrawingReader(*this).read(svg); }

StretchedDrawing DocumentReader::stretched_drawing(const MarkupNode& svg) {
  constexpr float kHundred = 100;
  return {DrawingReader(*this).read_at(svg, 0), DrawingReader(*this).read_at(svg, kHundred)};
}

}  // namespace disclose::pdf

#include "pdf/write_content.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "pdf/write_syntax.h"

namespace disclose::pdf {
namespace {

/// The spacing most glyphs of the run have beyond their width: it is set once (Tc), and only the
/// others are moved one by one. Justified lines stay as compact as plain ones.
float usual_spacing(const std::vector<float>& spacings) {
  std::map<int, unsigned> counts;  // by 1/1000 point
  for (const float spacing : spacings) ++counts[static_cast<int>(std::lround(spacing * 1000))];
  const auto most = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
    return a.second < b.second;
  });
  return most == counts.end() ? 0.0F : static_cast<float>(most->first) / 1000;
}

class ContentWriter {
 public:
  ContentWriter(float page_height, UsedFonts& fonts) : height_(page_height), fonts_(fonts) {}

  void draw(const GlyphRun& run);
  void draw(const Box& box);
  void draw(const Path& path);
  void draw(const Modules& modules);

  std::string out;

 private:
  void point(const Point& at) {
    append_number(out, at.x);
    append_number(out += ' ', height_ - at.y);
    out += ' ';
  }
  void rectangle(const Rect& rect) {
    append_number(out, rect.x, 3);
    append_number(out += ' ', height_ - rect.y - rect.height, 3);
    append_number(out += ' ', rect.width, 3);
    append_number(out += ' ', rect.height, 3);
    out += " re\n";
  }
  void set_colour(const Colour& colour, std::optional<Colour>& current, bool stroke);
  void set_line(const Colour& colour, float width, float dash);
  void set_text_state(const GlyphRun& run, float spacing);
  void paint(bool fill, bool stroke) { out += fill && stroke ? "B\n" : fill ? "f\n" : "S\n"; }

  float height_;
  UsedFonts& fonts_;
  // What the page's graphics state is, so as to say only what changes.
  std::optional<Colour> fill_;
  std::optional<Colour> stroke_;
  float line_width_ = 1;
  float dash_ = 0;
  int face_ = -1;
  float size_ = 0;
  float spacing_ = 0;
};

void ContentWriter::set_colour(const Colour& colour, std::optional<Colour>& current, bool stroke) {
  if (current == colour) return;
  current = colour;
  const auto part = [this](std::uint8_t value) {
    append_number(out, static_cast<float>(value) / 255, 3);
    out += ' ';
  };
  part(colour.red);
  if (colour.red == colour.green && colour.green == colour.blue) {
    out += stroke ? "G\n" : "g\n";
    return;
  }
  part(colour.green);
  part(colour.blue);
  out += stroke ? "RG\n" : "rg\n";
}

void ContentWriter::set_line(const Colour& colour, float width, float dash) {
  set_colour(colour, stroke_, true);
  if (width != line_width_) {
    append_number(out, width);
    out += " w\n";
    line_width_ = width;
  }
  if (dash != dash_) {
    out += '[';
    if (dash > 0) append_number(out, dash);
    out += "] 0 d\n";
    dash_ = dash;
  }
}

void ContentWriter::set_text_state(const GlyphRun& run, float spacing) {
  if (face_ != run.face || size_ != run.size) {
    append_whole(out += "/F", run.face);
    append_number(out += ' ', run.size);
    out += " Tf\n";
    face_ = run.face;
    size_ = run.size;
  }
  if (spacing != spacing_) {
    append_number(out, spacing, 3);
    out += " Tc\n";
    spacing_ = spacing;
  }
}

void ContentWriter::draw(const GlyphRun& run) {
  if (run.glyphs.empty() || !(run.size > 0) || !fonts_.has(run.face)) return;
  UsedFont& font = fonts_.font(run.face);
  std::vector<std::uint16_t> codes;
  std::vector<float> spacings;
  codes.reserve(run.glyphs.size());
  spacings.reserve(run.glyphs.size());
  for (const Glyph& glyph : run.glyphs) {
    codes.push_back(font.code(glyph.id, glyph.character));
    spacings.push_back(glyph.advance - font.width(codes.back()) * run.size / 1000);
  }
  // The last glyph's spacing moves nothing.
  const float spacing =
      usual_spacing(spacings.size() > 1 ? std::vector<float>(spacings.begin(), spacings.end() - 1)
                                        : std::vector<float>{});
  set_colour(run.colour, fill_, false);
  out += "BT\n";
  set_text_state(run, spacing);
  point(run.origin);
  out += "Td[<";
  // Where the pen should be ahead of where the operators put it: corrected when it can be seen.
  float ahead = 0;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (std::abs(ahead) > 0.01F) {
      const float move = std::round(-ahead * 1000 / run.size);
      if (move != 0) {
        append_number(out += '>', move, 0);
        out += '<';
        ahead += move * run.size / 1000;
      }
    }
    append_hex16(out, codes[i]);
    ahead += spacings[i] - spacing;
  }
  out += ">]TJ\nET\n";
}

void ContentWriter::draw(const Box& box) {
  if (!box.fill && !box.stroke) return;
  if (box.fill) set_colour(*box.fill, fill_, false);
  if (box.stroke) set_line(*box.stroke, box.line_width, 0);
  rectangle(box.rect);
  paint(box.fill.has_value(), box.stroke.has_value());
}

void ContentWriter::draw(const Path& path) {
  // A path begins with a point to begin at (8.5.2.1).
  if (path.segments.empty() || path.segments.front().verb != Path::Verb::move) return;
  if (!path.fill && !path.stroke) return;
  if (path.fill) set_colour(*path.fill, fill_, false);
  if (path.stroke) set_line(*path.stroke, path.line_width, path.dash);
  for (const Path::Segment& segment : path.segments) {
    switch (segment.verb) {
      case Path::Verb::move:
        point(segment.to);
        out += "m\n";
        break;
      case Path::Verb::line:
        point(segment.to);
        out += "l\n";
        break;
      case Path::Verb::curve:
        point(segment.control_1);
        point(segment.control_2);
        point(segment.to);
        out += "c\n";
        break;
      case Path::Verb::close:
        out += "h\n";
        break;
    }
  }
  paint(path.fill.has_value(), path.stroke.has_value());
}

void ContentWriter::draw(const Modules& modules) {
  if (modules.dark.size() < std::size_t{modules.side} * modules.side) return;
  if (std::find(modules.dark.begin(), modules.dark.end(), true) == modules.dark.end()) return;
  set_colour(modules.colour, fill_, false);
  const auto is_dark = [&](std::uint32_t row, std::uint32_t column) {
    return modules.dark[std::size_t{row} * modules.side + column];
  };
  const float size = modules.module_size;
  for (std::uint32_t row = 0; row < modules.side; ++row) {
    for (std::uint32_t column = 0; column < modules.side; ++column) {
      if (!is_dark(row, column)) continue;
      const std::uint32_t start = column;
      while (column < modules.side && is_dark(row, column)) ++column;
      rectangle({modules.origin.x + static_cast<float>(start) * size,
                 modules.origin.y + static_cast<float>(row) * size,
                 static_cast<float>(column - start) * size, size});
    }
  }
  out += "f\n";  // one path: no seams between its rows
}

class Extent {
 public:
  void add(float x, float y) {
    left_ = std::min(left_, x);
    right_ = std::max(right_, x);
    top_ = std::min(top_, y);
    bottom_ = std::max(bottom_, y);
  }
  Rect rect() const {
    if (left_ > right_) return {};
    return {left_, top_, right_ - left_, bottom_ - top_};
  }

 private:
  float left_ = std::numeric_limits<float>::max();
  float top_ = std::numeric_limits<float>::max();
  float right_ = std::numeric_limits<float>::lowest();
  float bottom_ = std::numeric_limits<float>::lowest();
};

void extend(Extent& extent, const GlyphRun& run) {
  float width = 0;
  for (const Glyph& glyph : run.glyphs) width += glyph.advance;
  extent.add(run.origin.x, run.origin.y - 0.88F * run.size);
  extent.add(run.origin.x + width, run.origin.y + 0.12F * run.size);
}

void extend(Extent& extent, const Box& box) {
  extent.add(box.rect.x, box.rect.y);
  extent.add(box.rect.x + box.rect.width, box.rect.y + box.rect.height);
}

void extend(Extent& extent, const Path& path) {
  for (const Path::Segment& segment : path.segments) {
    if (segment.verb == Path::Verb::close) continue;
    extent.add(segment.to.x, segment.to.y);
    if (segment.verb != Path::Verb::curve) continue;
    extent.add(segment.control_1.x, segment.control_1.y);
    extent.add(segment.control_2.x, segment.control_2.y);
  }
}

void extend(Extent& extent, const Modules& modules) {
  const float side = static_cast<float>(modules.side) * modules.module_size;
  extent.add(modules.origin.x, modules.origin.y);
  extent.add(modules.origin.x + side, modules.origin.y + side);
}

}  // namespace

std::string_view name_of(Role role) {
  static constexpr std::array names = {
      std::string_view("Document"), std::string_view("Part"), std::string_view("Sect"),
      std::string_view("Div"), std::string_view("BlockQuote"), std::string_view("Caption"),
      std::string_view("TOC"), std::string_view("TOCI"), std::string_view("H1"),
      std::string_view("H2"), std::string_view("H3"), std::string_view("H4"),
      std::string_view("P"), std::string_view("L"), std::string_view("LI"),
      std::string_view("Lbl"), std::string_view("LBody"), std::string_view("Table"),
      std::string_view("THead"), std::string_view("TBody"), std::string_view("TR"),
      std::string_view("TH"), std::string_view("TD"), std::string_view("Span"),
      std::string_view("Quote"), std::string_view("Note"), std::string_view("Reference"),
      std::string_view("Code"), std::string_view("Link"), std::string_view("Figure")};
  static_assert(names.size() == static_cast<std::size_t>(Role::figure) + 1);
  return names[static_cast<std::size_t>(role)];
}

Rect bounds_of(const Item& item) {
  Extent extent;
  std::visit([&extent](const auto& content) { extend(extent, content); }, item.content);
  return extent.rect();
}

PageContent write_content(const Page& page, const std::vector<Element>& elements,
                          UsedFonts& fonts) {
  PageContent content;
  ContentWriter writer(page.height, fonts);
  std::optional<ElementIndex> open;
  for (const Item& item : page.items) {
    const ElementIndex element = item.element < elements.size() ? item.element : artifact;
    if (open != element) {
      if (open) writer.out += "EMC\n";
      open = element;
      if (element == artifact) {
        writer.out += "/Artifact BMC\n";
      } else {
        writer.out += '/';
        writer.out += name_of(elements[element].role);
        append_whole(writer.out += "<</MCID ", content.marked.size());
        writer.out += ">>BDC\n";
        content.marked.push_back(element);
      }
    }
    std::visit([&writer](const auto& shape) { writer.draw(shape); }, item.content);
  }
  if (open) writer.out += "EMC\n";
  content.operators = std::move(writer.out);
  return content;
}

}  // namespace disclose::pdf

#include <fmt/format.h>

#include "base/text.h"
#include "pdf/layout.h"

namespace disclose::pdf {
namespace {

void dump(std::string& out, std::size_t page, const Item& item) {
  const char* mark = item.element == artifact ? "*" : "";
  if (const auto* run = std::get_if<GlyphRun>(&item.content)) {
    std::string text;
    for (const Glyph& glyph : run->glyphs) {
      if (glyph.character != 0) append_utf8(text, glyph.character);
    }
    out += fmt::format("{} {:.1f} {:.1f} f{} {:.1f} {}{}\n", page, run->origin.x, run->origin.y,
                       run->face, run->size, mark, text);
  } else if (const auto* box = std::get_if<Box>(&item.content)) {
    out += fmt::format("{} {:.1f} {:.1f} box {:.1f} {:.1f}\n", page, box->rect.x, box->rect.y,
                       box->rect.width, box->rect.height);
  } else if (const auto* path = std::get_if<Path>(&item.content)) {
    const Point at = path->segments.empty() ? Point{} : path->segments[0].to;
    out += fmt::format("{} {:.1f} {:.1f} path {}\n", page, at.x, at.y, path->segments.size());
  } else if (const auto* modules = std::get_if<Modules>(&item.content)) {
    out += fmt::format("{} {:.1f} {:.1f} modules {}\n", page, modules->origin.x, modules->origin.y,
                       modules->side);
  }
}

}  // namespace

std::string dump_pages(const PdfDocument& document) {
  std::string out;
  for (std::size_t p = 0; p < document.pages.size(); ++p) {
    for (const Item& item : document.pages[p].items) dump(out, p + 1, item);
  }
  for (const OutlineEntry& entry : document.outline) {
    out += fmt::format("outline {} {} {}\n", entry.level, entry.destination.page + 1, entry.title);
  }
  return out;
}

}  // namespace disclose::pdf

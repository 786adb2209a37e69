#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "pdf/font.h"
#include "pdf/page.h"

namespace disclose::pdf {

/// Debian's fonts, opened once for all tests.
inline std::shared_ptr<const FontSet> usual_fonts() {
  static const std::shared_ptr<const FontSet> fonts = [] {
    Diagnostics diagnostics;
    return FontSet::load(FontChoice::usual(), {}, diagnostics);
  }();
  return fonts;
}

/// A file that goes when the test ends.
class TemporaryFile {
 public:
  TemporaryFile(std::string_view bytes, std::string_view extension);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// One line of text set in one size, split into a run for each face; `extra` points after each glyph.
void add_line(Page& page, const FontSet& fonts, std::u32string_view text, Point at, float size,
              FontRole role, Weight weight, ElementIndex element, float extra = 0);

/// Appends an element and gives its index.
ElementIndex add_element(PdfDocument& document, Role role, ElementIndex parent);

/// A small report with everything in it: headings, a paragraph with a link, a list, a table with
/// spans, a figure, a QR, a note, an outline, labels, an attachment.
PdfDocument sample_report(const FontSet& fonts);

}  // namespace disclose::pdf

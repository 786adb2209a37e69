#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "model/site.h"
#include "pdf/font.h"
#include "pdf/style.h"

namespace disclose {

/// Draws the reports of a site: markup from a report template → document → pages → bytes.
/// Immutable; any number of threads may draw with one.
class ReportPress {
 public:
  /// Opens the site's fonts. `site_path` is the site folder, for fonts named by their path below
  /// content/. nullopt, with an error, when there is no usable font.
  static std::unique_ptr<const ReportPress> open(const Site& site, std::string_view site_path,
                                                 Diagnostics& diagnostics);

  struct Attached {
    std::string_view name;  ///< "data.json"
    std::string_view bytes;
  };

  /// The bytes of the PDF; "" when there were errors. Markup mistakes are findings in `template_path`,
  /// characters without a glyph findings in the record it is about.
  std::string draw(std::string_view markup, std::string_view template_path, const Attached& attached,
                   Diagnostics& diagnostics) const;

 private:
  ReportPress(std::shared_ptr<const pdf::FontSet> fonts, pdf::Style style);
  std::shared_ptr<const pdf::FontSet> fonts_;
  pdf::Style style_;
};

}  // namespace disclose

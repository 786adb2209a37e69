#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "pdf/document.h"
#include "pdf/font.h"
#include "pdf/page.h"
#include "pdf/style.h"

namespace disclose::pdf {

/// Lays a document out on pages: tagged, with outline, page labels, running heads and page numbers.
/// A character that no font has, a link to an anchor that is not there and an address too long for
/// a QR code are findings (Code::form); nullopt when there were errors.
std::optional<PdfDocument> lay_out(const Document& document, const Style& style,
                                   const FontSet& fonts, Diagnostics& diagnostics);

/// What stands where, for tests: a line for each run, `page x y face size text`, then the outline.
/// Positions in points from the top left, to a tenth.
std::string dump_pages(const PdfDocument& document);

}  // namespace disclose::pdf

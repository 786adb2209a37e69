#pragma once

#include <string>

#include "pdf/font.h"
#include "pdf/page.h"

namespace disclose::pdf {

/// The bytes of a tagged PDF 1.7 (PDF/A-3, PDF/UA-1 in shape) of `document`, whose glyphs are of
/// `fonts`. The same document gives the same bytes. One document is written on one thread; several
/// may be written at the same time. An empty string only when memory ran out.
std::string write_pdf(const PdfDocument& document, const FontSet& fonts);

}  // namespace disclose::pdf

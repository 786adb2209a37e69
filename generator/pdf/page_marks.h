#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "pdf/blocks.h"

/// What is painted once all pages are known.
namespace disclose::pdf {

/// Leaders and page numbers of the table of contents.
void fill_contents(PdfDocument& out, const std::vector<ContentsLine>& lines,
                   const std::map<std::string, Destination, std::less<>>& anchors, Setter& setter,
                   const Document& document);

/// Running heads and page numbers; all are artifacts. Covers have none, landscape pages theirs at the
/// edges as they are turned.
void mark_pages(PdfDocument& out, const Flow& flow, Setter& setter, const Document& document);

}  // namespace disclose::pdf

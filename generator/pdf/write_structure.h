#pragma once

#include <string>
#include <vector>

#include "pdf/page.h"
#include "pdf/write_objects.h"

namespace disclose::pdf {

/// A page as it was written: its object and whose each marked piece of it is.
struct WrittenPage {
  Object object;
  float height = 0;
  std::vector<ElementIndex> marked;  ///< by MCID
};

/// A link annotation as it was written, and the Link element it belongs to.
struct WrittenLink {
  Object object;
  std::uint32_t page = 0;
  ElementIndex element = artifact;
};

/// Writes the structure tree, and what leads from pages and links back into it; gives the tree's
/// root. `elements` must hold a Document first.
Object write_structure(ObjectFile& file, const PdfDocument& document,
                       const std::vector<Element>& elements, const std::vector<WrittenPage>& pages,
                       const std::vector<WrittenLink>& links);

}  // namespace disclose::pdf

#pragma once

#include <string>
#include <vector>

#include "pdf/page.h"
#include "pdf/write_fonts.h"

namespace disclose::pdf {

/// The operators of one page, and whose each marked piece is: the place in `marked` is its MCID.
struct PageContent {
  std::string operators;
  std::vector<ElementIndex> marked;
};

/// Turns the items of a page into operators (ISO 32000-1, annex A). Neighbouring items of one element
/// make one marked piece; items of no element of `elements` are artifacts.
PageContent write_content(const Page& page, const std::vector<Element>& elements, UsedFonts& fonts);

/// The standard name of a role, as in the structure tree and in marks (`P`, `TH`).
std::string_view name_of(Role role);

/// The area an item covers, y downwards; of text, its em boxes.
Rect bounds_of(const Item& item);

}  // namespace disclose::pdf

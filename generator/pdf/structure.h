#pragma once

#include <cstdint>
#include <string>

/// The structure tree of a tagged document (ISO 32000-1 14.7 and 14.8): what a screen reader reads.
namespace disclose::pdf {

/// Index into PdfDocument::elements.
using ElementIndex = std::uint32_t;

/// Not part of the text: rules, running heads, page numbers, a table head repeated on a later page.
inline constexpr ElementIndex artifact = 0xFFFFFFFF;

/// The standard structure types we use (ISO 32000-1 14.8.4).
enum class Role : std::uint8_t {
  document, part, section, division, block_quote, caption, toc, toc_item,
  h1, h2, h3, h4, paragraph,
  list, list_item, label, list_body,
  table, table_head, table_body, row, header_cell, data_cell,
  span, quote, note, reference, code, link, figure,
};

/// Which cells a header cell is the header of.
enum class Scope : std::uint8_t { none, row, column, both };

/// An element of the tree. Its parent stands before it in the vector; children keep the order of
/// the vector; painted content joins its element in the order of painting.
struct Element {
  Role role = Role::paragraph;
  ElementIndex parent = 0;       ///< below its own index; of [0], the root, it is not read
  std::string alternative = {};  ///< what a figure shows; required for Role::figure
  std::string summary = {};      ///< of a table: what it holds
  std::string language = {};     ///< where it differs from the document's
  std::uint16_t row_span = 1;
  std::uint16_t column_span = 1;
  Scope scope = Scope::none;     ///< required for Role::header_cell
  bool numbered = false;         ///< of a list: its labels are numbers, not bullets
};

}  // namespace disclose::pdf

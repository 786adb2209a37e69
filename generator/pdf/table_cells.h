#pragma once

#include <cstdint>
#include <vector>

#include "pdf/flowable.h"
#include "pdf/table_grid.h"

/// A table whose cells are set in their columns, before any page is known.
namespace disclose::pdf {

/// The text of one cell, broken in its column; and how much of it stands on a page already.
struct SetCell {
  std::vector<SetText> paragraphs;
  std::vector<TextElements> elements;  ///< by paragraph
  ElementIndex element = artifact;
  std::uint32_t lines = 0;
  std::uint32_t next = 0;  ///< first line not yet on a page
  bool broken = false;     ///< begun on an earlier page and not finished there
  bool filled = false;     ///< stands on a tint
  const StretchedDrawing* drawing = nullptr;
};

struct SetTable {
  TableGrid grid;
  std::vector<SetCell> cells;  ///< by cell of the grid
  std::vector<float> lefts;    ///< columns + 1 edges from the left of the table
  std::vector<float> heights;  ///< by row
  float pitch = 0;
  float padding_x = 0;
  float padding_y = 0;

  float cell_height(const SetCell& cell) const {
    return content_height(cell) + 2 * padding_y;
  }
  /// Lines, and the drawing below them.
  float content_height(const SetCell& cell) const {
    return pitch * static_cast<float>(cell.lines) + (cell.drawing == nullptr ? 0 : cell.drawing->height());
  }
};

/// Sets the cells of `table` in `slot.width`: type small enough for the columns, columns shared,
/// figures aligned, heights of rows known. Elements are added to the tree below `element`.
SetTable set_table(const Table& table, Position position, const Slot& slot, ElementIndex element,
                   Flow& flow);

}  // namespace disclose::pdf

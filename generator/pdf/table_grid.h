#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "pdf/document.h"

/// Which cell of a table stands where, its spans resolved.
namespace disclose::pdf {

struct PlacedCell {
  const Cell* cell = nullptr;  ///< nullptr: a row is too short, an empty cell fills it
  std::uint32_t row = 0, column = 0;
  std::uint32_t rows = 1, columns = 1;  ///< spans, cut so that no two cells overlap
  std::uint32_t last_row() const { return row + rows - 1; }
};

struct TableGrid {
  std::uint32_t columns = 0;
  std::uint32_t rows = 0;
  std::uint32_t head_rows = 0;
  std::vector<PlacedCell> cells;     ///< in order of reading
  std::vector<std::uint32_t> owner;  ///< rows × columns: index into cells

  std::uint32_t cell_at(std::uint32_t row, std::uint32_t column) const {
    return owner[static_cast<std::size_t>(row) * columns + column];
  }
};

/// Every place of the grid has exactly one cell. A span ends with the head or the table.
TableGrid make_grid(const Table& table);

/// What a column's cells need: `least` is its widest unbroken piece, `most` its longest line.
struct CellNeed {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::uint32_t columns = 1;
  float least = 0;
  float most = 0;
  float lines_width = 0;  ///< the sum of its lines, for what it takes when it is broken
};

/// Shares `width` among the columns so that the table becomes as low as it can: every column at
/// least as wide as its widest piece where there is room, the rest where it saves most lines.
/// Columns with a share (`percent` > 0) keep it. The widths add up to `width`.
std::vector<float> share_width(std::span<const CellNeed> needs, std::span<const Column> hints,
                               std::uint32_t columns, float width, float narrowest);

/// The sum of the columns' least widths: more than the page has means smaller type.
float least_width(std::span<const CellNeed> needs, std::uint32_t columns, float narrowest);

}  // namespace disclose::pdf

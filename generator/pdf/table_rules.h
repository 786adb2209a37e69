#pragma once

#include <cstdint>
#include <vector>

#include "pdf/table_cells.h"

/// The part of a table on one page and the rules around its cells.
namespace disclose::pdf {

/// A row, or the part of it that stands on this page.
struct RowPiece {
  std::uint32_t row = 0;
  float y = 0;
  float height = 0;
  bool continued = false;    ///< begun on the page before
  bool to_continue = false;  ///< ends on a later page
};

struct Fragment {
  std::vector<RowPiece> pieces;  ///< the head's, then rows in order without a gap
  std::size_t head_rows = 0;     ///< how many of the pieces are the head's
  float end = 0;                 ///< below the last piece

  /// What the rows from `row` on take on this page so far.
  float height_from(std::uint32_t row) const;
  float height_between(std::uint32_t row, std::uint32_t end_row) const;
  /// The last piece of a cell that begins at piece `p` and ends with `row`.
  const RowPiece& last_piece_of(std::size_t p, std::uint32_t row) const;
};

/// Tints behind the head and the header cells.
void draw_fills(Page& page, const SetTable& table, const Fragment& fragment,
                const TableStyle& style, float left);

/// Rules where two cells meet, runs of them drawn as one; all are artifacts.
void draw_rules(Page& page, const SetTable& table, const Fragment& fragment,
                const TableStyle& style, Table::Look look, float left);

}  // namespace disclose::pdf

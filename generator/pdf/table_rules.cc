#include "pdf/table_rules.h"

#include <algorithm>

namespace disclose::pdf {
namespace {

class RulePainter {
 public:
  RulePainter(Page& page, const SetTable& table, const Fragment& fragment, const TableStyle& style,
              float left)
      : page_(page),
        table_(table),
        pieces_(fragment.pieces),
        style_(style),
        left_(left),
        fragment_(fragment) {}

  void form() {
    for (std::size_t p = 1; p < pieces_.size(); ++p) across(p, style_.rule, style_.rule_colour);
    for (std::uint32_t c = 1; c < table_.grid.columns; ++c) down(c);
    const float x = edge(0);
    const float right = edge(table_.grid.columns);
    const float top = pieces_.front().y;
    const float f = style_.frame;
    box({x - f / 2, top - f / 2, right - x + f, f}, style_.frame_colour);
    box({x - f / 2, fragment_.end - f / 2, right - x + f, f}, style_.frame_colour);
    box({x - f / 2, top, f, fragment_.end - top}, style_.frame_colour);
    box({right - f / 2, top, f, fragment_.end - top}, style_.frame_colour);
  }

  void open() {
    const float x = edge(0);
    const float width = edge(table_.grid.columns) - x;
    for (std::size_t p = 1; p < pieces_.size(); ++p) {
      if (p == fragment_.head_rows) continue;
      across(p, style_.rule, style_.rule_colour);
    }
    const float f = style_.frame * 1.4F;
    box({x, pieces_.front().y - f / 2, width, f}, style_.frame_colour);
    if (fragment_.head_rows > 0 && fragment_.head_rows < pieces_.size()) {
      box({x, pieces_[fragment_.head_rows].y - style_.frame / 2, width, style_.frame},
          style_.frame_colour);
    }
    box({x, fragment_.end - f / 2, width, f}, style_.frame_colour);
  }

 private:
  float edge(std::uint32_t column) const { return left_ + table_.lefts[column]; }

  void box(Rect rect, Colour colour) {
    page_.items.push_back({.content = Box{.rect = rect, .fill = colour}});
  }

  // The rule above piece `p`, left out where a cell spans it.
  void across(std::size_t p, float thickness, Colour colour) {
    const std::uint32_t above = pieces_[p - 1].row;
    const std::uint32_t below = pieces_[p].row;
    std::uint32_t start = 0;
    for (std::uint32_t c = 0; c <= table_.grid.columns; ++c) {
      const bool meets =
          c < table_.grid.columns && table_.grid.cell_at(above, c) != table_.grid.cell_at(below, c);
      if (meets) continue;
      if (c > start)
        box({edge(start), pieces_[p].y - thickness / 2, edge(c) - edge(start), thickness}, colour);
      start = c + 1;
    }
  }

  // The rule left of a column, left out where a cell spans it.
  void down(std::uint32_t column) {
    float start = pieces_.front().y;
    for (const RowPiece& piece : pieces_) {
      const bool meets =
          table_.grid.cell_at(piece.row, column - 1) != table_.grid.cell_at(piece.row, column);
      if (meets) continue;
      vertical(column, start, piece.y);
      start = piece.y + piece.height;
    }
    vertical(column, start, fragment_.end);
  }

  void vertical(std::uint32_t column, float top, float bottom) {
    if (bottom - top < 0.1F) return;
    box({edge(column) - style_.rule / 2, top, style_.rule, bottom - top}, style_.rule_colour);
  }

  Page& page_;
  const SetTable& table_;
  const std::vector<RowPiece>& pieces_;
  const TableStyle& style_;
  float left_;
  const Fragment& fragment_;
};

}  // namespace

float Fragment::height_from(std::uint32_t row) const {
  return pieces.empty() ? 0 : height_between(row, pieces.back().row + 1);
}

float Fragment::height_between(std::uint32_t row, std::uint32_t end_row) const {
  float height = 0;
  for (std::size_t p = pieces.size(); p > head_rows; --p) {
    const RowPiece& piece = pieces[p - 1];
    if (piece.row < row) break;
    if (piece.row < end_row) height += piece.height;
  }
  return height;
}

const RowPiece& Fragment::last_piece_of(std::size_t p, std::uint32_t row) const {
  const std::size_t limit = p < head_rows ? head_rows : pieces.size();
  const std::size_t rows = row >= pieces[p].row ? row - pieces[p].row : 0;
  return pieces[std::min(p + rows, limit - 1)];
}

void draw_fills(Page& page, const SetTable& table, const Fragment& fragment,
                const TableStyle& style, float left) {
  if (!style.head_fill) return;
  for (std::size_t p = 0; p < fragment.pieces.size(); ++p) {
    const RowPiece& piece = fragment.pieces[p];
    for (std::uint32_t c = 0; c < table.grid.columns; ++c) {
      const std::uint32_t i = table.grid.cell_at(piece.row, c);
      const PlacedCell& placed = table.grid.cells[i];
      const bool seen_first = placed.row == piece.row || p == fragment.head_rows;
      if (placed.column != c || !seen_first || !table.cells[i].filled) continue;
      const RowPiece& last = fragment.last_piece_of(p, placed.last_row());
      const float x = left + table.lefts[c];
      const float width = left + table.lefts[c + placed.columns] - x;
      page.items.push_back(
          {.content = Box{.rect = {x, piece.y, width, last.y + last.height - piece.y},
                          .fill = style.head_fill}});
    }
  }
}

void draw_rules(Page& page, const SetTable& table, const Fragment& fragment,
                const TableStyle& style, Table::Look look, float left) {
  if (fragment.pieces.empty()) return;
  RulePainter painter(page, table, fragment, style, left);
  look == Table::Look::form ? painter.form() : painter.open();
}

}  // namespace disclose::pdf

#include "pdf/table_grid.h"

#include <algorithm>

namespace disclose::pdf {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

class GridMaker {
 public:
  explicit GridMaker(const Table& table) : table_(table) {
    grid_.rows = static_cast<std::uint32_t>(table.rows.size());
    grid_.head_rows = std::min(table.head_rows, grid_.rows);
    grid_.columns = widest();
    grid_.owner.assign(static_cast<std::size_t>(grid_.rows) * grid_.columns, kNone);
  }

  TableGrid make() {
    for (std::uint32_t row = 0; row < grid_.rows; ++row) fill(row);
    return std::move(grid_);
  }

 private:
  // The columns of the widest row, spans from above counted.
  std::uint32_t widest() const {
    constexpr std::uint32_t kMostColumns = 64;
    std::vector<std::uint32_t> until(kMostColumns, 0);
    std::uint32_t columns = 0;
    for (std::uint32_t row = 0; row < grid_.rows; ++row) {
      std::uint32_t at = 0;
      for (const Cell& cell : table_.rows[row]) {
        while (at < kMostColumns && until[at] > row) ++at;
        if (at == kMostColumns) break;
        const std::uint32_t end = std::min(at + cell.column_span, kMostColumns);
        for (; at < end && until[at] <= row; ++at) until[at] = row + rows_of(cell, row);
      }
      columns = std::max(columns, at);
    }
    return columns;
  }

  std::uint32_t rows_of(const Cell& cell, std::uint32_t row) const {
    const std::uint32_t end = row < grid_.head_rows ? grid_.head_rows : grid_.rows;
    return std::min(cell.row_span, end - row);
  }

  std::uint32_t& owner(std::uint32_t row, std::uint32_t column) {
    return grid_.owner[static_cast<std::size_t>(row) * grid_.columns + column];
  }

  void put(const Cell* cell, std::uint32_t row, std::uint32_t column) {
    PlacedCell placed{.cell = cell, .row = row, .column = column};
    const auto index = static_cast<std::uint32_t>(grid_.cells.size());
    if (cell != nullptr) placed.rows = rows_of(*cell, row);
    const std::uint32_t asked = cell == nullptr ? 1 : cell->column_span;
    std::uint32_t end = column;
    while (end < grid_.columns && end < column + asked && owner(row, end) == kNone) ++end;
    placed.columns = end - column;
    for (std::uint32_t r = row; r < row + placed.rows; ++r) {
      for (std::uint32_t c = column; c < end; ++c) owner(r, c) = index;
    }
    grid_.cells.push_back(placed);
  }

  void fill(std::uint32_t row) {
    std::size_t next = 0;
    const std::vector<Cell>& cells = table_.rows[row];
    for (std::uint32_t column = 0; column < grid_.columns; ++column) {
      if (owner(row, column) != kNone) continue;
      put(next < cells.size() ? &cells[next] : nullptr, row, column);
      ++next;
    }
  }

  const Table& table_;
  TableGrid grid_;
};

}  // namespace

TableGrid make_grid(const Table& table) { return GridMaker(table).make(); }

}  // namespace disclose::pdf

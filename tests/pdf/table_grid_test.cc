#include "pdf/table_grid.h"

#include <gtest/gtest.h>

#include <numeric>

namespace disclose::pdf {
namespace {

Cell cell(std::uint32_t columns = 1, std::uint32_t rows = 1) {
  return {.column_span = columns, .row_span = rows};
}

float sum(const std::vector<float>& widths) {
  return std::accumulate(widths.begin(), widths.end(), 0.0F);
}

TEST(TableGrid, GivesEveryPlaceACell) {
  const Table table{.rows = {{cell(1, 2), cell(2)}, {cell(), cell()}, {cell()}}};
  const TableGrid grid = make_grid(table);
  EXPECT_EQ(grid.columns, 3U);
  EXPECT_EQ(grid.cell_at(1, 0), grid.cell_at(0, 0));
  EXPECT_EQ(grid.cell_at(0, 1), grid.cell_at(0, 2));
  EXPECT_EQ(grid.cells[grid.cell_at(2, 2)].cell, nullptr);
}

TEST(TableGrid, EndsASpanWithTheTableAndWithItsHead) {
  const Table table{.rows = {{cell(1, 9), cell()}, {cell()}, {cell(1, 9), cell()}}, .head_rows = 1};
  const TableGrid grid = make_grid(table);
  EXPECT_EQ(grid.cells[grid.cell_at(0, 0)].rows, 1U);
  EXPECT_EQ(grid.cells[grid.cell_at(2, 0)].rows, 1U);
}

TEST(TableGrid, LetsNoCellsOverlap) {
  const Table table{.rows = {{cell(), cell(1, 3), cell()}, {cell(3)}, {cell(3), cell()}}};
  const TableGrid grid = make_grid(table);
  for (std::uint32_t row = 0; row < grid.rows; ++row) {
    for (std::uint32_t column = 0; column < grid.columns; ++column) {
      const PlacedCell& placed = grid.cells[grid.cell_at(row, column)];
      EXPECT_TRUE(placed.row <= row && row <= placed.last_row());
      EXPECT_TRUE(placed.column <= column && column < placed.column + placed.columns);
    }
  }
}

TEST(TableGrid, HasNoColumnsForNoCells) {
  EXPECT_EQ(make_grid(Table{.rows = {{}, {}}}).columns, 0U);
}

TEST(TableColumns, ShareTheWholeWidth) {
  const std::vector<CellNeed> needs = {
      {.row = 0, .column = 0, .least = 20, .most = 30, .lines_width = 30},
      {.row = 0, .column = 1, .least = 20, .most = 900, .lines_width = 900}};
  const std::vector<float> widths = share_width(needs, {}, 2, 400, 10);
  EXPECT_NEAR(sum(widths), 400, 0.1);
  EXPECT_GT(widths[1], widths[0] * 3);
  EXPECT_GE(widths[0], 20);
}

TEST(TableColumns, KeepAStatedShare) {
  const std::vector<CellNeed> needs = {
      {.row = 0, .column = 0, .least = 20, .most = 30, .lines_width = 30},
      {.row = 0, .column = 1, .least = 20, .most = 900, .lines_width = 900}};
  const std::vector<Column> hints = {{.percent = 50}};
  const std::vector<float> widths = share_width(needs, hints, 2, 400, 10);
  EXPECT_NEAR(widths[0], 200, 0.1);
  EXPECT_NEAR(sum(widths), 400, 0.1);
}

TEST(TableColumns, AreNoWiderThanThePageWhenTheirWordsAre) {
  std::vector<CellNeed> needs;
  for (std::uint32_t c = 0; c < 12; ++c)
    needs.push_back({.column = c, .least = 90, .most = 90, .lines_width = 90});
  EXPECT_GT(least_width(needs, 12, 10), 400);
  const std::vector<float> widths = share_width(needs, {}, 12, 400, 10);
  EXPECT_NEAR(sum(widths), 400, 0.1);
  for (const float width : widths) EXPECT_GT(width, 9.9);
}

TEST(TableColumns, GiveRoomToASpan) {
  const std::vector<CellNeed> needs = {
      {.row = 0, .column = 0, .columns = 2, .least = 200, .most = 200},
      {.row = 1, .column = 2, .least = 20, .most = 20, .lines_width = 20}};
  const std::vector<float> widths = share_width(needs, {}, 3, 300, 10);
  EXPECT_GE(widths[0] + widths[1], 199.9);
}

}  // namespace
}  // namespace disclose::pdf

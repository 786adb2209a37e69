#include "pdf/table_cells.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace disclose::pdf {
namespace {

// Below this a word is broken rather than the type made smaller.
constexpr float kStep = 0.05F;
// Cells of a form up to this many em wide are centred; longer texts are set from the left.
constexpr float kShortText = 9;
// A label over several columns up to this many em wide is not broken.
constexpr float kLabel = 6.5F;
// The least width of a drawing, in em.
constexpr float kDrawing = 6;
// Lines this many em wide are filled to both edges.
constexpr float kJustified = 12;

// 185.49, -3, 95.2%, ≥90%, —: figures that are compared down a column.
bool is_figure(std::string_view text) {
  bool digits = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    digits = digits || (c >= '0' && c <= '9');
    const bool sign = (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '-' || c == '+' ||
                      c == '%' || c == U'－' || c == U'−';
    if (!sign) return false;
  }
  return digits;
}

bool is_no_figure(std::string_view text) {
  return text.empty() || text == "—" || text == "-" || text == "/";
}

class TableSetter {
 public:
  TableSetter(const Table& table, Position position, const Slot& slot, ElementIndex element,
              Flow& flow)
      : table_(table), position_(position), slot_(slot), flow_(flow), style_(flow.style().table) {
    set_.grid = make_grid(table);
    add_elements(element);
  }

  SetTable set() {
    set_.cells.resize(set_.grid.cells.size());
    if (set_.grid.columns == 0) {
      set_.grid.rows = set_.grid.head_rows = 0;
      return std::move(set_);
    }
    choose_alignment();
    glyphs(table_.small ? 0.9F : 1.0F);
    choose_size();
    share();
    for (std::size_t i = 0; i < set_.cells.size(); ++i) break_cell(i);
    choose_heights();
    return std::move(set_);
  }

 private:
  const PlacedCell& placed(std::size_t i) const { return set_.grid.cells[i]; }
  bool is_head(const PlacedCell& cell) const { return cell.row < set_.grid.head_rows; }

  void add_elements(ElementIndex table) {
    ElementTree& tree = flow_.tree();
    ElementIndex part = artifact;
    ElementIndex row = artifact;
    std::uint32_t last = 0xFFFFFFFF;
    for (const PlacedCell& cell : set_.grid.cells) {
      if (cell.row != last) {
        // Rows whose every place is held by a span from above still count as rows.
        for (std::uint32_t r = last + 1; r <= cell.row; ++r) {
          if (r == 0 || r == set_.grid.head_rows) {
            const bool head = r < set_.grid.head_rows;
            part = tree.add({.role = head ? Role::table_head : Role::table_body, .parent = table});
          }
          row = tree.add({.role = Role::row, .parent = part});
        }
        last = cell.row;
      }
      elements_.push_back(tree.add(cell_element(cell, row)));
    }
  }

  Element cell_element(const PlacedCell& cell, ElementIndex row) const {
    const auto span = [](std::uint32_t n) {
      return static_cast<std::uint16_t>(std::min(n, 65535U));
    };
    Element element{.role = Role::data_cell,
                    .parent = row,
                    .row_span = span(cell.rows),
                    .column_span = span(cell.columns)};
    if (is_head(cell)) {
      element.role = Role::header_cell;
      element.scope = Scope::column;
    } else if (cell.cell != nullptr && cell.cell->header) {
      element.role = Role::header_cell;
      element.scope = cell.cell->row_header ? Scope::row : Scope::column;
    }
    return element;
  }

  // Figures of a column are aligned at the right, short words of a form are centred.
  void choose_alignment() {
    const bool open = table_.look == Table::Look::open;
    struct Seen {
      bool figures = true, any = false, wide = false;
      std::size_t longest = 0;
    };
    std::vector<Seen> seen(set_.grid.columns);
    for (const PlacedCell& cell : set_.grid.cells) {
      if (cell.cell == nullptr || is_head(cell) || cell.columns != 1 || cell.cell->header || cell.cell->drawing) continue;
      Seen& column = seen[cell.column];
      std::string text;
      for (const Text& paragraph : cell.cell->paragraphs) text += plain_text(paragraph);
      column.longest = std::max(column.longest, display_width(text));
      if (cell.cell->paragraphs.size() > 1) column.wide = true;
      if (is_no_figure(text)) continue;
      column.any = true;
      column.figures = column.figures && is_figure(text);
      column.wide = column.wide || code_point_count(text) >= 5;
    }
    using enum Cell::Align;
    for (std::uint32_t c = 0; c < set_.grid.columns; ++c) {
      const Seen& column = seen[c];
      const bool figures = column.any && column.figures;
      Cell::Align align =
          static_cast<float>(column.longest) <= 2 * kShortText && !open ? centre : left;
      if (figures) align = open || column.wide ? right : centre;
      if (c < table_.columns.size() && table_.columns[c].align != unsaid)
        align = table_.columns[c].align;
      columns_.push_back(align);
    }
  }

  Align align_of(const PlacedCell& cell) const {
    Cell::Align align = columns_[cell.column];
    if (cell.cell == nullptr) return Align::left;
    if (is_head(cell) || cell.cell->header) align = Cell::Align::centre;
    // In an open table a head stands over its column as its column does.
    const bool open = table_.look == Table::Look::open;
    if (open && cell.columns == 1 && (is_head(cell) || cell.cell->header))
      align = columns_[cell.column];
    if (!is_head(cell) && !cell.cell->header && cell.columns > 1) align = wide_align(*cell.cell);
    if (cell.cell->align != Cell::Align::unsaid) align = cell.cell->align;
    switch (align) {
      case Cell::Align::right:
        return Align::right;
      case Cell::Align::centre:
        return Align::centre;
      case Cell::Align::left:
      case Cell::Align::unsaid:
        break;
    }
    return Align::left;
  }

  // A cell over several columns: a short text stands in the middle of a form, a long one from the
  // left.
  Cell::Align wide_align(const Cell& cell) const {
    std::size_t width = 0;
    for (const Text& paragraph : cell.paragraphs) width += display_width(plain_text(paragraph));
    const bool is_short =
        static_cast<float>(width) <= 4 * kShortText && cell.paragraphs.size() <= 1;
    return table_.look == Table::Look::form && is_short ? Cell::Align::centre : Cell::Align::left;
  }

  TextStyle style_of(const PlacedCell& cell) const {
    TextStyle style = style_.cell;
    if (is_head(cell)) {
      style = style_.head;
    } else if (cell.cell != nullptr && cell.cell->header) {
      style.role = style_.head.role;
    }
    if (cell.cell != nullptr && cell.cell->strong) style.weight = Weight::bold;
    style.size *= factor_;
    style.pitch = style_.cell.pitch * factor_;
    return style;
  }

  void glyphs(float factor) {
    factor_ = factor;
    set_.pitch = style_.cell.pitch * factor;
    set_.padding_x = style_.padding_x * factor;
    set_.padding_y = style_.padding_y * factor;
    for (std::size_t i = 0; i < set_.cells.size(); ++i) {
      const PlacedCell& cell = placed(i);
      SetCell& set = set_.cells[i];
      set.paragraphs.clear();
      if (cell.cell == nullptr) continue;
      if (cell.cell->drawing) set.drawing = &*cell.cell->drawing;
      const TextStyle style = style_of(cell);
      for (const Text& paragraph : cell.cell->paragraphs) {
        set.paragraphs.push_back(flow_.setter().glyphs(paragraph, style, position_));
      }
    }
    measure_cells();
  }

  void measure_cells() {
    needs_.clear();
    for (std::size_t i = 0; i < set_.cells.size(); ++i) {
      const PlacedCell& cell = placed(i);
      const float padding = 2 * set_.padding_x;
      CellNeed need{.row = cell.row, .column = cell.column, .columns = cell.columns};
      for (const SetText& paragraph : set_.cells[i].paragraphs) {
        const TextExtent extent = measure(paragraph.characters, true);
        need.least = std::max(need.least, extent.least + padding + 0.5F);
        need.most = std::max(need.most, extent.most + padding + 0.5F);
        // A text that is broken loses a little of every line.
        need.lines_width += extent.most * 1.04F + padding;
      }
      if (set_.cells[i].drawing != nullptr) {
        need.least = std::max(need.least, kDrawing * style_.cell.size);
        need.most = std::max(need.most, 2 * need.least);
      }
      // The labels of a form (项目名称) stay on one line.
      const bool label = cell.columns > 1 && set_.cells[i].paragraphs.size() == 1;
      if (label && need.most - padding <= kLabel * style_.cell.size * factor_)
        need.least = need.most;
      needs_.push_back(need);
    }
  }

  float narrowest() const { return style_.cell.size * factor_ + 2 * set_.padding_x + 0.5F; }

  // A wide table is set in smaller type, as long as it can still be read.
  void choose_size() {
    const float least = style_.least_size / style_.cell.size;
    float factor = factor_;
    const float needed = least_width(needs_, set_.grid.columns, narrowest());
    if (needed > slot_.width) factor = std::floor(factor_ * slot_.width / needed / kStep) * kStep;
    factor = std::max(std::min(factor, factor_), std::min(least, factor_));
    // So many columns that not even one character fits: as small as it takes.
    const float column = slot_.width / static_cast<float>(set_.grid.columns);
    const float room = style_.cell.size + 2 * style_.padding_x + 1;
    if (room * factor > column) factor = column / room;
    if (factor < factor_) glyphs(factor);
  }

  void share() {
    const std::vector<float> widths =
        share_width(needs_, table_.columns, set_.grid.columns, slot_.width, narrowest());
    float left = slot_.left;
    for (const float width : widths) {
      set_.lefts.push_back(left);
      left += width;
    }
    set_.lefts.push_back(slot_.left + slot_.width);
  }

  void break_cell(std::size_t i) {
    const PlacedCell& cell = placed(i);
    SetCell& set = set_.cells[i];
    set.element = elements_[i];
    set.filled = cell.cell != nullptr && (cell.cell->header || is_head(cell));
    const float width =
        set_.lefts[cell.column + cell.columns] - set_.lefts[cell.column] - 2 * set_.padding_x;
    Align align = align_of(cell);
    if (align == Align::left && width > kJustified * style_.cell.size) align = Align::justify;
    for (SetText& paragraph : set.paragraphs) {
      Setter::break_into(paragraph, {.width = width,
                                     .align = align,
                                     .straight_edges = true,
                                     .keep_terms = true,
                                     .balanced = align == Align::centre});
      set.elements.push_back(flow_.tree().parts_of(set.element, paragraph));
      set.lines += static_cast<std::uint32_t>(paragraph.line_count());
    }
  }

  void choose_heights() {
    const TableGrid& grid = set_.grid;
    set_.heights.assign(grid.rows, set_.pitch + 2 * set_.padding_y);
    for (std::size_t i = 0; i < set_.cells.size(); ++i) {
      if (placed(i).rows != 1) continue;
      float& height = set_.heights[placed(i).row];
      height = std::max(height, set_.cell_height(set_.cells[i]));
    }
    for (std::size_t i = 0; i < set_.cells.size(); ++i) {
      if (placed(i).rows == 1) continue;
      const auto first = set_.heights.begin() + placed(i).row;
      const auto last = first + placed(i).rows;
      float have = 0;
      for (auto row = first; row != last; ++row) have += *row;
      const float more = set_.cell_height(set_.cells[i]) - have;
      if (more <= 0) continue;
      for (auto row = first; row != last; ++row) *row += more / static_cast<float>(placed(i).rows);
    }
  }

  const Table& table_;
  Position position_;
  const Slot& slot_;
  Flow& flow_;
  const TableStyle& style_;
  SetTable set_;
  std::vector<ElementIndex> elements_;
  std::vector<Cell::Align> columns_;
  std::vector<CellNeed> needs_;
  float factor_ = 1;
};

}  // namespace

SetTable set_table(const Table& table, Position position, const Slot& slot, ElementIndex element,
                   Flow& flow) {
  return TableSetter(table, position, slot, element, flow).set();
}

}  // namespace disclose::pdf

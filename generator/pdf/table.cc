// A table down the pages: which rows stand on which, the head repeated, spans continued.
#include <algorithm>
#include <cmath>
#include <memory>

#include "pdf/paint_drawing.h"
#include "pdf/table_cells.h"
#include "pdf/table_rules.h"

namespace disclose::pdf {
namespace {

constexpr float kTolerance = 0.01F;
// A spanned text of so many lines is not parted if its first rows can go to the next page.
constexpr std::uint32_t kWholeSpan = 6;

class TableBlock final : public Flowable {
 public:
  TableBlock(const Table& table, Position position, const Slot& slot, Flow& flow)
      : table_(table), slot_(slot), style_(flow.style().table) {
    const ElementIndex element = flow.tree().add(
        {.role = Role::table,
         .parent = slot.parent,
         .summary = table.summary.empty() ? plain_text(table.caption) : table.summary});
    set_caption(element, position, flow);
    set_ = set_table(table, position, slot, element, flow);
    for (std::uint32_t row = 0; row < set_.grid.head_rows; ++row) head_height_ += set_.heights[row];
  }

  float least_height() const override {
    float height = style_.before + above_height_ + head_height_;
    const std::uint32_t first = set_.grid.head_rows;
    const std::uint32_t rows = set_.grid.rows - first;
    const std::uint32_t together = rows <= 3 ? rows : 2;
    for (std::uint32_t row = first; row < first + together; ++row) height += set_.heights[row];
    return height;
  }

  void place(Flow& flow) override {
    flow.skip(style_.before);
    flow.anchor(table_.id);
    // A caption at the head of a page does not make the page any less empty for the first row.
    const bool from_top = flow.at_top();
    place_caption(flow);
    const bool repeat = head_height_ < flow.page_room() / 3;
    row_ = set_.grid.head_rows;
    bool first = true;
    do {
      const bool fresh = from_top || flow.at_top() || !first;
      Fragment fragment = start_fragment(flow, first, repeat);
      take_rows(flow, fragment, fresh);
      const bool only_head = fragment.pieces.size() == fragment.head_rows;
      if (only_head && row_ < set_.grid.rows && !fresh) {
        // Nothing fits below the text before it.
        flow.new_page();
        continue;
      }
      draw(flow, fragment, first);
      first = false;
      if (row_ < set_.grid.rows) flow.new_page();
    } while (row_ < set_.grid.rows);
    flow.skip(style_.after);
    flow.snap_to_grid();
  }

 private:
  void set_caption(ElementIndex table, Position position, Flow& flow) {
    const TextStyle& style = flow.style().caption;
    if (!table_.unit.empty()) {
      TextStyle unit = style_.cell;
      unit.pitch = style.pitch;
      unit_ = flow.setter().one_line(table_.unit, unit, position);
    }
    if (!table_.caption.empty()) {
      caption_ = flow.setter().glyphs(table_.caption, style, position);
      Setter::break_into(
          caption_,
          {.width = slot_.width, .align = style.align, .keep_terms = true, .balanced = true});
      const ElementIndex element = flow.tree().add({.role = Role::caption, .parent = table});
      caption_elements_ = flow.tree().parts_of(element, caption_);
    }
    if (unit_.line_count() > 0) {
      const ElementIndex element = caption_elements_.text != artifact
                                       ? caption_elements_.text
                                       : flow.tree().add({.role = Role::caption, .parent = table});
      unit_elements_ = TextElements{.text = element};
      const float free = caption_.line_count() == 0
                             ? slot_.width
                             : (slot_.width - caption_.broken.lines.back().width) / 2;
      unit_beside_ = caption_.line_count() > 0 && unit_.broken.lines[0].width + 6 < free;
    }
    above_height_ = caption_.height() + (unit_beside_ ? 0 : unit_.height());
    if (above_height_ > 0) above_height_ += 3;
  }

  void place_caption(Flow& flow) {
    if (above_height_ <= 0) return;
    float y = flow.y();
    const float x = flow.left() + slot_.left;
    for (std::size_t line = 0; line < caption_.line_count(); ++line, y += caption_.pitch) {
      paint_line(flow.page(), caption_, line, {x, y}, caption_elements_, flow.document());
    }
    if (unit_.line_count() > 0) {
      const float left = x + slot_.width - unit_.broken.lines[0].width;
      paint_line(flow.page(), unit_, 0, {left, unit_beside_ ? y - caption_.pitch : y},
                 unit_elements_, flow.document());
    }
    flow.advance(above_height_);
  }

  Fragment start_fragment(Flow& flow, bool first, bool repeat) const {
    Fragment fragment;
    float y = flow.y();
    for (std::uint32_t row = 0; row < set_.grid.head_rows && (first || repeat); ++row) {
      fragment.pieces.push_back({.row = row, .y = y, .height = set_.heights[row]});
      y += set_.heights[row];
    }
    fragment.head_rows = fragment.pieces.size();
    fragment.end = y;
    return fragment;
  }

  // Adds the rows that fit below the head; row_ is then the first of the next page.
  void take_rows(Flow& flow, Fragment& fragment, bool fresh) {
    const float bottom = flow.y() + flow.room();
    const std::uint32_t first = row_;
    while (row_ < set_.grid.rows) {
      const float needed = needed_height(fragment, row_);
      const bool fits = fragment.end + needed <= bottom + kTolerance;
      if (fits && reserve_notes(flow, fragment, row_, needed)) {
        fragment.pieces.push_back(
            {.row = row_, .y = fragment.end, .height = needed, .continued = continued_});
        fragment.end += needed;
        continued_ = false;
        ++row_;
        continue;
      }
      if (row_ == first && fresh) {
        split_row(fragment, bottom);
      } else {
        step_back(fragment, first);
      }
      return;
    }
  }

  bool reserve_notes(Flow& flow, const Fragment& fragment, std::uint32_t row, float needed) {
    std::vector<std::uint32_t> notes;
    for (std::uint32_t c = 0; c < set_.grid.columns; ++c) {
      const std::uint32_t i = set_.grid.cell_at(row, c);
      if (set_.grid.cells[i].row != row || set_.grid.cells[i].column != c) continue;
      for (const SetText& paragraph : set_.cells[i].paragraphs) {
        for (const Ink& ink : paragraph.inks) {
          if (ink.note != 0 && (notes.empty() || notes.back() != ink.note))
            notes.push_back(ink.note);
        }
      }
    }
    if (!notes.empty()) row_with_notes_ = row;
    return flow.reserve_notes(notes, fragment.end - flow.y() + needed);
  }

  // What a row needs here: more than its own height when a text that spans it was parted above and
  // must end in it; less when it was begun on the page before.
  float needed_height(const Fragment& fragment, std::uint32_t row) const {
    float needed = continued_ ? set_.pitch + 2 * set_.padding_y : set_.heights[row];
    for (std::uint32_t c = 0; c < set_.grid.columns; ++c) {
      const std::uint32_t i = set_.grid.cell_at(row, c);
      const PlacedCell& placed = set_.grid.cells[i];
      const SetCell& cell = set_.cells[i];
      c = placed.column + placed.columns - 1;
      if (placed.last_row() != row || (!cell.broken && !continued_)) continue;
      const float rest =
          set_.pitch * static_cast<float>(cell.lines - cell.next) + 2 * set_.padding_y;
      needed = std::max(needed, rest - fragment.height_from(placed.row));
    }
    return needed;
  }

  // A row taller than a page is parted between lines.
  void split_row(Fragment& fragment, float bottom) {
    const float least = set_.pitch + 2 * set_.padding_y;
    const float height = std::max(least, bottom - fragment.end);
    fragment.pieces.push_back({.row = row_,
                               .y = fragment.end,
                               .height = height,
                               .continued = continued_,
                               .to_continue = true});
    fragment.end += height;
    continued_ = true;
  }

  // A better place to part the table than where it is full.
  void step_back(Fragment& fragment, std::uint32_t first) {
    std::uint32_t end = row_;
    if (set_.grid.rows - end == 1 && end - first >= 3) --end;
    for (std::uint32_t c = 0; c < set_.grid.columns; ++c) {
      const std::uint32_t i = set_.grid.cell_at(end, c);
      const PlacedCell& placed = set_.grid.cells[i];
      const SetCell& cell = set_.cells[i];
      if (placed.row >= end || placed.row <= first || cell.lines > kWholeSpan) continue;
      const float height = fragment.height_between(placed.row, end);
      if (height + kTolerance < set_.cell_height(cell)) end = placed.row;
    }
    // A row whose notes stand on this page stays on it.
    while (row_ > end && row_ > first && row_ - 1 != row_with_notes_) {
      fragment.end -= fragment.pieces.back().height;
      fragment.pieces.pop_back();
      --row_;
    }
  }

  void draw(Flow& flow, const Fragment& fragment, bool first) {
    const float left = flow.left();
    draw_fills(flow.page(), set_, fragment, style_, left);
    for (std::size_t p = 0; p < fragment.pieces.size(); ++p) {
      const RowPiece& piece = fragment.pieces[p];
      const bool head = p < fragment.head_rows;
      for (std::uint32_t c = 0; c < set_.grid.columns; ++c) {
        const std::uint32_t i = set_.grid.cell_at(piece.row, c);
        const PlacedCell& placed = set_.grid.cells[i];
        const bool seen_first = placed.row == piece.row || p == fragment.head_rows;
        if (placed.column == c && seen_first) draw_cell(flow, fragment, p, i, head && !first);
      }
    }
    draw_rules(flow.page(), set_, fragment, style_, table_.look, left);
    flow.advance(fragment.end - flow.y());
  }

  void draw_cell(Flow& flow, const Fragment& fragment, std::size_t p, std::uint32_t i,
                 bool repeated) {
    const PlacedCell& placed = set_.grid.cells[i];
    SetCell& cell = set_.cells[i];
    const RowPiece& last = fragment.last_piece_of(p, placed.last_row());
    const float top = fragment.pieces[p].y;
    const float height = last.y + last.height - top;
    const float inner = height - 2 * set_.padding_y;
    const bool whole = !fragment.pieces[p].continued && placed.row == fragment.pieces[p].row &&
                       placed.last_row() <= last.row && !last.to_continue;
    const auto fit = static_cast<std::uint32_t>(std::max(0.0F, inner + kTolerance) / set_.pitch);
    std::uint32_t begin = cell.next;
    std::uint32_t end = cell.lines;
    bool shown_before = repeated;
    if (repeated || (!whole && begin == end && placed.rows > 1)) {
      // What the reader has read already is shown again, for the eye only.
      begin = 0;
      shown_before = true;
      if (end > fit) return;
    } else if (!whole) {
      end = std::min(end, begin + std::max(fit, begin == end ? 0U : 1U));
      cell.broken = end < cell.lines;
    }
    const bool middle = begin == 0 && end == cell.lines;
    float y = top + set_.padding_y;
    if (middle) y = top + (height - set_.content_height(cell)) / 2;
    if (cell.drawing != nullptr && end == cell.lines && !shown_before) {
      draw_drawing(flow, *cell.drawing, placed, y + set_.pitch * static_cast<float>(end - begin));
    }
    paint_lines(flow, cell, placed, begin, end, y, shown_before);
    if (!shown_before) cell.next = end;
  }

  void draw_drawing(Flow& flow, const StretchedDrawing& drawing, const PlacedCell& placed, float y) const {
    const float left = set_.lefts[placed.column] + set_.padding_x;
    const float width = set_.lefts[placed.column + placed.columns] - set_.padding_x - left;
    paint_drawing(flow, drawing.at(width), {.origin = {flow.left() + left, y}});
  }

  void paint_lines(Flow& flow, const SetCell& cell, const PlacedCell& placed, std::uint32_t begin,
                   std::uint32_t end, float y, bool as_artifact) const {
    const float x = flow.left() + set_.lefts[placed.column] + set_.padding_x;
    const TextElements nothing;
    std::uint32_t before = 0;  // lines of the paragraphs before this one
    for (std::size_t p = 0; p < cell.paragraphs.size() && before < end; ++p) {
      const SetText& text = cell.paragraphs[p];
      const auto count = static_cast<std::uint32_t>(text.line_count());
      for (std::uint32_t line = begin > before ? begin - before : 0;
           line < count && before + line < end; ++line) {
        paint_line(flow.page(), text, line, {x, y}, as_artifact ? nothing : cell.elements[p],
                   flow.document());
        y += set_.pitch;
      }
      before += count;
    }
  }

  const Table& table_;
  Slot slot_;
  const TableStyle& style_;
  SetTable set_;
  SetText caption_, unit_;
  TextElements caption_elements_, unit_elements_;
  bool unit_beside_ = false;
  float above_height_ = 0;
  float head_height_ = 0;
  std::uint32_t row_ = 0;
  std::uint32_t row_with_notes_ = 0xFFFFFFFF;
  bool continued_ = false;  // row_ was begun on the page before
};

}  // namespace

std::unique_ptr<Flowable> make_table(const Table& table, Position position, const Slot& slot,
                                     Flow& flow) {
  return std::make_unique<TableBlock>(table, position, slot, flow);
}

}  // namespace disclose::pdf

#include "pdf/page_marks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace disclose::pdf {
namespace {

float width_of(const SetText& text) {
  return text.line_count() == 0 ? 0 : text.broken.lines[0].width;
}

void paint(Page& page, const SetText& text, Point at, const Document& document) {
  if (text.line_count() > 0) paint_line(page, text, 0, at, TextElements{}, document);
}

// The type area of a page.
Rect type_area(const Style& s, const Page& page, bool turned) {
  if (turned)
    return {s.top, s.right, page.width - s.top - s.bottom, page.height - s.left - s.right};
  return {s.left, s.top, page.width - s.left - s.right, page.height - s.top - s.bottom};
}

class Marker {
 public:
  Marker(PdfDocument& out, Setter& setter, const Document& document)
      : out_(out), setter_(setter), style_(setter.style()), document_(document) {
    const std::string& head =
        document.running_head.empty() ? out.metadata.title : document.running_head;
    if (style_.has_running_head) head_ = setter.one_line(head, style_.running_head);
  }

  void number(std::size_t index, const Rect& area) {
    const std::size_t n = index + 1;
    const bool outer = style_.numbering == Style::Numbering::outer;
    const SetText text = setter_.one_line(
        outer ? fmt::format("— {} —", n) : fmt::format("第 {} 页　共 {} 页", n, out_.pages.size()),
        style_.page_number);
    const float width = width_of(text);
    const float em = style_.page_number.size;
    float x = area.x + (area.width - width) / 2;
    // GB/T 9704-2012 7.5: 单页码居右空一字，双页码居左空一字.
    if (outer) x = n % 2 == 1 ? area.x + area.width - em - width : area.x + em;
    // The dash stands the stated distance below the type area; it lies 0.3 em above the baseline.
    const float baseline = baseline_of(text.size, text.pitch);
    const float y =
        area.y + area.height + style_.page_number_below + (outer ? 0.3F * em : em) - baseline;
    paint(out_.pages[index], text, {x, y}, document_);
  }

  // Not on the first page, which has the title itself.
  void head(std::size_t index, const Rect& area) {
    if (index == 0 || head_.line_count() == 0 || width_of(head_) > area.width) return;
    const float y = area.y - style_.running_head_above;
    paint(out_.pages[index], head_, {area.x + area.width - width_of(head_), y - 2}, document_);
    out_.pages[index].items.push_back(
        {.content = Box{.rect = {area.x, y + head_.pitch, area.width, 0.4F},
                        .fill = style_.table.rule_colour}});
  }

 private:
  PdfDocument& out_;
  Setter& setter_;
  const Style& style_;
  const Document& document_;
  SetText head_;
};

}  // namespace

void fill_contents(PdfDocument& out, const std::vector<ContentsLine>& lines,
                   const std::map<std::string, Destination, std::less<>>& anchors, Setter& setter,
                   const Document& document) {
  const TextStyle& style = setter.style().contents;
  const float dot = style.size * 0.5F;
  // From the last to the first, so that the items named stay where they are.
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
    const auto found = anchors.find(heading_anchor(line->heading));
    if (found == anchors.end()) continue;
    Page added;
    const SetText number = setter.one_line(fmt::format("{}", found->second.page + 1), style);
    const float left = line->right - width_of(number);
    // Leaders of all lines end in the same column, however long the number.
    const float leader_end = line->right - 2 * style.size;
    const float free = leader_end - line->leader_from - 0.5F * style.size;
    if (free > dot) {
      TextStyle faint = style;
      faint.colour = setter.style().note.colour;
      const auto dots = static_cast<std::size_t>(free / dot);
      SetText leader = setter.one_line(std::string(dots, '.'), faint);
      for (float& advance : leader.broken.advances) advance = dot;
      const float x = leader_end - dot * static_cast<float>(dots);
      paint(added, leader, {x, line->y}, document);
    }
    if (number.line_count() > 0) {
      paint_line(added, number, 0, {left, line->y}, TextElements{.text = line->element}, document);
    }
    std::vector<Item>& items = out.pages[line->page].items;
    items.insert(items.begin() + static_cast<std::ptrdiff_t>(line->item),
                 std::make_move_iterator(added.items.begin()),
                 std::make_move_iterator(added.items.end()));
  }
}

void mark_pages(PdfDocument& out, const Flow& flow, Setter& setter, const Document& document) {
  Marker marker(out, setter, document);
  for (std::size_t i = 0; i < out.pages.size(); ++i) {
    if (flow.covers()[i]) continue;
    const Rect area = type_area(setter.style(), out.pages[i], flow.turned()[i]);
    marker.head(i, area);
    marker.number(i, area);
  }
}

}  // namespace disclose::pdf

#include "pdf/text_block.h"

#include <algorithm>

namespace disclose::pdf {
namespace {

constexpr float kTolerance = 0.01F;
// Lines of a paragraph that stay together at the foot or the head of a page.
constexpr std::size_t kTogether = 2;

}  // namespace

float TextBlock::least_height() const {
  const std::size_t lines = parts_.text.line_count();
  // Three lines cannot be parted two and two; a heading is not parted at all.
  const std::size_t least = parts_.is_heading || lines <= 3 ? lines : kTogether;
  return parts_.text.pitch * static_cast<float>(least) +
         (parts_.is_heading ? parts_.before + parts_.after : 0);
}

std::size_t TextBlock::lines_here(const Flow& flow, std::size_t next) const {
  const std::size_t left = parts_.text.line_count() - next;
  const float pitch = parts_.text.pitch;
  const auto fit = static_cast<std::size_t>(std::max(0.0F, flow.room() + kTolerance) / pitch);
  std::size_t lines = std::min(fit, left);
  const bool all = lines == left;
  const float rest = flow.room() - pitch * static_cast<float>(left);
  const bool part_for_next = all && keep_after_ > 0 && rest < keep_after_ && !flow.at_top();
  if (all && !part_for_next) return lines;
  if (part_for_next) lines = left > kTogether + 1 ? left - kTogether : 0;
  if (left - lines < kTogether) lines = left > kTogether ? left - kTogether : 0;
  if (next == 0 && lines < kTogether) lines = 0;
  // An empty page takes what it can: the rules yield to progress.
  if (lines == 0 && flow.at_top()) lines = std::max<std::size_t>(1, std::min(fit, left));
  return lines;
}

void TextBlock::mark_place(Flow& flow) {
  flow.anchor(parts_.id);
  flow.anchor(parts_.heading_anchor);
  if (parts_.outline) {
    OutlineEntry entry = *parts_.outline;
    entry.destination = {.page = flow.page_index(), .y = flow.y()};
    flow.out().outline.push_back(std::move(entry));
  }
}

void TextBlock::place_line(Flow& flow, std::size_t line) {
  if (line == 0) {
    mark_place(flow);
    if (parts_.label) {
      paint_line(flow.page(), *parts_.label, 0, {flow.left() + parts_.label_left, flow.y()},
                 parts_.label_elements, flow.document());
    }
  }
  paint_line(flow.page(), parts_.text, line, {flow.left() + parts_.left, flow.y()}, parts_.elements,
             flow.document());
  flow.advance(parts_.text.pitch);
}

void TextBlock::place(Flow& flow) {
  flow.skip(parts_.before);
  const std::size_t count = parts_.text.line_count();
  for (std::size_t next = 0; next < count;) {
    std::size_t here = lines_here(flow, next);
    for (; here > 0; --here, ++next) {
      if (!flow.reserve_notes(parts_.text.notes_on(next), parts_.text.pitch)) break;
      place_line(flow, next);
      // Notes of this line may have taken the room of the next.
      if (flow.room() + kTolerance < parts_.text.pitch && here > 1) {
        ++next;
        break;
      }
    }
    if (next < count) flow.new_page();
  }
  if (parts_.rule_below) {
    const float width = 46;
    flow.skip(7);
    flow.page().items.push_back(
        {.content = Box{.rect = {flow.left() + (flow.width() - width) / 2, flow.y(), width, 1.6F},
                        .fill = flow.style().accent}});
    flow.advance(1.6F);
  }
  flow.skip(parts_.after);
}

}  // namespace disclose::pdf

// The table of contents: its lines are placed before their page numbers are known.
#include <algorithm>
#include <memory>

#include "pdf/blocks.h"

namespace disclose::pdf {
namespace {

constexpr float kForNumber = 40;  // room kept free at the right for leader and number

class ContentsBlock final : public Flowable {
 public:
  ContentsBlock(const Contents& contents, Position position, const Slot& slot, BlockContext& context)
      : slot_(slot), style_(context.flow.style().contents), lines_(context.contents) {
    ElementTree& tree = context.flow.tree();
    const ElementIndex toc = tree.add({.role = Role::toc, .parent = slot.parent});
    for (std::size_t i = 0; i < context.headings.size(); ++i) {
      const HeadingEntry& entry = context.headings[i];
      const std::uint32_t level = entry.heading->level;
      if (level == 1 || level < contents.from || level > contents.to) continue;
      Entry set{
          .heading = i, .target = heading_anchor(i), .title = plain_text(entry.heading->text)};
      set.left = static_cast<float>(level - contents.from) * 2 * style_.room_of_em();
      set.text = context.flow.setter().glyphs(set.title, style_, position);
      Setter::break_into(set.text,
                         {.width = slot.width - set.left - kForNumber, .align = Align::left});
      const ElementIndex item = tree.add({.role = Role::toc_item, .parent = toc});
      set.element = tree.add({.role = Role::link, .parent = item});
      entries_.push_back(std::move(set));
    }
  }

  float least_height() const override {
    return entries_.empty() ? 0 : entries_.front().text.height();
  }

  void place(Flow& flow) override {
    for (Entry& entry : entries_) {
      if (flow.room() < entry.text.height()) flow.new_page();
      place_entry(flow, entry);
    }
    flow.skip(style_.after);
  }

 private:
  struct Entry {
    std::size_t heading = 0;
    std::string target, title;
    float left = 0;
    SetText text;
    ElementIndex element = artifact;
  };

  void place_entry(Flow& flow, const Entry& entry) {
    const float x = flow.left() + slot_.left;
    const std::size_t count = entry.text.line_count();
    if (count == 0) return;
    LinkArea link{.areas = {},
                  .target = "#" + entry.target,
                  .description = entry.title,
                  .element = entry.element};
    for (std::size_t line = 0; line < count; ++line) {
      paint_line(flow.page(), entry.text, line, {x + entry.left, flow.y()},
                 TextElements{.text = entry.element}, flow.document());
      link.areas.push_back({x + entry.left, flow.y(), slot_.width - entry.left, entry.text.pitch});
      if (line + 1 < count) flow.advance(entry.text.pitch);
    }
    lines_.push_back({.page = flow.page_index(),
                      .item = flow.page().items.size(),
                      .leader_from = x + entry.left + entry.text.broken.lines.back().width,
                      .right = x + slot_.width,
                      .y = flow.y(),
                      .heading = entry.heading,
                      .element = entry.element});
    flow.page().links.push_back(std::move(link));
    flow.advance(entry.text.pitch);
  }

  Slot slot_;
  TextStyle style_;
  std::vector<ContentsLine>& lines_;
  std::vector<Entry> entries_;
};

}  // namespace

std::unique_ptr<Flowable> make_contents(const Contents& contents, Position position, const Slot& slot,
                                        BlockContext& context) {
  return std::make_unique<ContentsBlock>(contents, position, slot, context);
}

}  // namespace disclose::pdf

#include "pdf/blocks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "pdf/text_block.h"

namespace disclose::pdf {
namespace {

class PageBreakBlock final : public Flowable {
 public:
  float least_height() const override { return 0; }
  bool is_blank() const override { return true; }
  void place(Flow& flow) override {
    if (!flow.at_top()) flow.new_page();
  }
};

class TurnBlock final : public Flowable {
 public:
  explicit TurnBlock(bool landscape) : landscape_(landscape) {}
  float least_height() const override { return 0; }
  bool is_blank() const override { return true; }
  void place(Flow& flow) override { flow.turn(landscape_); }

 private:
  bool landscape_;
};

class CoverBlock final : public Flowable {
 public:
  float least_height() const override { return 0; }
  bool is_blank() const override { return true; }
  void place(Flow& flow) override {
    constexpr float kTitle = 0.22F;  // of the page, above the title
    if (!flow.at_top()) flow.new_page();
    flow.begin_cover(kTitle);
  }
};

// Who made it and when, at the foot of the cover; the cover ends with it.
class CoverFoot final : public Flowable {
 public:
  CoverFoot(std::vector<SetText> lines, std::vector<TextElements> elements)
      : lines_(std::move(lines)), elements_(std::move(elements)) {}
  float least_height() const override { return 0; }
  void place(Flow& flow) override {
    constexpr float kFoot = 0.84F;  // of the page, above these lines
    flow.drop_to(kFoot);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const float left = flow.left() + (flow.width() - lines_[i].broken.lines[0].width) / 2;
      paint_line(flow.page(), lines_[i], 0, {left, flow.y()}, elements_[i], flow.document());
      flow.advance(lines_[i].pitch);
    }
    flow.new_page();
  }

 private:
  std::vector<SetText> lines_;
  std::vector<TextElements> elements_;
};

void collect(const std::vector<Block>& blocks, std::vector<HeadingEntry>& out) {
  for (const Block& block : blocks) {
    if (const auto* heading = std::get_if<Heading>(&block.content))
      out.push_back({.heading = heading});
    if (const auto* turned = std::get_if<Landscape>(&block.content)) collect(turned->blocks, out);
    if (const auto* cover = std::get_if<Cover>(&block.content)) collect(cover->blocks, out);
    if (const auto* list = std::get_if<List>(&block.content)) {
      for (const ListItem& item : list->items) collect(item.blocks, out);
    }
  }
}

class BlockSetter {
 public:
  BlockSetter(const Slot& slot, BlockContext& context, Flowables& out)
      : slot_(slot), context_(context), flow_(context.flow), out_(out) {}

  void set(const Block& block) {
    position_ = block.position;
    if (!std::holds_alternative<Paragraph>(block.content)) title_ = nullptr;
    std::visit([this](const auto& content) { add(content); }, block.content);
  }

  /// The sign before the next paragraph: of a list's item.
  void label(SetText text, TextElements elements, float left) {
    label_ = std::move(text);
    label_elements_ = std::move(elements);
    label_left_ = left;
  }

 private:
  const Style& style() const { return flow_.style(); }

  void push(std::unique_ptr<Flowable> block) {
    if (block) out_.push_back(std::move(block));
  }

  TextBlock::Parts parts(const Text& text, const TextStyle& look, Role role, LineRules rules) {
    TextBlock::Parts parts{.text = flow_.setter().glyphs(text, look, position_)};
    rules.width = slot_.width;
    rules.first_indent = look.indent * look.room_of_em();
    rules.align = look.align;
    rules.straight_edges = style().straight_edges;
    Setter::break_into(parts.text, rules);
    parts.elements = flow_.tree().add_text(role, slot_.parent, parts.text);
    parts.left = slot_.left;
    parts.before = look.before;
    parts.after = look.after;
    return parts;
  }

  void add(const Heading& heading) {
    constexpr std::array kRoles = {Role::h1, Role::h2, Role::h3, Role::h4};
    const std::size_t index = context_.next_heading++;
    const HeadingEntry& entry = context_.headings[index];
    const bool title = heading.level == 1;
    const std::array<const TextStyle*, 4> looks = {on_cover_ ? &style().cover_title : &style().title, &style().heading_1,
                                                   &style().heading_2, &style().heading_3};
    const std::size_t level = std::clamp<std::uint32_t>(heading.level, 1, 4) - 1;
    auto block = parts(heading.text, *looks[level], kRoles[entry.role_level - 1],
                       {.keep_terms = true, .balanced = title});
    block.id = heading.id;
    block.heading_anchor = heading_anchor(index);
    block.is_heading = true;
    block.outline = OutlineEntry{.title = plain_text(heading.text), .level = entry.level};
    block.rule_below = title && style().title_rule;
    auto made = std::make_unique<TextBlock>(std::move(block));
    title_ = title ? made.get() : nullptr;
    push(std::move(made));
  }

  TextStyle look_of(const Paragraph& paragraph) const {
    TextStyle look = style().body;
    switch (paragraph.look) {
      case Paragraph::Look::body:
        break;
      case Paragraph::Look::plain:
        look.indent = 0;
        break;
      case Paragraph::Look::note:
        look = style().note;
        break;
      case Paragraph::Look::quote:
        look = style().quote;
        break;
      case Paragraph::Look::subtitle:
        look = style().subtitle;
        break;
      case Paragraph::Look::centre:
        look.indent = 0;
        look.align = Align::centre;
        break;
      case Paragraph::Look::right:
        look.indent = 0;
        look.align = Align::right;
        break;
    }
    return look;
  }

  void add(const Paragraph& paragraph) {
    TextBlock* const after_title = std::exchange(title_, nullptr);
    auto block = parts(paragraph.text, look_of(paragraph), Role::paragraph, {});
    block.id = paragraph.id;
    if (label_.line_count() > 0) {
      block.label = std::exchange(label_, {});
      block.label_elements = label_elements_;
      block.label_left = label_left_;
    }
    if (after_title != nullptr && paragraph.look == Paragraph::Look::subtitle)
      after_title->hand_down(block);
    push(std::make_unique<TextBlock>(std::move(block)));
  }

  void add(const List& list) {
    ElementTree& tree = flow_.tree();
    const ElementIndex element =
        tree.add({.role = Role::list, .parent = slot_.parent, .numbered = list.numbered});
    TextStyle look = style().body;
    look.indent = 0;
    // Items hang by two characters; lists in lists, once the room is small, no further.
    const float em = look.room_of_em();
    const bool room_left = slot_.width > 12 * em;
    const float hang = room_left ? 2 * em : 0;
    std::uint32_t number = list.start;
    for (const ListItem& item : list.items) {
      const ElementIndex item_element = tree.add({.role = Role::list_item, .parent = element});
      const std::string sign = list.numbered ? fmt::format("{}.", number++) : "•";
      SetText label = flow_.setter().one_line(sign, look, position_);
      TextElements label_elements = tree.add_text(Role::label, item_element, label);
      const ElementIndex body = tree.add({.role = Role::list_body, .parent = item_element});
      const float sign_left =
          slot_.left + std::max(0.0F, hang - label.broken.lines[0].width - 0.45F * em);
      BlockSetter inner({.left = slot_.left + hang, .width = slot_.width - hang, .parent = body},
                        context_, out_);
      if (item.blocks.empty()) continue;
      inner.label(std::move(label), std::move(label_elements), sign_left);
      for (const Block& block : item.blocks) inner.set(block);
    }
  }

  void add(const Table& table) { push(make_table(table, position_, slot_, flow_)); }
  void add(const Figure& figure) { push(make_figure(figure, position_, slot_, flow_)); }
  void add(const Facts& facts) { push(make_facts(facts, position_, slot_, flow_)); }
  void add(const QrCode& code) {
    std::unique_ptr<Flowable> block = make_qr(code, position_, slot_, flow_);
    // Nor does a code: a last page with nothing else looks like a mistake.
    if (block && !out_.empty()) out_.back()->keep_after(block->least_height());
    push(std::move(block));
  }
  void add(const PageBreak&) { push(std::make_unique<PageBreakBlock>()); }
  void add(const Divider&) { push(make_divider()); }
  void add(const Contents& contents) { push(make_contents(contents, position_, slot_, context_)); }

  void add(const Signature& signature) {
    std::unique_ptr<Flowable> block = make_signature(signature, position_, slot_, flow_);
    // A signature never stands alone on a page.
    if (block && !out_.empty()) out_.back()->keep_after(block->least_height());
    push(std::move(block));
  }

  void add(const Cover& cover) {
    push(std::make_unique<CoverBlock>());
    BlockSetter inner(slot_, context_, out_);
    inner.on_cover_ = true;
    for (const Block& block : cover.blocks) inner.set(block);
    std::vector<SetText> lines;
    std::vector<TextElements> elements;
    for (const std::string& text : {cover.by, cover.date}) {
      SetText line = flow_.setter().one_line(text, style().subtitle, position_);
      if (line.line_count() == 0) continue;
      elements.push_back(flow_.tree().add_text(Role::paragraph, slot_.parent, line));
      lines.push_back(std::move(line));
    }
    push(std::make_unique<CoverFoot>(std::move(lines), std::move(elements)));
  }

  void add(const Landscape& turned) {
    push(std::make_unique<TurnBlock>(true));
    set_blocks(turned.blocks, {.width = style().type_width(true), .parent = slot_.parent}, context_,
               out_);
    push(std::make_unique<TurnBlock>(false));
  }

  Slot slot_;
  BlockContext& context_;
  Flow& flow_;
  Flowables& out_;
  Position position_;
  bool on_cover_ = false;
  TextBlock* title_ = nullptr;  // the title, when it is the block before
  SetText label_;
  TextElements label_elements_;
  float label_left_ = 0;
};

}  // namespace

std::vector<HeadingEntry> headings_of(const Document& document) {
  std::vector<HeadingEntry> entries;
  collect(document.blocks, entries);
  const auto titles =
      std::ranges::count_if(entries, [](const HeadingEntry& e) { return e.heading->level == 1; });
  std::uint32_t last = 0;
  std::uint32_t last_role = 0;
  for (HeadingEntry& entry : entries) {
    const std::uint32_t level = entry.heading->level;
    // Below a single title the chapters are the outline's first level, beside the title itself.
    const std::uint32_t wanted = titles == 1 && level > 1 ? level - 1 : level;
    entry.level = std::min(wanted, last + 1);
    entry.role_level = std::min(level, last_role + 1);
    last = entry.level;
    last_role = entry.role_level;
  }
  return entries;
}

std::string heading_anchor(std::size_t index) { return fmt::format("\n{}", index); }

void set_blocks(const std::vector<Block>& blocks, const Slot& slot, BlockContext& context,
                Flowables& out) {
  BlockSetter setter(slot, context, out);
  for (const Block& block : blocks) setter.set(block);
}

}  // namespace disclose::pdf

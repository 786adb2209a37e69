// Facts at the head of a report, the signature at its end.
#include <algorithm>
#include <memory>

#include "pdf/blocks.h"

namespace disclose::pdf {
namespace {

class FactsBlock final : public Flowable {
 public:
  FactsBlock(const Facts& facts, Position position, const Slot& slot, Flow& flow)
      : slot_(slot), style_(flow.style().facts) {
    const ElementIndex list = flow.tree().add({.role = Role::list, .parent = slot.parent});
    for (const Facts::Fact& fact : facts.facts) add(fact, position, list, flow);
  }

  float least_height() const override {
    float height = style_.before + 2 * kInside;
    for (const Row& row : rows_) height += row.height;
    return height;
  }

  void place(Flow& flow) override {
    flow.skip(style_.before);
    rule(flow);
    flow.advance(kInside);
    for (const Row& row : rows_) {
      for (std::uint32_t i = row.first; i < row.first + row.count; ++i) paint(flow, facts_[i]);
      flow.advance(row.height);
    }
    flow.advance(kInside);
    rule(flow);
    flow.skip(style_.after);
    flow.snap_to_grid();
  }

 private:
  static constexpr float kInside = 5;
  struct Fact {
    SetText name, value;
    TextElements name_elements, value_elements;
    float left = 0, name_width = 0, width = 0;
  };
  struct Row {
    std::uint32_t first = 0, count = 0;
    float height = 0;
  };

  void add(const Facts::Fact& fact, Position position, ElementIndex list, Flow& flow) {
    Text name_text = fact.name;
    if (!name_text.empty()) name_text.push_back({.text = "："});
    TextStyle name_style = style_;
    name_style.role = FontRole::hei;
    name_style.colour = flow.style().note.colour;
    Fact set;
    set.name = flow.setter().glyphs(name_text, name_style, position);
    set.value = flow.setter().glyphs(fact.value, style_, position);
    const float half = slot_.width / 2;
    set.name_width = std::min(measure(set.name.characters, false).most, half);
    const float value_width = measure(set.value.characters, false).most;
    const bool whole = set.name_width + value_width + style_.size > half;
    set.width = whole ? slot_.width : half - style_.size;
    Setter::break_into(set.name, {.width = set.name_width + 0.1F, .align = Align::left});
    Setter::break_into(set.value, {.width = std::max(style_.size, set.width - set.name_width),
                                   .align = Align::left});
    const ElementIndex item = flow.tree().add({.role = Role::list_item, .parent = list});
    set.name_elements = flow.tree().add_text(Role::label, item, set.name);
    set.value_elements = flow.tree().add_text(Role::list_body, item, set.value);
    const float height = std::max({set.name.height(), set.value.height(), style_.pitch});
    const bool beside = !whole && !rows_.empty() && rows_.back().count == 1 && !last_is_whole_;
    if (beside) {
      set.left = half;
      ++rows_.back().count;
      rows_.back().height = std::max(rows_.back().height, height);
    } else {
      rows_.push_back(
          {.first = static_cast<std::uint32_t>(facts_.size()), .count = 1, .height = height});
    }
    facts_.push_back(std::move(set));
    last_is_whole_ = whole;
  }

  void paint(Flow& flow, const Fact& fact) const {
    const float x = flow.left() + slot_.left + fact.left;
    float y = flow.y();
    for (std::size_t line = 0; line < fact.name.line_count(); ++line, y += style_.pitch) {
      paint_line(flow.page(), fact.name, line, {x, y}, fact.name_elements, flow.document());
    }
    y = flow.y();
    for (std::size_t line = 0; line < fact.value.line_count(); ++line, y += style_.pitch) {
      paint_line(flow.page(), fact.value, line, {x + fact.name_width, y}, fact.value_elements,
                 flow.document());
    }
  }

  void rule(Flow& flow) const {
    if (!flow.style().title_rule) return;
    flow.page().items.push_back(
        {.content = Box{.rect = {flow.left() + slot_.left, flow.y(), slot_.width, 0.5F},
                        .fill = flow.style().table.rule_colour}});
  }

  Slot slot_;
  TextStyle style_;
  std::vector<Fact> facts_;
  bool last_is_whole_ = false;
  std::vector<Row> rows_;
};

class SignatureBlock final : public Flowable {
 public:
  SignatureBlock(const Signature& signature, Position position, const Slot& slot, Flow& flow)
      : slot_(slot), style_(flow.style().signature) {
    by_ = flow.setter().one_line(signature.by, style_, position);
    date_ = flow.setter().one_line(signature.date, style_, position);
    by_elements_ = flow.tree().add_text(Role::paragraph, slot.parent, by_);
    date_elements_ = flow.tree().add_text(Role::paragraph, slot.parent, date_);
  }

  float least_height() const override { return style_.before + by_.height() + date_.height(); }

  void place(Flow& flow) override {
    flow.skip(style_.before);
    flow.snap_to_grid();
    // GB/T 9704-2012 7.3.5.2: 署名右空二字；成文日期首字比署名首字右移二字，日期较长时日期右空二字.
    const float em = style_.room_of_em();
    const float right = slot_.left + slot_.width - 2 * em;
    const float by_width = width_of(by_);
    const float date_width = width_of(date_);
    float by_left = right - by_width;
    float date_left = by_left + 2 * em;
    if (by_width <= 0 || date_left + date_width > right) {
      date_left = right - date_width;
      by_left = std::min(by_left, date_left - 2 * em);
    }
    paint(flow, by_, std::max(slot_.left, by_left), by_elements_);
    paint(flow, date_, std::max(slot_.left, date_left), date_elements_);
    flow.skip(style_.after);
  }

 private:
  static float width_of(const SetText& text) {
    return text.line_count() == 0 ? 0 : text.broken.lines[0].width;
  }

  static void paint(Flow& flow, const SetText& text, float left, const TextElements& elements) {
    if (text.line_count() == 0) return;
    paint_line(flow.page(), text, 0, {flow.left() + left, flow.y()}, elements, flow.document());
    flow.advance(text.pitch);
  }

  Slot slot_;
  TextStyle style_;
  SetText by_, date_;
  TextElements by_elements_, date_elements_;
};

}  // namespace

std::unique_ptr<Flowable> make_facts(const Facts& facts, Position position, const Slot& slot,
                                     Flow& flow) {
  return std::make_unique<FactsBlock>(facts, position, slot, flow);
}

std::unique_ptr<Flowable> make_signature(const Signature& signature, Position position,
                                         const Slot& slot, Flow& flow) {
  return std::make_unique<SignatureBlock>(signature, position, slot, flow);
}

}  // namespace disclose::pdf

// Figures and QR codes: what is not parted between pages.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "format/qr_code.h"
#include "pdf/blocks.h"
#include "pdf/paint_drawing.h"

namespace disclose::pdf {
namespace {

class FigureBlock final : public Flowable {
 public:
  FigureBlock(const Figure& figure, Position position, const Slot& slot, Flow& flow)
      : figure_(figure), slot_(slot), position_(position) {
    element_ = flow.tree().add(
        {.role = Role::figure, .parent = slot.parent, .alternative = figure.alternative});
    const Drawing& d = figure.drawing;
    if (d.width > 0 && d.height > 0) {
      constexpr float kMostScale = 1.2F;
      scale_ = std::min({slot.width / d.width, 0.7F * flow.page_room() / d.height, kMostScale});
    }
    if (figure.caption.empty()) return;
    const TextStyle& style = flow.style().caption;
    caption_ = flow.setter().glyphs(figure.caption, style, position);
    Setter::break_into(
        caption_,
        {.width = slot.width, .align = style.align, .keep_terms = true, .balanced = true});
    caption_elements_ = flow.tree().add_text(Role::caption, slot.parent, caption_);
  }

  float least_height() const override { return 2 * kAround + drawn_height() + caption_.height(); }

  void place(Flow& flow) override {
    flow.skip(kAround);
    flow.anchor(figure_.id);
    draw(flow);
    flow.advance(drawn_height());
    for (std::size_t line = 0; line < caption_.line_count(); ++line) {
      paint_line(flow.page(), caption_, line, {flow.left() + slot_.left, flow.y()},
                 caption_elements_, flow.document());
      flow.advance(caption_.pitch);
    }
    flow.skip(kAround);
    flow.snap_to_grid();
  }

 private:
  static constexpr float kAround = 8;

  float drawn_height() const { return scale_ > 0 ? figure_.drawing.height * scale_ + 4 : 0; }

  void draw(Flow& flow) const {
    const Drawing& d = figure_.drawing;
    if (scale_ <= 0) return;
    const Point origin{flow.left() + slot_.left + (slot_.width - d.width * scale_) / 2, flow.y()};
    paint_drawing(flow, d, {.origin = origin, .scale = scale_, .element = element_, .position = position_});
  }

  const Figure& figure_;
  Slot slot_;
  Position position_;
  ElementIndex element_ = artifact;
  float scale_ = 0;
  SetText caption_;
  TextElements caption_elements_;
};

class QrBlock final : public Flowable {
 public:
  QrBlock(const QrCode& code, Modules modules, Position position, const Slot& slot, Flow& flow)
      : href_(code.href), slot_(slot), modules_(std::move(modules)) {
    element_ = flow.tree().add({.role = Role::figure,
                                .parent = slot.parent,
                                .alternative = fmt::format("二维码：{}", code.href)});
    TextStyle style = flow.style().note;
    const float width = std::max(style.size, slot.width - kSide - kGap);
    caption_ = flow.setter().glyphs(code.caption, style, position);
    Setter::break_into(caption_, {.width = width, .align = Align::left});
    style.colour = flow.style().link;
    address_ = flow.setter().glyphs(code.href, style, position);
    Setter::break_into(address_, {.width = width, .align = Align::left});
    caption_elements_ = flow.tree().add_text(Role::paragraph, slot.parent, caption_);
    const ElementIndex paragraph =
        flow.tree().add({.role = Role::paragraph, .parent = slot.parent});
    address_elements_ =
        TextElements{.text = flow.tree().add({.role = Role::link, .parent = paragraph})};
  }

  float least_height() const override {
    return kAround + std::max(kSide, caption_.height() + address_.height());
  }

  void place(Flow& flow) override {
    flow.skip(kAround);
    const float x = flow.left() + slot_.left;
    const float y = flow.y();
    Modules modules = modules_;
    modules.origin = {x, y};
    modules.module_size = kSide / static_cast<float>(modules.side);
    modules.colour = flow.style().body.colour;
    flow.page().items.push_back({.content = std::move(modules), .element = element_});
    const float text_height = caption_.height() + address_.height();
    float line_y = y + std::max(0.0F, (kSide - text_height) / 2);
    const float text_x = x + kSide + kGap;
    for (std::size_t line = 0; line < caption_.line_count(); ++line, line_y += caption_.pitch) {
      paint_line(flow.page(), caption_, line, {text_x, line_y}, caption_elements_, flow.document());
    }
    LinkArea link{
        .areas = {}, .target = href_, .description = href_, .element = address_elements_.text};
    for (std::size_t line = 0; line < address_.line_count(); ++line, line_y += address_.pitch) {
      paint_line(flow.page(), address_, line, {text_x, line_y}, address_elements_, flow.document());
      link.areas.push_back({text_x, line_y, address_.broken.lines[line].width, address_.pitch});
    }
    if (!link.areas.empty()) flow.page().links.push_back(std::move(link));
    flow.advance(std::max(kSide, text_height));
    flow.skip(kAround);
    flow.snap_to_grid();
  }

 private:
  static constexpr float kSide = millimetres(20);
  static constexpr float kGap = 14;
  static constexpr float kAround = 14;

  std::string href_;
  Slot slot_;
  Modules modules_;
  ElementIndex element_ = artifact;
  SetText caption_, address_;
  TextElements caption_elements_, address_elements_;
};

class DividerBlock final : public Flowable {
 public:
  float least_height() const override { return 13; }
  void place(Flow& flow) override {
    flow.skip(6);
    flow.page().items.push_back({.content = Box{.rect = {flow.left(), flow.y(), flow.width(), 0.5F},
                                                .fill = flow.style().table.rule_colour}});
    flow.advance(0.5F);
    flow.skip(6);
    flow.snap_to_grid();
  }
};

}  // namespace

std::unique_ptr<Flowable> make_figure(const Figure& figure, Position position, const Slot& slot,
                                      Flow& flow) {
  return std::make_unique<FigureBlock>(figure, position, slot, flow);
}

std::unique_ptr<Flowable> make_divider() { return std::make_unique<DividerBlock>(); }

std::unique_ptr<Flowable> make_qr(const QrCode& code, Position position, const Slot& slot,
                                  Flow& flow) {
  std::optional<QrModules> modules = make_qr_code(code.href);
  if (!modules) {
    flow.setter().problem(
        position, {"二维码的网址为空或过长", "the address of a QR code is empty or too long"},
        {"写上不超过 2331 字节的网址", "state an address of at most 2331 bytes"});
    return nullptr;
  }
  return std::make_unique<QrBlock>(code, Modules{.side = modules->side, .dark = std::move(modules->dark)}, position, slot, flow);
}

}  // namespace disclose::pdf

#include "pdf/style.h"

namespace disclose::pdf {
namespace {

constexpr Colour kInk{0x1A, 0x1A, 0x1A};
constexpr Colour kGrey{0x66, 0x6B, 0x73};
constexpr Colour kBlue{0x1F, 0x4E, 0x8C};
constexpr Colour kRule{0x9A, 0xA1, 0xAB};
constexpr Colour kFrame{0x4A, 0x52, 0x5E};
constexpr Colour kTint{0xEE, 0xF2, 0xF7};

TextStyle text(FontRole role, Weight weight, float size, float pitch) {
  return {.role = role, .weight = weight, .size = size, .pitch = pitch, .colour = kInk};
}

}  // namespace

Style Style::report() {
  Style s{.name = "report"};
  s.top = millimetres(27);
  s.bottom = millimetres(25);
  s.left = s.right = millimetres(25);
  const auto song = [](float size, float pitch) {
    return text(FontRole::song, Weight::regular, size, pitch);
  };
  const auto hei = [](float size, float pitch) {
    return text(FontRole::hei, Weight::bold, size, pitch);
  };

  s.title = text(FontRole::song, Weight::bold, 21, 32);
  s.title.align = Align::centre;
  s.title.after = 12;
  s.cover_title = s.title;
  s.cover_title.size = 28;
  s.cover_title.pitch = 44;
  s.cover_title.after = 28;
  s.subtitle = text(FontRole::kai, Weight::regular, 13, 20);
  s.subtitle.align = Align::centre;
  s.subtitle.after = 12;
  s.heading_1 = hei(14, 22);
  s.heading_1.before = 13;
  s.heading_1.after = 4;
  s.heading_2 = text(FontRole::kai, Weight::bold, 12.5F, 20.5F);
  s.heading_2.before = 6;
  s.heading_2.after = 1;
  s.heading_3 = text(FontRole::song, Weight::bold, 11.5F, 20.5F);
  s.heading_3.before = 3;
  for (TextStyle* heading : {&s.heading_1, &s.heading_2, &s.heading_3})
    heading->align = Align::left;
  s.body = song(11.5F, 20.5F);
  s.body.indent = 2;
  s.body.after = 2;
  s.note = song(9, 14);
  s.note.align = Align::left;  // an address cannot be broken, its line not be filled
  s.note.before = 4;
  s.note.after = 6;
  s.note.colour = kGrey;
  s.quote = text(FontRole::kai, Weight::regular, 11.5F, 20.5F);
  s.quote.indent = 2;
  s.quote.after = 2;
  s.caption = hei(10, 16);
  s.caption.align = Align::centre;
  s.facts = text(FontRole::song, Weight::regular, 10.5F, 18);
  s.facts.after = 10;
  s.signature = song(11.5F, 20.5F);
  s.signature.before = 20;
  s.footnote = song(8.5F, 13);
  s.running_head = text(FontRole::song, Weight::regular, 8.5F, 12);
  s.running_head.colour = kGrey;
  s.page_number = s.running_head;
  s.contents = song(11.5F, 21);

  s.table.cell = song(9, 14);
  s.table.cell.align = Align::left;
  s.table.head = hei(9, 14);
  s.table.head.align = Align::centre;
  s.table.rule_colour = kRule;
  s.table.frame_colour = kFrame;
  s.table.head_fill = kTint;
  s.table.rule = 0.35F;
  s.table.frame = 0.75F;
  s.table.before = 8;
  s.table.after = 12;

  s.page_number_below = millimetres(9);
  s.running_head_above = millimetres(8);
  s.has_running_head = true;
  s.straight_edges = true;
  s.title_rule = true;
  s.link = kBlue;
  s.accent = kBlue;
  return s;
}

Style Style::gbt9704() {
  constexpr Colour kBlack{};
  Style s{.name = "gbt9704"};
  // GB/T 9704-2012 5.2.1: 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm.
  s.top = millimetres(37);
  s.left = millimetres(28);
  s.right = millimetres(210 - 28 - 156);
  s.bottom = millimetres(297 - 37 - 225);
  // 5.2.3: 每面排 22 行，每行排 28 个字，并撑满版心.
  constexpr float kEm = millimetres(156) / 28;
  constexpr float kPitch = 28.95F;
  const auto body = [&](FontRole role, Weight weight = Weight::regular) {
    TextStyle style{
        .role = role, .weight = weight, .size = 16, .pitch = kPitch, .em = kEm, .indent = 2};
    style.colour = kBlack;
    return style;
  };
  s.title = {.role = FontRole::song,
             .weight = Weight::bold,
             .size = 22,
             .pitch = 36,
             .align = Align::centre};
  s.title.after = kPitch;
  s.cover_title = s.title;
  s.cover_title.size = 30;
  s.cover_title.pitch = 48;
  s.subtitle = body(FontRole::kai);
  s.subtitle.align = Align::centre;
  s.subtitle.indent = 0;
  // 7.3.3: “一、”用黑体、“（一）”用楷体、“1.”“（1）”用仿宋.
  s.heading_1 = body(FontRole::hei);
  s.heading_2 = body(FontRole::kai);
  s.heading_3 = body(FontRole::fangsong, Weight::bold);
  s.body = body(FontRole::fangsong);
  s.quote = body(FontRole::kai);
  s.note = {.role = FontRole::fangsong, .size = 10.5F, .pitch = 16};
  s.caption = {.role = FontRole::hei, .size = 14, .pitch = 22, .align = Align::centre};
  s.facts = {.role = FontRole::kai, .size = 14, .pitch = 24, .after = 6};
  s.signature = body(FontRole::fangsong);
  s.signature.indent = 0;
  s.signature.before = kPitch;
  s.footnote = {.role = FontRole::fangsong, .size = 10.5F, .pitch = 16};
  s.running_head = {.role = FontRole::song, .size = 9, .pitch = 14};
  s.page_number = {.role = FontRole::song, .size = 14, .pitch = 16};
  s.contents = body(FontRole::fangsong);
  s.contents.indent = 0;

  s.table.cell = {.role = FontRole::song, .size = 10.5F, .pitch = 15.5F, .align = Align::left};
  s.table.head = {.role = FontRole::hei, .size = 10.5F, .pitch = 15.5F, .align = Align::centre};
  s.table.rule = 0.5F;
  s.table.frame = 1;
  s.table.before = 4;
  s.table.after = 8;

  // 7.5: 页码 … 一字线上距版心下边缘 7 mm.
  s.page_number_below = millimetres(7);
  s.numbering = Numbering::outer;
  s.on_grid = true;
  return s;
}

std::optional<Style> style_named(std::string_view name) {
  if (name == "report") return Style::report();
  if (name == "gbt9704") return Style::gbt9704();
  return std::nullopt;
}

}  // namespace disclose::pdf

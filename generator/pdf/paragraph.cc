#include "pdf/paragraph.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace disclose::pdf {
namespace {

// Of a superscript, against the text around it.
constexpr float kSmall = 0.62F;
constexpr float kRaised = 0.36F;
constexpr float kLowered = 0.16F;
constexpr char32_t kDash = 0x2014;
// 〓 stands where the printer has no type for a character; whoever copies the text gets the
// character itself.
constexpr char32_t kGeta = 0x3013;

bool takes_an_em(char32_t c, Traits traits) {
  return is_han(c) || (traits & (trait::blank_after | trait::blank_before)) != 0 ||
         (c >= 0x3000 && c < 0x3100) || c == 0x2026 || c == kDash || (c >= 0xFF01 && c < 0xFF61);
}

bool is_quote(char32_t c) { return c == U'“' || c == U'”' || c == U'‘' || c == U'’'; }

std::string name_of_character(char32_t c) {
  std::string shown;
  if (c >= 0x20 && c != 0x7F) append_utf8(shown, c);
  return shown.empty() ? fmt::format("U+{:04X}", static_cast<std::uint32_t>(c))
                       : fmt::format("“{}”（U+{:04X}）", shown, static_cast<std::uint32_t>(c));
}

// A few characters on both sides of the first `c` in `text`.
std::string context_of(std::string_view text, char32_t c) {
  std::string wanted;
  append_utf8(wanted, c);
  const std::size_t at = text.find(wanted);
  std::size_t begin = at == std::string_view::npos ? 0 : at;
  for (int i = 0; i < 8 && begin > 0; ++i) {
    --begin;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) --begin;
  }
  return shorten(text.substr(begin), 17);
}

template <typename Value>
Value found(const std::vector<std::pair<std::uint32_t, Value>>& list, std::uint32_t key,
            Value otherwise) {
  for (const auto& [known, value] : list) {
    if (known == key) return value;
  }
  return otherwise;
}

ElementIndex element_of(const Ink& ink, const TextElements& elements) {
  if (elements.text == artifact) return artifact;
  if (ink.note != 0) return found(elements.notes, ink.note, elements.text);
  if (ink.link != 0) return found(elements.links, ink.link, elements.text);
  return elements.text;
}

// Gathers glyphs into runs while face, size, colour and element stay the same.
class RunPainter {
 public:
  RunPainter(Page& page, float baseline) : page_(page), baseline_(baseline) {}

  void add(const Ink& ink, char32_t character, float x, float advance, ElementIndex element) {
    const float y = baseline_ - ink.rise;
    GlyphRun* run = open_ ? &std::get<GlyphRun>(page_.items.back().content) : nullptr;
    if (run == nullptr || run->face != ink.face || run->size != ink.size || run->origin.y != y ||
        !(run->colour == ink.colour) || page_.items.back().element != element) {
      page_.items.push_back({.content = GlyphRun{.face = ink.face,
                                                 .size = ink.size,
                                                 .origin = {x, y},
                                                 .glyphs = {},
                                                 .colour = ink.colour},
                             .element = element});
      run = &std::get<GlyphRun>(page_.items.back().content);
      open_ = true;
    } else {
      run->glyphs.back().advance = x - last_x_;
    }
    run->glyphs.push_back({.character = character, .id = ink.glyph, .advance = advance});
    last_x_ = x;
  }

 private:
  Page& page_;
  float baseline_;
  float last_x_ = 0;
  bool open_ = false;
};

void add_link_area(Page& page, std::uint32_t link, Rect area, ElementIndex element,
                   const Document& document) {
  for (LinkArea& known : page.links) {
    if (known.element != element) continue;
    Rect& last = known.areas.back();
    // The next character of the same line widens the area.
    if (last.y == area.y && last.x + last.width >= area.x - 1) {
      last.width = area.x + area.width - last.x;
    } else {
      known.areas.push_back(area);
    }
    return;
  }
  const std::string& target = document.links[link - 1];
  page.links.push_back(
      {.areas = {area}, .target = target, .description = target, .element = element});
}

}  // namespace

std::vector<std::uint32_t> SetText::notes_on(std::size_t line) const {
  std::vector<std::uint32_t> notes;
  const Line& set = broken.lines[line];
  for (std::uint32_t i = set.begin; i < set.end; ++i) {
    if (inks[i].note != 0 && (notes.empty() || notes.back() != inks[i].note))
      notes.push_back(inks[i].note);
  }
  return notes;
}

float baseline_of(float size, float pitch) {
  // The em box of a Han character reaches 0.88 em above the baseline.
  return (pitch - size) / 2 + 0.88F * size;
}

SetText Setter::glyphs(std::string_view text, const TextStyle& style, Position position) {
  Text runs;
  if (!text.empty()) runs.push_back({.text = std::string(text)});
  return glyphs(runs, style, position);
}

SetText Setter::glyphs(const Text& text, const TextStyle& style, Position position) {
  SetText out;
  out.size = style.size;
  out.pitch = style.pitch;
  open_dash_ = false;
  for (const Run& run : text) {
    if (run.line_break) {
      out.characters.push_back({.em = style.room_of_em(), .forced = true});
      out.inks.emplace_back();
      continue;
    }
    if (run.note != 0) {
      Run number = run;
      number.text = fmt::format("{}", run.note);
      number.shift = Shift::superscript;
      for (const char c : number.text)
        add(out, static_cast<unsigned char>(c), number, style, position, number.text);
      continue;
    }
    for (std::size_t at = 0; at < run.text.size();) {
      add(out, next_code_point(run.text, at), run, style, position, run.text);
    }
  }
  return out;
}

void Setter::add(SetText& out, char32_t c, const Run& run, const TextStyle& style,
                 Position position, std::string_view around) {
  const bool shifted = run.shift != Shift::none;
  const float size = shifted ? style.size * kSmall : style.size;
  const float em = shifted ? size : style.room_of_em();
  SetChar set{.character = c, .em = em, .traits = traits_of(c), .attached = run.note != 0};
  Ink ink{.size = size,
          .colour = run.link != 0 ? style_.link : style.colour,
          .link = run.link,
          .note = run.note};
  if (run.shift == Shift::superscript) ink.rise = kRaised * style.size;
  if (run.shift == Shift::subscript) ink.rise = -kLowered * style.size;
  if (!is_invisible(c)) {
    const FontRole role = run.emphasis ? FontRole::kai : style.role;
    const Weight weight = run.strong ? Weight::bold : style.weight;
    FoundGlyph glyph = fonts_.lookup(c, role, weight);
    if (!glyph) {
      missing(c, position, around);
      glyph = fonts_.lookup(kGeta, role, weight);
    }
    if (glyph) {
      ink.face = glyph.face;
      ink.glyph = glyph.glyph;
      const float advance = fonts_.advance(glyph.face, glyph.glyph);
      set.advance = advance * size;
      // On the grid of the official page a Han character takes the room of its column.
      if (!shifted && style.em > 0 && advance > 0.9F && takes_an_em(c, set.traits))
        set.advance = em;
      // A font with Western quotation marks: they get the half character a squeezed Chinese one
      // has.
      if (is_quote(c) && advance < 0.5F) {
        set.advance = 0.5F * em;
        if (c == U'“' || c == U'‘') ink.shift = set.advance - advance * size;
      }
    }
  }
  out.characters.push_back(set);
  out.inks.push_back(ink);
  const bool dash = c == kDash && ink.glyph != 0;
  if (dash && open_dash_ && out.inks[out.inks.size() - 2].face == ink.face) {
    join_dashes(out, run.emphasis ? FontRole::kai : style.role,
                run.strong ? Weight::bold : style.weight);
    open_dash_ = false;
  } else {
    open_dash_ = dash;
  }
}

// Two dashes are one sign two characters wide (GB/T 15834-2011 4.9). A font's dash is often
// narrower than a character: its horizontal bar is drawn instead where that is wider, and the two
// are moved together until they join.
void Setter::join_dashes(SetText& out, FontRole role, Weight weight) const {
  constexpr char32_t kBar = 0x2015;
  const std::size_t second = out.characters.size() - 1;
  const std::size_t first = second - 1;
  Ink& ink = out.inks[first];
  const float em = out.characters[first].em;
  float dash = fonts_.advance(ink.face, ink.glyph) * ink.size;
  float overlap = 0.1F * ink.size;  // the blank at both sides of a narrow dash
  if (dash < 0.96F * ink.size) {
    const FoundGlyph bar = fonts_.lookup(kBar, role, weight);
    if (bar && bar.face == ink.face && fonts_.advance(bar.face, bar.glyph) > 0.96F) {
      ink.glyph = out.inks[second].glyph = bar.glyph;
      dash = fonts_.advance(bar.face, bar.glyph) * ink.size;
      overlap = 0.15F * ink.size;
    }
    const float blank = std::max(0.0F, (2 * em - 2 * dash + overlap) / 2);
    ink.shift = blank;
    out.inks[second].shift = blank + dash - overlap - em;
  }
  out.characters[first].advance = out.characters[second].advance = em;
}

void Setter::missing(char32_t c, Position position, std::string_view around) {
  constexpr std::size_t kMost = 50;
  if (reported_.size() >= kMost || !reported_.insert(c).second) return;
  const std::string name = name_of_character(c);
  const std::string context = context_of(around, c);
  diagnostics_.add({.code = Code::text_noise,
                    .severity = usual_severity(Code::text_noise),
                    .place = {.file = document_.file, .position = position},
                    .message = {fmt::format("没有字体含有字符 {}，PDF 中以“〓”代替：“{}”", name, context),
                                fmt::format("no font has the character {}, the PDF shows 〓: “{}”", name, context)},
                    .help = {"改用通行的字，或在 site.json 的 fonts 中添上含有它的字体",
                             "use a common character, or add a font that has it to fonts in site.json"}});
}

void Setter::problem(Position position, Say message, Say help) {
  diagnostics_.add({.code = Code::form,
                    .severity = Severity::error,
                    .place = {.file = document_.file, .position = position},
                    .message = std::move(message),
                    .help = std::move(help)});
}

SetText Setter::one_line(std::string_view text, const TextStyle& style, Position position) {
  SetText set = glyphs(text, style, position);
  break_into(set, {.width = 1e6F, .align = Align::left});
  return set;
}

void paint_line(Page& page, const SetText& text, std::size_t line, Point at,
                const TextElements& elements, const Document& document) {
  const Line& set = text.broken.lines[line];
  RunPainter painter(page, at.y + baseline_of(text.size, text.pitch));
  float x = at.x + set.left - text.broken.cut_before[line];
  for (std::uint32_t i = set.begin; i < set.end; ++i) {
    const Ink& ink = text.inks[i];
    const float advance = text.broken.advances[i];
    if (ink.glyph != 0) {
      const ElementIndex element = element_of(ink, elements);
      painter.add(ink, text.characters[i].character, x + ink.shift, advance - ink.shift, element);
      if (ink.link != 0 && element != artifact && element != elements.text) {
        add_link_area(page, ink.link, {x, at.y, advance, text.pitch}, element, document);
      }
    }
    x += advance;
  }
}

}  // namespace disclose::pdf

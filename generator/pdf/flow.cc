#include "pdf/flow.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace disclose::pdf {
namespace {

constexpr float kAboveNotes = 10;    // blank and rule between text and notes
constexpr float kNoteRule = 60;      // length of that rule
constexpr float kNoteIndent = 1.5F;  // of a note's text, in em
constexpr float kTolerance = 0.01F;  // what adding up heights may lose

}  // namespace

TextElements ElementTree::add_text(Role role, ElementIndex parent, const SetText& text) {
  return parts_of(add({.role = role, .parent = parent}), text);
}

TextElements ElementTree::parts_of(ElementIndex element, const SetText& text) {
  TextElements elements{.text = element};
  for (const Ink& ink : text.inks) {
    if (ink.link != 0 && (elements.links.empty() || elements.links.back().first != ink.link)) {
      elements.links.emplace_back(ink.link, add({.role = Role::link, .parent = element}));
    }
    if (ink.note != 0 && (elements.notes.empty() || elements.notes.back().first != ink.note)) {
      elements.notes.emplace_back(ink.note, add({.role = Role::reference, .parent = element}));
    }
  }
  return elements;
}

Flow::Flow(PdfDocument& out, const Document& document, Setter& setter)
    : out_(out), document_(document), setter_(setter), tree_(out.elements) {
  open_page();
}

void Flow::open_page() {
  const Style& s = style();
  Page opened;
  opened.width = landscape_ ? s.page_height : s.page_width;
  opened.height = landscape_ ? s.page_width : s.page_height;
  // A turned page keeps its margins at the same edges of the paper.
  left_ = landscape_ ? s.top : s.left;
  top_ = landscape_ ? s.right : s.top;
  bottom_ = opened.height - (landscape_ ? s.left : s.bottom);
  width_ = s.type_width(landscape_);
  out_.pages.push_back(std::move(opened));
  turned_.push_back(landscape_);
  covers_.push_back(false);
  y_ = top_;
  at_top_ = true;
  // Notes carried over from the page before take up to half of this one.
  notes_height_ = 0;
  float free = page_room() / 2 - kAboveNotes;
  for (Note& note : notes_) {
    const std::size_t fit = static_cast<std::size_t>(std::max(0.0F, free) / note.text.pitch);
    note.end = std::min(note.text.line_count(), note.next + fit);
    const float height = note.text.pitch * static_cast<float>(note.end - note.next);
    free -= height;
    notes_height_ += height;
  }
  if (!notes_.empty()) notes_height_ += kAboveNotes;
}

void Flow::close_page() {
  if (notes_.empty()) return;
  float y = bottom_ - notes_height_ + kAboveNotes;
  page().items.push_back({.content = Box{.rect = {left_, y - kAboveNotes / 2, kNoteRule, 0.4F},
                                         .fill = style().footnote.colour}});
  for (Note& note : notes_) paint_note(note, y);
  std::erase_if(notes_, [](const Note& note) { return note.next == note.text.line_count(); });
}

void Flow::paint_note(Note& note, float& y) {
  if (!note.begun && note.end > note.next) {
    const ElementIndex element = tree_.add({.role = Role::note, .parent = 0});
    const TextElements label = tree_.add_text(Role::label, element, note.label);
    note.elements = tree_.add_text(Role::paragraph, element, note.text);
    paint_line(page(), note.label, 0, {left_, y}, label, document_);
    note.begun = true;
  }
  for (; note.next < note.end; ++note.next) {
    paint_line(page(), note.text, note.next, {left_ + kNoteIndent * note.text.size, y},
               note.elements, document_);
    y += note.text.pitch;
  }
}

Flow::Note Flow::prepare(std::uint32_t number) {
  Note note{.number = number};
  const TextStyle& style_of_notes = style().footnote;
  note.label = setter_.one_line(fmt::format("{}", number), style_of_notes);
  note.text = setter_.glyphs(document_.notes[number - 1], style_of_notes, {});
  Setter::break_into(note.text, {.width = width_ - kNoteIndent * style_of_notes.size,
                                 .align = Align::justify,
                                 .straight_edges = true});
  return note;
}

bool Flow::reserve_notes(const std::vector<std::uint32_t>& numbers, float height) {
  if (numbers.empty()) return true;
  std::vector<Note> added;
  float needed = notes_.empty() ? kAboveNotes : 0;
  for (const std::uint32_t number : numbers) {
    added.push_back(prepare(number));
    needed += added.back().text.height();
  }
  float free = room() - height;
  if (needed > free && !at_top_) return false;
  // A page that is still empty takes what fits; the rest is carried over.
  if (notes_.empty()) {
    notes_height_ += kAboveNotes;
    free -= kAboveNotes;
  }
  for (Note& note : added) {
    const auto fit = static_cast<std::size_t>(std::max(0.0F, free + kTolerance) / note.text.pitch);
    note.end = std::min(fit, note.text.line_count());
    const float taken = note.text.pitch * static_cast<float>(note.end);
    free -= taken;
    notes_height_ += taken;
    notes_.push_back(std::move(note));
  }
  return true;
}

void Flow::new_page() {
  close_page();
  open_page();
}

void Flow::turn(bool landscape) {
  if (landscape == landscape_) return;
  landscape_ = landscape;
  if (at_top_ && notes_.empty()) {
    out_.pages.pop_back();
    turned_.pop_back();
    covers_.pop_back();
    open_page();
  } else {
    new_page();
  }
}

void Flow::finish() {
  close_page();
  while (!notes_.empty()) {
    open_page();
    close_page();
  }
}

void Flow::begin_cover(float share) {
  covers_.back() = true;
  drop_to(share);
}

void Flow::drop_to(float share) { y_ = std::max(y_, top_ + share * page_room()); }

void Flow::skip(float blank) {
  if (!at_top_) y_ = std::min(bottom_, y_ + blank);
}

void Flow::advance(float height) {
  y_ += height;
  at_top_ = false;
}

void Flow::snap_to_grid() {
  if (!style().on_grid || at_top_) return;
  const float pitch = style().body.pitch;
  y_ = top_ + std::ceil((y_ - top_) / pitch - 0.02F) * pitch;
}

void Flow::anchor(std::string_view id) {
  if (!id.empty()) anchors_.emplace_back(id, Destination{.page = page_index(), .y = y_});
}

}  // namespace disclose::pdf

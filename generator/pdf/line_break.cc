#include "pdf/line_break.h"

#include <algorithm>
#include <limits>

namespace disclose::pdf {
namespace {

// Cost of a line: how far its gaps are stretched, in em, against what is still calm to the eye.
constexpr float kCalmStretch = 0.1F;
// A line whose gaps would be stretched by more em than this is left ragged.
constexpr float kMostStretch = 0.22F;
// A ragged line may leave this much of its width empty before a poorer break is preferred.
constexpr float kCalmRag = 0.4F;
// A line that costs more is so empty that a long word should rather be broken.
constexpr float kEmpty = 100;
constexpr float kShrinkCost = 1.5F;
constexpr float kOrphanCost = 1;
constexpr float kReluctantCost = 2;
constexpr float kPoorCost = 5;
// How far one punctuation mark inside a line may be squeezed, in em; at the line's end half an em.
constexpr float kSqueezeInside = 0.25F;

bool has(const SetChar& c, Traits wanted) { return (c.traits & wanted) != 0; }

bool is_full_width(const SetChar& c) { return c.advance > 0.9F * c.em; }
float blank_after_of(const SetChar& c) {
  return has(c, trait::blank_after) && is_full_width(c) ? 0.5F * c.em : 0;
}
float blank_before_of(const SetChar& c) {
  return has(c, trait::blank_before) && is_full_width(c) ? 0.5F * c.em : 0;
}

// Adjacent marks share their blank halves: 》（ and 。” take one and a half characters.
float squeezed(const SetChar& c, const SetChar& next) {
  const float after = blank_after_of(c);
  if (after > 0 && (blank_after_of(next) > 0 || blank_before_of(next) > 0))
    return c.advance - after;
  if (blank_before_of(c) > 0 && blank_before_of(next) > 0) return c.advance - blank_before_of(next);
  return c.advance;
}

// What the gap between two characters may be shortened by when a line is a little too long.
float shrink_of(const SetChar& c, const SetChar& next) {
  if (has(c, trait::space)) return c.advance / 3;
  if (squeezed(c, next) < c.advance) return 0;
  if (blank_after_of(c) > 0) return kSqueezeInside * c.em;
  return blank_before_of(next) > 0 ? kSqueezeInside * next.em : 0;
}

// Whether the gap between two characters may be widened: next to a Han character or a space, never
// inside a word, a dash or a character with its marks.
float gap_weight(const SetChar& c, const SetChar& next) {
  if (has(next, trait::mark) || next.forced || is_invisible(c.character)) return 0;
  if (has(c, trait::pair) && c.character == next.character) return 0;
  if (has(c, trait::space)) return 2;
  if (has(next, trait::space) || has(c, trait::glue) || has(next, trait::glue)) return 0;
  return has(c, trait::word) && has(next, trait::word) ? 0.0F : 1.0F;
}

// A line that could be: where it ends, what it costs.
struct Choice {
  std::size_t end = 0;
  float cost = std::numeric_limits<float>::max();
};

class Breaker {
 public:
  Breaker(std::span<const SetChar> text, const LineRules& rules)
      : text_(text), rules_(rules), qualities_(break_qualities(text, rules.keep_terms)) {
    sum();
  }

  BrokenText run(float width);
  std::size_t count(float width);

 private:
  struct Extent {
    std::size_t begin = 0, end = 0;  // without blanks
    float full = 0;                  // with the last mark whole
    float trimmed = 0;               // with its blank half cut
    float shrink = 0;
    float gaps = 0;
  };

  void sum();
  std::size_t skip_blanks(std::size_t at) const;
  Extent extent(std::size_t begin, std::size_t end) const;
  float cut_at(std::size_t begin) const;
  Choice judge(const Extent& line, std::size_t end, float room) const;
  std::size_t choose(std::size_t begin, float room) const;
  bool leaves_orphan(std::size_t end) const;
  std::size_t spare_orphan(std::size_t begin, std::size_t end, float room) const;
  bool fits_alone(std::size_t begin, float width) const;
  void set(std::size_t begin, std::size_t end, float left, float room, BrokenText& out) const;
  void spread(const Extent& line, float slack, bool last, BrokenText& out) const;
  bool ends_paragraph(std::size_t end) const {
    return end == text_.size() || text_[end - 1].forced;
  }

  std::span<const SetChar> text_;
  const LineRules& rules_;
  std::vector<BreakQuality> qualities_;
  // Sums over the gaps before each character; in double, for a paragraph may be a megabyte.
  std::vector<double> widths_, shrinks_, gaps_;
};

void Breaker::sum() {
  const std::size_t n = text_.size();
  widths_.assign(n + 1, 0);
  shrinks_.assign(n + 1, 0);
  gaps_.assign(n + 1, 0);
  for (std::size_t i = 0; i < n; ++i) {
    const bool last = i + 1 == n;
    widths_[i + 1] = widths_[i] + (last ? text_[i].advance : squeezed(text_[i], text_[i + 1]));
    shrinks_[i + 1] = shrinks_[i] + (last ? 0 : shrink_of(text_[i], text_[i + 1]));
    gaps_[i + 1] = gaps_[i] + (last ? 0 : gap_weight(text_[i], text_[i + 1]));
  }
}

std::size_t Breaker::skip_blanks(std::size_t at) const {
  while (at < text_.size() && has(text_[at], trait::space) && !text_[at].forced) ++at;
  return at;
}

float Breaker::cut_at(std::size_t begin) const {
  return rules_.straight_edges && begin < text_.size() ? blank_before_of(text_[begin]) : 0;
}

Breaker::Extent Breaker::extent(std::size_t begin, std::size_t end) const {
  while (end > begin && (has(text_[end - 1], trait::space) || text_[end - 1].forced)) --end;
  Extent line{.begin = begin, .end = end};
  if (end == begin) return line;
  const std::size_t last = end - 1;
  const SetChar& c = text_[last];
  line.full = static_cast<float>(widths_[last] - widths_[begin]) + c.advance - cut_at(begin);
  line.trimmed = line.full - blank_after_of(c);
  line.shrink = static_cast<float>(shrinks_[last] - shrinks_[begin]);
  line.gaps = static_cast<float>(gaps_[last] - gaps_[begin]);
  return line;
}

Choice Breaker::judge(const Extent& line, std::size_t end, float room) const {
  Choice choice{.end = end};
  const float needed = line.trimmed - room;
  if (needed > line.shrink) return choice;
  choice.cost = 0;
  if (needed > 0) {
    const float squeeze = needed / line.shrink;
    choice.cost = kShrinkCost * squeeze * squeeze;
  } else if (!ends_paragraph(end)) {
    const float wanted = rules_.straight_edges ? line.trimmed : line.full;
    const float slack = std::max(0.0F, room - wanted);
    const float em = std::max(text_[line.begin].em, 1.0F);
    const float measured = rules_.align == Align::justify
                               ? slack / (std::max(line.gaps, 0.5F) * em) / kCalmStretch
                               : slack / std::max(room, em) / kCalmRag;
    choice.cost = measured * measured;
  }
  if (qualities_[end] == BreakQuality::reluctant) choice.cost += kReluctantCost;
  if (qualities_[end] == BreakQuality::poor) choice.cost += kPoorCost;
  return choice;
}

// A word that fits a line of its own is not broken, however short the line before it is.
bool Breaker::fits_alone(std::size_t begin, float width) const {
  begin = skip_blanks(begin);
  std::size_t end = begin + 1;
  while (end < text_.size() && qualities_[end] <= BreakQuality::last &&
         widths_[end] - widths_[begin] <= static_cast<double>(width)) {
    ++end;
  }
  return end > text_.size() || extent(begin, end).trimmed <= width;
}

// 孤字不成行: what is left of the paragraph is one character and its marks.
bool Breaker::leaves_orphan(std::size_t end) const {
  constexpr std::size_t kMostLeft = 8;  // a character, its marks, a note's number
  if (end == text_.size() || text_.size() - end > kMostLeft) return false;
  const auto seen =
      std::count_if(text_.begin() + static_cast<std::ptrdiff_t>(end), text_.end(),
                    [](const SetChar& c) { return !has(c, trait::no_start) && !c.attached; });
  return seen <= 1;
}

// A last line of one character takes another from the line before it.
std::size_t Breaker::spare_orphan(std::size_t begin, std::size_t end, float room) const {
  if (!leaves_orphan(end)) return end;
  for (std::size_t e = end - 1; e > begin && e + 8 > end; --e) {
    if (qualities_[e] < BreakQuality::free) continue;
    return judge(extent(begin, e), e, room).cost <= 1.5F ? e : end;
  }
  return end;
}

std::size_t Breaker::choose(std::size_t begin, float room) const {
  Choice best;
  std::size_t inside = 0;    // a break inside a word that keeps the rules of punctuation
  std::size_t anywhere = 0;  // one that does not
  std::size_t end = begin;
  while (end < text_.size()) {
    ++end;
    if (qualities_[end] == BreakQuality::never) continue;
    const Extent line = extent(begin, end);
    if (line.trimmed - line.shrink > room) break;
    if (qualities_[end] == BreakQuality::last) {
      if (line.trimmed > room) continue;
      anywhere = end;
      if (!has(text_[end], trait::no_start) && !has(text_[end - 1], trait::no_end)) inside = end;
      continue;
    }
    Choice choice = judge(line, end, room);
    if (leaves_orphan(end)) choice.cost += kOrphanCost;
    if (choice.cost < best.cost) best = choice;
    if (ends_paragraph(end)) {
      // A rest that fits is the last line.
      if (line.trimmed <= room) return end;
      break;
    }
  }
  if (best.end != 0 && (best.cost < kEmpty || fits_alone(best.end, rules_.width))) {
    return spare_orphan(begin, best.end, room);
  }
  if (inside != 0) return inside;
  if (anywhere != 0) return anywhere;
  if (best.end != 0) return best.end;
  end = begin + 1;  // one character wider than the line
  while (end < text_.size() && qualities_[end] == BreakQuality::never) ++end;
  return end;
}

void Breaker::spread(const Extent& line, float slack, bool last, BrokenText& out) const {
  const float em = text_[line.begin].em;
  float per_gap = 0;
  float squeeze = 0;
  if (slack < 0 && line.shrink > 0) squeeze = std::min(1.0F, -slack / line.shrink);
  if (slack > 0 && !last && rules_.align == Align::justify && line.gaps > 0 &&
      slack / line.gaps <= kMostStretch * em) {
    per_gap = slack / line.gaps;
  }
  for (std::size_t i = line.begin; i + 1 < line.end; ++i) {
    const SetChar& c = text_[i];
    const SetChar& next = text_[i + 1];
    out.advances[i] =
        squeezed(c, next) + per_gap * gap_weight(c, next) - squeeze * shrink_of(c, next);
  }
}

void Breaker::set(std::size_t begin, std::size_t end, float left, float room,
                  BrokenText& out) const {
  const Extent line = extent(begin, end);
  Line set{.begin = static_cast<std::uint32_t>(line.begin),
           .end = static_cast<std::uint32_t>(line.end)};
  const float cut = line.end > line.begin ? cut_at(line.begin) : 0;
  if (line.end > line.begin) {
    const SetChar& tail = text_[line.end - 1];
    const bool last = ends_paragraph(end);
    const bool trim = (rules_.straight_edges && !last) || line.full > room;
    const float width = trim ? line.trimmed : line.full;
    spread(line, room - width, last, out);
    out.advances[line.end - 1] = trim ? tail.advance - blank_after_of(tail) : tail.advance;
    for (std::size_t i = line.begin; i < line.end; ++i) set.width += out.advances[i];
    set.width -= cut;
  }
  const float rest = std::max(0.0F, rules_.width - left - set.width);
  if (rules_.align == Align::centre) left += rest / 2;
  if (rules_.align == Align::right) left += rest;
  set.left = left;
  out.lines.push_back(set);
  out.cut_before.push_back(cut);
}

BrokenText Breaker::run(float width) {
  BrokenText out;
  out.advances.assign(text_.size(), 0);
  std::size_t at = 0;
  while (at < text_.size()) {
    const bool first = out.lines.empty();
    const float left = first ? rules_.first_indent : 0;
    const std::size_t begin = skip_blanks(at);
    if (begin == text_.size()) break;
    const std::size_t end = choose(begin, width - left);
    set(begin, end, left, width - left, out);
    at = end;
  }
  return out;
}

std::size_t Breaker::count(float width) {
  std::size_t lines = 0;
  for (std::size_t at = 0; at < text_.size(); ++lines) {
    const std::size_t begin = skip_blanks(at);
    if (begin == text_.size()) break;
    at = choose(begin, width - (lines == 0 ? rules_.first_indent : 0));
  }
  return lines;
}

}  // namespace

BrokenText break_lines(std::span<const SetChar> text, const LineRules& rules) {
  Breaker breaker(text, rules);
  if (!rules.balanced) return breaker.run(rules.width);
  BrokenText widest = breaker.run(rules.width);
  const std::size_t lines = widest.lines.size();
  if (lines < 2 || lines > 12) return widest;
  float low = rules.width / static_cast<float>(lines + 1);
  float high = rules.width;
  for (int step = 0; step < 8; ++step) {
    const float middle = (low + high) / 2;
    (breaker.count(middle) <= lines ? high : low) = middle;
  }
  return breaker.run(high);
}

TextExtent measure(std::span<const SetChar> text, bool keep_terms) {
  const std::vector<BreakQuality> qualities = break_qualities(text, keep_terms);
  TextExtent extent;
  float piece = 0, piece_seen = 0, line = 0, line_seen = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const float advance = i + 1 < text.size() ? squeezed(text[i], text[i + 1]) : text[i].advance;
    piece += advance;
    line += advance;
    if (!has(text[i], trait::space) && !text[i].forced) {
      // At the end of a line the mark's blank half can go; a line that is not broken shows it.
      piece_seen = piece - (advance == text[i].advance ? blank_after_of(text[i]) : 0);
      line_seen = line;
    }
    if (qualities[i + 1] >= BreakQuality::free) {
      extent.least = std::max(extent.least, piece_seen);
      piece = piece_seen = 0;
    }
    if (qualities[i + 1] == BreakQuality::forced) {
      extent.most = std::max(extent.most, line_seen);
      line = line_seen = 0;
    }
  }
  return extent;
}

}  // namespace disclose::pdf

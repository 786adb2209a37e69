#include "format/narrative_marks.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/text.h"

namespace disclose {

namespace {

constexpr std::size_t kLongestTitle = 600;    // bytes
constexpr std::size_t kLongestHeading = 80;   // columns: 40 Han characters
constexpr std::size_t kLongestSentence = 40;  // columns of a heading that is a sentence
constexpr std::size_t kLongestUnitName = 60;  // columns
constexpr std::size_t kMostSigners = 4;

// White space removed and brackets made alike, so that two prints of a title are equal.
std::string squeezed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    if (is_space(c) || c == U'*') continue;
    if (c == U'（' || c == U'）') {
      out += c == U'（' ? '(' : ')';
    } else {
      out += text.substr(start, at - start);
    }
  }
  return out;
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> marks) {
  return std::ranges::any_of(
      marks, [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

// The next line from `at` on that is not blank; lines.size() when there is none.
std::size_t next_filled(const std::vector<Line>& lines, std::size_t at) {
  while (at < lines.size() &&
         (lines[at].kind == Line::Kind::blank || lines[at].kind == Line::Kind::dropped)) {
    ++at;
  }
  return at;
}

// A number of one or two digits or Chinese numerals up to 三十一; moves `at` past it.
int read_number(std::string_view text, std::size_t& at) {
  constexpr std::u32string_view kNumerals = U"零一二三四五六七八九";
  int value = 0;
  int digits = 0;
  bool ten = false;
  while (at < text.size() && digits < 4) {
    std::size_t next = at;
    char32_t c = next_code_point(text, next);
    if (c == U'〇' || c == U'○' || c == U'O') c = U'零';
    if (c == U'十') {
      value = value == 0 ? 10 : value * 10;
      ten = true;
    } else if (c >= U'0' && c <= U'9') {
      value = value * 10 + static_cast<int>(c - U'0');
    } else if (const std::size_t index = kNumerals.find(c); index != std::u32string_view::npos) {
      value = ten ? value + static_cast<int>(index) : value * 10 + static_cast<int>(index);
    } else {
      break;
    }
    at = next;
    ++digits;
  }
  return digits == 0 ? -1 : value;
}

bool take(std::string_view text, std::size_t& at, std::initializer_list<std::string_view> marks) {
  for (const std::string_view mark : marks) {
    if (!text.substr(at).starts_with(mark)) continue;
    at += mark.size();
    return true;
  }
  return false;
}

bool is_unit_name(const Line& line, std::string_view body) {
  const std::string_view text = line.of(body);
  return line.is_text() && line.rank == Rank::none && line.quotes == 0 &&
         columns_of(text) <= kLongestUnitName &&
         !has_any(text, {"。", "，", "；", "：", "！", "？", "、", ",", ";", ":", "|"});
}

class SignatureFinder {
 public:
  SignatureFinder(std::string_view body, const NarrativeOptions& options, std::vector<Line>& lines)
      : body_(body),
        by_(squeezed(options.signature_by)),
        day_(read_day(options.signature_date)),
        lines_(lines) {}

  void find(bool drop) {
    std::size_t at = lines_.size();
    if (!step_back(at)) return;
    if (is_both_in_one(lines_[at])) {
      found_.push_back(at);
    } else {
      const int day = date_of(lines_[at]);
      std::size_t above = at;
      if (day > 0) {
        found_.push_back(at);
        said_day_ = day;
        if (!step_back(above)) return;
      }
      find_names(above, day > 0);
    }
    if (found_.empty()) return;
    const bool repeats = drop && repeats_options();
    for (const std::size_t line : found_) {
      lines_[line].kind = repeats ? Line::Kind::dropped : Line::Kind::signature;
    }
  }

 private:
  // The filled line above `at`; false when there is none that could belong to a signature.
  bool step_back(std::size_t& at) const {
    while (at > 0) {
      --at;
      if (lines_[at].kind == Line::Kind::blank) continue;
      return lines_[at].is_text();
    }
    return false;
  }

  int date_of(const Line& line) const {
    return line.is_text() ? read_day(without_emphasis(line.of(body_))) : 0;
  }

  // `云溪县财政局　2024年2月5日`: only where front matter says the same.
  bool is_both_in_one(const Line& line) {
    if (by_.empty() || day_ == 0) return false;
    const std::string text = squeezed(line.of(body_));
    if (!text.starts_with(by_) || read_day(std::string_view(text).substr(by_.size())) != day_) {
      return false;
    }
    names_ = by_;
    said_day_ = day_;
    return true;
  }

  void find_names(std::size_t at, bool has_date) {
    std::vector<std::size_t> names;
    while (names.size() < kMostSigners && is_unit_name(lines_[at], body_)) {
      names.push_back(at);
      if (!step_back(at)) break;
    }
    // The topmost must follow a complete sentence or another block, or be the unit itself.
    while (!names.empty() && !stands_apart(names.back())) names.pop_back();
    std::string text;
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
      text += squeezed(lines_[*name].of(body_));
    }
    if (!has_date && (by_.empty() || text != by_)) return;
    names_ = text;
    found_.insert(found_.end(), names.begin(), names.end());
  }

  bool stands_apart(std::size_t at) const {
    if (!by_.empty() && squeezed(lines_[at].of(body_)) == by_) return true;
    std::size_t above = at;
    while (above > 0) {
      const Line& line = lines_[--above];
      // No sentence goes on below a blank line without a mark at its end, above a date.
      if (line.kind == Line::Kind::blank) return true;
      return !line.is_text() || ends_sentence(line.of(body_));
    }
    return false;  // a page of nothing but a name is no signature
  }

  bool repeats_options() const {
    if (by_.empty() || day_ == 0) return false;
    return (names_.empty() || names_ == by_) && (said_day_ == 0 || said_day_ == day_);
  }

  std::string_view body_;
  std::string by_;
  int day_;
  std::vector<Line>& lines_;
  std::vector<std::size_t> found_;
  std::string names_;
  int said_day_ = 0;
};

// The width at which every line of the narrative was broken, 0 when lines are paragraphs.
std::size_t wrap_width(std::string_view body, const std::vector<Line>& lines) {
  constexpr std::size_t kWidest = 100;
  constexpr std::size_t kRagged = 7;
  std::vector<std::size_t> widths;
  for (const Line& line : lines) {
    if (!line.is_text()) continue;
    const std::size_t width = columns_of(line.of(body));
    if (width > kWidest) return 0;
    widths.push_back(width);
  }
  if (widths.size() < 6) return 0;
  const std::size_t widest = *std::ranges::max_element(widths);
  const auto full =
      std::ranges::count_if(widths, [&](std::size_t width) { return width + kRagged >= widest; });
  return static_cast<std::size_t>(full) * 2 >= widths.size() ? widest - kRagged : 0;
}

// Whether the numbered line `at` is a heading: short, with no sentence on it.
bool is_heading(std::string_view body, const std::vector<Line>& lines, std::size_t at,
                std::size_t wrap) {
  const Line& line = lines[at];
  const std::string_view text = without_emphasis(line.of(body));
  const std::size_t width = columns_of(text);
  const Numbering number = read_numbering(text);
  if (number.size >= text.size() || width > kLongestHeading) return false;
  const bool high = line.rank == Rank::first || line.rank == Rank::second;
  const std::size_t next = next_filled(lines, at + 1);
  const Line* const below = next < lines.size() ? &lines[next] : nullptr;
  // Something must stand under 1. and （1）, and it is not the next of their kind: a list has no
  // headings.
  if (!high && (below == nullptr || (below->rank != Rank::none && below->rank <= line.rank))) {
    return false;
  }
  if (has_any(text, {"；", "！", "？", "|"}) || text.ends_with("，") || text.ends_with("、"))
    return false;
  const std::size_t stop = text.find("。");
  if (stop != std::string_view::npos) {
    const bool last = stop + std::string_view("。").size() == text.size();
    const bool list = below == nullptr || below->rank == line.rank;
    if (!high || !last || list || width > kLongestSentence) return false;
  }
  const std::size_t colon = text.find("：");
  if (colon != std::string_view::npos && !(high && colon + 3 == text.size())) return false;
  if (ends_sentence(text) && stop == std::string_view::npos && colon == std::string_view::npos) {
    return false;
  }
  // A line as wide as all others goes on in the next.
  return wrap == 0 || width < wrap || below == nullptr || !below->is_text() ||
         below->rank != Rank::none;
}

}  // namespace

int read_day(std::string_view text) {
  const std::string clean = squeezed(text);
  std::string_view day = clean;
  if (day.starts_with('(') && day.ends_with(')')) day = day.substr(1, day.size() - 2);
  if (day.size() > 60) return 0;
  std::size_t at = 0;
  const int year = read_number(day, at);
  if (year < 1900 || year > 2200 || !take(day, at, {"年", "-", ".", "/"})) return 0;
  const int month = read_number(day, at);
  if (month < 1 || month > 12 || !take(day, at, {"月", "-", ".", "/"})) return 0;
  const int date = read_number(day, at);
  if (date < 1 || date > 31) return 0;
  take(day, at, {"日"});
  return at == day.size() ? (year * 100 + month) * 100 + date : 0;
}

void drop_title(std::string_view body, std::string_view title, std::vector<Line>& lines) {
  if (title.size() > kLongestTitle) return;
  const std::string wanted = squeezed(title);
  if (wanted.empty()) return;
  std::string said;
  std::size_t at = next_filled(lines, 0);
  while (at < lines.size() && said.size() < wanted.size()) {
    const Line& line = lines[at];
    if (!line.is_text() && line.kind != Line::Kind::heading) return;
    if (line.end - line.start > 2 * kLongestTitle) return;
    said += squeezed(line.of(body));
    if (!std::string_view(wanted).starts_with(said)) return;
    at = next_filled(lines, at + 1);
  }
  if (said != wanted) return;
  if (at < lines.size() && lines[at].kind == Line::Kind::underline) ++at;
  for (std::size_t i = 0; i < at; ++i) {
    if (lines[i].kind != Line::Kind::blank) lines[i].kind = Line::Kind::dropped;
  }
}

void find_signature(std::string_view body, const NarrativeOptions& options, bool drop,
                    std::vector<Line>& lines) {
  SignatureFinder(body, options, lines).find(drop);
}

void find_headings(std::string_view body, std::vector<Line>& lines) {
  const std::size_t wrap = wrap_width(body, lines);
  Rank item_above = Rank::none;  // of the filled line above, when it is an item of a list
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (line.kind == Line::Kind::blank) continue;
    const bool high = line.rank == Rank::first || line.rank == Rank::second;
    const bool low = (line.rank == Rank::third || line.rank == Rank::fourth) && line.indent < 4 &&
                     line.rank != item_above;
    if (line.is_text() && line.quotes == 0 && (high || low) && is_heading(body, lines, i, wrap)) {
      line.kind = Line::Kind::heading;
    }
    item_above = line.is_text() && !ends_sentence(line.of(body)) ? line.rank : Rank::none;
  }
}

}  // namespace disclose

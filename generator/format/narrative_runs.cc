#include "format/narrative_runs.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/text.h"
#include "format/clean_text.h"
#include "format/markup_events.h"
#include "format/narrative_inline.h"

namespace disclose {

namespace {

// Where the lines of a text begin.
std::vector<std::uint32_t> line_starts(std::string_view text) {
  std::vector<std::uint32_t> starts = {0};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    starts.push_back(static_cast<std::uint32_t>(at + 1));
  }
  return starts;
}

class RunCollector {
 public:
  RunCollector(std::string_view body, const MappedText& repaired, Reading reading,
               std::string_view joiner)
      : body_(body),
        repaired_(repaired),
        reading_(reading),
        joiner_(joiner),
        body_lines_(line_starts(body)),
        lines_(line_starts(repaired.text())) {}

  std::vector<TextRun> collect() {
    walk_markup(repaired_.text(), [this](const MarkupEvent& event) { visit(event); });
    return std::move(runs_);
  }

 private:
  void visit(const MarkupEvent& event) {
    switch (event.part) {
      case Part::heading:
        block(event, TextRun::Kind::heading, event.enter);
        break;
      case Part::paragraph:
        block(event, TextRun::Kind::paragraph, event.enter);
        break;
      case Part::cell:
        block(event, TextRun::Kind::cell, event.enter);
        break;
      case Part::code_block:
      case Part::raw_block:
        block(event, TextRun::Kind::code, true);
        code_lines(event);
        block(event, TextRun::Kind::code, false);
        break;
      case Part::text:
      case Part::raw:
      case Part::code:
        append(event.literal, place_of(event), event.part != Part::code);
        break;
      case Part::soft_break:
      case Part::line_break:
        run_.text += ' ';
        break;
      case Part::other:
      case Part::quote:
      case Part::list:
      case Part::item:
      case Part::rule:
      case Part::table:
      case Part::row:
      case Part::emphasis:
      case Part::strong:
      case Part::struck:
      case Part::link:
      case Part::image:
      case Part::footnote:
      case Part::footnote_mark:
        break;
    }
  }

  void block(const MarkupEvent& event, TextRun::Kind kind, bool enter) {
    if (!enter) {
      if (!is_blank(run_.text)) runs_.push_back(std::move(run_));
      run_ = {};
      return;
    }
    run_ = {.kind = kind};
    const std::size_t line = std::clamp<std::size_t>(event.line, 1, lines_.size());
    const auto column = std::max<std::size_t>(event.column, 1);
    line_start_ = lines_[line - 1];
    at_ = std::min(line_start_ + (kind == TextRun::Kind::cell ? column - 1 : 0),
                   repaired_.text().size());
  }

  // Where the text of an inline node stands in the repaired text: cmark's column when the text is
  // really there, else right after the last.
  std::size_t place_of(const MarkupEvent& event) const {
    const std::string_view text = repaired_.text();
    const std::string_view literal = event.literal.substr(0, 12);
    const auto column = std::max<std::size_t>(event.column, 1);
    for (const std::size_t place : {line_start_ + column - 1, at_}) {
      if (place >= at_ && text.substr(std::min(place, text.size())).starts_with(literal))
        return place;
    }
    const std::size_t found = text.substr(std::min(at_, text.size()), 64).find(literal);
    return found == std::string_view::npos ? at_ : at_ + found;
  }

  // Appends the text of a node that begins at `place` in the repaired text. The two differ where
  // the source has an escape or an entity.
  void append(std::string_view literal, std::size_t place, bool is_text) {
    const std::string_view source = repaired_.text();
    std::size_t done = 0;      // of the literal, appended
    std::size_t from = place;  // where what is not appended yet stands
    std::size_t at = place;
    std::size_t i = 0;
    while (i < literal.size() && at < source.size()) {
      const bool escape = is_text && source[at] == '\\' && at + 1 < source.size() &&
                          source[at + 1] == literal[i] && is_escapable(literal[i]);
      if (!escape && source[at] == literal[i] && !(is_text && source[at] == '&' && is_ampersand(source.substr(at, 6)))) {
        ++i;
        ++at;
        continue;
      }
      stretch(literal.substr(done, i - done), from, is_text);
      done = i;
      if (escape) {
        ++at;
      } else {
        next_code_point(literal, i);
        at = after_entity(at);
      }
      from = at;
      if (!escape) {
        stretch(literal.substr(done, i - done), at > place ? at - 1 : at, is_text);
        done = i;
      }
    }
    stretch(literal.substr(done), from, is_text);
    at_ = at;
  }

  static bool is_escapable(char c) {
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
           (c >= '{' && c <= '~');
  }

  static bool is_ampersand(std::string_view source) {
    return source.starts_with("&amp;") || source.starts_with("&#38;") ||
           source.starts_with("&#x26;");
  }

  std::size_t after_entity(std::size_t at) const {
    const std::string_view near = std::string_view(repaired_.text()).substr(at, 40);
    const std::size_t end = near.starts_with('&') ? near.find(';') : std::string_view::npos;
    return end == std::string_view::npos ? at : at + end + 1;
  }

  // Text that stands in the repaired text letter by letter, without what is dropped.
  void stretch(std::string_view literal, std::size_t place, bool is_text) {
    std::size_t done = 0;
    while (done < literal.size()) {
      const std::size_t stop = next_dropped(literal, done, is_text);
      piece(literal.substr(done, stop - done), place + done);
      done = stop < literal.size() ? after_dropped(literal, stop) : stop;
    }
  }

  // As HtmlWriter drops them; in a written reading only our own joiners go.
  std::size_t next_dropped(std::string_view literal, std::size_t at, bool is_text) const {
    if (reading_ == Reading::written) return std::min(literal.find(joiner_, at), literal.size());
    for (at = find_uncommon(literal, at); at < literal.size();
         at = find_uncommon(literal, at + 1)) {
      if (literal[at] == '*' && is_text && literal.substr(at).starts_with("**")) return at;
      std::size_t next = at;
      if (is_unprintable(next_code_point(literal, next))) return at;
    }
    return literal.size();
  }
  std::size_t after_dropped(std::string_view literal, std::size_t at) {
    if (literal[at] == '*') return std::min(literal.find_first_not_of('*', at), literal.size());
    if (literal.substr(at).starts_with(kCellBreak)) run_.text += ' ';
    next_code_point(literal, at);
    return at;
  }

  // Appends text that stands at `place` in the repaired text, with a mark wherever the source
  // jumps.
  void piece(std::string_view text, std::size_t place) {
    const std::vector<MappedText::Segment>& segments = repaired_.segments();
    std::size_t done = 0;
    while (done < text.size()) {
      auto next = std::ranges::upper_bound(segments, place + done, {}, &MappedText::Segment::at);
      const std::size_t end =
          next == segments.end() ? text.size() : std::min(text.size(), next->at - place);
      mark(next == segments.begin() ? 0 : (next - 1)->source + (place + done - (next - 1)->at));
      run_.text += text.substr(done, end - done);
      done = end;
    }
  }

  void mark(std::size_t source) {
    source = std::min(source, body_.size());
    const auto line = static_cast<std::size_t>(std::ranges::upper_bound(body_lines_, source) -
                                               body_lines_.begin());
    // Counted on from the last mark of the same line: a line may have a great many.
    if (line != counted_line_ || source < counted_to_) {
      counted_line_ = line;
      counted_to_ = body_lines_[line - 1];
      column_ = 1;
      if (line == 1 && body_.starts_with("\xEF\xBB\xBF"))
        counted_to_ = std::min<std::size_t>(3, source);
    }
    column_ += code_point_count(body_.substr(counted_to_, source - counted_to_));
    counted_to_ = source;
    run_.marks.push_back(
        {.at = static_cast<std::uint32_t>(run_.text.size()),
         .source = {static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(column_)}});
  }

  void code_lines(const MarkupEvent& event) {
    const std::string_view literal = event.literal;
    std::size_t line = event.line;  // of the fence; the code begins below it
    for (std::size_t at = 0; at < literal.size(); ++line) {
      const std::size_t end = std::min(literal.find('\n', at), literal.size());
      const std::size_t place = line < lines_.size() ? lines_[line] : repaired_.text().size();
      append(literal.substr(at, end - at), place, false);
      run_.text += '\n';
      at = end + 1;
    }
  }

  std::string_view body_;
  const MappedText& repaired_;
  Reading reading_;
  std::string_view joiner_;
  std::vector<std::uint32_t> body_lines_;
  std::vector<std::uint32_t> lines_;
  std::vector<TextRun> runs_;
  TextRun run_;
  std::size_t line_start_ = 0;
  std::size_t at_ = 0;
  std::size_t counted_line_ = 0;
  std::size_t counted_to_ = 0;
  std::size_t column_ = 1;
};

}  // namespace

std::vector<TextRun> collect_runs(std::string_view body, const MappedText& repaired,
                                  Reading reading, std::string_view joiner) {
  return RunCollector(body, repaired, reading, joiner).collect();
}

Position TextRun::position(std::size_t offset) const {
  const auto next = std::ranges::upper_bound(marks, offset, {}, &Mark::at);
  if (next == marks.begin()) return marks.empty() ? Position{} : marks.front().source;
  const Mark& mark = *(next - 1);
  const std::size_t end = std::min(offset, text.size());
  Position position = mark.source;
  position.column += static_cast<std::uint32_t>(
      code_point_count(std::string_view(text).substr(mark.at, end - mark.at)));
  return position;
}

}  // namespace disclose

#include "format/narrative_lines.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace disclose {

namespace {

constexpr std::uint8_t kMostQuotes = 6;
// A wider table is shown as text; cmark fills every short row up to the width of the first.
constexpr std::size_t kMostColumns = 64;
constexpr std::size_t kMostCells = 200'000;

// The run of `mark` at the start of `text`.
std::size_t run_of(std::string_view text, char mark) {
  return std::min(text.find_first_not_of(mark), text.size());
}

bool is_rule(std::string_view text) {
  const char mark = text[0];
  if (mark != '-' && mark != '*' && mark != '_') return false;
  std::size_t count = 0;
  for (const char c : text) {
    if (c == mark) {
      ++count;
    } else if (c != ' ' && c != '\t') {
      return false;
    }
  }
  return count >= 3;
}

// `| --- | :-: |`: the number of columns, 0 when this is no such line.
std::size_t delimiter_columns(std::string_view text) {
  if (text.find_first_not_of("|-: \t") != std::string_view::npos) return 0;
  if (text.find('-') == std::string_view::npos) return 0;
  std::size_t columns = 0;
  std::size_t at = text.starts_with('|') ? 1 : 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('|', at), text.size());
    std::string_view cell = trim(text.substr(at, end - at));
    if (cell.starts_with(':')) cell.remove_prefix(1);
    if (cell.ends_with(':')) cell.remove_suffix(1);
    if (cell.empty() || cell.find_first_not_of('-') != std::string_view::npos) return 0;
    ++columns;
    at = end + 1;
  }
  return columns;
}

std::size_t row_columns(std::string_view text) {
  std::size_t bars = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '|') {
      ++bars;
    }
  }
  const bool last = text.ends_with('|') && !text.ends_with("\\|") && text.size() > 1;
  return bars + 1 - (text.starts_with('|') ? 1U : 0U) - (last ? 1U : 0U);
}

bool is_definition(std::string_view text) {
  const std::size_t close = text.substr(0, 200).find(']');
  if (!text.starts_with('[') || close == std::string_view::npos || close < 2) return false;
  const std::string_view after = text.substr(close + 1);
  const bool footnote = text[1] == '^' && close > 2;
  return after.starts_with(':') || (footnote && after.starts_with("："));
}

class LineReader {
 public:
  explicit LineReader(std::string_view body) : body_(body) {
    lines_.reserve(static_cast<std::size_t>(std::count(body.begin(), body.end(), '\n')) + 1);
  }

  std::vector<Line> read() {
    for (std::size_t at = 0; at < body_.size();) {
      std::size_t end = at;
      while (end < body_.size() && body_[end] != '\n' && body_[end] != '\r') ++end;
      add(at, end);
      at = end + (body_.substr(end).starts_with("\r\n") ? 2 : 1);
    }
    find_tables();
    find_underlines();
    return std::move(lines_);
  }

 private:
  void add(std::size_t start, std::size_t end) {
    Line line{.start = static_cast<std::uint32_t>(start), .end = static_cast<std::uint32_t>(end)};
    if (fence_ != 0) {
      code(line);
    } else {
      trim_end(line);
      trim_start(line);
      while (line.start < line.end && body_[line.start] == '>' && line.quotes < kMostQuotes) {
        ++line.quotes;
        ++line.start;
        trim_start(line);
      }
      classify(line);
    }
    lines_.push_back(line);
  }

  void trim_start(Line& line) const {
    line.indent = 0;
    std::size_t full_width = 0;
    std::size_t at = line.start;
    while (at < line.end) {
      std::size_t next = at;
      const char c = body_[at];
      if (c == ' ' || c == '\t') {
        line.indent += c == ' ' ? 1 : 4 - line.indent % 4;
        ++next;
      } else if (static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7F) {
        break;
      } else {
        const char32_t wide = next_code_point(body_, next);
        if (!is_space(wide) && wide >= 0x20 && (wide < 0x202A || wide > 0x202E)) break;
        if (wide == 0x3000) ++full_width;
      }
      at = next;
    }
    line.start = static_cast<std::uint32_t>(std::min<std::size_t>(at, line.end));
    line.paragraph_mark = full_width >= 2;
  }

  void trim_end(Line& line) const {
    std::size_t end = line.end;
    std::size_t spaces = 0;
    while (end > line.start) {
      std::size_t at = end;
      if (!is_space(previous_code_point(body_, at)) || at < line.start) break;
      spaces += body_[at] == ' ' ? 1U : 0U;
      end = at;
    }
    line.break_after = spaces >= 2 && end > line.start;
    line.end = static_cast<std::uint32_t>(end);
    std::size_t slashes = 0;
    while (end - slashes > line.start && body_[end - slashes - 1] == '\\') ++slashes;
    if (slashes % 2 == 1 && end - line.start > 1) {
      line.break_after = true;
      --line.end;
    }
  }

  void classify(Line& line) {
    const std::string_view text = line.of(body_);
    if (text.empty()) return;
    line.kind = Line::Kind::text;
    const char c = text[0];
    if ((c == '`' || c == '~') && run_of(text, c) >= 3) {
      open_fence(line, text, c);
    } else if (c == '#') {
      heading(line, text);
    } else if (is_rule(text)) {
      line.kind = Line::Kind::rule;
    } else if ((c == '-' || c == '*' || c == '+') && text.size() > 1 &&
               (text[1] == ' ' || text[1] == '\t')) {
      line.kind = Line::Kind::bullet;
    } else if (is_definition(text)) {
      line.kind = Line::Kind::definition;
    } else {
      line.rank = read_numbering(text).rank;
    }
  }

  // `## 标题`, and `##标题` as it is often written: a mark right before a Han character or bracket.
  void heading(Line& line, std::string_view text) const {
    const std::size_t hashes = run_of(text, '#');
    if (hashes > 6) return;
    const bool spaced = hashes == text.size() || text[hashes] == ' ' || text[hashes] == '\t';
    const bool wide = hashes < text.size() && static_cast<unsigned char>(text[hashes]) >= 0xE2;
    if (!spaced && !wide) return;
    line.kind = Line::Kind::heading;
    line.hashes = static_cast<std::uint8_t>(hashes);
    line.start += static_cast<std::uint32_t>(hashes);
    trim_start(line);
    std::string_view rest = line.of(body_);
    const std::size_t closing = rest.size() - std::min(rest.find_last_not_of('#') + 1, rest.size());
    const bool closes = closing == rest.size() || rest[rest.size() - closing - 1] == ' ';
    if (closing > 0 && closes) {
      rest = trim(rest.substr(0, rest.size() - closing));
      line.end = line.start + static_cast<std::uint32_t>(rest.size());
    }
    line.rank = read_numbering(line.of(body_)).rank;
  }

  void open_fence(Line& line, std::string_view text, char mark) {
    const std::size_t size = run_of(text, mark);
    if (mark == '`' && text.find('`', size) != std::string_view::npos) return;
    line.kind = Line::Kind::fence;
    fence_ = mark;
    fence_size_ = size;
    fence_indent_ = line.indent;
    fence_quotes_ = line.quotes;
  }

  void code(Line& line) {
    while (line.quotes < fence_quotes_) {
      Line inner = line;
      trim_start(inner);
      if (inner.start == inner.end || body_[inner.start] != '>') break;
      line.start = inner.start + 1;
      ++line.quotes;
      if (line.start < line.end && body_[line.start] == ' ') ++line.start;
    }
    Line inner = line;
    trim_start(inner);
    const std::string_view text = trim(inner.of(body_));
    const bool ends = line.quotes < fence_quotes_ ||
                      (run_of(text, fence_) >= fence_size_ && run_of(text, fence_) == text.size());
    line.kind = ends ? Line::Kind::fence : Line::Kind::code;
    line.quotes = fence_quotes_;
    if (ends) fence_ = 0;
    for (std::uint32_t i = 0; i < fence_indent_ && line.start < line.end; ++i) {
      if (body_[line.start] != ' ') break;
      ++line.start;
    }
  }

  void find_tables() {
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
      const Line& head = lines_[i];
      const Line& delimiter = lines_[i + 1];
      if (!head.is_text() || head.quotes != delimiter.quotes || delimiter.start == delimiter.end) {
        continue;
      }
      const std::string_view text = head.of(body_);
      if (text.find('|') == std::string_view::npos) continue;
      const std::size_t columns = delimiter_columns(delimiter.of(body_));
      if (columns == 0 || columns > kMostColumns || row_columns(text) != columns) continue;
      i = mark_table(i, columns);
    }
  }

  std::size_t mark_table(std::size_t first, std::size_t columns) {
    std::size_t last = first + 1;
    const auto is_row = [&](const Line& line) {
      // GFM takes any text below a table for a row; a sentence nobody separated is none.
      const bool bar = line.of(body_).find('|') != std::string_view::npos;
      return line.is_text() && line.quotes == lines_[first].quotes &&
             row_columns(line.of(body_)) <= 2 * kMostColumns &&
             (bar || (columns == 1 && line.rank == Rank::none));
    };
    while (last + 1 < lines_.size() && is_row(lines_[last + 1]) &&
           (last - first) * columns < kMostCells) {
      ++last;
    }
    for (std::size_t i = first; i <= last; ++i) lines_[i].kind = Line::Kind::row;
    return last;
  }

  // A rule right below a short text makes it a heading, as in GFM; below a sentence it is a rule.
  void find_underlines() {
    for (std::size_t i = 1; i < lines_.size(); ++i) {
      Line& line = lines_[i];
      Line& above = lines_[i - 1];
      if (!above.is_text() || above.quotes != line.quotes) continue;
      const std::string_view text = line.of(body_);
      const bool double_line =
          line.is_text() && !text.empty() && text.find_first_not_of('=') == std::string_view::npos;
      const bool single_line = line.kind == Line::Kind::rule && run_of(text, '-') == text.size();
      if (!double_line && !single_line) continue;
      const bool joined = i > 1 && lines_[i - 2].is_text();
      if (!joined && !ends_clause(above.of(body_)) && columns_of(above.of(body_)) <= 80) {
        above.kind = Line::Kind::heading;
        above.hashes = double_line ? 1 : 2;
        line.kind = Line::Kind::underline;
      } else {
        line.kind = Line::Kind::rule;
      }
    }
  }

  std::string_view body_;
  std::vector<Line> lines_;
  char fence_ = 0;
  std::size_t fence_size_ = 0;
  std::uint32_t fence_indent_ = 0;
  std::uint8_t fence_quotes_ = 0;
};

}  // namespace

std::vector<Line> read_lines(std::string_view body) { return LineReader(body).read(); }

}  // namespace disclose

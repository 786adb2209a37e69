#include "format/narrative_repair.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "format/narrative_inline.h"
#include "format/narrative_marks.h"

namespace disclose {

namespace {

constexpr std::size_t kMostLevels = 8;         // of nested lists
constexpr std::size_t kLongestCaption = 20;    // columns of a line that stands alone unmarked
constexpr std::size_t kLongestShortItem = 36;  // columns of an item of a list of names

char32_t first_character(std::string_view text) {
  text = text.substr(std::min(text.find_first_not_of('*'), text.size()));
  std::size_t at = 0;
  return text.empty() ? U' ' : next_code_point(text, at);
}

char32_t last_character(std::string_view text) {
  while (text.ends_with('*')) text.remove_suffix(1);
  std::size_t at = text.size() - std::min<std::size_t>(text.size(), 4);
  char32_t last = U' ';
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  while (at < text.size()) last = next_code_point(text, at);
  return last;
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

// Between Han characters a line break leaves nothing, between Latin words a space.
bool needs_space(char32_t left, char32_t right) {
  if (left >= 0x2E80 || right >= 0x2E80) return false;
  if (left >= 0x2010 && left <= 0x2027) return false;
  if (left == U'-') return false;
  return !((left == U',' || left == U'.') && is_digit(right)) && left != U' ' && right != U' ';
}

bool holds_punctuation(std::string_view text) {
  for (const std::string_view mark : {"，", "、", "。", "；", "：", "！", "？", "（", "《", "“"}) {
    if (text.find(mark) != std::string_view::npos) return true;
  }
  return text.find_first_of(",;:([") != std::string_view::npos;
}

bool is_all_bold(std::string_view text) {
  return text.size() > 4 && text.starts_with("**") && text.ends_with("**") &&
         text.find("**", 2) == text.size() - 2;
}

class Repair {
 public:
  Repair(std::string_view body, Reading reading, std::string_view joiner, std::vector<Line> lines)
      : body_(body), reading_(reading), joiner_(joiner), lines_(std::move(lines)) {
    out_.text.reserve(body.size() + body.size() / 8 + 64);
  }

  RepairedNarrative run() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      take(lines_[i]);
      previous_ = lines_[i].kind;
    }
    close_block();
    return std::move(out_);
  }

 private:
  enum class Block : std::uint8_t { none, paragraph, item, footnote };

  void take(const Line& line) {
    switch (line.kind) {
      case Line::Kind::blank:
      case Line::Kind::dropped:
        blank_ = true;
        return;
      case Line::Kind::underline:
        return;
      case Line::Kind::text:
        text(line);
        break;
      case Line::Kind::bullet:
        bullet(line);
        break;
      case Line::Kind::row:
        row(line);
        break;
      case Line::Kind::fence:
      case Line::Kind::code:
        code(line);
        break;
      case Line::Kind::definition:
        definition(line);
        break;
      case Line::Kind::heading:
      case Line::Kind::signature:
      case Line::Kind::rule:
        alone(line);
        break;
    }
    blank_ = false;
  }

  // Text and its joints.

  void text(const Line& line) {
    if (block_ != Block::none && joins(line)) {
      join(line);
      return;
    }
    close_block();
    level_ = level_of(line.indent);
    bullets_.resize(level_);
    open(Block::paragraph, line);
    append(line, line.start);
  }

  bool joins(const Line& line) const {
    const std::string_view above = last_.of(body_);
    if (line.rank != Rank::none)
      return line.rank == Rank::first && !blank_ && above.ends_with("第");
    if (line.quotes != quotes_) {
      return !blank_ && line.quotes < quotes_ && !ends_clause(above);
    }
    const bool comma = above.ends_with("，") || above.ends_with("、");
    if (line.paragraph_mark && !comma) return false;
    if (!blank_) return !ends_clause(above);
    return block_ == Block::paragraph && level_ == 0 && line.indent < 8 && !ends_sentence(above) &&
           (lines_in_block_ > 1 || !stands_alone(above));
  }

  // A caption nobody marked as a heading, or an item of a list of names: no sentence begins here.
  bool stands_alone(std::string_view text) const {
    if (is_all_bold(text)) return true;
    const bool item = last_.rank != Rank::none;
    return !holds_punctuation(text) &&
           columns_of(text) <= (item ? kLongestShortItem : kLongestCaption);
  }

  void join(const Line& line) {
    const std::string_view above = last_.of(body_);
    const bool comma = above.ends_with("，") || above.ends_with("、");
    if (last_.break_after && !blank_ && !comma && reading_ == Reading::shown) {
      logical_.insert(kCellBreak);
    } else if (needs_space(last_character(above), first_character(line.of(body_)))) {
      logical_.insert(' ');
    }
    logical_.copy(line.of(body_), line.start);
    last_ = line;
    ++lines_in_block_;
  }

  void open(Block block, const Line& line) {
    block_ = block;
    quotes_ = line.quotes;
    lines_in_block_ = 0;
    logical_.clear();
  }

  // The first line of a block; white space after its number goes.
  void append(const Line& line, std::uint32_t start) {
    std::string_view content = body_.substr(start, line.end - start);
    if (line.rank != Rank::none && !content.starts_with('*')) {
      const std::size_t size = read_numbering(content).size;
      const std::string_view rest = trim(content.substr(size));
      if (!rest.empty() && static_cast<unsigned char>(rest[0]) >= 0xE2) {
        logical_.copy(content.substr(0, size), start);
        content = rest;
      }
    }
    logical_.copy(content, static_cast<std::uint32_t>(content.data() - body_.data()));
    last_ = line;
    ++lines_in_block_;
  }

  // Blocks of their own.

  void bullet(const Line& line) {
    close_block();
    level_ = std::min(level_of(line.indent), kMostLevels - 1);
    bullets_.resize(level_);
    bullets_.push_back(line.indent + 2);
    open(Block::item, line);
    const std::size_t content = body_.find_first_not_of(" \t", line.start + 1);
    append(line, static_cast<std::uint32_t>(std::min<std::size_t>(content, line.end)));
  }

  std::size_t level_of(std::uint32_t indent) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(bullets_, [&](std::uint32_t at) { return at <= indent; }));
  }

  void alone(const Line& line) {
    close_block();
    end_lists();
    if (line.kind == Line::Kind::rule) {
      begin_line(line.quotes, false);
      end_line("***");
      return;
    }
    const bool signature = line.kind == Line::Kind::signature;
    open(Block::paragraph, line);
    append(line, line.start);
    begin_line(quotes_, false);
    out_.notes.push_back(
        {.line = line_, .signature = signature, .rank = line.rank, .hashes = line.hashes});
    if (!signature) out_.text.insert("# ");
    write_logical(signature);
    block_ = Block::none;
  }

  void row(const Line& line) {
    const bool first = previous_ != Line::Kind::row || blank_;
    if (first) {
      close_block();
      end_lists();
    }
    open(Block::none, line);
    logical_.copy(line.of(body_), line.start);
    begin_line(line.quotes, !first);
    if (!line.of(body_).starts_with('|')) out_.text.insert("| ");
    mend_inline(logical_, {.reading = reading_, .row = true, .joiner = joiner_}, out_.text);
    end_line("");
  }

  void code(const Line& line) {
    const bool inside = line.kind == Line::Kind::code || in_code_;
    if (!inside) {
      close_block();
      end_lists();
    }
    begin_line(line.quotes, inside);
    out_.text.copy(line.of(body_), line.start);
    end_line("");
    if (line.kind == Line::Kind::fence) in_code_ = !in_code_;
  }

  void definition(const Line& line) {
    close_block();
    end_lists();
    const std::string_view content = line.of(body_);
    if (content[1] == '^') {
      open(Block::footnote, line);
      append(line, line.start);
      return;
    }
    begin_line(line.quotes, false);
    out_.text.copy(content, line.start);
    end_line("");
  }

  void end_lists() {
    bullets_.clear();
    level_ = 0;
  }

  // Output.

  void close_block() {
    if (block_ == Block::none) return;
    const bool item = block_ == Block::item;
    begin_line(quotes_, item && last_block_ == Block::item);
    out_.text.insert(std::string(2 * level_, ' '));
    if (item) out_.text.insert("- ");
    last_block_ = block_;
    write_logical(block_ != Block::footnote);
    block_ = Block::none;
  }

  // Quote marks of a new line; with a blank line before it unless it is `tight`.
  void begin_line(std::uint8_t quotes, bool tight) {
    if (line_ > 0 && !tight) {
      insert_quotes(std::min(quotes, last_quotes_));
      end_line("");
      ++line_;
    }
    insert_quotes(quotes);
    last_quotes_ = quotes;
    last_block_ = Block::none;
    ++line_;
  }
  void insert_quotes(std::uint8_t quotes) {
    for (std::uint8_t i = 0; i < quotes; ++i) out_.text.insert("> ");
  }
  void end_line(std::string_view text) {
    out_.text.insert(text);
    out_.text.insert('\n');
  }

  // Mends the block at hand; `guard` keeps its beginning from being a mark of Markdown.
  void write_logical(bool guard) {
    const Mending mending{.reading = reading_, .joiner = joiner_};
    const std::string& content = logical_.text();
    const std::size_t prefix = guard ? number_to_guard(content) : 0;
    if (prefix > 0) {
      MappedText::Cursor source(logical_);
      source.copy(0, prefix, out_.text);
      out_.text.insert('\\');
      MappedText rest;
      source.copy(prefix, content.size(), rest);
      mend_inline(rest, mending, out_.text);
    } else if (block_ == Block::footnote) {
      write_footnote(mending);
    } else {
      if (guard && !content.empty()) guard_first(content);
      mend_inline(logical_, mending, out_.text);
    }
    end_line("");
  }

  void write_footnote(const Mending& mending) {
    const std::string& content = logical_.text();
    const std::size_t close = content.find(']');
    const std::size_t colon = content.substr(close + 1).starts_with(':') ? 1 : 3;  // : or ：
    MappedText::Cursor source(logical_);
    source.copy(0, close + 1, out_.text);
    out_.text.insert(": ");
    MappedText rest;
    source.copy(close + 1 + colon, content.size(), rest);
    mend_inline(rest, mending, out_.text);
  }

  // `1. 将四本预算…`: the number is text, as in every official document, not a list's.
  static std::size_t number_to_guard(std::string_view text) {
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    if (digits == 0 || digits == text.size()) return 0;
    return text[digits] == '.' || text[digits] == ')' ? digits : 0;
  }

  void guard_first(std::string_view text) {
    const char c = text[0];
    if (c == '-' || c == '+' || c == '#' || c == '>' || c == '=' || text.starts_with("~~~")) {
      out_.text.insert('\\');
    } else if (c == '$' || c == ' ' || c == '\t') {
      out_.text.insert(joiner_);
    } else if (c == '*' && text.size() > 1 && (text[1] == ' ' || text[1] == '\t')) {
      out_.text.insert('\\');
    }
  }

  std::string_view body_;
  Reading reading_;
  std::string_view joiner_;
  std::vector<Line> lines_;
  RepairedNarrative out_;

  bool blank_ = false;  // the line before was blank
  Line::Kind previous_ = Line::Kind::blank;
  bool in_code_ = false;

  Block block_ = Block::none;  // being gathered in logical_
  MappedText logical_;
  Line last_{};  // of it
  std::size_t lines_in_block_ = 0;
  std::uint8_t quotes_ = 0;
  std::size_t level_ = 0;
  std::vector<std::uint32_t> bullets_;  // where the content of each open list item begins

  std::uint32_t line_ = 0;  // of the output
  std::uint8_t last_quotes_ = 0;
  Block last_block_ = Block::none;
};

}  // namespace

RepairedNarrative repair_narrative(std::string_view body, const NarrativeOptions& options,
                                   Reading reading, std::string_view joiner) {
  std::vector<Line> lines = read_lines(body);
  const bool drop = !options.title.empty() || !options.signature_by.empty();
  if (drop) drop_title(body, options.title, lines);
  find_signature(body, options, drop, lines);
  find_headings(body, lines);
  return Repair(body, reading, joiner, std::move(lines)).run();
}

}  // namespace disclose

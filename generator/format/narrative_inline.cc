#include "format/narrative_inline.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "format/bare_address.h"
#include "format/latex.h"

namespace disclose {

namespace {

// More marks than this in one block are no author's: they are shown as they stand.
constexpr std::size_t kMostMarks = 1000;
constexpr std::size_t kLongestDestination = 2000;

using ByteSet = std::array<bool, 256>;

constexpr ByteSet set_of(std::string_view bytes) {
  ByteSet set{};
  for (const char c : bytes) set[static_cast<unsigned char>(c)] = true;
  return set;
}

constexpr ByteSet kStops = set_of("\\`*$<[]|@hw\r\n");
constexpr ByteSet kMarks = set_of("*_`[]!~<&");
bool has(const ByteSet& set, char c) { return set[static_cast<unsigned char>(c)]; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alnum(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_ascii_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
         (c >= '{' && c <= '~');
}

// How CommonMark's flanking rule sees a character; the border of a block is a space.
enum class Side : std::uint8_t { space, punctuation, word };

Side side_of(char32_t c) {
  if (is_space(c)) return Side::space;
  if (c < 0x80) {
    return is_ascii_punctuation(static_cast<char>(c)) ? Side::punctuation : Side::word;
  }
  // Not the whole of category P: what is missed is treated as a word, which does no harm.
  const bool punctuation = (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x205E) ||
                           (c >= 0x3001 && c <= 0x3003) || (c >= 0x3008 && c <= 0x3011) ||
                           (c >= 0x3014 && c <= 0x301F) || (c >= 0xFE30 && c <= 0xFE6B) ||
                           (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
                           (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF65) ||
                           (c >= 0xA1 && c <= 0xBF);
  return punctuation ? Side::punctuation : Side::word;
}

class InlineMender {
 public:
  InlineMender(const MappedText& in, const Mending& mending, MappedText& out)
      : text_(in.text()), source_(in), mending_(mending), out_(out) {}

  void mend() {
    const auto marks = std::ranges::count_if(text_, [](char c) { return has(kMarks, c); });
    if (static_cast<std::size_t>(marks) > kMostMarks) {
      escape_everything();
      return;
    }
    block_start_ = out_.text().size();
    count_stars(0);
    while (at_ < text_.size()) {
      if (!has(kStops, text_[at_])) {
        ++at_;
      } else {
        stop();
      }
    }
    flush(text_.size());
  }

 private:
  bool shown() const { return mending_.reading == Reading::shown; }
  std::string_view rest() const { return text_.substr(at_); }
  char byte(std::size_t at) const { return at < text_.size() ? text_[at] : ' '; }
  char before() const { return at_ > 0 ? text_[at_ - 1] : ' '; }

  // Copies what has been passed over, up to `end`.
  void flush(std::size_t end) {
    source_.copy(copied_, end, out_);
    copied_ = end;
  }
  // What stands between here and `size` bytes on is left out; `text` stands in its place.
  void replace(std::size_t size, std::string_view text) {
    flush(at_);
    out_.insert(text);
    at_ += size;
    copied_ = at_;
  }
  void escape_one() {
    flush(at_);
    out_.insert('\\');
    ++at_;
  }
  // Text that must come out as it is, whatever Markdown thinks of it.
  void insert_escaped(std::string_view text) {
    for (const char c : text) {
      if (is_ascii_punctuation(c)) out_.insert('\\');
      out_.insert(c);
    }
  }

  void escape_everything() {
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\r' || text_[at_] == '\n') {
        replace(1, " ");
        --at_;
      } else if (is_ascii_punctuation(text_[at_]) && !(mending_.row && text_[at_] == '|')) {
        flush(at_);
        out_.insert('\\');
      }
    }
    flush(text_.size());
  }

  void stop() {
    switch (text_[at_]) {
      case '\\':
        backslash();
        break;
      case '`':
        code();
        break;
      case '*':
        star();
        break;
      case '$':
        dollar();
        break;
      case '<':
        angle();
        break;
      case '[':
        ++brackets_;
        ++at_;
        break;
      case ']':
        close_bracket();
        break;
      case '|':
        bar();
        break;
      case '@':
        mailbox();
        break;
      case 'h':
      case 'w':
        address();
        break;
      default:
        replace(1, " ");
        break;
    }
  }

  void bar() {
    ++at_;
    if (!mending_.row) return;
    open_ = {};
    brackets_ = 0;
    count_stars(at_);
  }

  void backslash() {
    const char next = byte(at_ + 1);
    const bool stars = next == '*' && (rest().substr(2).starts_with("\\*") ||
                                       text_.substr(0, at_).ends_with("\\*"));
    if (shown() && (next == '$' || stars)) {
      // What the author meant to be seen; the full-width form is not taken for residue.
      replace(2, next == '$' ? "＄" : "＊");
    } else if (is_ascii_punctuation(next)) {
      at_ += 2;
    } else if (const Formula command = shown() ? read_command(rest()) : Formula{};
               command.size > 0) {
      replace(command.size, "");
      insert_escaped(command.text);
    } else {
      ++at_;
    }
  }

  void code() {
    const std::size_t run = std::min(text_.find_first_not_of('`', at_), text_.size()) - at_;
    const std::size_t kind = std::min(run, no_close_.size() - 1);
    std::size_t at = at_ + run;
    while (at < text_.size() && !no_close_[kind]) {
      at = text_.find('`', at);
      if (at == std::string_view::npos) break;
      const std::size_t end = std::min(text_.find_first_not_of('`', at), text_.size());
      if (end - at == run) {
        at_ = end;
        return;
      }
      at = end;
    }
    no_close_[kind] = true;
    at_ += run;
  }

  void dollar() {
    const Formula formula = read_dollar_formula(rest());
    if (!shown()) {
      const std::size_t size = std::max<std::size_t>(formula.size, 1);
      const std::size_t end = at_ + size;
      // Each mark is kept: `\%` would come out as % otherwise.
      for (; at_ < end; ++at_) {
        if (!is_ascii_punctuation(text_[at_]) || (mending_.row && text_[at_] == '|')) continue;
        flush(at_);
        out_.insert('\\');
      }
    } else if (formula.size > 0) {
      replace(formula.size, "");
      insert_escaped(formula.text);
    } else {
      // A dollar sign may be a sum; the full-width form is not taken for residue.
      replace(1, is_digit(byte(at_ + 1)) ? "＄" : "");
    }
  }

  void angle() {
    const std::string_view near = rest().substr(1, kLongestDestination);
    const bool scheme =
        near.starts_with("http://") || near.starts_with("https://") || near.starts_with("mailto:");
    const std::size_t end = near.find_first_of("<> \t|");
    if (scheme && end != std::string_view::npos && near[end] == '>') {
      at_ += end + 2;
      return;
    }
    if (mending_.row && shown()) {
      for (const std::string_view tag : {"<br>", "<br/>", "<br />", "<BR>"}) {
        if (!rest().starts_with(tag)) continue;
        replace(tag.size(), kCellBreak);
        return;
      }
    }
    escape_one();
  }

  // A link's destination is left as it is.
  void close_bracket() {
    ++at_;
    if (brackets_ > 0) --brackets_;
    if (byte(at_) != '(') return;
    const std::size_t end = rest().substr(0, kLongestDestination).find_first_of(")\r\n");
    if (end != std::string_view::npos && rest()[end] == ')') at_ += end + 1;
  }

  void address() {
    const bool web = rest().starts_with("http://") || rest().starts_with("https://");
    const bool www = !web && rest().starts_with("www.");
    if ((!web && !www) || is_alnum(before()) || brackets_ > 0) {
      ++at_;
      return;
    }
    const std::size_t size = address_size(rest());
    if (size == 0) {
      ++at_;
      return;
    }
    const std::size_t end = at_ + size;
    const std::string_view address = rest().substr(0, size);
    flush(at_);
    out_.insert(web ? "<" : "[");
    at_ = end;
    flush(end);
    if (web) {
      out_.insert('>');
    } else {
      out_.insert("](http://");
      out_.insert(address);
      out_.insert(')');
    }
  }

  void mailbox() {
    flush(at_);
    const std::string_view done = std::string_view(out_.text()).substr(block_start_);
    const std::size_t local = mailbox_size(done);
    const std::size_t domain = domain_size(rest().substr(1));
    if (local == 0 || domain == 0 || brackets_ > 0) {
      ++at_;
      return;
    }
    out_.insert_at(out_.text().size() - local, '<');
    at_ += 1 + domain;
    flush(at_);
    out_.insert('>');
  }

  // How many runs of one, two and three stars follow `from`, in this cell.
  void count_stars(std::size_t from) {
    left_ = {};
    has_equals_ = false;
    if (!mending_.row && text_.find('*', from) == std::string_view::npos) return;
    for (std::size_t at = from; at < text_.size();) {
      const char c = text_[at];
      if (mending_.row && c == '|') break;
      if (c == '=' || (c == '\xEF' && text_.substr(at).starts_with("＝"))) has_equals_ = true;
      if (c != '*') {
        ++at;
        continue;
      }
      const std::size_t run = std::min(text_.find_first_not_of('*', at), text_.size()) - at;
      if (run < left_.size()) ++left_[run];
      at += run;
    }
  }

  char32_t character_before() const {
    std::size_t start = at_;
    while (start > 0 && at_ - start < 4) {
      --start;
      if ((static_cast<unsigned char>(text_[start]) & 0xC0U) != 0x80U) break;
    }
    return at_ == 0 ? U' ' : next_code_point(text_, start);
  }
  char32_t character_at(std::size_t at) const {
    return at < text_.size() ? next_code_point(text_, at) : U' ';
  }

  void star() {
    const std::size_t run = std::min(text_.find_first_not_of('*', at_), text_.size()) - at_;
    if (run >= left_.size()) {
      // `**一、****二、**` is one run of bold text cut in two by a word processor.
      if (run == 4 && open_[2]) {
        replace(4, "");
      } else {
        at_ += run;
      }
      return;
    }
    if (left_[run] > 0) --left_[run];
    const char32_t left = character_before();
    const char32_t right = character_at(at_ + run);
    const bool row_border = mending_.row && (left == U'|' || right == U'|');
    if (run == 1 && !row_border && is_operator(left, right)) {
      escape_one();
    } else if (open_[run]) {
      close_emphasis(run, left, right);
    } else {
      open_emphasis(run, left, right);
    }
  }

  // 完成率*权重, 5*6: a multiplication, which officials write with a star.
  bool is_operator(char32_t left, char32_t right) const {
    if (side_of(left) == Side::space || side_of(right) == Side::space) {
      return side_of(left) == Side::space && side_of(right) == Side::space;
    }
    const auto digit = [](char32_t c) { return c >= U'0' && c <= U'9'; };
    if (digit(left) && digit(right)) return true;
    if (open_[1]) return false;
    const bool ratio = left == U'%' || left == U'％' || left == U')' || left == U'）';
    if (digit(left) || ratio || digit(right)) return true;
    const bool operands = side_of(left) == Side::word &&
                          (side_of(right) == Side::word || right == U'（' || right == U'(');
    return has_equals_ && operands;
  }

  void open_emphasis(std::size_t run, char32_t left, char32_t right) {
    const bool paired = left_[run] > 0;
    flush(at_ + run);
    at_ += run;
    if (!paired) return;
    open_[run] = true;
    if (run > 1 && side_of(right) == Side::space) {
      while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
      copied_ = at_;
      if (side_of(left) == Side::word && side_of(character_at(at_)) == Side::punctuation) {
        out_.insert(mending_.joiner);
      }
    } else if (side_of(right) == Side::punctuation && side_of(left) == Side::word) {
      out_.insert(mending_.joiner);
    }
  }

  void close_emphasis(std::size_t run, char32_t left, char32_t right) {
    flush(at_);
    if (run > 1 && side_of(left) == Side::space) {
      std::size_t end = out_.text().size();
      while (end > block_start_ && (out_.text()[end - 1] == ' ' || out_.text()[end - 1] == '\t'))
        --end;
      out_.cut(end);
      left = U'。';
    }
    if (side_of(left) == Side::punctuation && side_of(right) == Side::word) {
      out_.insert(mending_.joiner);
    }
    at_ += run;
    flush(at_);
    open_[run] = false;
  }

  std::string_view text_;
  MappedText::Cursor source_;
  const Mending& mending_;
  MappedText& out_;
  std::size_t at_ = 0;
  std::size_t copied_ = 0;
  std::size_t block_start_ = 0;
  std::size_t brackets_ = 0;
  std::array<bool, 4> open_{};         // by length of run
  std::array<std::size_t, 4> left_{};  // runs of that length still to come
  std::array<bool, 80> no_close_{};    // backtick runs that nothing closes
  bool has_equals_ = false;
};

}  // namespace

void mend_inline(const MappedText& in, const Mending& mending, MappedText& out) {
  InlineMender(in, mending, out).mend();
}

}  // namespace disclose

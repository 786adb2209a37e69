#include "template/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace disclose::templates {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_name_part(char c) { return is_name_start(c) || is_digit(c); }

/// Walks over the text of one file and cuts it.
class Splitter {
 public:
  Splitter(const SourceFile& file, std::uint32_t number, Report& report)
      : text_(file.text), number_(number), report_(report) {}

  std::vector<Piece> run() {
    while (at_ < text_.size()) {
      const std::size_t mark = next_mark(at_);
      add_text(at_, mark);
      if (mark == text_.size()) break;
      at_ = mark;
      take_marked();
    }
    return std::move(pieces_);
  }

 private:
  bool opens(std::size_t at) const {
    return at + 1 < text_.size() && text_[at] == '{' &&
           (text_[at + 1] == '{' || text_[at + 1] == '%' || text_[at + 1] == '#');
  }

  std::size_t next_mark(std::size_t from) const {
    for (std::size_t at = from; (at = text_.find('{', at)) != std::string_view::npos; ++at) {
      if (opens(at)) return at;
    }
    return text_.size();
  }

  /// Adds the text from `begin` to `end`, less the white space that the marks on both sides eat.
  void add_text(std::size_t begin, std::size_t end) {
    if (eat_) {
      while (begin < end && is_blank(text_[begin])) ++begin;
    }
    eat_ = false;
    if (end + 2 < text_.size() && opens(end) && text_[end + 2] == '-') {
      while (end > begin && is_blank(text_[end - 1])) --end;
    }
    push(Piece::Kind::text, begin, begin, end);
  }

  void push(Piece::Kind kind, std::size_t offset, std::size_t begin, std::size_t end) {
    if (kind == Piece::Kind::text && begin == end) return;
    pieces_.push_back({kind, static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(begin),
                       static_cast<std::uint32_t>(end)});
  }

  /// Takes the comment, output or tag that starts at `at_`.
  void take_marked() {
    const std::size_t start = at_;
    const char sort = text_[start + 1];
    const std::string_view close = sort == '{' ? "}}" : sort == '%' ? "%}" : "#}";
    const std::size_t end = sort == '#' ? text_.find(close, start + 2) : find_close(close);
    if (end == std::string_view::npos) {
      report_.add({number_, static_cast<std::uint32_t>(start)},
                  {fmt::format("{} 没有结束的 {}", text_.substr(start, 2), close),
                   fmt::format("{} has no closing {}", text_.substr(start, 2), close)},
                  {fmt::format("补上 {}", close), fmt::format("add {}", close)});
      // What follows may still be read: from the next mark on.
      at_ = sort == '#' ? text_.size() : next_mark(start + 2);
      return;
    }
    at_ = end + 2;
    eat_ = end > start + 2 && text_[end - 1] == '-';
    if (sort == '#') return;
    const std::size_t begin = start + 2 + (text_[start + 2] == '-' ? 1 : 0);
    const std::size_t stop = std::max(begin, end - (eat_ ? 1 : 0));
    if (sort == '%' && trim(text_.substr(begin, stop - begin)) == "raw") {
      take_raw(start);
      return;
    }
    push(sort == '{' ? Piece::Kind::output : Piece::Kind::tag, start, begin, stop);
  }

  /// Where `close` stands, outside quoted texts; npos when another mark or the end comes first.
  std::size_t find_close(std::string_view close) const {
    for (std::size_t at = at_ + 2; at < text_.size(); ++at) {
      const char c = text_[at];
      if (text_.substr(at, 2) == close) return at;
      if (opens(at)) return std::string_view::npos;
      if (c != '"' && c != '\'') continue;
      const std::size_t quoted = end_of_quoted(at);
      if (quoted != std::string_view::npos) at = quoted;
    }
    return std::string_view::npos;
  }

  /// The closing quote of the text that opens at `open`; npos when the line ends first.
  std::size_t end_of_quoted(std::size_t open) const {
    std::size_t& unclosed_until = unclosed_until_[text_[open] == '"' ? 1 : 0];
    if (open < unclosed_until) return std::string_view::npos;
    std::size_t at = open + 1;
    for (; at < text_.size() && text_[at] != '\n'; ++at) {
      if (text_[at] == '\\') {
        ++at;
      } else if (text_[at] == text_[open]) {
        return at;
      }
    }
    unclosed_until = at;
    return std::string_view::npos;
  }

  /// Everything up to `{% endraw %}` is text.
  void take_raw(std::size_t start) {
    const std::size_t body = at_;
    for (std::size_t at = body; (at = text_.find("{%", at)) != std::string_view::npos; ++at) {
      const std::size_t close = end_of_endraw(at + 2);
      if (close == std::string_view::npos) continue;
      add_text(body, at);
      at_ = close + 2;
      eat_ = text_[close - 1] == '-';
      return;
    }
    report_.add({number_, static_cast<std::uint32_t>(start)},
                {"{% raw %} 没有结束的 {% endraw %}", "{% raw %} has no closing {% endraw %}"},
                {"补上 {% endraw %}", "add {% endraw %}"});
    at_ = text_.size();
  }

  /// Where the `%}` of an `endraw` stands that starts at `at`, after the `{%`; npos for all else.
  std::size_t end_of_endraw(std::size_t at) const {
    const auto skip_blank = [&] {
      while (at < text_.size() && is_blank(text_[at])) ++at;
    };
    if (text_.substr(at, 1) == "-") ++at;
    skip_blank();
    if (text_.substr(at, 6) != "endraw") return std::string_view::npos;
    at += 6;
    skip_blank();
    if (text_.substr(at, 1) == "-") ++at;
    return text_.substr(at, 2) == "%}" ? at : std::string_view::npos;
  }

  std::string_view text_;
  std::uint32_t number_;
  Report& report_;
  std::size_t at_ = 0;
  /// Up to where the line is known to hold no closing quote: ' and ".
  mutable std::array<std::size_t, 2> unclosed_until_{};
  bool eat_ = false;  ///< the last mark ended with `-`
  std::vector<Piece> pieces_;
};

/// Signs that a Chinese input method puts where the template needs ASCII.
struct FullWidth {
  std::string_view found;
  std::string_view meant;
};
constexpr std::array<FullWidth, 16> kFullWidth = {{{"（", "("},
                                                   {"）", ")"},
                                                   {"，", ","},
                                                   {"：", ":"},
                                                   {"“", "\""},
                                                   {"”", "\""},
                                                   {"‘", "'"},
                                                   {"’", "'"},
                                                   {"｜", "|"},
                                                   {"。", "."},
                                                   {"．", "."},
                                                   {"＝", "="},
                                                   {"【", "["},
                                                   {"】", "]"},
                                                   {"＜", "<"},
                                                   {"＞", ">"}}};

/// Reads the words and signs of one piece.
class Tokenizer {
 public:
  Tokenizer(const SourceFile& file, std::uint32_t number, const Piece& piece, Report& report)
      : text_(std::string_view(file.text).substr(0, piece.end)),
        number_(number),
        at_(piece.begin),
        report_(report) {}

  Tokens run() {
    while (tokens_.sound && skip_blank()) take();
    tokens_.all.push_back({Token::Kind::end, static_cast<std::uint32_t>(at_), {}, {}});
    return std::move(tokens_);
  }

 private:
  bool skip_blank() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    return at_ < text_.size();
  }

  void push(Token::Kind kind, std::size_t start, std::string value = {}) {
    tokens_.all.push_back({kind, static_cast<std::uint32_t>(start),
                           text_.substr(start, at_ - start), std::move(value)});
  }

  void fail(Say message, Say help) {
    report_.add({number_, static_cast<std::uint32_t>(at_)}, std::move(message), std::move(help));
    tokens_.sound = false;
  }

  void take() {
    const std::size_t start = at_;
    const char c = text_[at_];
    if (is_name_start(c)) {
      while (at_ < text_.size() && is_name_part(text_[at_])) ++at_;
      push(Token::Kind::name, start);
    } else if (is_digit(c)) {
      while (at_ < text_.size() && is_name_part(text_[at_])) ++at_;
      push(Token::Kind::number, start);
    } else if (c == '"' || c == '\'') {
      take_quoted();
    } else {
      take_sign();
    }
  }

  void take_quoted() {
    const std::size_t start = at_;
    std::string value;
    for (++at_; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
      if (text_[at_] == text_[start]) {
        ++at_;
        push(Token::Kind::text, start, std::move(value));
        return;
      }
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
        ++at_;
        value += text_[at_] == 'n' ? '\n' : text_[at_] == 't' ? '\t' : text_[at_];
      } else {
        value += text_[at_];
      }
    }
    at_ = start;
    fail({"文本没有结束的引号", "the text has no closing quote"},
         {fmt::format("在同一行内补上 {}", text_[start]),
          fmt::format("add {} on the same line", text_[start])});
  }

  void take_sign() {
    const std::size_t start = at_;
    for (const std::string_view pair : {"==", "!=", "<=", ">="}) {
      if (text_.substr(at_, 2) == pair) {
        at_ += 2;
        push(Token::Kind::sign, start);
        return;
      }
    }
    if (std::string_view("()[]{},.:|~=<>+-").find(text_[at_]) != std::string_view::npos) {
      ++at_;
      push(Token::Kind::sign, start);
      return;
    }
    refuse_sign();
  }

  void refuse_sign() {
    for (const FullWidth& sign : kFullWidth) {
      if (!text_.substr(at_).starts_with(sign.found)) continue;
      fail({fmt::format("这里是全角的“{}”，应为半角的 {}", sign.found, sign.meant),
            fmt::format("found the full-width '{}', expected {}", sign.found, sign.meant)},
           {"把输入法切换为英文标点后重写", "retype it with ASCII punctuation"});
      return;
    }
    if (std::string_view("*/%").find(text_[at_]) != std::string_view::npos) {
      fail({fmt::format("模板不作运算，不能用 {}", text_[at_]),
            fmt::format("templates do not calculate: {} cannot be used", text_[at_])},
           {"金额、得分在进入模板之前已经算好，直接引用算好的值",
            "figures are settled before a template runs: refer to the settled value"});
      return;
    }
    std::size_t after = at_;
    next_code_point(text_, after);
    const std::string_view found = text_.substr(at_, after - at_);
    fail({fmt::format("不认识的符号“{}”", found), fmt::format("unknown sign '{}'", found)},
         {"名称只用字母、数字和下划线，中文文字要放在引号里",
          "names have letters, digits and _ only; other text goes into quotes"});
  }

  std::string_view text_;
  std::uint32_t number_;
  std::size_t at_;
  Report& report_;
  Tokens tokens_;
};

}  // namespace

std::vector<Piece> split(const SourceFile& file, std::uint32_t number, Report& report) {
  return Splitter(file, number, report).run();
}

Tokens tokenize(const SourceFile& file, std::uint32_t number, const Piece& piece, Report& report) {
  return Tokenizer(file, number, piece, report).run();
}

}  // namespace disclose::templates

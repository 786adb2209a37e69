#include "check/text_noise.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "format/latex.h"

namespace disclose {

namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<Noise::Kind> kind_of(char32_t c) {
  if (c == 0xFFFD) return Noise::Kind::replacement;
  if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0)) return Noise::Kind::control;
  if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) return Noise::Kind::direction;
  if ((c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0x10FFFD)) return Noise::Kind::private_use;
  return std::nullopt;
}

class NoiseScan {
 public:
  explicit NoiseScan(std::string_view text) : text_(text) {}

  std::vector<Noise> run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      bool found = false;
      if (c == '$') found = formula();
      if (c == '\\') found = command();
      if (c == '*') found = emphasis();
      if (is_lower(c)) found = word();
      if (is_digit(c)) found = hint();
      if (!found) character();
    }
    return std::move(found_);
  }

 private:
  bool add(Noise::Kind kind, std::size_t begin, std::size_t end) {
    found_.push_back({kind, begin, end, false});
    at_ = end;
    return true;
  }

  // Characters that nobody reads; those of one kind beside each other are one span.
  void character() {
    const std::size_t begin = at_;
    const char32_t c = next_code_point(text_, at_);
    const std::optional<Noise::Kind> kind = kind_of(c);
    if (kind) {
      const bool joined = !found_.empty() && found_.back().kind == *kind && found_.back().end == begin;
      if (!joined) found_.push_back({*kind, begin, at_, false});
      found_.back().end = at_;
      found_.back().reverses = found_.back().reverses || c == 0x202D || c == 0x202E;
    }
    // 中 the 文: the last letter before an ASCII word, blanks left out.
    if (!is_space(c)) after_han_ = is_han(c);
  }

  // `$…$` on one line with one of \ ^ _ < > = in it.
  bool formula() {
    const std::size_t limit = std::min(text_.size(), at_ + kLongestFormula);
    std::size_t inside = at_ + 1;
    if (inside < limit && text_[inside] == '$') ++inside;
    const std::size_t close = text_.substr(0, limit).find_first_of("$\n", inside);
    if (close == std::string_view::npos || text_[close] != '$') return false;
    if (text_.substr(inside, close - inside).find_first_of("\\^_<>=") == std::string_view::npos) return false;
    const bool two = close + 1 < text_.size() && text_[close + 1] == '$' && inside == at_ + 2;
    after_han_ = false;
    return add(Noise::Kind::formula, at_, close + (two ? 2 : 1));
  }

  bool command() {
    const Formula formula = read_command(text_.substr(at_, kLongestFormula));
    if (formula.size == 0) return false;
    after_han_ = false;
    return add(Noise::Kind::command, at_, at_ + formula.size);
  }

  std::size_t stars_end(std::size_t at) const { return std::min(text_.find_first_not_of('*', at), text_.size()); }

  // Two or three asterisks; more of them, or those between digits, mask a number.
  bool is_emphasis(std::size_t begin, std::size_t end) const {
    const bool mask = begin > 0 && is_digit(text_[begin - 1]) && end < text_.size() && is_digit(text_[end]);
    return end - begin >= 2 && end - begin <= 3 && !mask;
  }

  // `**…**` on one line is one span, though both its ends are left over.
  bool emphasis() {
    const std::size_t end = stars_end(at_);
    after_han_ = false;
    if (!is_emphasis(at_, end)) {
      at_ = end;
      return true;
    }
    const std::string_view near = text_.substr(end, kLongestFormula);
    const std::size_t close = near.substr(0, near.find('\n')).find("**");
    if (close == std::string_view::npos) return add(Noise::Kind::emphasis, at_, end);
    const std::size_t second = end + close;
    const std::size_t second_end = stars_end(second);
    return add(Noise::Kind::emphasis, at_, is_emphasis(second, second_end) ? second_end : end);
  }

  bool word() {
    std::size_t end = at_;
    while (end < text_.size() && is_lower(text_[end])) ++end;
    std::size_t next = end;
    char32_t after = 0;
    while (next < text_.size() && (is_space(after = next_code_point(text_, next)))) after = 0;
    // xx县 is unfinished text, of which the leak gate tells.
    const bool unfinished = text_.substr(at_, end - at_).find_first_not_of('x') == std::string_view::npos;
    const bool lone = after_han_ && is_han(after) && end - at_ > 1 && !unfinished;
    const std::size_t begin = at_;
    after_han_ = false;
    if (lone) return add(Noise::Kind::lone_word, begin, end);
    at_ = end;
    return true;
  }

  // （100字以内）, （不超过500字）, （限200字）: a bracket with nothing but the hint in it.
  bool hint() {
    std::size_t end = at_;
    while (end < text_.size() && (is_digit(text_[end]) || (end > at_ && (text_[end] == '-' || text_[end] == '~')))) ++end;
    std::string_view rest = text_.substr(end);
    const std::size_t begin = at_;
    after_han_ = false;
    at_ = end;
    if (end - begin > 11) return true;
    const std::string_view behind = rest;
    for (const std::string_view word : {"个汉字", "个字", "字"}) {
      if (!rest.starts_with(word)) continue;
      rest.remove_prefix(word.size());
      break;
    }
    if (rest.size() == behind.size()) return true;
    for (const std::string_view word : {"以内", "之内", "左右", "以上", "以下", "为宜", "内"}) {
      if (rest.starts_with(word)) {
        rest.remove_prefix(word.size());
        break;
      }
    }
    std::string_view closing;
    for (const std::string_view bracket : {"）", ")", "】"}) {
      if (rest.starts_with(bracket)) closing = bracket;
    }
    const std::size_t open = opening(text_.substr(0, begin));
    if (closing.empty() || open == std::string_view::npos) return true;
    return add(Noise::Kind::template_hint, open, text_.size() - rest.size() + closing.size());
  }

  // Where the bracket of a hint opens: words of a limit may stand between.
  static std::size_t opening(std::string_view before) {
    for (const std::string_view word : {"不超过", "不少于", "不多于", "不得超过", "控制在", "限", "约", "请用", "至少"}) {
      if (!before.ends_with(word)) continue;
      before.remove_suffix(word.size());
      break;
    }
    for (const std::string_view word : {"字数", "篇幅", "请"}) {
      if (before.ends_with(word)) before.remove_suffix(word.size());
    }
    if (before.ends_with("【")) return before.size() - std::string_view("【").size();
    if (before.ends_with("（")) return before.size() - std::string_view("（").size();
    if (before.ends_with("(")) return before.size() - 1;
    return std::string_view::npos;
  }

  std::string_view text_;
  std::vector<Noise> found_;
  std::size_t at_ = 0;
  bool after_han_ = false;  ///< the last character that is no white space
};

}  // namespace

namespace {

// The first bytes of what has to be looked at more closely.
constexpr std::array<bool, 256> kSuspects = [] {
  std::array<bool, 256> suspects{};
  for (std::size_t c = 0; c < 0x20; ++c) suspects[c] = c != '\n' && c != '\r' && c != '\t';
  for (std::size_t c = 'a'; c <= 'z'; ++c) suspects[c] = true;
  for (const char c : std::string_view("$\\*\x7F")) suspects[static_cast<std::size_t>(c)] = true;
  for (const std::size_t c : {0xC2U, 0xE2U, 0xE5U, 0xEEU, 0xEFU}) suspects[c] = true;
  for (std::size_t c = 0xF3; c < 0x100; ++c) suspects[c] = true;
  return suspects;
}();

}  // namespace

bool may_have_noise(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (!kSuspects[c]) continue;
    if (c == '$' || c == '\\' || is_lower(text[i])) return true;
    if (c == '*' && i + 1 < text.size() && text[i + 1] == '*') return true;
    if (c < 0x20 && c != '\n' && c != '\r' && c != '\t') return true;
    if (c == 0x7F || c == 0xEE || c >= 0xF3) return true;
    const auto next = [&](std::size_t n) { return i + n < text.size() ? static_cast<unsigned char>(text[i + n]) : 0U; };
    if (c == 0xC2 && next(1) < 0xA0) return true;
    if (c == 0xE2 && (next(1) == 0x80 || next(1) == 0x81) && next(2) >= 0xA0) return true;
    if (c == 0xEF && (next(1) < 0xA4 || (next(1) == 0xBF && next(2) >= 0xB9))) return true;
    if (c == 0xE5 && next(1) == 0xAD && next(2) == 0x97 && i > 0 && (is_digit(text[i - 1]) || (i > 2 && (text.substr(i - 3, 3) == "个" || text.substr(i - 3, 3) == "汉")))) return true;
  }
  return false;
}

std::vector<Noise> find_noise(std::string_view text) {
  if (!may_have_noise(text)) return {};
  return NoiseScan(text).run();
}

}  // namespace disclose

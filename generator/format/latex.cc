#include "format/latex.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace disclose {

namespace {

constexpr int kDeepestGroup = 6;

struct Symbol {
  std::string_view command;
  std::string_view text;
};

// In order of command, for binary search.
constexpr std::array<Symbol, 43> kSymbols = {{
    {"Delta", "Δ"},     {"alpha", "α"},    {"approx", "≈"},    {"ast", "*"},
    {"beta", "β"},      {"bullet", "•"},   {"cdot", "·"},      {"cdots", "…"},
    {"checkmark", "√"}, {"circ", "°"},     {"colon", "："},    {"degree", "°"},
    {"div", "÷"},       {"dots", "…"},     {"downarrow", "↓"}, {"ge", "≥"},
    {"geq", "≥"},       {"geqslant", "≥"}, {"gt", ">"},        {"infty", "∞"},
    {"ldots", "…"},     {"le", "≤"},       {"left", ""},       {"leftarrow", "←"},
    {"leq", "≤"},       {"leqslant", "≤"}, {"lt", "<"},        {"mu", "μ"},
    {"ne", "≠"},        {"neq", "≠"},      {"pm", "±"},        {"prime", "′"},
    {"qquad", " "},     {"quad", " "},     {"right", ""},      {"rightarrow", "→"},
    {"sim", "～"},      {"square", "□"},   {"sum", "∑"},       {"times", "×"},
    {"to", "→"},        {"triangle", "△"}, {"uparrow", "↑"},
}};

// Commands whose argument is text as it stands.
constexpr std::array<std::string_view, 14> kPlain = {
    "bf",           "boldsymbol", "mathbf", "mathit", "mathrm", "mathsf", "mbox",
    "operatorname", "overline",   "rm",     "text",   "textbf", "textit", "textrm"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

const Symbol* find_symbol(std::string_view command) {
  const auto found = std::ranges::lower_bound(kSymbols, command, {}, &Symbol::command);
  return found != kSymbols.end() && found->command == command ? &*found : nullptr;
}

bool is_plain(std::string_view command) { return std::ranges::binary_search(kPlain, command); }

std::string_view letters_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_letter(text[end])) ++end;
  return text.substr(at, end - at);
}

// Where the group that opens at `at` (a brace) closes; npos when it does not.
std::size_t group_end(std::string_view text, std::size_t at) {
  int depth = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '{') {
      ++depth;
    } else if (text[at] == '}' && --depth == 0) {
      return at;
    }
  }
  return std::string_view::npos;
}

// Raised or lowered digits, where Unicode has them; empty when `text` is something else.
std::string shifted(std::string_view text, bool raised) {
  constexpr std::array<std::string_view, 10> kRaised = {"⁰", "¹", "²", "³", "⁴",
                                                        "⁵", "⁶", "⁷", "⁸", "⁹"};
  constexpr std::array<std::string_view, 10> kLowered = {"₀", "₁", "₂", "₃", "₄",
                                                         "₅", "₆", "₇", "₈", "₉"};
  std::string out;
  for (const char c : text) {
    if (c == '-' || c == '+') {
      out += c == '-' ? (raised ? "⁻" : "₋") : (raised ? "⁺" : "₊");
    } else if (is_digit(c)) {
      out += (raised ? kRaised : kLowered)[static_cast<std::size_t>(c - '0')];
    } else {
      return {};
    }
  }
  return out;
}

class Reader {
 public:
  Reader(std::string_view text, int depth) : text_(text), depth_(depth) {}

  std::string read() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\\') {
        command();
      } else if (c == '^' || c == '_') {
        ++at_;
        shift(c == '^');
      } else if (c == '{' || c == '}') {
        ++at_;
      } else if (c == '~' || c == '&') {
        out_ += ' ';
        ++at_;
      } else {
        out_ += c;
        ++at_;
      }
    }
    return std::move(out_);
  }

 private:
  // The next group, command or character, written out.
  std::string argument() {
    if (at_ >= text_.size()) return {};
    std::size_t end = at_;
    std::string_view inner;
    if (text_[at_] == '{') {
      end = std::min(group_end(text_, at_), text_.size());
      inner = text_.substr(at_ + 1, end - at_ - 1);
      at_ = std::min(end + 1, text_.size());
    } else if (text_[at_] == '\\') {
      const std::string_view name = letters_at(text_, at_ + 1);
      inner = text_.substr(at_, 1 + name.size());
      at_ += inner.size();
    } else {
      next_code_point(text_, end);
      inner = text_.substr(at_, end - at_);
      at_ = end;
    }
    return depth_ > 0 ? Reader(inner, depth_ - 1).read() : std::string(inner);
  }

  void shift(bool raised) {
    const std::string text = argument();
    const std::string digits = shifted(text, raised);
    if (!digits.empty()) {
      out_ += digits;
    } else if (raised && text != "°" && text != "′" && !text.empty()) {
      out_ += '^';
      out_ += text;
    } else {
      out_ += text;
    }
  }

  void command() {
    const std::string_view name = letters_at(text_, at_ + 1);
    if (name.empty()) {  // \% \, \\ and their like
      const char c = at_ + 1 < text_.size() ? text_[at_ + 1] : ' ';
      const bool space = c == ',' || c == ';' || c == ':' || c == ' ' || c == '!' || c == '\\';
      if (space && c != '!') out_ += ' ';
      if (!space) out_ += c;
      at_ = std::min(at_ + 2, text_.size());
      return;
    }
    at_ += 1 + name.size();
    if (is_plain(name)) {
      while (at_ < text_.size() && text_[at_] == ' ') ++at_;
      out_ += argument();
    } else if (name == "frac" || name == "dfrac" || name == "tfrac") {
      out_ += argument();
      out_ += '/';
      out_ += argument();
    } else if (name == "sqrt") {
      out_ += "√";
      out_ += argument();
    } else if (const Symbol* symbol = find_symbol(name)) {
      out_ += symbol->text;
      // TeX ends a command at the space and drops it.
      if (at_ < text_.size() && text_[at_] == ' ') ++at_;
    } else {
      out_ += name;
    }
  }

  std::string_view text_;
  int depth_;
  std::size_t at_ = 0;
  std::string out_;
};

std::string write_out(std::string_view formula) {
  return std::string(trim(Reader(formula, kDeepestGroup).read()));
}

bool is_formula(std::string_view inner) {
  for (const std::string_view mark : {"，", "。", "；", "：", "、"}) {
    if (inner.find(mark) != std::string_view::npos) return false;
  }
  if (inner.find_first_of("\\^_<>=") != std::string_view::npos) return true;
  if (inner.front() == ' ' || inner.back() == ' ') return false;
  const bool ascii = std::ranges::all_of(inner, [](char c) {
    return is_letter(c) || is_digit(c) || c == '.' || c == ',' || c == '+' || c == '-' || c == '%';
  });
  const auto letters = std::ranges::count_if(inner, is_letter);
  return ascii && letters <= 2;
}

}  // namespace

Formula read_dollar_formula(std::string_view text) {
  const std::size_t marks = text.starts_with("$$") ? 2 : 1;
  const std::string_view mark = text.substr(0, marks);
  const std::string_view near = text.substr(0, kLongestFormula);
  std::size_t end = near.find(mark, marks);
  while (end != std::string_view::npos && near[end - 1] == '\\') end = near.find(mark, end + 1);
  if (end == std::string_view::npos || end == marks) return {};
  const std::string_view inner = near.substr(marks, end - marks);
  // A closing mark with a digit after it is the sign of another sum: $5-$6.
  const bool sum_follows = end + marks < text.size() && is_digit(text[end + marks]) &&
                           inner.find('\\') == std::string_view::npos;
  if (sum_follows || !is_formula(inner)) return {};
  return {.size = end + marks, .text = write_out(inner)};
}

Formula read_command(std::string_view text) {
  const std::string_view name = letters_at(text.substr(0, 40), 1);
  std::size_t end = 1 + name.size();
  if (is_plain(name)) {
    if (end >= text.size() || text[end] != '{') return {};
    const std::string_view near = text.substr(0, kLongestFormula);
    const std::size_t close = group_end(near, end);
    if (close == std::string_view::npos) return {};
    return {.size = close + 1, .text = write_out(near.substr(0, close + 1))};
  }
  const Symbol* const symbol = find_symbol(name);
  if (symbol == nullptr || symbol->text.empty()) return {};
  if (end < text.size() && text[end] == ' ') ++end;
  return {.size = end, .text = std::string(symbol->text)};
}

}  // namespace disclose

#include "render/texts.h"

#include <algorithm>
#include <utility>

#include "base/arena.h"
#include "base/text.h"
#include "format/json.h"

namespace disclose {

namespace {

constexpr int kDeepest = 8;  // translations of what stood for {} within each other

std::string as_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

char32_t first_character(std::string_view text) {
  std::size_t at = 0;
  return next_code_point(text, at);
}

char32_t last_character(std::string_view text) {
  std::size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  return next_code_point(text, at);
}

// Digits and what is written around them: "≥95.00%", "−1,286", "3/14", "2024-02-05".
bool is_number(std::string_view text) {
  bool digit = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    digit = digit || (c >= U'0' && c <= U'9');
    if ((c < U'0' || c > U'9') && std::u32string_view(U",.%/+-−–—: ≥≤<>=＜").find(c) == std::u32string_view::npos) return false;
  }
  return digit;
}

bool has_word(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (is_han(c) || (c >= U'A' && c <= U'z')) return true;
  }
  return false;
}

// "1,286.5" with the point four places to the right: "12,865,000". Exact, for it only moves digits.
std::string with_moved_point(std::string_view number, std::size_t places) {
  const std::size_t point = std::min(number.find('.'), number.size());
  std::string whole;
  for (const char c : number.substr(0, point)) {
    if (c != ',') whole += c;
  }
  std::string fraction(number.substr(std::min(point + 1, number.size())));
  if (fraction.size() < places) fraction.append(places - fraction.size(), '0');
  whole += fraction.substr(0, places);
  fraction.erase(0, places);
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
  for (std::size_t at = whole.size(); at > 3; at -= 3) whole.insert(at - 3, ",");
  return fraction.empty() ? whole : whole + "." + fraction;
}

// Every number of a text ("≥1,286.50", "10–12"), multiplied by a power of ten.
std::string scaled(std::string_view text, std::size_t places) {
  constexpr std::string_view kDigits = "0123456789";
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = std::min(text.find_first_of(kDigits, at), text.size());
    const std::size_t end = std::min(text.find_first_not_of("0123456789,.", begin), text.size());
    out += text.substr(at, begin - at);
    if (begin < end) out += with_moved_point(text.substr(begin, end - begin), places);
    at = end;
  }
  return out;
}

// "{2}", or "{1e4}": what stood for the first hole, times 10,000.
struct Reference {
  std::size_t hole = 0;    ///< from 0
  std::size_t places = 0;  ///< to move the decimal point to the right
  std::size_t length = 0;  ///< of the reference itself; 0: there is none
};
Reference reference_at(std::string_view text) {
  const auto digit = [&](std::size_t at) { return at < text.size() && text[at] >= '1' && text[at] <= '9'; };
  const auto value = [&](std::size_t at) { return static_cast<std::size_t>(text[at] - '0'); };
  if (!text.starts_with('{') || !digit(1) || text.size() < 3) return {};
  if (text[2] == '}') return {value(1) - 1, 0, 3};
  if (text[2] == 'e' && digit(3) && text.size() > 4 && text[4] == '}') return {value(1) - 1, value(3), 5};
  return {};
}

}  // namespace

bool is_chinese(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const char32_t c = next_code_point(text, at);
    if (is_han(c) || (c >= U'\u3000' && c <= U'\u303F') || (c >= U'\uFF00' && c <= U'\uFFEF')) return true;
  }
  return false;
}

bool Texts::Pattern::match(std::string_view text, std::vector<std::string_view>& found) const {
  if (!text.starts_with(literals.front()) || !text.ends_with(literals.back())) return false;
  if (text.size() < literals.front().size() + literals.back().size()) return false;
  const std::size_t end = text.size() - literals.back().size();
  std::size_t at = literals.front().size();
  found.clear();
  for (std::size_t hole = 0; hole < numbers.size(); ++hole) {
    const bool last = hole + 1 == numbers.size();
    const std::size_t stop = last ? end : text.find(literals[hole + 1], at + 1);
    if (stop == std::string_view::npos || stop <= at || stop > end) return false;
    const std::string_view part = text.substr(at, stop - at);
    if (numbers[hole] && !is_number(part)) return false;
    if (!parts && part.find("。") != std::string_view::npos) return false;
    found.push_back(part);
    at = last ? end : stop + literals[hole + 1].size();
  }
  return true;
}

bool Texts::add(std::string_view key, std::string_view translation) {
  Pattern pattern{.literals = {""}, .numbers = {}, .translation = as_html(translation)};
  std::string whole = as_html(key);
  std::string_view rest = whole;
  while (!rest.empty()) {
    const bool number = rest.starts_with("{#}");
    if (number || rest.starts_with("{}")) {
      if (!pattern.numbers.empty() && pattern.literals.back().empty()) return false;
      pattern.numbers.push_back(number);
      pattern.literals.emplace_back();
      rest.remove_prefix(number ? 3 : 2);
      continue;
    }
    pattern.literals.back() += rest.front();
    rest.remove_prefix(1);
  }
  pattern.parts = std::ranges::none_of(pattern.literals, has_word);
  if (pattern.numbers.empty()) return exact_.emplace(std::move(whole), pattern.translation).second;
  if (!pattern.literals.front().empty()) {
    by_first_[first_character(pattern.literals.front())].push_back(std::move(pattern));
  } else if (!pattern.literals.back().empty()) {
    by_last_[last_character(pattern.literals.back())].push_back(std::move(pattern));
  } else {
    others_.push_back(std::move(pattern));
  }
  return true;
}

std::optional<Texts> Texts::read(std::string_view file, std::string_view json, Diagnostics& diagnostics) {
  Arena arena;
  const std::optional<Value> root = parse_json(file, json, arena, diagnostics);
  const auto wrong = [&](std::string_view key) {
    diagnostics.add({.code = Code::form,
                     .place = {.file = std::string(file), .pointer = key.empty() ? std::string() : "/" + std::string(key), .position = {1, 1}},
                     .message = {"界面文字不是“原文: 译文”，或者两处 {} 连在一起", "a text of the interface is not \"original: translation\", or two {} stand side by side"},
                     .help = {"写成一个对象，键是中文，值是译文，{} 之间留一个字", "write one object of Chinese texts and their translations, with a character between two {}"},
                     .basis = "form"});
  };
  if (!root) return std::nullopt;
  if (root->kind != Value::Kind::object) {
    wrong("");
    return std::nullopt;
  }
  Texts texts;
  bool good = true;
  for (const Member& member : root->members) {
    if (member.value.kind == Value::Kind::string && !member.key.empty() && texts.add(member.key, member.value.text)) continue;
    wrong(member.key);
    good = false;
  }
  return good ? std::optional(std::move(texts)) : std::nullopt;
}

std::optional<Texts::Pieces> Texts::filled(const Pattern& pattern, const std::vector<std::string_view>& found, int depth) const {
  Pieces pieces;
  std::string text;
  const std::string_view translation = pattern.translation;
  for (std::size_t i = 0; i < translation.size();) {
    const Reference reference = reference_at(translation.substr(i));
    if (reference.length == 0 || reference.hole >= found.size()) {
      text += translation[i++];
      continue;
    }
    i += reference.length;
    if (reference.places > 0) {
      text += scaled(found[reference.hole], reference.places);
      continue;
    }
    for (Piece& piece : translate(found[reference.hole], depth + 1)) {
      if (!piece.kept) {
        text += piece.text;
        continue;
      }
      if (pattern.parts) return std::nullopt;
      if (!text.empty()) pieces.push_back({std::exchange(text, {}), false});
      pieces.push_back(std::move(piece));
    }
  }
  if (!text.empty()) pieces.push_back({std::move(text), false});
  return pieces;
}

std::optional<Texts::Pieces> Texts::first_of(const std::vector<Pattern>& patterns, std::string_view text, int depth) const {
  std::vector<std::string_view> found;
  for (const Pattern& pattern : patterns) {
    if (!pattern.match(text, found)) continue;
    if (std::optional<Pieces> pieces = filled(pattern, found, depth)) return pieces;
  }
  return std::nullopt;
}

Texts::Pieces Texts::translate(std::string_view text, int depth) const {
  if (const auto at = exact_.find(text); at != exact_.end()) return {{at->second, false}};
  if (text.empty() || !is_chinese(text)) return {{std::string(text), false}};
  std::optional<Pieces> pieces;
  const auto listed = [&](const std::map<char32_t, std::vector<Pattern>>& index, char32_t key) {
    const auto at = pieces ? index.end() : index.find(key);
    if (at != index.end()) pieces = first_of(at->second, text, depth);
  };
  if (depth < kDeepest) {
    listed(by_first_, first_character(text));
    listed(by_last_, last_character(text));
    if (!pieces) pieces = first_of(others_, text, depth);
  }
  return pieces ? std::move(*pieces) : Pieces{{std::string(text), true}};
}

std::string Texts::plain(std::string_view text) const {
  std::string out;
  for (const Piece& piece : translate(text)) out += piece.text;
  return out;
}

}  // namespace disclose

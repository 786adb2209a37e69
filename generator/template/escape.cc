#include "template/escape.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace disclose::templates {

namespace {

/// What to do with a byte: nothing, write a reference, drop it, or look closer (XML only).
enum class Care : std::uint8_t { none, reference, drop, look };

constexpr std::array<Care, 256> care_table(bool xml) {
  std::array<Care, 256> table{};
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = Care::drop;
  for (const char c : {'\t', '\n', '\r'}) table[static_cast<unsigned char>(c)] = Care::none;
  for (const char c : {'&', '<', '>', '"', '\''}) {
    table[static_cast<unsigned char>(c)] = Care::reference;
  }
  if (xml) table[0xEF] = Care::look;
  return table;
}
constexpr std::array<Care, 256> kHtml = care_table(false);
constexpr std::array<Care, 256> kXml = care_table(true);

std::string_view reference_of(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&#34;";
    default: return "&#39;";
  }
}

bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether a character reference (`&amp;`, `&#34;`, `&#x22;`) starts at `at`.
bool is_reference(std::string_view text, std::size_t at) {
  std::size_t next = at + 1;
  if (text.substr(next, 1) == "#") ++next;
  const std::size_t start = next;
  // The longest name HTML has is 31 letters; looking no further keeps this linear.
  while (next < text.size() && next - start < 32 &&
         (is_alpha(text[next]) || is_digit(text[next]))) {
    ++next;
  }
  return next > start && next < text.size() && text[next] == ';';
}

void append(std::string& out, std::string_view text, bool xml, bool keep_references) {
  const std::array<Care, 256>& table = xml ? kXml : kHtml;
  std::size_t start = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const Care care = table[static_cast<unsigned char>(text[at])];
    if (care == Care::none) [[likely]]
      continue;
    if (care == Care::reference && keep_references && text[at] == '&' && is_reference(text, at)) {
      continue;
    }
    // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
    const std::string_view three = text.substr(at, 3);
    if (care == Care::look && three != "\xEF\xBF\xBE" && three != "\xEF\xBF\xBF") continue;
    out.append(text, start, at - start);
    if (care == Care::reference) out += reference_of(text[at]);
    if (care == Care::look) at += 2;
    start = at + 1;
  }
  out.append(text, start);
}

/// `text` with every invalid byte replaced by U+FFFD.
std::string repaired(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) append_utf8(out, next_code_point(text, at));
  return out;
}

void append_for(std::string& out, std::string_view text, bool xml, bool keep_references) {
  // One invalid byte makes an XML file unreadable as a whole.
  if (xml && find_invalid_utf8(text) != std::string_view::npos) {
    append(out, repaired(text), xml, keep_references);
  } else {
    append(out, text, xml, keep_references);
  }
}

}  // namespace

void append_escaped(std::string& out, std::string_view text, bool xml) {
  append_for(out, text, xml, false);
}

void append_escaped_markup(std::string& out, std::string_view markup, bool xml) {
  append_for(out, markup, xml, true);
}

bool is_safe_scheme(std::string_view scheme) {
  constexpr std::array<std::string_view, 4> kSafe = {"http", "https", "mailto", "tel"};
  std::string small(scheme.substr(0, 16));
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return std::ranges::find(kSafe, small) != kSafe.end();
}

bool is_safe_url(std::string_view url) {
  std::string scheme;
  for (const char c : url) {
    // WHATWG URL: leading C0 controls and spaces, and any tab or newline, are removed.
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) continue;
    if (c == ' ' && scheme.empty()) continue;
    if (c == ':') return is_safe_scheme(scheme);
    // A scheme has letters, digits, + - and . only; with anything else before the colon
    // ("/p/1:2", "?a:b", "甲：乙") the URL is relative.
    const bool part = is_alpha(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
    if (!part) return true;
    if (scheme.size() < 32) scheme += c;
  }
  return true;
}

}  // namespace disclose::templates

#include "pdf/write_syntax.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"

namespace disclose::pdf {
namespace {

constexpr std::string_view digits = "0123456789ABCDEF";

// PDF/A allows strings of 32 767 bytes (ISO 19005-2, 6.1.13); UTF-16 takes two or four a character.
constexpr std::size_t most_units = 16000;

void append_units(std::string& out, char32_t character) {
  if (character > 0xFFFF) {
    const std::uint32_t rest = character - 0x10000;
    append_hex16(out, 0xD800 + (rest >> 10));
    append_hex16(out, 0xDC00 + (rest & 0x3FF));
  } else {
    append_hex16(out, character);
  }
}

bool is_ascii_text(std::string_view text) {
  return text.size() <= most_units && std::all_of(text.begin(), text.end(), [](char c) {
           return c >= ' ' && c <= '~';
         });
}

}  // namespace

void append_number(std::string& out, float value, unsigned decimals) {
  static constexpr std::array<std::int64_t, 6> powers = {1, 10, 100, 1000, 10000, 100000};
  const std::int64_t power = powers[std::min(decimals, 5U)];
  if (!(value >= -32767.0F)) value = std::isnan(value) ? 0.0F : -32767.0F;
  if (value > 32767.0F) value = 32767.0F;
  std::int64_t scaled = std::llround(static_cast<double>(value) * static_cast<double>(power));
  if (scaled < 0) {
    out.push_back('-');
    scaled = -scaled;
  }
  append_whole(out, static_cast<std::uint64_t>(scaled / power));
  std::int64_t rest = scaled % power;
  if (rest == 0) return;
  out.push_back('.');
  for (std::int64_t place = power / 10; rest != 0; place /= 10) {
    out.push_back(digits[static_cast<std::size_t>(rest / place)]);
    rest %= place;
  }
}

void append_whole(std::string& out, std::uint64_t value) {
  std::array<char, 20> text;
  std::size_t at = text.size();
  do {
    text[--at] = digits[value % 10];
    value /= 10;
  } while (value != 0);
  out.append(text.data() + at, text.size() - at);
}

void append_hex16(std::string& out, std::uint32_t value) {
  for (const unsigned shift : {12U, 8U, 4U, 0U}) out.push_back(digits[value >> shift & 0xF]);
}

void append_name(std::string& out, std::string_view text) {
  out += '/';
  for (const char c : text.substr(0, 127)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '.' || c == '-' || c == '+';
    if (plain) {
      out += c;
    } else if (c != '\0') {
      out += '#';
      out += digits[static_cast<std::uint8_t>(c) >> 4];
      out += digits[static_cast<std::uint8_t>(c) & 0xF];
    }
  }
}

void append_utf16_hex(std::string& out, std::string_view text) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size() && units < most_units; ++units)
    append_units(out, next_code_point(text, at));
}

void append_text(std::string& out, std::string_view text) {
  if (!is_ascii_text(text)) {
    out += "<FEFF";
    append_utf16_hex(out, text);
    out += '>';
    return;
  }
  out += '(';
  for (const char c : text) {
    if (c == '(' || c == ')' || c == '\\') out += '\\';
    out += c;
  }
  out += ')';
}

std::string utf16_with_mark(std::string_view text) {
  std::string hex = "FEFF";
  append_utf16_hex(hex, text);
  std::string bytes;
  const auto nibble = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'A' + 10); };
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes.push_back(static_cast<char>(nibble(hex[i]) << 4 | nibble(hex[i + 1])));
  return bytes;
}

void append_xml(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') continue;
    else if (c == 0xFFFE || c == 0xFFFF) continue;
    else append_utf8(out, c);
  }
}

std::string reference(std::uint32_t object) {
  std::string out;
  append_whole(out, object);
  return out += " 0 R";
}

}  // namespace disclose::pdf

#include "format/sheet.h"

#include <algorithm>

#include "base/text.h"

namespace disclose {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// XML 1.0, 2.2: what no document may hold, escaped or not.
bool is_outside_xml(char32_t c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF;
}

}  // namespace

bool is_plain_decimal(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  if (whole.empty() || !std::all_of(whole.begin(), whole.end(), is_digit)) return false;
  if (point == std::string_view::npos) return true;
  const std::string_view fraction = text.substr(point + 1);
  return !fraction.empty() && std::all_of(fraction.begin(), fraction.end(), is_digit);
}

std::size_t significant_digits(std::string_view decimal) {
  const std::size_t first = decimal.find_first_of("123456789");
  if (first == std::string_view::npos) return 0;
  const std::string_view rest = decimal.substr(first);
  return static_cast<std::size_t>(std::count_if(rest.begin(), rest.end(), is_digit));
}

std::size_t decimal_places(std::string_view decimal) {
  const std::size_t point = decimal.find('.');
  return point == std::string_view::npos ? 0 : decimal.size() - point - 1;
}

bool is_clean_text(std::string_view text) {
  // A look at the bytes is enough for nearly all texts: U+FFFE and U+FFFF begin with EF BF.
  if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; })) return false;
  return text.find("\xEF\xBF") == std::string_view::npos && find_invalid_utf8(text) == std::string_view::npos;
}

std::string clean_text(std::string_view text) {
  if (is_clean_text(text)) return std::string(text);
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    append_utf8(clean, is_outside_xml(c) ? U'\uFFFD' : c);
  }
  return clean;
}

}  // namespace disclose

#include "check/fold.h"

#include "base/text.h"

namespace disclose {

namespace {

bool is_invisible(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         c == 0x00AD || c == 0x034F || c == 0x061C || c == 0x180E || (c >= 0xFE00 && c <= 0xFE0F);
}

bool is_dash(char32_t c) { return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63; }

bool is_blank_character(char32_t c) { return c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000; }

}  // namespace

char32_t fold(char32_t c) {
  if (c < 0x80) return c;
  if (c == 0xFF0C) return c;  // ， parts words where , may group digits (12,000 but 张某，138…)
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + '!';
  if (is_han(c)) return c;
  if (is_invisible(c)) return 0;
  if (is_dash(c)) return '-';
  if (is_blank_character(c)) return ' ';
  if (c >= 0x1D7CE && c <= 0x1D7FF) return (c - 0x1D7CE) % 10 + '0';
  if (c >= 0x1D400 && c <= 0x1D433) return c < 0x1D41A ? c - 0x1D400 + 'A' : c - 0x1D41A + 'a';
  if (c == 0x2F2F) return 0x5DE5;  // a radical (⼯), as texts taken from a PDF have it, for 工
  if (c == 0xFE61) return '*';
  return c;
}

void FoldedText::take(std::string_view text) {
  text_.clear();
  source_.clear();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = fold(next_code_point(text, at));
    if (c == 0) continue;
    text_ += c;
    source_.push_back(static_cast<std::uint32_t>(start));
  }
  source_.push_back(static_cast<std::uint32_t>(text.size()));
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

}  // namespace disclose

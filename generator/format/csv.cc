#include "format/csv.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace disclose {

namespace {

bool begins_formula(char32_t c) {
  switch (c) {
    case '=':
    case '+':
    case '-':
    case '@':
    case U'＝':
    case U'＋':
    case U'－':
    case U'＠':
      return true;
    default:
      return false;
  }
}

/// A sign and a figure, with % or not; or nothing but signs, as tables mark an empty cell.
bool is_harmless(std::string_view text) {
  if (text.find_first_not_of('-') == std::string_view::npos) return true;
  if (text.front() == '+') {
    text.remove_prefix(1);
    if (!text.empty() && text.front() == '-') return false;
  }
  if (!text.empty() && text.back() == '%') text.remove_suffix(1);
  return is_plain_decimal(text);
}

// Semicolons too: where the comma is the decimal sign, Excel splits lines at them.
bool parts_cells(char c) { return c == ',' || c == ';' || c == '"' || c == '\t' || c == '\r' || c == '\n'; }

void append_quoted(std::string& out, std::string_view text) {
  const bool is_quoted = std::any_of(text.begin(), text.end(), parts_cells) ||
                         (!text.empty() && (text.front() == ' ' || text.back() == ' '));
  if (!is_quoted) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_text(std::string& out, std::string_view text) {
  const std::string cleaned = is_clean_text(text) ? std::string() : clean_text(text);
  const std::string_view clean = cleaned.empty() ? text : std::string_view(cleaned);
  if (is_formula(clean)) return append_quoted(out, "'" + std::string(clean));
  append_quoted(out, clean);
}

}  // namespace

bool is_formula(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c >= '\xE4' && c <= '\xE9'); };
  if (text.empty() || is_letter(text.front())) return false;
  const std::string_view trimmed = trim(text);
  if (trimmed.empty()) return false;
  std::size_t at = 0;
  return begins_formula(next_code_point(trimmed, at)) && !is_harmless(trimmed);
}

void append_csv_cell(std::string& out, std::string_view text, Cell::Kind kind) {
  const bool is_figure = kind != Cell::Kind::text && is_plain_decimal(text);
  if (is_figure) {
    out += text;
  } else {
    append_text(out, text);
  }
}

std::string to_csv(const Sheet& sheet) {
  std::string out(kCsvByteOrderMark);
  for (std::size_t i = 0; i < sheet.header.size(); ++i) {
    if (i > 0) out += ',';
    append_csv_cell(out, sheet.header[i], Cell::Kind::text);
  }
  out += kCsvLineEnd;
  for (const std::vector<Cell>& row : sheet.rows) {
    for (std::size_t i = 0; i < std::max(row.size(), sheet.header.size()); ++i) {
      if (i > 0) out += ',';
      if (i < row.size()) append_csv_cell(out, row[i].text, row[i].kind);
    }
    out += kCsvLineEnd;
  }
  return out;
}

}  // namespace disclose

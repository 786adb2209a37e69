#pragma once

#include <string>
#include <string_view>

#include "format/sheet.h"

namespace disclose {

/// A sheet as CSV (RFC 4180): UTF-8 with a byte order mark, without which Excel takes Chinese for
/// another encoding; CRLF; the header first.
///
/// Figures stand as they are written, negative ones too. A text that a spreadsheet would run as a
/// formula gets a single quote in front (OWASP, "CSV Injection"): one that begins, after white
/// space, with = + - @ or their full-width forms and is no plain number. So a text of "-" or
/// "-3.5%" stays as the page shows it, and "-1+cmd|…" does not run. Nothing else is changed.
std::string to_csv(const Sheet& sheet);

/// What a CSV begins with, and what ends each line: for tables too long to be held as a Sheet.
inline constexpr std::string_view kCsvByteOrderMark = "\xEF\xBB\xBF";
inline constexpr std::string_view kCsvLineEnd = "\r\n";
/// Appends one cell as to_csv() writes it; commas and line ends are the caller's.
void append_csv_cell(std::string& out, std::string_view text, Cell::Kind kind);

/// Whether a spreadsheet would run `text` as a formula.
bool is_formula(std::string_view text);

}  // namespace disclose

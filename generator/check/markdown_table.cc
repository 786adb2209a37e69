#include "check/markdown_table.h"

#include <algorithm>

#include "base/text.h"

namespace disclose {

namespace {

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  line = trim(line);
  if (line.starts_with('>')) line = trim(line.substr(1));
  if (line.starts_with('|')) line.remove_prefix(1);
  std::size_t start = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\') {
      ++i;
    } else if (line[i] == '|') {
      cells.push_back(trim(line.substr(start, i - start)));
      start = i + 1;
    }
  }
  if (start < line.size()) cells.push_back(trim(line.substr(start)));
  return cells;
}

bool is_delimiter(std::string_view line) {
  return line.find('-') != std::string_view::npos && line.find_first_not_of("|:- \t\r>") == std::string_view::npos;
}

}  // namespace

std::vector<MarkdownTable> markdown_tables(std::string_view body) {
  std::vector<MarkdownTable> tables;
  std::string_view last;
  bool inside = false;
  std::uint32_t number = 0;
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    const std::string_view line = body.substr(at, end - at);
    at = end + 1;
    ++number;
    const bool row = line.find('|') != std::string_view::npos;
    if (inside && row) {
      tables.back().rows.push_back(cells_of(line));
    } else if (!inside && number > 1 && is_delimiter(line) && last.find('|') != std::string_view::npos) {
      tables.push_back({.line = number - 1, .header = cells_of(last), .rows = {}});
      inside = true;
    } else {
      inside = false;
    }
    last = line;
  }
  return tables;
}

bool has_entry(std::string_view cell) {
  const std::string_view text = trim(cell);
  return !text.empty() && text != "-" && text != "—" && text != "——" && text != "/" && text != "*" && text != "无";
}

}  // namespace disclose

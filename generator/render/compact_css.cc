#include "render/compact_css.h"

namespace disclose {

namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

// Beside these no white space is needed. A colon is not among them: "a :hover" is not "a:hover".
bool parts_by_itself(char c) { return c == '{' || c == '}' || c == ';' || c == ','; }

}  // namespace

std::string compact_css(std::string_view css) {
  std::string out;
  out.reserve(css.size());
  bool space = false;
  for (std::size_t i = 0; i < css.size();) {
    const char c = css[i];
    if (is_space(c)) {
      space = true;
      ++i;
      continue;
    }
    if (css.substr(i, 2) == "/*") {
      const std::size_t end = css.find("*/", i + 2);
      if (end == std::string_view::npos) return std::string(css);
      space = true;
      i = end + 2;
      continue;
    }
    if (space && !out.empty() && !parts_by_itself(out.back()) && !parts_by_itself(c)) out += ' ';
    space = false;
    if (c == '}' && !out.empty() && out.back() == ';') out.pop_back();
    if (c != '"' && c != '\'') {
      out += c;
      ++i;
      if (c == '\\' && i < css.size()) out += css[i++];
      continue;
    }
    std::size_t end = i + 1;
    while (end < css.size() && css[end] != c) end += css[end] == '\\' ? 2U : 1U;
    if (end >= css.size()) return std::string(css);
    out += css.substr(i, end + 1 - i);
    i = end + 1;
  }
  return out;
}

}  // namespace disclose

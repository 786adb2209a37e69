#include "base/position.h"

#include <algorithm>

namespace disclose {

namespace {
constexpr std::string_view kBom = "\xEF\xBB\xBF";
}

Position position_at(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const std::string_view before = text.substr(0, offset);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  std::size_t start = lines == 0 ? 0 : before.rfind('\n') + 1;
  if (start == 0 && text.starts_with(kBom)) start = std::min(kBom.size(), offset);
  const std::string_view head = before.substr(start);
  const auto columns = std::count_if(head.begin(), head.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  });
  return {static_cast<std::uint32_t>(lines + 1), static_cast<std::uint32_t>(columns + 1)};
}

std::string_view line_at(std::string_view text, Position position) {
  if (position.line == 0) return {};
  std::size_t start = 0;
  for (std::uint32_t line = 1; line < position.line; ++line) {
    start = text.find('\n', start);
    if (start == std::string_view::npos) return {};
    ++start;
  }
  std::size_t end = text.find('\n', start);
  if (end == std::string_view::npos) end = text.size();
  if (end > start && text[end - 1] == '\r') --end;
  std::string_view line = text.substr(start, end - start);
  if (start == 0 && line.starts_with(kBom)) line.remove_prefix(kBom.size());
  return line;
}

}  // namespace disclose

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

namespace {

constexpr std::size_t kStride = 512;

// Moves `position` over the bytes of `part`.
void advance(Position& position, std::string_view part) {
  for (const char c : part) {
    if (c == '\n') {
      position = {position.line + 1, 1};
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++position.column;
    }
  }
}

}  // namespace

Position PositionIndex::at(std::size_t offset) {
  offset = std::min(offset, text_.size());
  if (checkpoints_.empty()) {
    Position position{1, text_.starts_with(kBom) ? 0U : 1U};
    for (std::size_t start = 0; start <= text_.size(); start += kStride) {
      checkpoints_.push_back(position);
      advance(position, text_.substr(start, kStride));
    }
  }
  Position position = checkpoints_[offset / kStride];
  const std::size_t start = offset / kStride * kStride;
  advance(position, text_.substr(start, offset - start));
  return position;
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

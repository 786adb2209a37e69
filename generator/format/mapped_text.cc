#include "format/mapped_text.h"

#include <algorithm>

namespace disclose {

void MappedText::insert_at(std::size_t at, char c) {
  text_.insert(at, 1, c);
  for (auto segment = segments_.rbegin(); segment != segments_.rend() && segment->at >= at;
       ++segment) {
    ++segment->at;
  }
}

void MappedText::cut(std::size_t size) {
  text_.resize(std::min(size, text_.size()));
  while (!segments_.empty() && segments_.back().at >= text_.size()) segments_.pop_back();
}

std::uint32_t MappedText::Cursor::source_at(std::size_t offset) {
  const std::vector<Segment>& segments = text_.segments_;
  if (segments.empty()) return 0;
  while (segment_ + 1 < segments.size() && segments[segment_ + 1].at <= offset) ++segment_;
  const Segment& segment = segments[segment_];
  if (offset < segment.at) return segment.source;
  return segment.source + static_cast<std::uint32_t>(offset - segment.at);
}

void MappedText::Cursor::copy(std::size_t from, std::size_t to, MappedText& out) {
  const std::vector<Segment>& segments = text_.segments_;
  while (from < to) {
    const std::uint32_t source = source_at(from);
    std::size_t end = to;
    if (segment_ + 1 < segments.size()) end = std::min<std::size_t>(to, segments[segment_ + 1].at);
    out.copy(std::string_view(text_.text_).substr(from, end - from), source);
    from = end;
  }
}

}  // namespace disclose

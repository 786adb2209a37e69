#include "base/arena.h"

#include <algorithm>
#include <cstring>

namespace disclose {

namespace {
constexpr std::size_t kBlock = 16 * 1024;
}

char* Arena::reserve(std::size_t size) {
  if (size > left_) {
    const std::size_t block = std::max(size, kBlock);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(block));
    next_ = blocks_.back().get();
    left_ = block;
  }
  char* const start = next_;
  next_ += size;
  left_ -= size;
  return start;
}

std::string_view Arena::copy(std::string_view text) {
  if (text.empty()) return {};
  char* const start = reserve(text.size());
  std::memcpy(start, text.data(), text.size());
  return {start, text.size()};
}

}  // namespace disclose

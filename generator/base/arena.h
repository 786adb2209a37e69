#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace disclose {

/// Keeps the texts of one input file together; what it returns lives as long as the arena.
class Arena {
 public:
  /// A copy of `text` that lives as long as the arena. An empty text costs nothing.
  std::string_view copy(std::string_view text);

  /// Room for `size` characters, to be filled by the caller.
  char* reserve(std::size_t size);

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace disclose

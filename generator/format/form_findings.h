#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/diagnostic.h"

namespace disclose {

/// Where the `form` findings of one file go; knows the file, so that an offset is enough.
class FormFindings {
 public:
  FormFindings(std::string_view file, std::string_view text, Diagnostics& diagnostics)
      : file_(file), text_(text), diagnostics_(diagnostics) {}

  void add(std::size_t offset, std::string pointer, Say message, Say help);
  std::size_t count() const { return count_; }

 private:
  Position position_of(std::size_t offset);

  std::string_view file_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  std::size_t count_ = 0;
  std::size_t counted_to_ = 0;  // what position_of() has counted so far
  Position counted_{1, 1};
};

}  // namespace disclose

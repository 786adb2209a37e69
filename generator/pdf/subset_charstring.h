#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pdf/font_bytes.h"

namespace disclose::pdf {

/// An INDEX of a CFF table: a list of byte strings (Adobe Technical Note 5176, 5).
class CffIndex {
 public:
  CffIndex() = default;
  /// The index that starts at `at`; nullopt when its head is not in the table. A single entry that
  /// lies outside shows as empty.
  static std::optional<CffIndex> parse(std::string_view table, std::size_t at);

  std::uint32_t count() const { return count_; }
  std::string_view operator[](std::uint32_t index) const;
  /// Where the table goes on after the index.
  std::size_t end() const { return end_; }

 private:
  FontBytes table_;
  std::uint32_t count_ = 0;
  unsigned offset_size_ = 1;
  std::size_t offsets_ = 0;
  std::size_t end_ = 0;
};

/// Writes an INDEX of `entries`.
void append_cff_index(std::string& out, const std::vector<std::string_view>& entries);

/// Appends the Type 2 charstring `code` with every subroutine call replaced by the subroutine's own
/// operators, so that it stands without any subroutine index. False (and `out` as it was) when the
/// charstring is damaged: a call to nothing, too deep, too long, or cut off.
bool append_without_subroutines(std::string& out, std::string_view code, const CffIndex& local,
                                const CffIndex& global);

}  // namespace disclose::pdf

#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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

/// The flattened charstrings of a font, each made when it is first asked for: the documents of a site
/// use the same few thousand characters. Any number of threads may ask.
class FlatCharstrings {
 public:
  explicit FlatCharstrings(std::uint32_t count = 0)
      : flat_(count == 0 ? nullptr : new std::atomic<const std::string*>[count]{}), count_(count) {}
  FlatCharstrings(FlatCharstrings&& other) noexcept
      : flat_(std::exchange(other.flat_, nullptr)), count_(std::exchange(other.count_, 0)) {}
  FlatCharstrings& operator=(FlatCharstrings&& other) noexcept {
    std::swap(flat_, other.flat_);
    std::swap(count_, other.count_);
    return *this;
  }
  ~FlatCharstrings();

  /// The charstring of `glyph` (below the count), made by `make` if nobody has yet.
  template <typename Make>
  const std::string& get(std::uint32_t glyph, Make make) const {
    const std::string* known = flat_[glyph].load(std::memory_order_acquire);
    if (known != nullptr) return *known;
    auto made = std::make_unique<const std::string>(make());
    // Of two threads that make the same one, the first to be done keeps it.
    if (flat_[glyph].compare_exchange_strong(known, made.get(), std::memory_order_acq_rel))
      return *made.release();
    return *known;
  }

 private:
  std::atomic<const std::string*>* flat_ = nullptr;
  std::uint32_t count_ = 0;
};

}  // namespace disclose::pdf

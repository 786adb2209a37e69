#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace disclose {

/// A text made out of pieces of a source that knows where each piece came from.
class MappedText {
 public:
  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  void clear() {
    text_.clear();
    segments_.clear();
  }
  void reserve(std::size_t size) { text_.reserve(size); }

  /// Appends `piece`, which stands at `source` in the source.
  void copy(std::string_view piece, std::uint32_t source) {
    if (piece.empty()) return;
    const auto at = static_cast<std::uint32_t>(text_.size());
    if (segments_.empty() || segments_.back().source + (at - segments_.back().at) != source) {
      segments_.push_back({at, source});
    }
    text_ += piece;
  }

  /// Appends what the source does not have.
  void insert(std::string_view piece) { text_ += piece; }
  void insert(char c) { text_ += c; }

  /// Puts `c` at offset `at`, which is near the end.
  void insert_at(std::size_t at, char c);

  /// Takes characters off the end.
  void cut(std::size_t size);

  /// A reader of source offsets; offsets are asked for in ascending order.
  class Cursor {
   public:
    explicit Cursor(const MappedText& text) : text_(text) {}
    std::uint32_t source_at(std::size_t offset);
    /// Appends text[from, to) to `out` with its places.
    void copy(std::size_t from, std::size_t to, MappedText& out);

   private:
    const MappedText& text_;
    std::size_t segment_ = 0;
  };

  /// The segment borders between `from` and `to`: where the source jumps.
  struct Segment {
    std::uint32_t at;
    std::uint32_t source;
  };
  const std::vector<Segment>& segments() const { return segments_; }

 private:
  std::string text_;
  std::vector<Segment> segments_;
};

}  // namespace disclose

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace disclose {

/// A text as the scanners see it, whatever dress its characters wear: full-width and mathematical
/// digits and letters are ASCII (as NFKC has them), dashes are `-`, blanks are ` `, invisible
/// characters (U+200B..200F, U+2060, U+FEFF, soft hyphens, direction marks) are gone.
class FoldedText {
 public:
  /// Takes another text; the room of the last one is used again.
  void take(std::string_view text);

  std::u32string_view text() const { return text_; }
  /// Byte offset, in the text taken, of the character at `index`; its size at the end.
  std::size_t source(std::size_t index) const { return source_[index]; }

 private:
  std::u32string text_;
  std::vector<std::uint32_t> source_;
};

/// `c` in its plain dress; 0 for a character that is not seen.
char32_t fold(char32_t c);

/// UTF-8 of a folded text.
std::string to_utf8(std::u32string_view text);

}  // namespace disclose

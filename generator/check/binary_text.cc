// What can be made out in bytes that are no text. A number of a person is found in a .doc or .xls all the
// same; what is not found there has still to be looked for by hand.
#include <cstdint>

#include "base/text.h"
#include "check/attachment_text.h"

namespace disclose {

namespace {

constexpr std::size_t kShortest = 2;       ///< characters; shorter runs are chance
constexpr std::size_t kMost = 16U << 20U;  ///< bytes of text that are kept

bool is_text(char32_t c) { return (c >= 0x20 && c < 0x7F) || is_han(c) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF5E) || c == U'★' || c == U'×'; }

// Gathers runs of characters, a line each.
class Runs {
 public:
  void add(char32_t c) {
    if (!is_text(c)) return end();
    append_utf8(run_, c);
    ++count_;
  }
  void end() {
    if (count_ >= kShortest && text_.size() < kMost) text_ += run_ + "\n";
    run_.clear();
    count_ = 0;
  }
  std::string take() {
    end();
    return std::move(text_);
  }

 private:
  std::string text_;
  std::string run_;
  std::size_t count_ = 0;
};

std::string utf8_runs(std::string_view bytes) {
  Runs runs;
  for (std::size_t at = 0; at < bytes.size();) runs.add(next_code_point(bytes, at));
  return runs.take();
}

// The text of an old Office file begins at an even byte; strings within its records anywhere.
std::string utf16_runs(std::string_view bytes, std::size_t start) {
  Runs runs;
  for (std::size_t at = start; at + 1 < bytes.size(); at += 2) {
    runs.add(static_cast<char32_t>(static_cast<unsigned char>(bytes[at]) | static_cast<unsigned char>(bytes[at + 1]) << 8U));
  }
  return runs.take();
}

}  // namespace

void read_binary(std::string_view bytes, bool utf16, AttachmentText& out) {
  const auto add = [&](std::string text) {
    if (!text.empty()) out.pieces.push_back({{}, std::move(text), {1, 1}, true});
  };
  add(utf8_runs(bytes));
  if (!utf16) return;
  add(utf16_runs(bytes, 0));
  add(utf16_runs(bytes, 1));
}

}  // namespace disclose

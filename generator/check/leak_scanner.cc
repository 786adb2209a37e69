#include "check/leak_scanner.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"

namespace disclose {

namespace {

// One of the characters that every mark has one of: 密 (P7, P8), 内 存 传 件 (P9), 待 填 某 (P10), 稿 (P12).
// As one number each, because every character of every page is asked.
constexpr std::uint32_t number_of(std::string_view character) {
  std::uint32_t number = 0;
  for (const char byte : character) number = number << 8U | static_cast<unsigned char>(byte);
  return number;
}

bool is_of_a_mark(std::string_view character) {
  switch (number_of(character)) {
    case number_of("密"):
    case number_of("内"):
    case number_of("存"):
    case number_of("传"):
    case number_of("件"):
    case number_of("待"):
    case number_of("填"):
    case number_of("某"):
    case number_of("稿"):
      return true;
    default:
      return false;
  }
}

}  // namespace

bool may_leak(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  int digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = byte(i);
    if (c >= '0' && c <= '9' && ++digits == 9) return true;
    if (c == '{' || c >= 0xF0) return true;
    // XX, ×× and ○○; what stands behind may be full-width or invisible.
    if ((c == 'X' || c == 'x') && (byte(i + 1) == 'X' || byte(i + 1) == 'x' || byte(i + 1) >= 0xC3)) return true;
    if ((c == 0xC3 && byte(i + 1) == 0x97) || (c == 0xE2 && byte(i + 1) == 0x97 && byte(i + 2) == 0x8B)) return true;
    // Full-width digits, X, x and {.
    if (c == 0xEF && byte(i + 1) == 0xBC && ((byte(i + 2) >= 0x90 && byte(i + 2) <= 0x99) || byte(i + 2) == 0xB8)) return true;
    if (c == 0xEF && byte(i + 1) == 0xBD && (byte(i + 2) == 0x98 || byte(i + 2) == 0x9B)) return true;
    if (c >= 0xE4 && c <= 0xE7 && is_of_a_mark(text.substr(i, 3))) return true;
  }
  return false;
}

const std::vector<Leak>& LeakScanner::scan(std::string_view text) {
  found_.clear();
  if (!may_leak(text)) return found_;
  folded_.take(text);
  scan_numbers(folded_.text(), today_, found_);
  scan_marks(folded_.text(), found_);
  std::ranges::stable_sort(found_, {}, &Leak::begin);
  return found_;
}

std::string LeakScanner::normalised(const Leak& leak) const {
  std::u32string plain;
  for (const char32_t c : folded_.text().substr(leak.begin, leak.end - leak.begin)) {
    if (!is_space(c) && c != '-') plain += c;
  }
  return to_utf8(plain);
}

bool is_secret(Code rule) {
  return rule == Code::leak_id || rule == Code::leak_disabled_id || rule == Code::leak_id15 || rule == Code::leak_mobile ||
         rule == Code::leak_card || rule == Code::leak_account;
}

std::string masked(std::string_view normalised) {
  std::string text(normalised);
  for (std::size_t i = 3; i + 2 < text.size(); ++i) text[i] = '*';
  return text;
}

std::string mask_secrets(std::string_view text, Date today) {
  FoldedText folded;
  folded.take(text);
  std::vector<Leak> found;
  scan_numbers(folded.text(), today, found);
  if (found.empty()) return std::string(text);
  std::vector<bool> hidden(text.size() + 1, false);
  for (const Leak& leak : found) {
    std::size_t shown = 0;
    for (std::size_t i = leak.begin; i + 2 < leak.end; ++i) {
      if (shown++ >= 3) hidden[folded.source(i)] = true;
    }
  }
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    next_code_point(text, at);
    if (hidden[start]) {
      out += '*';
    } else {
      out += text.substr(start, at - start);
    }
  }
  return out;
}

}  // namespace disclose

#include "check/leak_scanner.h"

#include <algorithm>

#include "base/text.h"

namespace disclose {

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

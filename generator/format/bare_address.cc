#include "format/bare_address.h"

#include <algorithm>

namespace disclose {

namespace {

constexpr std::size_t kLongestMailbox = 64;  // RFC 5321, 4.5.3.1
constexpr std::size_t kLongestDomain = 255;

bool is_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_address(char c) {
  return is_alnum(c) || std::string_view("-._~:/?#@!$&'()+,;=%").find(c) != std::string_view::npos;
}
bool is_mailbox(char c) { return is_alnum(c) || c == '.' || c == '-' || c == '+' || c == '_'; }

}  // namespace

std::size_t address_size(std::string_view text) {
  const bool web = text.starts_with("http://") || text.starts_with("https://");
  if (!web && !text.starts_with("www.")) return 0;
  std::size_t end = 0;
  std::ptrdiff_t open = 0;  // brackets
  for (; end < text.size() && is_address(text[end]); ++end) {
    open += text[end] == '(' ? 1 : text[end] == ')' ? -1 : 0;
  }
  while (end > 0) {
    const char last = text[end - 1];
    const bool bracket = last == ')' && open < 0;
    if (std::string_view(".,;:!?'$").find(last) == std::string_view::npos && !bracket) break;
    if (bracket) ++open;
    --end;
  }
  return end < (web ? std::string_view("http://a").size() + 1 : 5) ? 0 : end;
}

std::size_t mailbox_size(std::string_view text) {
  const std::size_t least = text.size() - std::min(text.size(), kLongestMailbox);
  std::size_t start = text.size();
  while (start > least && is_mailbox(text[start - 1])) --start;
  const bool whole = start == 0 || !is_mailbox(text[start - 1]);
  return whole ? text.size() - start : 0;
}

std::size_t domain_size(std::string_view text) {
  std::size_t end = 0;
  while (end < std::min(text.size(), kLongestDomain) &&
         (is_alnum(text[end]) || text[end] == '-' || text[end] == '.')) {
    ++end;
  }
  while (end > 0 && !is_alnum(text[end - 1])) --end;
  return text.substr(0, end).find('.') == std::string_view::npos ? 0 : end;
}

}  // namespace disclose

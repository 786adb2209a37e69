#include "format/clean_text.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace disclose {

namespace {

// Bytes that may begin a character worth a look: Han characters (E4 to E9) never do.
constexpr std::array<bool, 256> uncommon_leads() {
  std::array<bool, 256> set{};
  for (std::size_t i = 0; i < 0x20; ++i) set[i] = true;
  for (const char c : std::string_view("&<>\"*$")) set[static_cast<unsigned char>(c)] = true;
  for (const std::size_t lead : {0x7FU, 0xC2U, 0xD8U, 0xE1U, 0xE2U, 0xEEU, 0xEFU}) set[lead] = true;
  for (std::size_t i = 0xF0; i < 0x100; ++i) set[i] = true;
  return set;
}

constexpr std::array<bool, 256> kUncommonLeads = uncommon_leads();

// The size of a common Chinese punctuation mark (，（）：；“”—…≥ and the like) at `at`, else 0:
// these share their first byte with unprintable characters and are too many to decode one by one.
std::size_t plain_punctuation(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size()) return 0;
  const auto second = static_cast<unsigned char>(text[at + 1]);
  const auto third = static_cast<unsigned char>(text[at + 2]);
  if (text[at] == '\xEF') return second == 0xBC || second == 0xBD ? 3 : 0;
  if (text[at] != '\xE2') return 0;
  const bool quote = second == 0x80 && third >= 0x90 && third <= 0xA7;
  return quote || second >= 0x82 ? 3 : 0;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace

bool is_unprintable(char32_t c) {
  if (c < 0x20) return c != '\t' && c != '\n';
  if (c < 0x7F) return false;
  if (c < 0xA0 || c == 0xAD || c == 0x61C || c == 0x180E) return true;
  if (c < 0x200B) return false;
  if (c <= 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F)) return true;
  if (c < 0xE000) return false;
  return c <= 0xF8FF || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
         (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFEU) == 0xFFFEU || c >= 0xE0000;
}

bool is_blank(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_space(next_code_point(text, at))) return false;
  }
  return true;
}

std::size_t find_uncommon(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (!kUncommonLeads[byte]) {
      ++at;
      continue;
    }
    if (byte >= 0x20 && byte < 0x7F) return at;
    if (const std::size_t size = plain_punctuation(text, at); size > 0) {
      at += size;
      continue;
    }
    std::size_t next = at;
    if (is_unprintable(next_code_point(text, next))) return at;
    at = next;
  }
  return text.size();
}

void append_escaped(std::string& out, std::string_view text) {
  std::size_t done = 0;
  for (std::size_t at = text.find_first_of("&<>\""); at != std::string_view::npos;
       at = text.find_first_of("&<>\"", at + 1)) {
    out += text.substr(done, at - done);
    const char c = text[at];
    out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&quot;";
    done = at + 1;
  }
  out += text.substr(done);
}

bool is_allowed_link(std::string_view url) {
  const bool hidden = std::ranges::any_of(
      url, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\'; });
  if (hidden || url.empty() || url.front() == ' ' || url.starts_with("//")) return false;
  const std::size_t end = url.find_first_of(":/?#");
  if (end == std::string_view::npos || url[end] != ':') return true;
  const std::string scheme = lower(url.substr(0, std::min<std::size_t>(end, 16)));
  return scheme == "http" || scheme == "https" || scheme == "mailto";
}

void append_url(std::string& out, std::string_view url) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  constexpr std::string_view kKept = "-_.~!*'();:@=+$,/?#%[]";
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c == '&') {
      out += "&amp;";
    } else if (c == '\'') {
      out += "&#39;";
    } else if (plain || kKept.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 0xFU];
    }
  }
}

}  // namespace disclose

#include "format/numbering.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace disclose {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_numeral(char32_t c) {
  constexpr std::u32string_view kNumerals = U"一二三四五六七八九十百零〇";
  return kNumerals.find(c) != std::u32string_view::npos;
}

bool is_closer(char32_t c) {
  constexpr std::u32string_view kClosers = U"”’」』）)】》〉〕］]\"'*_~ 　";
  return kClosers.find(c) != std::u32string_view::npos;
}

// The last character of a sentence in `text`, closing marks aside; `before` is the one before it.
char32_t last_mark(std::string_view text, char32_t& before) {
  std::size_t at = text.size();
  while (at > 0) {
    const char32_t c = previous_code_point(text, at);
    if (is_closer(c)) continue;
    before = at > 0 ? previous_code_point(text, at) : U' ';
    return c;
  }
  before = U' ';
  return U' ';
}

std::size_t count_numerals(std::string_view text, std::size_t at, std::size_t& end) {
  std::size_t count = 0;
  end = at;
  while (end < text.size() && count < 5) {
    std::size_t next = end;
    if (!is_numeral(next_code_point(text, next))) break;
    end = next;
    ++count;
  }
  return count;
}

std::size_t count_digits(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

// The size of the first of `marks` that `text` has at `at`; 0 for none.
template <std::size_t size>
std::size_t mark_at(std::string_view text, std::size_t at,
                    const std::array<std::string_view, size>& marks) {
  for (const std::string_view mark : marks) {
    if (text.substr(at).starts_with(mark)) return mark.size();
  }
  return 0;
}

constexpr std::array<std::string_view, 2> kOpen = {"（", "("};
constexpr std::array<std::string_view, 2> kClose = {"）", ")"};

// （一） and （1）
Numbering read_bracketed(std::string_view text, std::size_t open) {
  std::size_t end = open;
  const std::size_t numerals = count_numerals(text, open, end);
  const std::size_t digits = numerals == 0 ? count_digits(text, open) : 0;
  if (digits > 0) end = open + digits;
  if ((numerals == 0 && digits == 0) || digits > 2) return {};
  const std::size_t close = mark_at(text, end, kClose);
  if (close == 0) return {};
  return {.rank = numerals > 0 ? Rank::second : Rank::fourth, .size = end + close};
}

// 1. 1、 1． 1）: not 1.5 nor 10、11, but 1.2024年
Numbering read_digits(std::string_view text) {
  constexpr std::array<std::string_view, 3> kPoints = {".", "、", "．"};
  const std::size_t digits = count_digits(text, 0);
  if (digits > 3) return {};
  if (const std::size_t close = mark_at(text, digits, kClose); close > 0) {
    return {.rank = Rank::fourth, .size = digits + close};
  }
  const std::size_t point = mark_at(text, digits, kPoints);
  const std::size_t end = digits + point;
  if (point == 0 || end == text.size()) return {};
  if (is_digit(text[end])) {
    const bool year = count_digits(text, end) == 4 && text.substr(end + 4).starts_with("年");
    if (!year) return {};
  }
  return {.rank = Rank::third, .size = end};
}

bool is_item_mark(char32_t c) {
  constexpr std::u32string_view kMarks = U"●•■◆◇○▪★☆▲△□※➢✓";
  return (c >= U'①' && c <= U'⑳') || kMarks.find(c) != std::u32string_view::npos;
}

Numbering read_plain_numbering(std::string_view text) {
  if (text.empty()) return {};
  if (is_digit(text[0])) return read_digits(text);
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead != '(' && lead < 0xE2) return {};
  if (const std::size_t open = mark_at(text, 0, kOpen); open > 0) return read_bracketed(text, open);
  std::size_t end = 0;
  if (count_numerals(text, 0, end) > 0) {
    constexpr std::array<std::string_view, 2> kMarks = {"、", "．"};
    const std::size_t mark = mark_at(text, end, kMarks);
    return mark > 0 ? Numbering{.rank = Rank::first, .size = end + mark} : Numbering{};
  }
  std::size_t next = 0;
  if (is_item_mark(next_code_point(text, next))) return {.rank = Rank::item, .size = next};
  return {};
}

}  // namespace

char32_t previous_code_point(std::string_view text, std::size_t& at) {
  std::size_t start = at - 1;
  while (start > 0 && at - start < 4 &&
         (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U) {
    --start;
  }
  at = start;
  std::size_t next = start;
  return next_code_point(text, next);
}

Numbering read_numbering(std::string_view text) {
  const std::size_t marks = std::min(text.find_first_not_of("* "), text.size());
  if (marks == 0 || text[0] != '*') return read_plain_numbering(text);
  Numbering numbering = read_plain_numbering(text.substr(marks));
  if (numbering.rank != Rank::none) numbering.size += marks;
  return numbering;
}

bool ends_clause(std::string_view text) {
  char32_t before = 0;
  const char32_t c = last_mark(text, before);
  if (c == U'。' || c == U'；' || c == U'：' || c == U'｡') return true;
  return (c == U'.' || c == U';' || c == U':') && (is_han(before) || before == U'）');
}

bool ends_sentence(std::string_view text) {
  if (ends_clause(text)) return true;
  char32_t before = 0;
  const char32_t c = last_mark(text, before);
  if (c == U'.') return before < U'0' || before > U'9';
  return c == U'！' || c == U'？' || c == U'…' || c == U'!' || c == U'?' || c == U';' || c == U':';
}

std::string_view without_emphasis(std::string_view text) {
  text = trim(text);
  while (text.starts_with('*')) text.remove_prefix(1);
  while (text.ends_with('*')) text.remove_suffix(1);
  return trim(text);
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      ++columns;
    } else if (byte >= 0xC0) {
      columns += byte >= 0xE2 ? 2U : 1U;
    }
  }
  return columns;
}

}  // namespace disclose

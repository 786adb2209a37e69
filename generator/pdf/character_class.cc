#include "pdf/character_class.h"

#include <algorithm>
#include <string_view>

namespace disclose::pdf {
namespace {

constexpr Traits traits(unsigned flags) { return static_cast<Traits>(flags); }

// GB/T 15834-2011 5.1.1: 句号、逗号、顿号、分号、冒号、叹号、问号 … 不出现在一行之首.
constexpr std::u32string_view kStops = U"、，。；：！？．";
// 5.1.3: 引号、括号、书名号 … 前一半不出现在一行之末，后一半不出现在一行之首.
constexpr std::u32string_view kClosers = U"）》〉」』】〕〗〙］｝”’｠";
constexpr std::u32string_view kOpeners = U"（《〈「『【〔〖〘［｛“‘｟";
// 5.1.5, 5.1.8: 连接号、间隔号 … 不出现在一行之首; per cent and degree follow their number.
constexpr std::u32string_view kFollowers = U"～〜·・‧％‰℃℉°′″ー々〻ヽヾゝゞ";
constexpr std::u32string_view kPrefixes = U"￥＄￡§№＃";

bool has(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

constexpr Traits ascii_traits(char32_t c) {
  if (c == ' ' || c == '\t' || c == '\n' || c == '\r') return trait::space;
  if (c >= '0' && c <= '9') return traits(trait::word | trait::digit);
  switch (c) {
    case '(':
    case '[':
    case '{':
    case '$':
    case '#':
      return traits(trait::word | trait::no_end);
    case '?':
      return traits(trait::word | trait::no_start | trait::url_break);
    case ')':
    case ']':
    case '}':
    case ',':
    case ';':
    case '!':
    case '%':
    case '.':
    case ':':
      return traits(trait::word | trait::no_start);
    case '/':
    case '&':
    case '=':
    case '-':
    case '_':
      return traits(trait::word | trait::no_start | trait::url_break);
    default:
      return trait::word;
  }
}

// Scripts that are written in words; everything else on this page (Han, kana, symbols, ①) may
// break.
bool is_word_character(char32_t c) {
  return c < 0x2000 || (c >= 0x2030 && c < 0x2E80 && !(c >= 0x2460 && c < 0x2800)) ||
         (c >= 0xA640 && c < 0xAC00) || (c >= 0xFB00 && c < 0xFE00) ||
         (c >= 0x10000 && c < 0x1F000) || (c >= 0xFF10 && c <= 0xFF19);
}

bool is_mark(char32_t c) {
  return (c >= 0x0300 && c <= 0x036F) || (c >= 0x1AB0 && c <= 0x1AFF) ||
         (c >= 0x20D0 && c <= 0x20FF) || (c >= 0x302A && c <= 0x302F) || c == 0x3099 ||
         c == 0x309A || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFE20 && c <= 0xFE2F) ||
         (c >= 0xE0100 && c <= 0xE01EF) || c == 0x200D || c == 0x200C;
}

Traits punctuation_traits(char32_t c) {
  if (has(kStops, c) || has(kClosers, c)) return traits(trait::no_start | trait::blank_after);
  if (has(kOpeners, c)) return traits(trait::no_end | trait::blank_before);
  if (has(kFollowers, c))
    return c == U'～' ? traits(trait::no_start | trait::glue) : trait::no_start;
  if (has(kPrefixes, c)) return traits(trait::no_end);
  return 0;
}

Traits common_traits(char32_t c) {
  switch (c) {
    case 0x2014:
    case 0x2015:
    case 0x2E3A:
      return trait::pair;  // 5.1.7: 破折号不能中间断开
    case 0x2026:
    case 0x22EF:
      return traits(trait::no_start | trait::pair);  // 5.1.6: 省略号不能中间断开
    case 0x00A0:
    case 0x202F:
    case 0x2060:
    case 0xFEFF:
      return trait::glue;
    case 0x200B:
      return trait::break_after;
    case 0x00AD:
      return trait::break_after;
    case 0x3000:
      return trait::space;
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
      return traits(trait::word | trait::no_start);
    default:
      return 0;
  }
}

}  // namespace

Traits traits_of(char32_t c) {
  if (c < 0x80) return ascii_traits(c);
  if (c >= 0x3400 && c < 0xA000) return 0;  // the common Han
  if (const Traits common = common_traits(c); common != 0) return common;
  if (const Traits punctuation = punctuation_traits(c); punctuation != 0) return punctuation;
  if (is_mark(c)) return trait::mark;
  if (c >= 0x2000 && c <= 0x200A) return trait::space;
  return is_word_character(c) ? trait::word : Traits{0};
}

bool is_invisible(char32_t c) {
  const bool control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
  // Joiners, directions, separators of lines, variation selectors, tags: what Unicode calls
  // default ignorable.
  const bool format = c == 0x00AD || c == 0x061C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
                      (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
                      (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xFE00 && c <= 0xFE0F) ||
                      (c >= 0xE0000 && c <= 0xE0FFF);
  const bool no_character = (c & 0xFFFEU) == 0xFFFEU || (c >= 0xFDD0 && c <= 0xFDEF);
  return control || format || no_character;
}

}  // namespace disclose::pdf

// The first look of the leak gate: every byte that is published goes through it, few texts go further.
#include <array>
#include <cstdint>

#include "base/text.h"
#include "check/fold.h"
#include "check/leak_scanner.h"

namespace disclose {

namespace {

enum class Kind : std::uint8_t {
  dull,   ///< says nothing, and may stand inside a number: blanks, hyphens, what is not ASCII
  parts,  ///< ends a number
  digit,
  han,    ///< begins a Chinese character of three bytes (U+4000 to U+9FFF)
  rare,   ///< begins something that is looked at more closely
};

constexpr std::array<Kind, 256> kKinds = [] {
  std::array<Kind, 256> kinds = {};
  for (std::size_t c = 0; c < 0x80; ++c) kinds[c] = Kind::parts;
  for (std::size_t c = '0'; c <= '9'; ++c) kinds[c] = Kind::digit;
  kinds[' '] = kinds['-'] = Kind::dull;
  kinds['{'] = kinds['X'] = kinds['x'] = Kind::rare;
  kinds[0xC3] = kinds[0xE2] = kinds[0xE3] = kinds[0xEF] = Kind::rare;
  for (std::size_t c = 0xE4; c <= 0xE9; ++c) kinds[c] = Kind::han;
  for (std::size_t c = 0xF0; c <= 0xFF; ++c) kinds[c] = Kind::rare;
  return kinds;
}();

Kind kind_of(std::string_view text, std::size_t at) { return kKinds[static_cast<unsigned char>(text[at])]; }

// Every mark has one of these characters, and beside it one of those that the mark has there. Blanks and
// invisible characters may stand between them.
struct Clue {
  std::string_view character;
  std::string_view before;  ///< any of these behind which it is a clue
  std::string_view after;   ///< any of these before which it is a clue
};
constexpr std::array<Clue, 12> kClues = {{
    {"账", "", "号户"},                // P6 银行账号 and fewer digits than any other number has
    {"帐", "", "号户"},
    {"卡", "", "号"},
    {"密", "绝机秘", "级"},            // P7 秘密★, P8 密级：秘密
    {"内", "", "部"},                  // P9 内部资料
    {"存", "保", ""},                  //    注意保存
    {"传", "外", ""},                  //    不得外传
    {"件", "此本", ""},                //    此件不公开
    {"待", "", "填定"},                // P10 待填
    {"填", "请", ""},                  //     请填写
    {"某", "", "某"},                  //     某某
    {"稿", "见审论草议初拟", ""},      // P12 （征求意见稿）
}};

constexpr std::size_t kHan = 3;  // bytes

constexpr std::uint32_t byte_of(std::string_view text, std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; }
constexpr std::size_t tail_of(std::uint32_t second, std::uint32_t third) { return (second & 0x3FU) << 6U | (third & 0x3FU); }

// By the last two bytes of a character: its clue (from 1), or 0. Asked for every character of every page.
constexpr std::array<std::uint8_t, 4096> kClueOfTail = [] {
  std::array<std::uint8_t, 4096> clues = {};
  for (std::size_t i = 0; i < kClues.size(); ++i) {
    const std::string_view c = kClues[i].character;
    clues[tail_of(byte_of(c, 1), byte_of(c, 2))] = static_cast<std::uint8_t>(i + 1);
  }
  return clues;
}();

bool is_one_of(std::string_view character, std::string_view characters) {
  for (std::size_t i = 0; i < characters.size(); i += kHan) {
    if (characters.substr(i, kHan) == character) return true;
  }
  return false;
}

bool is_seen(std::string_view character) {
  std::size_t at = 0;
  const char32_t plain = fold(next_code_point(character, at));
  return plain != 0 && !is_space(plain);
}

// What is not seen, or a blank, hides its neighbour: that is for the scanners.
bool stands_before(std::string_view text, std::size_t at, std::string_view characters) {
  if (characters.empty() || at == 0) return false;
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && (byte_of(text, begin) & 0xC0U) == 0x80U) --begin;
  const std::string_view character = text.substr(begin, at - begin);
  return is_one_of(character, characters) || !is_seen(character);
}

bool stands_behind(std::string_view text, std::size_t at, std::string_view characters) {
  if (characters.empty() || at >= text.size()) return false;
  const std::string_view rest = text.substr(at);
  return is_one_of(rest.substr(0, kHan), characters) || !is_seen(rest);
}

std::uint8_t clue_number(std::string_view text, std::size_t at) { return kClueOfTail[tail_of(byte_of(text, at + 1), byte_of(text, at + 2))]; }

bool may_be_clue(std::string_view text, std::size_t at) { return clue_number(text, at) != 0; }

bool is_clue(std::string_view text, std::size_t at) {
  const std::string_view character = text.substr(at, kHan);
  const Clue& clue = kClues[clue_number(text, at) - 1U];
  if (character != clue.character) return false;
  return stands_before(text, at, clue.before) || stands_behind(text, at + kHan, clue.after);
}

// Whether a character may be X in another dress, or stand unseen between two.
bool may_repeat(std::string_view rest) {
  std::size_t at = 0;
  const char32_t plain = fold(next_code_point(rest, at));
  return plain == 0 || plain == 'X' || plain == 'x' || plain == U'×' || plain == U'○';
}

// {单位}, XX, ×× and ○○ (what stands behind may be full-width or invisible), full-width and mathematical
// digits and letters.
bool is_rare_sign(std::string_view text, std::size_t at) {
  const std::uint32_t c = byte_of(text, at);
  const std::uint32_t second = byte_of(text, at + 1);
  const std::uint32_t third = byte_of(text, at + 2);
  if (c == 'X' || c == 'x') return second == 'X' || second == 'x' || (second >= 0x80 && may_repeat(text.substr(at + 1)));
  if (c == 0xC3) return second == 0x97;
  if (c == 0xE2) return second == 0x97 && third == 0x8B;
  if (c == 0xEF && second == 0xBC) return (third >= 0x90 && third <= 0x99) || third == 0xB8;
  if (c == 0xEF) return second == 0xBD && (third == 0x98 || third == 0x9B);
  if (c == '{') return second == ' ' || second >= 0x80;
  return c >= 0xF0;
}

// 、 and 。 and kana (U+3000, the blank, does not), ， and every letter of ASCII.
bool ends_number(std::string_view text, std::size_t at) {
  const std::uint32_t c = byte_of(text, at);
  if (c == 0xE3) return byte_of(text, at + 1) != 0x80 || byte_of(text, at + 2) != 0x80;
  return c < 0x80 || (c == 0xEF && byte_of(text, at + 1) == 0xBC && byte_of(text, at + 2) == 0x8C);
}

struct Number {
  std::size_t end = 0;   ///< behind it; of a long one: the place of the digit that makes it long
  bool is_long = false;  ///< as many digits as a mobile number, the shortest that is looked for
};
Number read_number(std::string_view text, std::size_t at) {
  constexpr int kFewestDigits = 11;
  int digits = 0;
  for (; at < text.size(); ++at) {
    const Kind kind = kind_of(text, at);
    if (kind == Kind::digit && ++digits == kFewestDigits) return {at, true};
    if (kind == Kind::parts || kind == Kind::han || (kind == Kind::rare && (ends_number(text, at) || is_rare_sign(text, at)))) break;
  }
  return {at, false};
}

}  // namespace

std::size_t find_suspicion(std::string_view text, std::size_t from) {
  for (std::size_t i = from; i < text.size();) {
    switch (kind_of(text, i)) {
      [[likely]] case Kind::parts:
      case Kind::dull:
        ++i;
        break;
      case Kind::han:
        if (may_be_clue(text, i) && is_clue(text, i)) return i;
        i += kHan;
        break;
      case Kind::digit: {
        const Number number = read_number(text, i);
        if (number.is_long) return number.end;
        i = number.end;
        break;
      }
      case Kind::rare:
        if (is_rare_sign(text, i)) return i;
        ++i;
        break;
    }
  }
  return std::string_view::npos;
}

}  // namespace disclose

#pragma once

#include <cstdint>

/// What a character may do at the ends of a line (GB/T 15834-2011 5.1, 标点符号的位置).
namespace disclose::pdf {

/// Traits of one character; flags add up.
using Traits = std::uint16_t;
namespace trait {
inline constexpr Traits no_start = 1U << 0U;  ///< never first on a line: 、，。；：！？）》… %
inline constexpr Traits no_end = 1U << 1U;  ///< never last on a line: （《“
inline constexpr Traits word =
    1U << 2U;  ///< sticks to its neighbours of the same sort: Latin, digits, signs
inline constexpr Traits digit = 1U << 3U;  ///< 0-9
inline constexpr Traits space = 1U << 4U;  ///< a blank that vanishes at the ends of a line
inline constexpr Traits glue = 1U << 5U;   ///< no break on either side: U+00A0, U+2060
inline constexpr Traits mark =
    1U << 6U;  ///< belongs to the character before it: combining marks, variants
inline constexpr Traits blank_after = 1U
                                      << 7U;  ///< right half is empty and may be squeezed: ，。）
inline constexpr Traits blank_before = 1U << 8U;  ///< left half is empty and may be squeezed: （“
inline constexpr Traits break_after =
    1U << 9U;                              ///< a line may end here though nothing is seen: U+200B
inline constexpr Traits pair = 1U << 10U;  ///< two of the same are one sign: —— ……
inline constexpr Traits url_break = 1U
                                    << 11U;  ///< where a long address is broken first: / ? & = - _
}  // namespace trait

Traits traits_of(char32_t character);

/// The character takes no room and paints nothing: soft hyphen, zero-width space, joiners.
bool is_invisible(char32_t character);

/// White space that a writer of markup does not see: blank, tab, line break.
constexpr bool is_markup_space(char32_t character) {
  return character == ' ' || character == '\t' || character == '\n' || character == '\r' ||
         character == '\f';
}

}  // namespace disclose::pdf

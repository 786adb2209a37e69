#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace disclose {

/// The code point that starts at `at` (advanced past it). Invalid UTF-8 gives U+FFFD and one byte.
char32_t next_code_point(std::string_view text, std::size_t& at);

/// Appends `code_point` as UTF-8.
void append_utf8(std::string& out, char32_t code_point);

/// Byte offset of the first invalid UTF-8 byte (surrogates and overlong forms included), or npos.
std::size_t find_invalid_utf8(std::string_view text);

/// How many code points `text` has.
std::size_t code_point_count(std::string_view text);

/// Columns `text` takes on a terminal: 2 for Han, kana and full-width forms, 0 for combining marks.
std::size_t display_width(std::string_view text);

/// A Han character (CJK ideograph of any block).
bool is_han(char32_t code_point);

/// ASCII white space, U+00A0, U+2000..U+200B, U+3000, U+FEFF and the like.
bool is_space(char32_t code_point);

/// `text` without white space (is_space) at both ends.
std::string_view trim(std::string_view text);

/// `text` with every white space character removed.
std::string without_space(std::string_view text);

/// The candidate nearest to `word` in edit distance, when it is near enough to be meant; else "".
std::string_view closest(std::string_view word, std::span<const std::string_view> candidates);

/// An http or https address of a host: nothing in it that could end an attribute or a line.
bool is_web_address(std::string_view text);

/// The first `limit` code points of `text`, followed by "…" when it is longer.
std::string shorten(std::string_view text, std::size_t limit);

}  // namespace disclose

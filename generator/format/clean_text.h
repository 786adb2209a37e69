#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace disclose {

/// A character that never reaches a reader: control characters but tab and line break,
/// bidirectional overrides, zero-width and private-use characters, noncharacters.
bool is_unprintable(char32_t code_point);

/// `text` is nothing but white space. Stops at the first character that is none.
bool is_blank(std::string_view text);

/// Byte offset of the first character of `text`, from `at` on, that is unprintable or is one of
/// & < > " * $; text.size() when there is none.
std::size_t find_uncommon(std::string_view text, std::size_t at);

/// Appends `text` with & < > " escaped.
void append_escaped(std::string& out, std::string_view text);

/// Whether a link may go to `url`: http, https, mailto, a relative address or #. Control
/// characters, white space before the scheme and `//host` are not allowed.
bool is_allowed_link(std::string_view url);

/// Appends `url` for an attribute: everything but the characters of an address is percent-encoded.
void append_url(std::string& out, std::string_view url);

}  // namespace disclose

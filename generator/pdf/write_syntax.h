#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// How PDF and XML spell numbers and texts.
namespace disclose::pdf {

/// Appends `value` with at most `decimals` (0..5) digits after the point and no useless zeros.
/// Whatever is no number or too large for a reader becomes the nearest that is not (ISO 32000-1, C).
void append_number(std::string& out, float value, unsigned decimals = 2);

/// Appends an unsigned whole number.
void append_whole(std::string& out, std::uint64_t value);

/// Appends four hexadecimal digits.
void append_hex16(std::string& out, std::uint32_t value);

/// Appends `text` as a PDF name, with its slash: `/application#2Fjson`.
void append_name(std::string& out, std::string_view text);

/// Appends UTF-8 `text` as UTF-16BE in hexadecimal digits, without marks around it.
void append_utf16_hex(std::string& out, std::string_view text);

/// Appends UTF-8 `text` as a PDF text string: `(plain)` when it is ASCII, else `<FEFF…>`.
void append_text(std::string& out, std::string_view text);

/// UTF-8 `text` as UTF-16BE bytes with the byte order mark.
std::string utf16_with_mark(std::string_view text);

/// Appends `text` for the inside of an XML element or attribute; characters XML does not have are
/// left out.
void append_xml(std::string& out, std::string_view text);

/// `12 0 R`
std::string reference(std::uint32_t object);

}  // namespace disclose::pdf

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace disclose::templates {

/// How a value is written at a place of a page.
enum class Escape : std::uint8_t {
  none,            ///< plain text files; JSON made by the `json` filter inside a data script
  html_text,       ///< element text: markup passes
  html_attribute,  ///< a quoted attribute, <title>, <textarea>: markup is escaped
  html_url,        ///< a quoted attribute that holds a URL
  xml_text,
  xml_attribute,
  xml_url,
};

/// The same place in the other language: XML drops what XML 1.0 forbids.
constexpr bool is_xml(Escape escape) { return escape >= Escape::xml_text; }
constexpr bool lets_markup_pass(Escape escape) {
  return escape == Escape::none || escape == Escape::html_text || escape == Escape::xml_text;
}

/// Appends `text` with & < > " ' written as references and without control characters other than
/// tab and line breaks. For XML also without U+FFFE and U+FFFF, invalid UTF-8 as U+FFFD.
void append_escaped(std::string& out, std::string_view text, bool xml);

/// Appends markup where no markup may stand: as append_escaped, but a character reference in it
/// stays one, so that "A &amp; B" reads "A & B" there too.
void append_escaped_markup(std::string& out, std::string_view markup, bool xml);

/// Whether `url`, as it stands between the quotes (escaped), leads nowhere but to http, https,
/// mailto, tel, or a place relative to the page. Judged as browsers read it: leading white space
/// and control characters, and tabs and line breaks anywhere, do not count.
bool is_safe_url(std::string_view url);

/// Whether `scheme` (any case, without the colon) is one that links may have.
bool is_safe_scheme(std::string_view scheme);

}  // namespace disclose::templates

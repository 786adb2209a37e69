#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace disclose {

/// What a reader sees of a disclosure page, as a digest that survives what portals do to HTML
/// (ps-text/1): toolbars, scripts, another encoding, other line breaks, classes and ids stripped.
///
/// Kept is what stands between the one `ps-begin:<page>` and the one `<page>:ps-end` of the whole page,
/// in order, without white space and control characters; U+001E stands for the beginning of a row of a
/// table, U+001F for that of a cell. Comments, scripts and styles are passed over. What an element hides
/// by itself may not stand there; a style sheet that hides or covers is not seen.
struct PageText {
  std::string digest;    ///< SHA-256 of "ps-text/1\n" and the text, 64 hexadecimal digits; empty: none
  std::string charset;   ///< what the page was read as
  bool has_marks = false;   ///< something of the marks is there: it is such a page, perhaps spoilt
  bool is_blank = false;    ///< a page that shows nothing and runs a script: a firewall's question
  Say problem;              ///< why there is no digest
};

/// The marks, without the page between or before them. No text of the input may contain one.
inline constexpr std::string_view kPageBegin = "ps-begin:";
inline constexpr std::string_view kPageEnd = ":ps-end";

/// Whether a text has one of the marks, white space between its letters or not.
bool has_page_mark(std::string_view text);

/// `page` is the address within the site, with the slash at its end (`2024/target/roads/`); `charset` what
/// the server says of the encoding, may be empty. Of any bytes: time and memory have limits.
PageText read_page_text(std::string_view bytes, std::string_view charset, std::string_view page);

/// The address of a page file: `2024/target/roads/` of `2024/target/roads/index.html`; "" for other files.
std::string_view page_of(std::string_view path);

}  // namespace disclose

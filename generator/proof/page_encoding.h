#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace disclose {

/// A page as text.
struct DecodedPage {
  std::string text;     ///< UTF-8 without a byte order mark
  std::string charset;  ///< what it was read as: utf-8, gb18030, big5, utf-16le, utf-16be, windows-1252
};

/// A page's bytes as text: the byte order mark decides, else `charset` (what the server says, may be
/// empty), else a meta element in the first 1,024 bytes, else it is UTF-8; gb2312 and gbk are read as
/// GB18030. nullopt, and why, for another encoding and for one byte that is none of its characters.
std::optional<DecodedPage> decode_page(std::string_view bytes, std::string_view charset, Say& problem);

}  // namespace disclose

#pragma once

#include <string>
#include <string_view>

namespace disclose::pdf {

/// Where a link of a report leads: a report lies on somebody's desk, so an address relative to its page
/// (`source`) is written out (RFC 3986, 5.2). Absolute addresses, `#places` of the report itself, and
/// anything when `source` is no web address stay as they are. A page's `index.html` is left out, as in
/// every address that is cited.
std::string link_target(std::string_view href, std::string_view source);

}  // namespace disclose::pdf

#pragma once

#include <string>
#include <string_view>

namespace disclose {

/// `text` as it stands in an XML element or a quoted attribute; characters XML cannot hold are left out.
std::string xml_text(std::string_view text);

}  // namespace disclose

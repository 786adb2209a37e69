#pragma once

#include <functional>
#include <string_view>

namespace disclose {

/// Calls `visit` for each text of a finished file that may leak (find_suspicion): of a page what stands
/// between tags and in the attributes that are shown or read out (not scripts and styles), with its
/// entities written out; of JSON the strings that are no keys; of CSV the cells. Other files have none.
/// Linear in the bytes.
void for_each_suspicious_text(std::string_view path, std::string_view bytes, const std::function<void(std::string_view text)>& visit);

}  // namespace disclose

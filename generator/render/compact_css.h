#pragma once

#include <string>
#include <string_view>

namespace disclose {

/// A style sheet as it is sent: without comments, and white space only where it parts two words.
/// Texts in quotation marks stay as they are; so do sheets that end within one or within a comment.
std::string compact_css(std::string_view css);

}  // namespace disclose

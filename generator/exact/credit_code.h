#pragma once

#include <string_view>

namespace disclose {

/// Whether `text` is a 统一社会信用代码 whose check digit is right (GB 32100): 18 of
/// 0123456789ABCDEFGHJKLMNPQRTUWXY, nothing around them.
bool is_credit_code(std::string_view text);

}  // namespace disclose

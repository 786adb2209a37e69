#pragma once

#include <optional>
#include <string_view>

#include "pdf/page.h"

namespace disclose::pdf {

/// The modules of a QR code (error correction M) for `text`, without place, size and quiet zone;
/// nullopt when the text is empty or too long for one.
std::optional<Modules> make_qr_code(std::string_view text);

}  // namespace disclose::pdf

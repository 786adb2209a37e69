#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace disclose {

/// The square modules of a QR code, row by row, without a quiet zone; true = dark.
struct QrModules {
  std::uint32_t side = 0;
  std::vector<bool> dark;
  bool at(std::size_t x, std::size_t y) const { return dark[y * side + x]; }
};

/// The QR code (error correction M) for `text`; nullopt when the text is empty or too long for one.
std::optional<QrModules> make_qr_code(std::string_view text);

}  // namespace disclose

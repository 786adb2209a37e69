#include "format/qr_code.h"

#include <qrencode.h>

#include <memory>
#include <string>

namespace disclose {

std::optional<QrModules> make_qr_code(std::string_view text) {
  // 8-bit data of version 40-M end at 2 331 bytes.
  constexpr std::size_t kLongest = 2331;
  if (text.empty() || text.size() > kLongest || text.find('\0') != std::string_view::npos)
    return std::nullopt;
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString(std::string(text).c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), &QRcode_free);
  if (!code) return std::nullopt;
  QrModules modules{.side = static_cast<std::uint32_t>(code->width)};
  const std::size_t count = std::size_t{modules.side} * modules.side;
  modules.dark.reserve(count);
  for (std::size_t i = 0; i < count; ++i) modules.dark.push_back((code->data[i] & 1U) != 0);
  return modules;
}

}  // namespace disclose

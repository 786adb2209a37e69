#pragma once

#include <libdeflate.h>

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace disclose {

/// A member of a ZIP file, taken from its central directory.
struct PackedFile {
  std::string bytes;
  unsigned date = 0;  ///< MS-DOS date and time, date in the upper half
};

inline std::map<std::string, PackedFile> read_zip(std::string_view zip) {
  const auto number = [&](std::size_t at, int bytes) {
    std::size_t value = 0;
    for (int i = bytes - 1; i >= 0; --i) {
      value = value * 256 + static_cast<unsigned char>(zip.at(at + static_cast<std::size_t>(i)));
    }
    return value;
  };
  const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> inflater(
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  std::map<std::string, PackedFile> members;
  const std::size_t end = zip.rfind("PK\5\6");
  std::size_t at = number(end + 16, 4);
  for (std::size_t left = number(end + 10, 2); left > 0; --left) {
    const std::size_t method = number(at + 10, 2);
    const std::size_t packed = number(at + 20, 4);
    const std::size_t local = number(at + 42, 4);
    const std::size_t data = local + 30 + number(local + 26, 2) + number(local + 28, 2);
    PackedFile member;
    member.date = static_cast<unsigned>(number(at + 12, 4));
    member.bytes.resize(number(at + 24, 4));
    const bool is_read =
        method == 0
            ? zip.copy(member.bytes.data(), member.bytes.size(), data) == member.bytes.size()
            : libdeflate_deflate_decompress(inflater.get(), zip.data() + data, packed,
                                            member.bytes.data(), member.bytes.size(),
                                            nullptr) == LIBDEFLATE_SUCCESS;
    if (!is_read) throw std::runtime_error("a broken member of a ZIP file");
    members[std::string(zip.substr(at + 46, number(at + 28, 2)))] = std::move(member);
    at += 46 + number(at + 28, 2) + number(at + 30, 2) + number(at + 32, 2);
  }
  return members;
}

}  // namespace disclose

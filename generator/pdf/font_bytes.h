#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Big-endian bytes of a font table. Fonts named by a site are untrusted: a read outside the table
/// gives 0 and is remembered, so that a parser can read on and ask once at its end.
namespace disclose::pdf {

class FontBytes {
 public:
  FontBytes() = default;
  explicit FontBytes(std::string_view bytes) : bytes_(bytes) {}

  std::uint8_t u8(std::size_t at) const {
    if (at >= bytes_.size()) {
      sound_ = false;
      return 0;
    }
    return static_cast<std::uint8_t>(bytes_[at]);
  }
  std::uint16_t u16(std::size_t at) const {
    return static_cast<std::uint16_t>(u8(at) << 8 | u8(at + 1));
  }
  std::int16_t i16(std::size_t at) const { return static_cast<std::int16_t>(u16(at)); }
  std::uint32_t u32(std::size_t at) const {
    return static_cast<std::uint32_t>(u16(at)) << 16 | u16(at + 2);
  }
  /// An offset of `size` bytes (1..4), as CFF indexes have them.
  std::uint32_t offset(std::size_t at, unsigned size) const {
    std::uint32_t value = 0;
    for (unsigned i = 0; i < size; ++i) value = value << 8 | u8(at + i);
    return value;
  }
  /// `length` bytes from `at`; empty when they are not all there.
  std::string_view slice(std::size_t at, std::size_t length) const {
    if (at > bytes_.size() || length > bytes_.size() - at) {
      sound_ = false;
      return {};
    }
    return bytes_.substr(at, length);
  }

  std::size_t size() const { return bytes_.size(); }
  std::string_view all() const { return bytes_; }
  /// No read has gone outside the table.
  bool sound() const { return sound_; }

 private:
  std::string_view bytes_;
  mutable bool sound_ = true;
};

inline void append_u8(std::string& out, std::uint32_t value) {
  out.push_back(static_cast<char>(value & 0xFF));
}
inline void append_u16(std::string& out, std::uint32_t value) {
  append_u8(out, value >> 8);
  append_u8(out, value);
}
inline void append_u32(std::string& out, std::uint32_t value) {
  append_u16(out, value >> 16);
  append_u16(out, value);
}
inline void put_u16(std::string& out, std::size_t at, std::uint32_t value) {
  out[at] = static_cast<char>(value >> 8 & 0xFF);
  out[at + 1] = static_cast<char>(value & 0xFF);
}
inline void put_u32(std::string& out, std::size_t at, std::uint32_t value) {
  put_u16(out, at, value >> 16);
  put_u16(out, at + 2, value);
}

}  // namespace disclose::pdf

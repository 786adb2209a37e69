#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace disclose {

/// Lower-case hexadecimal digits, two a byte.
std::string to_hex(std::string_view bytes);

/// SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// The same as its 32 bytes.
std::string sha256_bytes(std::string_view bytes);

/// SM3 (GB/T 32905) of `bytes` as 64 lower-case hexadecimal digits.
std::string sm3_hex(std::string_view bytes);

/// SHA-256 of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  Sha256& add(std::string_view bytes);

  /// The digest of everything added as 64 lower-case hexadecimal digits; begins anew after it.
  std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace disclose

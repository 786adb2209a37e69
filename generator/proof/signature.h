#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace disclose {

/// Ed25519 (RFC 8032), and SM2 with SM3 (GB/T 32918) with the user id 1234567812345678.
enum class Algorithm : unsigned char { ed25519, sm2 };

/// A private key, in memory for as long as it is needed.
class SigningKey {
 public:
  static SigningKey generate(Algorithm algorithm);

  /// From PKCS#8 in PEM, encrypted (`BEGIN ENCRYPTED PRIVATE KEY`); a key that is not encrypted, another
  /// algorithm and a wrong passphrase are told in `problem`.
  static std::optional<SigningKey> from_pem(std::string_view pem, const std::string& passphrase, Say& problem);

  SigningKey(SigningKey&&) noexcept;
  SigningKey& operator=(SigningKey&&) noexcept;
  ~SigningKey();

  /// PKCS#8 in PEM, encrypted with AES-256 under a scrypt key of the passphrase.
  std::string to_pem(const std::string& passphrase) const;

  Algorithm algorithm() const { return algorithm_; }

  /// 32 bytes of Ed25519, 65 bytes 04‖X‖Y of SM2.
  std::string public_key() const;

  /// 64 bytes of Ed25519, DER SEQUENCE{r, s} of SM2 (another one every time).
  std::string sign(std::string_view message) const;

 private:
  struct Key;
  SigningKey(Algorithm algorithm, std::unique_ptr<Key> key);
  Algorithm algorithm_;
  std::unique_ptr<Key> key_;
};

/// Whether `signature` over `message` is of the public key; false for a key or signature in a wrong form.
bool verify_signature(Algorithm algorithm, std::string_view public_key, std::string_view message, std::string_view signature);

}  // namespace disclose

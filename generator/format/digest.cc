#include "format/digest.h"

#include <openssl/evp.h>

#include <array>
#include <cstddef>
#include <stdexcept>

namespace disclose {

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { EVP_MD_CTX_free(context); }
};

namespace {

/// OpenSSL fails here only without memory or with a broken installation.
void must(bool done) {
  if (!done) throw std::runtime_error("a digest is not available from OpenSSL");
}

std::string digest_of(std::string_view bytes, const EVP_MD* algorithm) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest = {};
  unsigned int size = 0;
  must(EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, algorithm, nullptr) == 1);
  return {digest.begin(), digest.begin() + size};
}

}  // namespace

Sha256::Sha256() : state_(std::make_unique<State>()) {
  must(state_->context != nullptr);
  must(EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr) == 1);
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

Sha256& Sha256::add(std::string_view bytes) {
  must(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
  return *this;
}

std::string Sha256::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest = {};
  unsigned int size = 0;
  must(EVP_DigestFinal_ex(state_->context, digest.data(), &size) == 1);
  must(EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr) == 1);
  return to_hex(std::string(digest.begin(), digest.begin() + size));
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

std::string sha256_hex(std::string_view bytes) { return to_hex(sha256_bytes(bytes)); }

std::string sha256_bytes(std::string_view bytes) { return digest_of(bytes, EVP_sha256()); }

std::string sm3_hex(std::string_view bytes) { return to_hex(digest_of(bytes, EVP_sm3())); }

}  // namespace disclose

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

struct Digest {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes = {};
  unsigned int size = 0;
};

Digest digest_of(std::string_view bytes, const EVP_MD* algorithm) {
  Digest digest;
  must(EVP_Digest(bytes.data(), bytes.size(), digest.bytes.data(), &digest.size, algorithm, nullptr) == 1);
  return digest;
}

std::string hex_of(const Digest& digest) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(std::size_t{2} * digest.size);
  for (unsigned int i = 0; i < digest.size; ++i) {
    text += digits[digest.bytes[i] >> 4U];
    text += digits[digest.bytes[i] & 15U];
  }
  return text;
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
  Digest digest;
  must(EVP_DigestFinal_ex(state_->context, digest.bytes.data(), &digest.size) == 1);
  must(EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr) == 1);
  return hex_of(digest);
}

std::string sha256_hex(std::string_view bytes) { return hex_of(digest_of(bytes, EVP_sha256())); }

std::string sha256_bytes(std::string_view bytes) {
  const Digest digest = digest_of(bytes, EVP_sha256());
  return {digest.bytes.begin(), digest.bytes.begin() + digest.size};
}

std::string sm3_hex(std::string_view bytes) { return hex_of(digest_of(bytes, EVP_sm3())); }

}  // namespace disclose

// The second door of OpenSSL: signatures and the keys for them. Digests are format/digest.cc.
#include "proof/signature.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace disclose {

namespace {

// GB/T 35276: OpenSSL before 4.0 takes the empty id when none is set.
constexpr std::string_view kSm2Id = "1234567812345678";

template <auto free>
struct Free {
  template <class T>
  void operator()(T* held) const { free(held); }
};
using KeyPointer = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using ContextPointer = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using DigestPointer = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;
using InfoPointer = std::unique_ptr<PKCS8_PRIV_KEY_INFO, Free<PKCS8_PRIV_KEY_INFO_free>>;
using SealedPointer = std::unique_ptr<X509_SIG, Free<X509_SIG_free>>;
using BioPointer = std::unique_ptr<BIO, Free<BIO_free_all>>;

void must(bool done) {
  if (!done) throw std::runtime_error("a signature is not available from OpenSSL");
}

const unsigned char* octets(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

// A digest context for one signature; `context` is what it holds and must outlive it.
struct Signing {
  ContextPointer context;
  DigestPointer digest;
  const EVP_MD* algorithm = nullptr;
};

Signing signing_with(EVP_PKEY* key, Algorithm algorithm) {
  Signing signing{ContextPointer(EVP_PKEY_CTX_new(key, nullptr)), DigestPointer(EVP_MD_CTX_new()), nullptr};
  must(signing.context != nullptr && signing.digest != nullptr);
  if (algorithm == Algorithm::sm2) {
    must(EVP_PKEY_CTX_set1_id(signing.context.get(), kSm2Id.data(), static_cast<int>(kSm2Id.size())) == 1);
    EVP_MD_CTX_set_pkey_ctx(signing.digest.get(), signing.context.get());
    signing.algorithm = EVP_sm3();
  }
  return signing;
}

KeyPointer public_key_of(Algorithm algorithm, std::string_view bytes) {
  if (algorithm == Algorithm::ed25519) {
    return KeyPointer(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(bytes), bytes.size()));
  }
  if (bytes.size() != 65 || bytes.front() != '\4') return nullptr;
  std::string group = "SM2";
  std::string point(bytes);
  const std::array<OSSL_PARAM, 3> parameters = {
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size()),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()), OSSL_PARAM_construct_end()};
  std::array<OSSL_PARAM, 3> handed = parameters;
  const ContextPointer context(EVP_PKEY_CTX_new_from_name(nullptr, "SM2", nullptr));
  EVP_PKEY* key = nullptr;
  if (context == nullptr || EVP_PKEY_fromdata_init(context.get()) != 1) return nullptr;
  if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, handed.data()) != 1) return nullptr;
  return KeyPointer(key);
}

// Gives OpenSSL the passphrase instead of letting it ask at the terminal.
int hand_over(char* buffer, int size, int /*writing*/, void* passphrase) {
  const std::string& text = *static_cast<const std::string*>(passphrase);
  if (text.size() > static_cast<std::size_t>(size)) return -1;
  std::copy(text.begin(), text.end(), buffer);
  return static_cast<int>(text.size());
}

}  // namespace

struct SigningKey::Key {
  KeyPointer pointer;
};

SigningKey::SigningKey(Algorithm algorithm, std::unique_ptr<Key> key) : algorithm_(algorithm), key_(std::move(key)) {}
SigningKey::SigningKey(SigningKey&&) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&&) noexcept = default;
SigningKey::~SigningKey() = default;

SigningKey SigningKey::generate(Algorithm algorithm) {
  KeyPointer key(EVP_PKEY_Q_keygen(nullptr, nullptr, algorithm == Algorithm::sm2 ? "SM2" : "ED25519"));
  must(key != nullptr);
  return {algorithm, std::make_unique<Key>(Key{std::move(key)})};
}

std::optional<SigningKey> SigningKey::from_pem(std::string_view pem, const std::string& passphrase, Say& problem) {
  if (pem.find("-----BEGIN ENCRYPTED PRIVATE KEY-----") == std::string_view::npos) {
    problem = {"应为加密的 PKCS#8 私钥（BEGIN ENCRYPTED PRIVATE KEY）", "expected an encrypted PKCS#8 key (BEGIN ENCRYPTED PRIVATE KEY)"};
    return std::nullopt;
  }
  const BioPointer bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  must(bio != nullptr);
  std::string handed = passphrase;
  KeyPointer key(PEM_read_bio_PrivateKey(bio.get(), nullptr, hand_over, &handed));
  if (key == nullptr) {
    problem = {"口令不对，或私钥文件损坏", "the passphrase is wrong or the key file is damaged"};
    return std::nullopt;
  }
  const bool is_sm2 = EVP_PKEY_is_a(key.get(), "SM2") == 1;
  if (!is_sm2 && EVP_PKEY_is_a(key.get(), "ED25519") != 1) {
    problem = {"私钥的算法应为 Ed25519 或 SM2", "expected a key of Ed25519 or SM2"};
    return std::nullopt;
  }
  return SigningKey(is_sm2 ? Algorithm::sm2 : Algorithm::ed25519, std::make_unique<Key>(Key{std::move(key)}));
}

std::string SigningKey::to_pem(const std::string& passphrase) const {
  constexpr int kCost = 1 << 14;  // scrypt with r = 8: 16 MB, and what OpenSSL reads back without being told of more
  const InfoPointer info(EVP_PKEY2PKCS8(key_->pointer.get()));
  must(info != nullptr);
  X509_ALGOR* scheme = PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), nullptr, 0, nullptr, kCost, 8, 1);
  must(scheme != nullptr);
  const SealedPointer sealed(PKCS8_set0_pbe(passphrase.data(), static_cast<int>(passphrase.size()), info.get(), scheme));
  if (sealed == nullptr) X509_ALGOR_free(scheme);
  must(sealed != nullptr);
  const BioPointer bio(BIO_new(BIO_s_mem()));
  must(bio != nullptr && PEM_write_bio_PKCS8(bio.get(), sealed.get()) == 1);
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &bytes);
  must(size > 0);
  return {bytes, static_cast<std::size_t>(size)};
}

std::string SigningKey::public_key() const {
  unsigned char* bytes = nullptr;
  std::size_t size = 0;
  if (algorithm_ == Algorithm::sm2) {
    size = EVP_PKEY_get1_encoded_public_key(key_->pointer.get(), &bytes);
    must(size == 65);
    std::string key(bytes, bytes + size);
    OPENSSL_free(bytes);
    return key;
  }
  std::array<unsigned char, 32> raw = {};
  size = raw.size();
  must(EVP_PKEY_get_raw_public_key(key_->pointer.get(), raw.data(), &size) == 1 && size == raw.size());
  return {raw.begin(), raw.end()};
}

std::string SigningKey::sign(std::string_view message) const {
  const Signing signing = signing_with(key_->pointer.get(), algorithm_);
  must(EVP_DigestSignInit(signing.digest.get(), nullptr, signing.algorithm, nullptr, key_->pointer.get()) == 1);
  std::array<unsigned char, 128> signature = {};
  std::size_t size = signature.size();
  must(EVP_DigestSign(signing.digest.get(), signature.data(), &size, octets(message), message.size()) == 1);
  return {signature.begin(), signature.begin() + static_cast<std::ptrdiff_t>(size)};
}

bool verify_signature(Algorithm algorithm, std::string_view public_key, std::string_view message, std::string_view signature) {
  const KeyPointer key = public_key_of(algorithm, public_key);
  if (key == nullptr) return false;
  const Signing signing = signing_with(key.get(), algorithm);
  if (EVP_DigestVerifyInit(signing.digest.get(), nullptr, signing.algorithm, nullptr, key.get()) != 1) return false;
  return EVP_DigestVerify(signing.digest.get(), octets(signature), signature.size(), octets(message), message.size()) == 1;
}

}  // namespace disclose

#include "proof/hash.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "format/digest.h"

namespace disclose {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

Hash digest(const std::string& bytes) {
  Hash hash;
  std::ranges::copy(sha256_bytes(bytes), hash.bytes.begin());
  return hash;
}

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
}

}  // namespace

std::optional<Hash> Hash::from(std::string_view bytes) {
  Hash hash;
  if (bytes.size() != hash.bytes.size()) return std::nullopt;
  std::ranges::copy(bytes, hash.bytes.begin());
  return hash;
}

Hash leaf_hash(std::string_view leaf) {
  std::string bytes(1, '\0');
  bytes += leaf;
  return digest(bytes);
}

Hash node_hash(const Hash& left, const Hash& right) {
  std::string bytes(1, '\1');
  bytes += left.view();
  bytes += right.view();
  return digest(bytes);
}

std::string to_base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::uint32_t group = byte_at(bytes, i) << 16U | byte_at(bytes, i + 1) << 8U | byte_at(bytes, i + 2);
    const std::size_t left = bytes.size() - i;
    text += kAlphabet[group >> 18U & 63U];
    text += kAlphabet[group >> 12U & 63U];
    text += left > 1 ? kAlphabet[group >> 6U & 63U] : '=';
    text += left > 2 ? kAlphabet[group & 63U] : '=';
  }
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::size_t padding = 0;
  for (std::size_t i = 0; i < text.size(); i += 4) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const char c = text[i + k];
      const std::size_t six = kAlphabet.find(c);
      if (six == std::string_view::npos && c != '=') return std::nullopt;
      if (c == '=') ++padding;
      group = group << 6U | static_cast<std::uint32_t>(c == '=' ? 0 : six);
    }
    for (const unsigned shift : {16U, 8U, 0U}) bytes += static_cast<char>(group >> shift & 255U);
  }
  if (padding > 2) return std::nullopt;
  bytes.resize(bytes.size() - padding);
  // Bits that no byte takes up, and `=` anywhere but at the end, do not come back.
  if (to_base64(bytes) != text) return std::nullopt;
  return bytes;
}

std::optional<long long> whole_number(std::string_view text) {
  constexpr long long kMost = (1LL << 53) - 1;
  if (text.empty() || (text.size() > 1 && text.front() == '0') || text.front() < '0' || text.front() > '9') return std::nullopt;
  long long number = 0;
  const auto [last, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || last != text.data() + text.size() || number > kMost) return std::nullopt;
  return number;
}

}  // namespace disclose

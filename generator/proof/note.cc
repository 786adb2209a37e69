#include "proof/note.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "format/digest.h"
#include "proof/hash.h"

namespace disclose {

namespace {

constexpr std::string_view kDash = "\u2014 ";
constexpr std::string_view kSm2Type = "\xffsm2-sm3-der.v1";
constexpr std::size_t kMostBytes = 1 << 20;
constexpr std::size_t kMostSignatures = 100;
constexpr std::size_t kKeyIdSize = 4;
constexpr std::size_t kTimeSize = 8;

std::nullopt_t refuse(Say& problem, const char* zh, const char* en) {
  problem = {zh, en};
  return std::nullopt;
}

std::string typed_key(KeyKind kind, std::string_view public_key) {
  const std::string_view type = kind == KeyKind::sm2 ? kSm2Type : kind == KeyKind::ed25519 ? std::string_view("\1") : std::string_view("\4");
  return std::string(type) + std::string(public_key);
}

std::string time_bytes(std::int64_t seconds) {
  std::string bytes;
  for (unsigned shift = 64; shift != 0;) {
    shift -= 8;
    bytes += static_cast<char>(static_cast<std::uint64_t>(seconds) >> shift & 255U);
  }
  return bytes;
}

std::int64_t seconds_of(std::string_view bytes) {
  std::uint64_t seconds = 0;
  for (const char c : bytes) seconds = seconds << 8U | static_cast<unsigned char>(c);
  return static_cast<std::int64_t>(seconds);
}

std::string cosigned_text(std::string_view text, std::int64_t seconds) {
  return fmt::format("cosignature/v1\ntime {}\n{}", seconds, text);
}

std::string line_of(const std::string& name, const std::string& key_id, const std::string& signature) {
  return fmt::format("{}{} {}\n", kDash, name, to_base64(key_id + signature));
}

std::optional<SignatureLine> parse_signature_line(std::string_view line) {
  if (!line.starts_with(kDash)) return std::nullopt;
  line.remove_prefix(kDash.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) return std::nullopt;
  const std::optional<std::string> bytes = from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() <= kKeyIdSize) return std::nullopt;
  return SignatureLine{std::string(line.substr(0, space)), bytes->substr(0, kKeyIdSize), bytes->substr(kKeyIdSize)};
}

// When the line's signature is of the key: what it signs, and since when.
std::optional<Signed> verify_line(const SignatureLine& line, const VerifierKey& key, std::string_view text) {
  Signed found{key, std::nullopt};
  std::string_view signature = line.signature;
  std::string message(text);
  if (key.kind == KeyKind::cosignature) {
    if (signature.size() < kTimeSize) return std::nullopt;
    found.seconds = seconds_of(signature.substr(0, kTimeSize));
    if (*found.seconds < 0) return std::nullopt;
    message = cosigned_text(text, *found.seconds);
    signature.remove_prefix(kTimeSize);
  }
  const Algorithm algorithm = key.kind == KeyKind::sm2 ? Algorithm::sm2 : Algorithm::ed25519;
  if (!verify_signature(algorithm, key.public_key, message, signature)) return std::nullopt;
  return found;
}

}  // namespace

std::optional<Note> parse_note(std::string_view bytes, Say& problem) {
  if (bytes.size() > kMostBytes) return refuse(problem, "大于 1 MiB", "larger than 1 MiB");
  if (find_invalid_utf8(bytes) != std::string_view::npos) return refuse(problem, "不是有效的 UTF-8", "not valid UTF-8");
  for (const char c : bytes) {
    if (c == '\r') {
      return refuse(problem, "换行被改成了 Windows 的形式（CR LF）；请用原文件，不要用编辑器另存", "the line breaks became those of Windows (CR LF); take the original file, not one saved by an editor");
    }
    if (c != '\n' && static_cast<unsigned char>(c) < 32U) return refuse(problem, "含有控制字符", "it holds a control character");
  }
  const std::size_t blank = bytes.rfind("\n\n");
  if (blank == std::string_view::npos) return refuse(problem, "没有把正文与签名隔开的空行", "no empty line between the text and the signatures");
  Note note{std::string(bytes.substr(0, blank + 1)), {}};
  std::string_view lines = bytes.substr(blank + 2);
  if (lines.empty() || !lines.ends_with('\n')) return refuse(problem, "没有签名行，或最后一行没有换行", "no signature line, or no line break after the last");
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    std::optional<SignatureLine> line = parse_signature_line(lines.substr(0, end));
    if (!line) return refuse(problem, "签名行的格式不对，应为“— 名称 Base64”", "a signature line is not `— name base64`");
    if (note.signatures.size() == kMostSignatures) return refuse(problem, "签名多于 100 行", "more than 100 signatures");
    note.signatures.push_back(*std::move(line));
    lines.remove_prefix(end + 1);
  }
  return note;
}

bool is_key_name(std::string_view name) {
  if (name.empty() || name.find('+') != std::string_view::npos || find_invalid_utf8(name) != std::string_view::npos) return false;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_code_point(name, at);
    if (c < 32 || is_space(c)) return false;
  }
  return true;
}

VerifierKey make_verifier_key(std::string name, KeyKind kind, std::string public_key) {
  const std::string id = sha256_bytes(name + "\n" + typed_key(kind, public_key)).substr(0, kKeyIdSize);
  return {std::move(name), kind, std::move(public_key), id};
}

std::string print_vkey(const VerifierKey& key) {
  return fmt::format("{}+{}+{}", key.name, to_hex(key.key_id), to_base64(typed_key(key.kind, key.public_key)));
}

std::optional<VerifierKey> parse_vkey(std::string_view text, Say& problem) {
  constexpr const char* zh = "公钥的格式不对，应为“名称+8 位十六进制+Base64”";
  constexpr const char* en = "not a public key of the form `name+8 hexadecimal digits+base64`";
  const std::size_t first = text.find('+');
  const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos || !is_key_name(text.substr(0, first))) return refuse(problem, zh, en);
  const std::optional<std::string> typed = from_base64(text.substr(second + 1));
  if (!typed) return refuse(problem, zh, en);
  std::optional<VerifierKey> key;
  const std::string name(text.substr(0, first));
  if (typed->starts_with(kSm2Type) && typed->size() == kSm2Type.size() + 65) {
    key = make_verifier_key(name, KeyKind::sm2, typed->substr(kSm2Type.size()));
  } else if (typed->size() == 33 && (typed->front() == '\1' || typed->front() == '\4')) {
    key = make_verifier_key(name, typed->front() == '\1' ? KeyKind::ed25519 : KeyKind::cosignature, typed->substr(1));
  }
  if (!key) return refuse(problem, "公钥的类型不认得，应为 Ed25519、SM2 或见证人的公钥", "a public key of a type that is neither Ed25519, SM2 nor a witness's");
  if (print_vkey(*key) != text) return refuse(problem, "公钥与它的编号不符，抄写有误", "the public key does not match its id; it was copied wrongly");
  return key;
}

std::optional<std::vector<VerifierKey>> parse_vkeys(std::string_view text, Say& problem) {
  std::vector<VerifierKey> keys;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    std::optional<VerifierKey> key = parse_vkey(line, problem);
    if (!key) return std::nullopt;
    if (std::ranges::find(keys, *key) == keys.end()) keys.push_back(*std::move(key));
  }
  if (keys.empty()) return refuse(problem, "里面没有公钥", "there is no public key in it");
  return keys;
}

std::string sign_line(const SigningKey& key, const std::string& name, std::string_view text) {
  const KeyKind kind = key.algorithm() == Algorithm::sm2 ? KeyKind::sm2 : KeyKind::ed25519;
  return line_of(name, make_verifier_key(name, kind, key.public_key()).key_id, key.sign(text));
}

std::string cosign_line(const SigningKey& key, const std::string& name, std::string_view text, std::int64_t seconds) {
  const VerifierKey verifier = make_verifier_key(name, KeyKind::cosignature, key.public_key());
  return line_of(name, verifier.key_id, time_bytes(seconds) + key.sign(cosigned_text(text, seconds)));
}

std::optional<std::vector<Signed>> verify_note(const Note& note, const std::vector<VerifierKey>& keys, Say& problem) {
  std::vector<Signed> all;
  if (keys.empty()) return refuse(problem, "没有给出公钥", "no public key is given");
  for (const VerifierKey& key : keys) {
    std::size_t lines = 0;
    for (const SignatureLine& line : note.signatures) {
      if (line.name != key.name || line.key_id != key.key_id) continue;
      std::optional<Signed> found = verify_line(line, key, note.text);
      if (!found || ++lines > 1) {
        problem = {fmt::format("公钥 {}（{}）的签名不成立", key.name, to_hex(key.key_id)), fmt::format("the signature of {} ({}) does not hold", key.name, to_hex(key.key_id))};
        return std::nullopt;
      }
      all.push_back(*std::move(found));
    }
    if (lines == 0) {
      problem = {fmt::format("缺少公钥 {}（{}）的签名", key.name, to_hex(key.key_id)), fmt::format("{} ({}) has not signed", key.name, to_hex(key.key_id))};
      return std::nullopt;
    }
  }
  return all;
}

}  // namespace disclose

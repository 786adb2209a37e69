#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "proof/checkpoint.h"
#include "proof/note.h"
#include "proof/tiles.h"

namespace disclose {

inline std::filesystem::path vector_path(const std::string& name) { return std::filesystem::path(DISCLOSE_SOURCE_DIR) / "tests/vectors/proof" / name; }

inline std::optional<std::string> read_if_there(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream || !std::filesystem::is_regular_file(path)) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

inline std::string vector_text(const std::string& name) { return read_if_there(vector_path(name)).value(); }

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

inline std::vector<VerifierKey> vector_keys() {
  Say problem;
  return parse_vkeys(vector_text("vkeys.txt"), problem).value();
}

/// The files below a folder of a vector as a log's prefix.
inline Fetch vector_folder(const std::string& name) {
  return [name](const std::string& path) { return read_if_there(vector_path(name) / path); };
}

inline Log log_of(const std::vector<std::string>& leaves) {
  Log log;
  for (const std::string& leaf : leaves) log.append(leaf);
  return log;
}

/// A log of `count` leaves that say only their number.
inline Log numbered_log(std::size_t count) {
  Log log;
  for (std::size_t i = 0; i < count; ++i) log.append("leaf " + std::to_string(i));
  return log;
}

/// What makes a log: a key, and its name.
struct Signer {
  SigningKey ed25519 = SigningKey::generate(Algorithm::ed25519);
  SigningKey sm2 = SigningKey::generate(Algorithm::sm2);
  std::string origin = "czj.example.gov.cn/jxgk";

  std::vector<VerifierKey> keys() const {
    return {make_verifier_key(origin, KeyKind::ed25519, ed25519.public_key()), make_verifier_key(origin, KeyKind::sm2, sm2.public_key())};
  }
  std::string checkpoint(const Log& log, std::size_t size) const {
    const std::string text = print_checkpoint({origin, size, log.tree.root(size)});
    return text + "\n" + sign_line(ed25519, origin, text) + sign_line(sm2, origin, text);
  }
};

}  // namespace disclose

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "proof/signature.h"

namespace disclose {

/// One line `— name base64` below a note.
struct SignatureLine {
  std::string name;
  std::string key_id;     ///< 4 bytes
  std::string signature;  ///< the bytes after them
};

/// A signed note (C2SP signed-note v1.0.0).
struct Note {
  std::string text;  ///< with the line break at its end
  std::vector<SignatureLine> signatures;
};

/// Reads a note strictly: no control character but the line break, valid UTF-8, canonical Base64.
std::optional<Note> parse_note(std::string_view bytes, Say& problem);

/// What a key of a note signs, and how (the type byte of its vkey).
enum class KeyKind : std::uint8_t {
  ed25519,      ///< 0x01: the text
  sm2,          ///< 0xff `sm2-sm3-der.v1`: the text
  cosignature,  ///< 0x04: the text under a witness's time (C2SP tlog-cosignature v1)
};

/// A public key with its name: `name+hex(key id)+base64(type ‖ key)`.
struct VerifierKey {
  std::string name;
  KeyKind kind = KeyKind::ed25519;
  std::string public_key;
  std::string key_id;  ///< 4 bytes: SHA-256(name ‖ LF ‖ type ‖ key)

  friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};

/// A name that may stand in a signature line: not empty, without white space, control characters and `+`.
bool is_key_name(std::string_view name);

VerifierKey make_verifier_key(std::string name, KeyKind kind, std::string public_key);
std::string print_vkey(const VerifierKey& key);
std::optional<VerifierKey> parse_vkey(std::string_view text, Say& problem);

/// Keys, one a line; empty lines and those that begin with `#` are passed over.
std::optional<std::vector<VerifierKey>> parse_vkeys(std::string_view text, Say& problem);

/// The line with which `key` signs `text`, named `name`, with its line break. Not for cosignatures.
std::string sign_line(const SigningKey& key, const std::string& name, std::string_view text);

/// The line with which a witness signs `text` at `seconds` since 1970.
std::string cosign_line(const SigningKey& key, const std::string& name, std::string_view text, std::int64_t seconds);

/// One key that has signed; `seconds` of a cosignature, when the witness says it saw the note.
struct Signed {
  VerifierKey key;
  std::optional<std::int64_t> seconds;
};

/// Holds a note to its keys: every one of `keys` has signed it, once, and validly. A line of a key that
/// is not among them is passed over, as the specification wants; so "any of them" would let a changed
/// byte take a signature away unseen.
std::optional<std::vector<Signed>> verify_note(const Note& note, const std::vector<VerifierKey>& keys, Say& problem);

}  // namespace disclose

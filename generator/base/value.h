#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace disclose {

struct Member;

/// A JSON or YAML value that remembers where it stands. Texts live in the arena it was read into.
/// Numbers are kept as they were written: what is exact never passes through binary floating point.
struct Value {
  enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

  Kind kind = Kind::null;
  bool boolean = false;
  std::uint32_t offset = 0;  ///< byte offset of its first character in the file
  std::string_view text;     ///< a string's content, or a number as written
  std::vector<Value> items;  ///< of an array
  std::vector<Member> members;  ///< of an object, in the order of the file; keys are unique

  /// The member named `key`, or nullptr.
  const Value* find(std::string_view key) const;
};

struct Member {
  std::string_view key;
  std::uint32_t offset = 0;  ///< of the key's first character
  Value value;
};

inline const Value* Value::find(std::string_view key) const {
  for (const Member& member : members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

}  // namespace disclose

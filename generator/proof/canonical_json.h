#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace disclose {

/// What a leaf is made of: the part of JSON that has one form only (RFC 8785 without floating point):
/// integers below 2^53, texts without control characters, lists, objects with ASCII keys.
struct Datum {
  enum class Kind : std::uint8_t { integer, text, list, object };
  Kind kind = Kind::integer;
  std::int64_t integer = 0;
  std::string text;
  std::vector<Datum> items;
  std::map<std::string, Datum, std::less<>> members;

  static Datum of(std::int64_t integer);
  static Datum of(std::string_view text);
  static Datum object() { return {.kind = Kind::object}; }
  static Datum list() { return {.kind = Kind::list}; }
  /// A member, made when it is not there.
  Datum& operator[](std::string_view key) { return members[std::string(key)]; }
};

/// The one form: members in order of key, no white space.
std::string print_datum(const Datum& datum);

/// Reads exactly what print_datum() writes; anything else is refused.
std::optional<Datum> parse_datum(std::string_view text, Say& problem);

/// Appends a text of JSON in quotes, as RFC 8785 writes it.
void append_json_text(std::string& out, std::string_view text);

}  // namespace disclose

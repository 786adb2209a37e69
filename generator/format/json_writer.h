#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/view.h"

namespace disclose {

/// Whether a text is a number of JSON (RFC 8259, 6): -?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?
bool is_json_number(std::string_view text);

/// Writes JSON (RFC 8259, UTF-8) piece by piece; members stay in the order they are written.
///
/// Texts may hold anything: control characters, DEL, U+2028 and U+2029 are written as \u escapes
/// (the latter two so that the text may stand in a script), an invalid byte becomes U+FFFD.
/// Calls in an order that gives no JSON throw std::logic_error: that is a mistake of the program.
class JsonWriter {
 public:
  enum class Layout : std::uint8_t {
    pretty,   ///< two spaces a level, a line break at the end
    compact,  ///< no white space at all
  };

  explicit JsonWriter(Layout layout = Layout::pretty) : layout_(layout) {}

  JsonWriter& begin_object() { return begin('{', Scope::object); }
  JsonWriter& end_object() { return end('}', Scope::object); }
  JsonWriter& begin_array() { return begin('[', Scope::array); }
  JsonWriter& end_array() { return end(']', Scope::array); }

  /// The name of the next member of an object.
  JsonWriter& name(std::string_view name);

  JsonWriter& text(std::string_view value);
  /// A number as it is printed, digit for digit, e.g. "-1280.50"; it must be a JSON number.
  JsonWriter& number(std::string_view exact);
  JsonWriter& integer(std::int64_t value);
  JsonWriter& truth(bool value);
  JsonWriter& null();

  /// A member with a value in one call.
  JsonWriter& text(std::string_view member, std::string_view value) {
    return name(member).text(value);
  }
  JsonWriter& number(std::string_view member, std::string_view exact) {
    return name(member).number(exact);
  }
  JsonWriter& integer(std::string_view member, std::int64_t value) {
    return name(member).integer(value);
  }
  JsonWriter& truth(std::string_view member, bool value) { return name(member).truth(value); }

  /// A whole view: maps become objects, markup becomes text, nothing becomes null.
  JsonWriter& view(const View& value);

  /// What was written; everything begun must have ended. The writer is empty after it.
  std::string take();

 private:
  enum class Scope : std::uint8_t { object, array };
  struct Level {
    Scope scope;
    bool is_empty = true;
  };

  JsonWriter& begin(char bracket, Scope scope);
  JsonWriter& end(char bracket, Scope scope);
  void before_value();
  void separate(Level& level);
  void break_line();
  void append_quoted(std::string_view text);

  Layout layout_;
  std::string out_;
  std::vector<Level> levels_;
  bool has_name_ = false;  ///< a member's name waits for its value
};

/// A whole view as JSON.
std::string to_json(const View& view, JsonWriter::Layout layout = JsonWriter::Layout::pretty);

}  // namespace disclose

#include "format/json_writer.h"

#include <fmt/format.h>

#include <iterator>
#include <stdexcept>
#include <utility>

#include "base/text.h"

namespace disclose {

namespace {

[[noreturn]] void misuse(const char* what) {
  throw std::logic_error(std::string("JSON would be broken: ") + what);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void append_escape(std::string& out, char32_t c) {
  switch (c) {
    case '"': out += "\\\""; break;
    case '\\': out += "\\\\"; break;
    case '\n': out += "\\n"; break;
    case '\r': out += "\\r"; break;
    case '\t': out += "\\t"; break;
    default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
  }
}

bool needs_escape(char32_t c) {
  return c < 0x20 || c == '"' || c == '\\' || c == 0x7F || c == 0x2028 || c == 0x2029;
}

}  // namespace

bool is_json_number(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t start = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at - start;
  };
  if (at < text.size() && text[at] == '-') ++at;
  const bool has_zero_ahead = at < text.size() && text[at] == '0';
  const std::size_t whole = digits();
  if (whole == 0 || (has_zero_ahead && whole > 1)) return false;
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (digits() == 0) return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (digits() == 0) return false;
  }
  return at == text.size();
}

void JsonWriter::append_quoted(std::string_view text) {
  out_ += '"';
  std::size_t copied = 0;  // everything before it is in out_
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80 && !needs_escape(byte)) {  // most of what is written
      ++at;
      continue;
    }
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    const bool is_invalid = c == 0xFFFD && at - start == 1;
    if (!is_invalid && !needs_escape(c)) continue;
    out_ += text.substr(copied, start - copied);
    copied = at;
    if (is_invalid) {
      append_utf8(out_, 0xFFFD);
    } else {
      append_escape(out_, c);
    }
  }
  out_ += text.substr(copied);
  out_ += '"';
}

void JsonWriter::break_line() {
  if (layout_ == Layout::compact) return;
  out_ += '\n';
  out_.append(2 * levels_.size(), ' ');
}

void JsonWriter::separate(Level& level) {
  if (!level.is_empty) out_ += ',';
  level.is_empty = false;
  break_line();
}

void JsonWriter::before_value() {
  if (levels_.empty()) {
    if (!out_.empty()) misuse("a second value at the top");
    return;
  }
  if (levels_.back().scope == Scope::array) {
    separate(levels_.back());
  } else if (!std::exchange(has_name_, false)) {
    misuse("a member without a name");
  }
}

JsonWriter& JsonWriter::begin(char bracket, Scope scope) {
  before_value();
  out_ += bracket;
  levels_.push_back({.scope = scope});
  return *this;
}

JsonWriter& JsonWriter::end(char bracket, Scope scope) {
  if (levels_.empty() || levels_.back().scope != scope) misuse("an end without its beginning");
  if (has_name_) misuse("a name without a value");
  const bool was_empty = levels_.back().is_empty;
  levels_.pop_back();
  if (!was_empty) break_line();
  out_ += bracket;
  return *this;
}

JsonWriter& JsonWriter::name(std::string_view name) {
  if (levels_.empty() || levels_.back().scope != Scope::object) misuse("a name outside an object");
  if (has_name_) misuse("two names in a row");
  separate(levels_.back());
  append_quoted(name);
  out_ += layout_ == Layout::pretty ? ": " : ":";
  has_name_ = true;
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
  before_value();
  append_quoted(value);
  return *this;
}

JsonWriter& JsonWriter::number(std::string_view exact) {
  if (!is_json_number(exact)) misuse("a number that is none");
  before_value();
  out_ += exact;
  return *this;
}

JsonWriter& JsonWriter::integer(std::int64_t value) {
  before_value();
  fmt::format_to(std::back_inserter(out_), "{}", value);
  return *this;
}

JsonWriter& JsonWriter::truth(bool value) {
  before_value();
  out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() {
  before_value();
  out_ += "null";
  return *this;
}

JsonWriter& JsonWriter::view(const View& value) {
  if (const auto* map = value.map()) {
    begin_object();
    for (const auto& [member, inner] : *map) name(member).view(inner);
    return end_object();
  }
  if (const auto* list = value.list()) {
    begin_array();
    for (const View& item : *list) view(item);
    return end_array();
  }
  if (const auto* is_true = value.truth()) return truth(*is_true);
  if (const auto* whole = value.number()) return integer(*whole);
  if (const auto* markup = value.markup()) return text(markup->text);
  return value.is_nothing() ? null() : text(value.text());
}

std::string JsonWriter::take() {
  if (!levels_.empty() || out_.empty()) misuse("taken before it was complete");
  if (layout_ == Layout::pretty) out_ += '\n';
  return std::exchange(out_, {});
}

std::string to_json(const View& view, JsonWriter::Layout layout) {
  return JsonWriter(layout).view(view).take();
}

}  // namespace disclose

#include "proof/canonical_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/arena.h"
#include "format/json.h"

namespace disclose {

namespace {

constexpr int kMostDepth = 8;
constexpr std::int64_t kMost = (1LL << 53) - 1;

bool is_key(std::string_view key) {
  return !key.empty() && std::ranges::all_of(key, [](char c) { return c > ' ' && c < '\x7f' && c != '"' && c != '\\'; });
}

void append(std::string& out, const Datum& datum) {
  switch (datum.kind) {
    case Datum::Kind::integer: out += fmt::format("{}", datum.integer); return;
    case Datum::Kind::text: append_json_text(out, datum.text); return;
    case Datum::Kind::list:
      out += '[';
      for (const Datum& item : datum.items) {
        if (&item != &datum.items.front()) out += ',';
        append(out, item);
      }
      out += ']';
      return;
    case Datum::Kind::object:
      out += '{';
      for (auto member = datum.members.begin(); member != datum.members.end(); ++member) {
        if (member != datum.members.begin()) out += ',';
        append_json_text(out, member->first);
        out += ':';
        append(out, member->second);
      }
      out += '}';
      return;
  }
}

// Whatever JSON may say beyond what a leaf may is no datum.
std::optional<Datum> datum_of(const Value& value, int depth) {
  if (depth > kMostDepth) return std::nullopt;
  switch (value.kind) {
    case Value::Kind::null:
    case Value::Kind::boolean:
      return std::nullopt;
    case Value::Kind::number: {
      std::int64_t number = 0;
      const auto [last, error] = std::from_chars(value.text.data(), value.text.data() + value.text.size(), number);
      const bool is_whole = error == std::errc() && last == value.text.data() + value.text.size();
      return is_whole && number <= kMost && number >= -kMost ? std::optional(Datum::of(number)) : std::nullopt;
    }
    case Value::Kind::string: {
      const bool has_control = std::ranges::any_of(value.text, [](char c) { return static_cast<unsigned char>(c) < 32U; });
      return has_control ? std::nullopt : std::optional(Datum::of(value.text));
    }
    case Value::Kind::array: {
      Datum list = Datum::list();
      for (const Value& item : value.items) {
        std::optional<Datum> read = datum_of(item, depth + 1);
        if (!read) return std::nullopt;
        list.items.push_back(*std::move(read));
      }
      return list;
    }
    case Value::Kind::object:
      break;
  }
  Datum object = Datum::object();
  for (const Member& member : value.members) {
    std::optional<Datum> read = is_key(member.key) ? datum_of(member.value, depth + 1) : std::nullopt;
    if (!read || !object.members.emplace(member.key, *std::move(read)).second) return std::nullopt;
  }
  return object;
}

}  // namespace

Datum Datum::of(std::int64_t integer) { return {.kind = Kind::integer, .integer = integer}; }
Datum Datum::of(std::string_view text) { return {.kind = Kind::text, .text = std::string(text)}; }

void append_json_text(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (byte < 32U) {
          out += fmt::format("\\u{:04x}", byte);
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

std::string print_datum(const Datum& datum) {
  std::string out;
  append(out, datum);
  return out;
}

std::optional<Datum> parse_datum(std::string_view text, Say& problem) {
  Arena arena;
  Diagnostics ignored;
  const std::optional<Value> value = parse_json({}, text, arena, ignored);
  const std::optional<Datum> datum = value ? datum_of(*value, 0) : std::nullopt;
  // Two texts of one meaning would be two leaves of one meaning: only what we would write is taken.
  if (datum && print_datum(*datum) == text) return datum;
  problem = {"条目不是规范形式的 JSON（键按序、没有空白、只有整数和文字）", "the leaf is not JSON in its canonical form (keys in order, no white space, integers and texts only)"};
  return std::nullopt;
}

}  // namespace disclose

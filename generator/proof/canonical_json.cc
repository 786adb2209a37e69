#include "proof/canonical_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/text.h"

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

// Reads the canonical form alone, so it needs no white space and knows two escapes.
class DatumReader {
 public:
  explicit DatumReader(std::string_view text) : text_(text) {}

  std::optional<Datum> read() {
    std::optional<Datum> datum = value(0);
    if (!datum || at_ != text_.size()) return std::nullopt;
    return datum;
  }

 private:
  bool take(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::optional<Datum> value(int depth) {
    if (depth > kMostDepth || at_ == text_.size()) return std::nullopt;
    switch (text_[at_]) {
      case '"': {
        const std::optional<std::string> read = quoted();
        return read ? std::optional(Datum::of(*read)) : std::nullopt;
      }
      case '[': return list(depth);
      case '{': return object(depth);
      default: return integer();
    }
  }

  std::optional<Datum> integer() {
    std::int64_t number = 0;
    const auto [last, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), number);
    if (error != std::errc() || number > kMost || number < -kMost) return std::nullopt;
    at_ = static_cast<std::size_t>(last - text_.data());
    return Datum::of(number);
  }

  std::optional<std::string> quoted() {
    if (!take('"')) return std::nullopt;
    std::string read;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '"') return read;
      if (static_cast<unsigned char>(c) < 32U) return std::nullopt;
      if (c != '\\') {
        read += c;
        continue;
      }
      if (at_ == text_.size() || (text_[at_] != '"' && text_[at_] != '\\')) return std::nullopt;
      read += text_[at_++];
    }
    return std::nullopt;
  }

  std::optional<Datum> list(int depth) {
    Datum list = Datum::list();
    ++at_;
    if (take(']')) return list;
    do {
      std::optional<Datum> item = value(depth + 1);
      if (!item) return std::nullopt;
      list.items.push_back(*std::move(item));
    } while (take(','));
    return take(']') ? std::optional(std::move(list)) : std::nullopt;
  }

  std::optional<Datum> object(int depth) {
    Datum object = Datum::object();
    ++at_;
    if (take('}')) return object;
    do {
      const std::optional<std::string> key = quoted();
      if (!key || !is_key(*key) || !take(':')) return std::nullopt;
      std::optional<Datum> member = value(depth + 1);
      if (!member || !object.members.emplace(*key, *std::move(member)).second) return std::nullopt;
    } while (take(','));
    return take('}') ? std::optional(std::move(object)) : std::nullopt;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

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
  std::optional<Datum> datum;
  if (find_invalid_utf8(text) == std::string_view::npos) datum = DatumReader(text).read();
  // Two texts of one meaning would be two leaves of one meaning: only what we would write is taken.
  if (datum && print_datum(*datum) == text) return datum;
  problem = {"条目不是规范形式的 JSON（键按序、没有空白、只有整数和文字）", "the leaf is not JSON in its canonical form (keys in order, no white space, integers and texts only)"};
  return std::nullopt;
}

}  // namespace disclose

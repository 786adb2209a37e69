#include "format/strict_json.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/text.h"
#include "format/json.h"

namespace disclose {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class StrictReader {
 public:
  StrictReader(std::string_view text, std::size_t start, Arena& arena) : text_(text), at_(start), arena_(arena) {}

  bool run(Value& root, bool whole) {
    skip_blanks();
    if (!read(root, 0)) return false;
    if (!whole) return true;
    skip_blanks();
    return at_ == text_.size();
  }

 private:
  char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) ++at_;
  }
  bool take(char c) {
    if (here() != c) return false;
    ++at_;
    return true;
  }

  bool read(Value& value, std::size_t depth) {
    value.offset = static_cast<std::uint32_t>(at_);
    switch (here()) {
      case '"':
        value.kind = Value::Kind::string;
        return string(value.text);
      case '{':
        value.kind = Value::Kind::object;
        return depth < kMaxDepth && object(value, depth);
      case '[':
        value.kind = Value::Kind::array;
        return depth < kMaxDepth && array(value, depth);
      case 't':
        value.kind = Value::Kind::boolean;
        value.boolean = true;
        return word("true");
      case 'f':
        value.kind = Value::Kind::boolean;
        return word("false");
      case 'n':
        return word("null");
      default:
        value.kind = Value::Kind::number;
        return number(value.text);
    }
  }

  bool word(std::string_view expected) {
    if (!text_.substr(at_).starts_with(expected)) return false;
    at_ += expected.size();
    return true;
  }

  // What has an exponent, or is so long that a double could not hold it, is left to the other parser.
  bool number(std::string_view& written) {
    constexpr std::size_t kLongest = 200;
    const std::size_t start = at_;
    take('-');
    if (!is_digit(here())) return false;
    if (here() == '0') {
      ++at_;
    } else {
      while (is_digit(here())) ++at_;
    }
    if (take('.')) {
      if (!is_digit(here())) return false;
      while (is_digit(here())) ++at_;
    }
    if (here() == 'e' || here() == 'E' || is_digit(here()) || at_ - start > kLongest) return false;
    written = arena_.copy(text_.substr(start, at_ - start));
    return true;
  }

  // The bytes of a string up to its quote, as they stand; false where it does not end, holds a control
  // character or is not UTF-8. `escaped`: it must be decoded.
  bool raw_string(std::string_view& raw, bool& escaped) {
    const std::size_t start = ++at_;
    bool ascii = true;
    escaped = false;
    for (; at_ < text_.size(); ++at_) {
      const auto c = static_cast<unsigned char>(text_[at_]);
      if (c == '"') {
        raw = text_.substr(start, at_ - start);
        ++at_;
        return ascii || find_invalid_utf8(raw) == std::string_view::npos;
      }
      if (c < 0x20) return false;
      if (c >= 0x80) ascii = false;
      if (c != '\\') continue;
      escaped = true;
      ++at_;
    }
    return false;
  }

  bool string(std::string_view& content) {
    std::string_view raw;
    bool escaped = false;
    if (!raw_string(raw, escaped)) return false;
    if (!escaped) {
      content = arena_.copy(raw);
      return true;
    }
    std::string decoded;
    if (!decode(raw, decoded)) return false;
    content = arena_.copy(decoded);
    return true;
  }

  static bool decode(std::string_view raw, std::string& out) {
    constexpr std::string_view kNames = "\"\\/bfnrt";
    constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
    for (std::size_t at = 0; at < raw.size();) {
      if (raw[at] != '\\') {
        out += raw[at++];
        continue;
      }
      const char name = at + 1 < raw.size() ? raw[at + 1] : '\0';
      at += 2;
      if (name != 'u') {
        const std::size_t known = kNames.find(name);
        if (name == '\0' || known == std::string_view::npos) return false;
        out += kMeant[known];
        continue;
      }
      std::optional<std::uint32_t> code = hex(raw, at);
      at += 4;
      if (code && *code >= 0xD800 && *code < 0xDC00) {
        const bool pair = raw.substr(std::min(at, raw.size())).starts_with("\\u");
        const std::optional<std::uint32_t> low = pair ? hex(raw, at + 2) : std::nullopt;
        if (!low || *low < 0xDC00 || *low > 0xDFFF) return false;
        code = 0x10000 + ((*code - 0xD800) << 10U) + (*low - 0xDC00);
        at += 6;
      } else if (!code || (*code >= 0xDC00 && *code <= 0xDFFF)) {
        return false;
      }
      append_utf8(out, *code);
    }
    return true;
  }

  static std::optional<std::uint32_t> hex(std::string_view raw, std::size_t at) {
    std::uint32_t code = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
      const char c = i < raw.size() ? raw[i] : '\0';
      const bool lower = c >= 'a' && c <= 'f';
      if (!is_digit(c) && !lower && !(c >= 'A' && c <= 'F')) return std::nullopt;
      code = code * 16 + static_cast<std::uint32_t>(is_digit(c) ? c - '0' : lower ? c - 'a' + 10 : c - 'A' + 10);
    }
    return code;
  }

  // The same few keys stand in every record: each is kept once.
  bool key(std::string_view& name) {
    std::string_view raw;
    bool escaped = false;
    if (here() != '"' || !raw_string(raw, escaped) || escaped) return false;
    std::string_view& known = keys_[(raw.size() * 31 + static_cast<unsigned char>(raw.empty() ? '\0' : raw.front()) * 7U +
                                     static_cast<unsigned char>(raw.empty() ? '\0' : raw.back())) % keys_.size()];
    if (known != raw) known = arena_.copy(raw);
    name = known;
    return true;
  }

  bool object(Value& value, std::size_t depth) {
    ++at_;
    skip_blanks();
    if (take('}')) return true;
    value.members.reserve(12);
    do {
      skip_blanks();
      Member& member = value.members.emplace_back();
      member.offset = static_cast<std::uint32_t>(at_);
      if (!key(member.key)) return false;
      skip_blanks();
      if (!take(':')) return false;
      skip_blanks();
      if (!read(member.value, depth + 1)) return false;
      skip_blanks();
    } while (take(','));
    return take('}') && has_distinct_keys(value.members);
  }

  bool array(Value& value, std::size_t depth) {
    ++at_;
    skip_blanks();
    if (take(']')) return true;
    do {
      skip_blanks();
      if (!read(value.items.emplace_back(), depth + 1)) return false;
      skip_blanks();
    } while (take(','));
    return take(']');
  }

  // level1 and level2: the last character tells most keys apart.
  static bool is_same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && (a.empty() || a.back() == b.back()) && a == b;
  }

  static bool has_distinct_keys(const std::vector<Member>& members) {
    constexpr std::size_t kFew = 24;
    if (members.size() > kFew) {
      std::vector<std::string_view> keys;
      for (const Member& member : members) keys.push_back(member.key);
      std::ranges::sort(keys);
      return std::ranges::adjacent_find(keys) == keys.end();
    }
    for (std::size_t i = 1; i < members.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (is_same(members[i].key, members[j].key)) return false;
      }
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_;
  Arena& arena_;
  std::array<std::string_view, 64> keys_{};
};

}  // namespace

std::optional<Value> read_strict_json(std::string_view text, std::size_t start, bool whole, Arena& arena) {
  Value root;
  if (!StrictReader(text, start, arena).run(root, whole)) return std::nullopt;
  return root;
}

}  // namespace disclose

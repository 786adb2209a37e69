#include "template/json_text.h"

#include <fmt/format.h>

#include <iterator>

#include "base/text.h"
#include "template/source.h"

namespace disclose::templates {

namespace {

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const bool escaped =
        c < 0x20 || c == '<' || c == '>' || c == '&' || c == 0x7F || c == 0x2028 || c == 0x2029;
    if (c == '"' || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (escaped) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<std::uint32_t>(c));
    } else {
      append_utf8(out, c);
    }
  }
  out += '"';
}

bool append_at(std::string& out, const Datum& value, std::uint32_t depth) {
  if (depth > kDeepest) return false;
  switch (value.kind) {
    case Datum::Kind::missing:
    case Datum::Kind::nothing: out += "null"; return true;
    case Datum::Kind::truth: out += value.number != 0 ? "true" : "false"; return true;
    case Datum::Kind::number: append_number(out, value.number); return true;
    case Datum::Kind::text:
    case Datum::Kind::markup: append_quoted(out, value.text); return true;
    case Datum::Kind::list:
    case Datum::Kind::items:
      out += '[';
      for (std::size_t i = 0; i < value.size(); ++i) {
        if (i != 0) out += ',';
        if (!append_at(out, value.item(i), depth + 1)) return false;
      }
      out += ']';
      return true;
    case Datum::Kind::map: {
      char before = '{';
      for (const auto& [name, member] : *value.view->map()) {
        out += before;
        append_quoted(out, name);
        out += ':';
        if (!append_at(out, Datum::of(member), depth + 1)) return false;
        before = ',';
      }
      out += before == '{' ? "{}" : "}";
      return true;
    }
  }
  return true;
}

}  // namespace

bool append_json(std::string& out, const Datum& value) { return append_at(out, value, 1); }

}  // namespace disclose::templates

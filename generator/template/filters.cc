#include "template/filters.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "template/escape.h"
#include "template/json_text.h"
#include "template/source.h"

namespace disclose::templates {

namespace {

/// No text that a template makes may be longer: joining and replacing multiply.
constexpr std::size_t kLongest = std::size_t{64} * 1024 * 1024;

constexpr std::array<FilterRule, 13> kRules = {{
    {"default", Filter::otherwise, 1, 1},
    {"length", Filter::length, 0, 0},
    {"join", Filter::join, 0, 1},
    {"first", Filter::first, 0, 0},
    {"last", Filter::last, 0, 0},
    {"upper", Filter::upper, 0, 0},
    {"lower", Filter::lower, 0, 0},
    {"trim", Filter::trim, 0, 0},
    {"replace", Filter::replace, 2, 2},
    {"urlencode", Filter::urlencode, 0, 0},
    {"truncate", Filter::truncate, 1, 1},
    {"nl2br", Filter::nl2br, 0, 0},
    {"json", Filter::json, 0, 0},
}};

Filtered refuse(std::string_view filter, std::string_view wanted_zh, std::string_view wanted_en,
                const Datum& found) {
  const Say kind = name_of(found.kind);
  return {Datum::nothing(),
          {fmt::format("{} 要用于{}，这里是{}", filter, wanted_zh, kind.zh),
           fmt::format("{} takes {}, found {}", filter, wanted_en, kind.en)}};
}

Filtered too_long() {
  return {Datum::nothing(),
          {fmt::format("文本超过 {} MB", kLongest / 1024 / 1024),
           fmt::format("the text is longer than {} MB", kLongest / 1024 / 1024)}};
}

Filtered text_of(std::string_view made, Scratch& scratch, bool markup = false) {
  return {Datum::of_text(scratch.keep(made), markup), {}};
}

/// What can be written as text: a text or a number. Appends it, escaped when `escaped`.
bool append_plain(std::string& out, const Datum& value, bool escaped) {
  if (value.kind == Datum::Kind::number) {
    append_number(out, value.number);
  } else if (value.kind == Datum::Kind::markup || (value.is_textual() && !escaped)) {
    out += value.text;
  } else if (value.is_textual()) {
    append_escaped(out, value.text, true);
  } else {
    return value.is_empty();
  }
  return true;
}

Filtered length(const Datum& value) {
  if (value.is_list() || value.kind == Datum::Kind::map) {
    return {Datum::count(static_cast<std::int64_t>(value.size())), {}};
  }
  if (value.is_empty()) return {Datum::count(0), {}};
  if (value.kind != Datum::Kind::text)
    return refuse("length", "列表或文本", "a list or a text", value);
  return {Datum::count(static_cast<std::int64_t>(code_point_count(value.text))), {}};
}

Filtered join(const Datum& value, std::span<const Datum> arguments, Scratch& scratch) {
  if (value.is_empty()) return {Datum::of_text({}), {}};
  if (!value.is_list()) return refuse("join", "列表", "a list", value);
  const Datum separator = arguments.empty() ? Datum::of_text({}) : arguments.front();
  bool markup = separator.kind == Datum::Kind::markup;
  for (std::size_t i = 0; i < value.size(); ++i) {
    markup = markup || value.item(i).kind == Datum::Kind::markup;
  }
  std::string made;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (i != 0 && !append_plain(made, separator, markup)) {
      return refuse("join", "以文本分隔的列表", "a text as separator", separator);
    }
    const Datum item = value.item(i);
    if (!append_plain(made, item, markup)) {
      return refuse("join", "文本的列表", "a list of texts", item);
    }
    if (made.size() > kLongest) return too_long();
  }
  return text_of(made, scratch, markup);
}

Filtered end_of(const Datum& value, bool first) {
  const std::string_view name = first ? "first" : "last";
  if (value.is_empty()) return {Datum::nothing(), {}};
  if (value.is_list()) {
    const std::size_t size = value.size();
    return {size == 0 ? Datum::nothing() : value.item(first ? 0 : size - 1), {}};
  }
  if (value.kind != Datum::Kind::text) return refuse(name, "列表或文本", "a list or a text", value);
  std::size_t start = 0;
  std::size_t end = 0;
  while (end < value.text.size()) {
    start = end;
    next_code_point(value.text, end);
    if (first) break;
  }
  return {Datum::of_text(value.text.substr(start, end - start)), {}};
}

/// Case is an affair of ASCII letters only: the same on every machine.
Filtered change_case(std::string_view text, bool up, Scratch& scratch) {
  std::string made(text);
  for (char& c : made) {
    if (up && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (!up && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text_of(made, scratch);
}

Filtered replace(std::string_view text, std::span<const Datum> arguments, Scratch& scratch) {
  for (const Datum& argument : arguments) {
    if (argument.kind != Datum::Kind::text) {
      return refuse("replace", "两个文本参数", "two texts as arguments", argument);
    }
  }
  const std::string_view old = arguments[0].text;
  if (old.empty()) return {Datum::of_text(text), {}};
  std::string made;
  std::size_t start = 0;
  for (std::size_t at; (at = text.find(old, start)) != std::string_view::npos;) {
    made.append(text, start, at - start);
    made += arguments[1].text;
    start = at + old.size();
    if (made.size() > kLongest) return too_long();
  }
  made.append(text, start);
  return text_of(made, scratch);
}

/// RFC 3986: all but the unreserved characters and `/`, as Jinja has it.
Filtered urlencode(std::string_view text, Scratch& scratch) {
  constexpr std::string_view kKept =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string made;
  for (const char c : text) {
    if (kKept.find(c) != std::string_view::npos) {
      made += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    made += '%';
    made += kHex[byte >> 4U];
    made += kHex[byte & 0xFU];
  }
  return text_of(made, scratch);
}

Filtered truncate(std::string_view text, const Datum& limit, Scratch& scratch) {
  if (limit.kind != Datum::Kind::number || limit.number < 0) {
    return refuse("truncate", "不小于 0 的字数", "a number of characters", limit);
  }
  return text_of(shorten(text, static_cast<std::size_t>(limit.number)), scratch);
}

Filtered nl2br(const Datum& value, bool xml, Scratch& scratch) {
  if (value.kind == Datum::Kind::markup) return {value, {}};
  std::string made;
  std::string_view rest = value.text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    append_escaped(made, line.ends_with('\r') ? line.substr(0, line.size() - 1) : line, true);
    if (end == rest.size()) break;
    made += xml ? "<br/>\n" : "<br>\n";
    rest.remove_prefix(end + 1);
  }
  return text_of(made, scratch, true);
}

Filtered json(const Datum& value, Scratch& scratch) {
  std::string made;
  if (append_json(made, value)) return text_of(made, scratch);
  return {Datum::nothing(),
          {fmt::format("值嵌套超过 {} 层，无法写成 JSON", kDeepest),
           fmt::format("the value nests deeper than {} levels, too deep for JSON", kDeepest)}};
}

/// The filters that work on text.
Filtered of_text(Filter filter, const Datum& value, std::span<const Datum> arguments, bool xml,
                 Scratch& scratch) {
  if (filter == Filter::nl2br) return nl2br(value, xml, scratch);
  if (filter == Filter::trim) {
    return {Datum::of_text(trim(value.text), value.kind == Datum::Kind::markup), {}};
  }
  if (filter == Filter::upper) return change_case(value.text, true, scratch);
  if (filter == Filter::lower) return change_case(value.text, false, scratch);
  if (filter == Filter::replace) return replace(value.text, arguments, scratch);
  if (filter == Filter::urlencode) return urlencode(value.text, scratch);
  return truncate(value.text, arguments.front(), scratch);
}

std::string_view written(Filter filter) {
  return std::ranges::find(kRules, filter, &FilterRule::filter)->name;
}

}  // namespace

const FilterRule* find_filter(std::string_view name) {
  const auto* const found = std::ranges::find(kRules, name, &FilterRule::name);
  return found == kRules.end() ? nullptr : found;
}

const std::vector<std::string_view>& filter_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> list;
    for (const FilterRule& rule : kRules) list.push_back(rule.name);
    return list;
  }();
  return names;
}

Filtered apply(Filter filter, const Datum& value, std::span<const Datum> arguments, bool xml,
               Scratch& scratch) {
  // A name that was reported as missing is not reported again.
  if (value.kind == Datum::Kind::missing) return {value, {}};
  if (filter == Filter::otherwise) {
    const bool empty = value.is_empty() || (value.is_textual() && value.text.empty());
    return {empty ? arguments.front() : value, {}};
  }
  if (filter == Filter::json) return json(value, scratch);
  if (filter == Filter::length) return length(value);
  if (filter == Filter::join) return join(value, arguments, scratch);
  if (filter == Filter::first || filter == Filter::last)
    return end_of(value, filter == Filter::first);
  if (value.kind == Datum::Kind::nothing) return {value, {}};
  // Cutting or rewriting markup could break it apart.
  const bool keeps_markup = filter == Filter::trim || filter == Filter::nl2br;
  if (value.kind == Datum::Kind::text || (keeps_markup && value.is_textual())) {
    return of_text(filter, value, arguments, xml, scratch);
  }
  if (value.kind == Datum::Kind::number) {
    std::string digits;
    append_number(digits, value.number);
    return of_text(filter, Datum::of_text(scratch.keep(digits)), arguments, xml, scratch);
  }
  return refuse(written(filter), "文本", "a text", value);
}

Filtered concatenate(const Datum& left, const Datum& right, Scratch& scratch) {
  const bool markup = left.kind == Datum::Kind::markup || right.kind == Datum::Kind::markup;
  std::string made;
  for (const Datum& value : {left, right}) {
    if (!append_plain(made, value, markup)) return refuse("~", "文本", "texts", value);
  }
  return made.size() > kLongest ? too_long() : text_of(made, scratch, markup);
}

}  // namespace disclose::templates

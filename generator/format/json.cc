// The only file that includes nlohmann/json: it says what is wrong with a text; what is right is read
// faster by strict_json.cc. Its SAX interface says what a value is but not where
// it stands, turns 1.50 into a double and keeps the last of two equal keys; so a cursor follows
// the events over the text.
#include "format/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "base/text.h"
#include "format/strict_json.h"

namespace disclose {

namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// Walks over the tokens of a text that the parser has just accepted.
class Cursor {
 public:
  Cursor(std::string_view text, std::size_t start) : text_(text), at_(start) {}

  std::size_t structural() {
    const std::size_t start = token();
    ++at_;
    return start;
  }
  std::size_t string() {
    const std::size_t start = token();
    ++at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2U : 1U;
    ++at_;
    return start;
  }
  std::string_view scalar() {
    const std::size_t start = token();
    while (at_ < text_.size() && !is_blank(text_[at_]) && text_[at_] != ',' && text_[at_] != ']' &&
           text_[at_] != '}') {
      ++at_;
    }
    return text_.substr(start, at_ - start);
  }
  std::size_t offset_of(std::string_view part) const {
    return static_cast<std::size_t>(part.data() - text_.data());
  }
  // Where the token begins that the parser stopped in, having read the text up to `end`; `beyond`:
  // it had to read one character more to see what is wrong.
  std::size_t stopped_in(std::size_t end, bool beyond) const {
    if (at_ >= end) return std::max<std::size_t>(end, 1) - 1;  // 01: to the parser two numbers, to the cursor one
    Cursor next = *this;
    while (true) {
      while (next.at_ < text_.size() && is_blank(text_[next.at_])) ++next.at_;
      const std::size_t start = next.at_;
      if (start >= text_.size()) return text_.size();
      const char c = text_[start];
      const bool sign = c == '{' || c == '}' || c == '[' || c == ']' || c == ',' || c == ':';
      if (c == '"') {
        next.string();
      } else if (sign) {
        ++next.at_;
      } else {
        next.scalar();
      }
      if (next.at_ + (beyond && !sign ? 1U : 0U) >= end) return start;
    }
  }

 private:
  std::size_t token() {
    while (at_ < text_.size() && (is_blank(text_[at_]) || text_[at_] == ',' || text_[at_] == ':')) {
      ++at_;
    }
    return at_;
  }
  std::string_view text_;
  std::size_t at_;
};

struct Problem {
  std::size_t offset = 0;
  std::string pointer;
  Say message;
  Say help;
};

// What nlohmann expected or found, in Chinese. Its wording is stable within 3.11; a longer phrase
// stands before those it holds.
std::string in_chinese(std::string text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kWords = {{
      {"invalid string: missing closing quote", "字符串缺少右引号"},
      {"invalid string: forbidden character after backslash", "反斜杠之后的字符不能转义"},
      {"invalid string: '\\u' must be followed by 4 hex digits", "\\u 之后应为 4 位十六进制数"},
      {"invalid string: surrogate U+D800..U+DBFF must be followed by U+DC00..U+DFFF", "\\u 代理对不成对"},
      {"invalid string: surrogate U+DC00..U+DFFF must follow U+D800..U+DBFF", "\\u 代理对不成对"},
      {"invalid number; expected digit after '-'", "负号之后应为数字"},
      {"invalid number; expected digit after '.'", "小数点之后应为数字"},
      {"invalid number; expected '+', '-', or digit after exponent", "指数应为数字"},
      {"invalid number; expected digit after exponent sign", "指数应为数字"},
      {"number overflow", "数过大"},
      {"end of input", "文件结尾"},
      {"string literal", "字符串"},
      {"number literal", "数"},
      {"true literal", "true"},
      {"false literal", "false"},
      {"null literal", "null"},
      {"'[', '{', or a literal", "一个值"},
      {"<uninitialized>", "文件开头"},
      {"<parse error>", "无法识别的内容"},
      {"invalid literal", "不是 JSON 的写法"},
      {"unexpected ", "遇到"},
      {"; expected ", "，此处应为"},
  }};
  for (const auto& [english, chinese] : kWords) {
    for (std::size_t at = text.find(english); at != std::string::npos; at = text.find(english)) {
      text.replace(at, english.size(), chinese);
    }
  }
  return text;
}

// nlohmann's own words without what it quotes of the text, which may be long and is shown anyway:
// "[json.exception…] parse error at line 1, column 2: syntax error while parsing value - unexpected …"
std::string without_quotes(std::string detail) {
  if (const std::size_t at = detail.find("] "); at != std::string::npos) detail.erase(0, at + 2);
  if (const std::size_t at = detail.find(": "); detail.starts_with("parse error") && at != std::string::npos) detail.erase(0, at + 2);
  if (detail.starts_with("attempting to parse an empty input")) return "unexpected end of input; expected '[', '{', or a literal";
  for (const std::string_view quote : {"; last read: '", " parsing '"}) {
    const std::size_t at = detail.find(quote);
    if (at == std::string::npos) continue;
    const std::size_t end = detail.rfind("'; expected ");
    detail.erase(at, end == std::string::npos || end < at ? std::string::npos : end + 1 - at);
  }
  if (const std::size_t at = detail.find(" - "); at != std::string::npos) detail.erase(0, at + 3);
  return detail;
}

// `end`: how much of the text had been read, one more than there is at its end.
Problem syntax_problem(std::string_view text, std::size_t end, const Cursor& cursor, std::string_view what) {
  if (const std::size_t bad = find_invalid_utf8(text); bad != std::string_view::npos) {
    return {bad,
            {},
            {"不是 UTF-8 编码的文字", "the text is not UTF-8"},
            {"用 UTF-8 编码另存此文件", "save the file in the UTF-8 encoding"}};
  }
  const std::string detail = without_quotes(std::string(what));
  const std::size_t last = std::min(end == 0 ? 0 : end - 1, text.size());
  if (detail.starts_with("invalid string: control character")) {
    return {last,
            {},
            {"字符串里有未转义的控制字符（如直接换行）",
             "a string holds an unescaped control character (such as a line break)"},
            {"换行写成 \\n，制表符写成 \\t", "write \\n for a line break, \\t for a tab"}};
  }
  // A wrong character within a string is the last one read; anything else is wrong from its first.
  const bool within = detail.starts_with("invalid string") && !detail.ends_with("missing closing quote");
  const bool beyond = detail.starts_with("invalid ");
  return {within ? last : cursor.stopped_in(end, beyond),
          {},
          {"JSON 写法有误：" + in_chinese(detail), "JSON syntax: " + detail},
          {"检查此处前后的引号、逗号和括号", "check the quotes, commas and brackets around here"}};
}

// Builds values out of the parser's events.
class Builder {
 public:
  Builder(std::string_view text, std::size_t start, Arena& arena)
      : text_(text), cursor_(text, start), start_(start), arena_(arena) {}

  bool null() { return scalar(Value::Kind::null); }
  bool boolean(bool value) {
    scalar(Value::Kind::boolean);
    last_->boolean = value;
    return true;
  }
  bool number_integer(std::int64_t) { return number(); }
  bool number_unsigned(std::uint64_t) { return number(); }
  bool number_float(double, const std::string&) { return number(); }
  bool binary(std::vector<std::uint8_t>&) { return false; }

  bool string(std::string& content) {
    Value& value = place(cursor_.string(), Value::Kind::string);
    value.text = arena_.copy(content);
    return true;
  }
  bool start_object(std::size_t) { return open(Value::Kind::object); }
  bool start_array(std::size_t) { return open(Value::Kind::array); }
  bool key(std::string& name) {
    const std::size_t offset = cursor_.string();
    open_.back()->members.push_back(
        {arena_.copy(name), static_cast<std::uint32_t>(offset), Value{}});
    return true;
  }
  bool end_object() {
    report_duplicates(*open_.back());
    return end_array();
  }
  bool end_array() {
    cursor_.structural();
    open_.pop_back();
    return true;
  }
  bool parse_error(std::size_t position, const std::string& /*token*/, const nlohmann::json::exception& e) {
    problems_.push_back(syntax_problem(text_, start_ + position, cursor_, e.what()));
    problems_.back().pointer = here();
    return false;
  }

  Value root;
  std::vector<Problem>& problems() { return problems_; }

 private:
  // The pointer to what is being read: to the newest value of the innermost open object or list.
  std::string here() const {
    std::string pointer;
    for (const Value* value : open_) {
      if (value->kind == Value::Kind::array && !value->items.empty()) pointer += pointer_step(value->items.size() - 1);
      if (value->kind == Value::Kind::object && !value->members.empty()) pointer += pointer_step(value->members.back().key);
    }
    return pointer;
  }

  bool scalar(Value::Kind kind) {
    const std::string_view written = cursor_.scalar();
    last_ = &place(cursor_.offset_of(written), kind);
    return true;
  }
  bool number() {
    const std::string_view written = cursor_.scalar();
    place(cursor_.offset_of(written), Value::Kind::number).text = arena_.copy(written);
    return true;
  }
  bool open(Value::Kind kind) {
    const std::size_t offset = cursor_.structural();
    if (open_.size() >= kMaxDepth) {
      problems_.push_back({offset,
                           here(),
                           {fmt::format("嵌套超过 {} 层", kMaxDepth),
                            fmt::format("nested deeper than {} levels", kMaxDepth)},
                           {"减少嵌套", "nest less deeply"}});
      return false;
    }
    open_.push_back(&place(offset, kind));
    return true;
  }
  // Where the next value goes: the root, the newest member, or a new array element. The pointers in
  // open_ stay valid: a list never grows while one of its elements is open.
  Value& place(std::size_t offset, Value::Kind kind) {
    Value* value = &root;
    if (!open_.empty()) {
      Value& parent = *open_.back();
      value = parent.kind == Value::Kind::array ? &parent.items.emplace_back()
                                                : &parent.members.back().value;
    }
    value->kind = kind;
    value->offset = static_cast<std::uint32_t>(offset);
    return *value;
  }
  // The pointer to the innermost open object.
  std::string pointer_above() const {
    std::string pointer = here();
    const std::vector<Member>& members = open_.back()->members;
    pointer.resize(pointer.size() - pointer_step(members.back().key).size());
    return pointer;
  }

  void report_duplicates(Value& object) {
    if (object.members.size() < 2) return;
    std::vector<const Member*> order;
    for (const Member& member : object.members) order.push_back(&member);
    std::ranges::sort(order, [](const Member* a, const Member* b) {
      return std::pair(a->key, a->offset) < std::pair(b->key, b->offset);
    });
    std::vector<std::uint32_t> doubles;
    std::string above;
    for (std::size_t i = 1; i < order.size(); ++i) {
      if (order[i]->key != order[i - 1]->key) continue;
      if (doubles.empty()) above = pointer_above();
      doubles.push_back(order[i]->offset);
      problems_.push_back({order[i]->offset,
                           above + pointer_step(order[i]->key),
                           {fmt::format("键“{}”重复", shorten(order[i]->key, 40)),
                            fmt::format("key \"{}\" is repeated", shorten(order[i]->key, 40))},
                           {"只留其中一处", "keep one of them"}});
    }
    if (doubles.empty()) return;
    std::ranges::sort(doubles);
    std::erase_if(object.members, [&](const Member& member) {
      return std::ranges::binary_search(doubles, member.offset);
    });
  }

  std::string_view text_;
  Cursor cursor_;
  std::size_t start_;
  Arena& arena_;
  std::vector<Value*> open_;
  Value* last_ = nullptr;
  std::vector<Problem> problems_;
};

}  // namespace

std::optional<Value> parse_json(std::string_view file, std::string_view text, Arena& arena,
                                Diagnostics& diagnostics) {
  const std::size_t start = text.starts_with(kBom) ? kBom.size() : 0;
  if (std::optional<Value> value = read_strict_json(text, start, true, arena)) return value;
  Builder builder(text, start, arena);
  const bool whole = nlohmann::json::sax_parse(text.begin() + static_cast<std::ptrdiff_t>(start),
                                               text.end(), &builder);
  PositionIndex positions(text);
  for (Problem& problem : builder.problems()) {
    diagnostics.add({.code = Code::form,
                     .place = {.file = std::string(file),
                               .pointer = std::move(problem.pointer),
                               .position = positions.at(problem.offset)},
                     .message = std::move(problem.message),
                     .help = std::move(problem.help)});
  }
  if (!whole) return std::nullopt;
  return std::move(builder.root);
}

std::optional<Value> parse_json_at(std::string_view text, std::size_t offset, Arena& arena) {
  if (offset > text.size()) return std::nullopt;
  if (std::optional<Value> value = read_strict_json(text, offset, false, arena)) return value;
  Builder builder(text, offset, arena);
  const bool whole =
      nlohmann::json::sax_parse(text.begin() + static_cast<std::ptrdiff_t>(offset), text.end(),
                                &builder, nlohmann::json::input_format_t::json, false);
  if (!whole) return std::nullopt;
  return std::move(builder.root);
}

}  // namespace disclose

// The only file that includes nlohmann/json. Its SAX interface says what a value is but not where
// it stands, turns 1.50 into a double and keeps the last of two equal keys; so a cursor follows
// the events over the text.
#include "format/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "base/text.h"

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
  Say message;
  Say help;
};

// What nlohmann expected or found, in Chinese. Its wording is stable within 3.11.
std::string in_chinese(std::string text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kWords = {{
      {"end of input", "文件结尾"},
      {"string literal", "字符串"},
      {"number literal", "数"},
      {"object key", "键（带双引号）"},
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

Problem syntax_problem(std::string_view text, std::size_t offset, std::string_view what) {
  if (const std::size_t bad = find_invalid_utf8(text); bad != std::string_view::npos) {
    return {bad,
            {"不是 UTF-8 编码的文字", "the text is not UTF-8"},
            {"用 UTF-8 编码另存此文件", "save the file in the UTF-8 encoding"}};
  }
  // "[json.exception…] parse error at line 1, column 2: syntax error while parsing value - unexpected …"
  std::string detail(what);
  if (const std::size_t at = detail.find(": "); at != std::string::npos) detail.erase(0, at + 2);
  if (const std::size_t at = detail.rfind("; last read: "); at != std::string::npos) {
    const std::size_t end = detail.find('\'', at + 14);
    detail.erase(at, end == std::string::npos ? std::string::npos : end + 1 - at);
  }
  if (const std::size_t at = detail.find(" - "); at != std::string::npos) detail.erase(0, at + 3);
  if (detail.starts_with("invalid string: control character")) {
    return {offset,
            {"字符串里有未转义的控制字符（如直接换行）",
             "a string holds an unescaped control character (such as a line break)"},
            {"换行写成 \\n，制表符写成 \\t", "write \\n for a line break, \\t for a tab"}};
  }
  std::string chinese = in_chinese(detail);
  return {offset,
          {"JSON 写法有误：" + chinese, "JSON syntax: " + detail},
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
  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& e) {
    const std::size_t offset = start_ + (position == 0 ? 0 : position - 1);
    problems_.push_back(syntax_problem(text_, std::min(offset, text_.size()), e.what()));
    return false;
  }

  Value root;
  std::vector<Problem>& problems() { return problems_; }

 private:
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
  void report_duplicates(Value& object) {
    if (object.members.size() < 2) return;
    std::vector<const Member*> order;
    for (const Member& member : object.members) order.push_back(&member);
    std::ranges::sort(order, [](const Member* a, const Member* b) {
      return std::pair(a->key, a->offset) < std::pair(b->key, b->offset);
    });
    std::vector<std::uint32_t> doubles;
    for (std::size_t i = 1; i < order.size(); ++i) {
      if (order[i]->key != order[i - 1]->key) continue;
      doubles.push_back(order[i]->offset);
      problems_.push_back({order[i]->offset,
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

// The steps of the pointer to the value at `offset`: found by walking down, errors are rare.
std::string pointer_to(const Value& value, std::size_t offset) {
  const auto holds = [&](std::size_t start, std::size_t next) { return start <= offset && offset < next; };
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    const std::size_t next = i + 1 < value.items.size() ? value.items[i + 1].offset : SIZE_MAX;
    if (holds(value.items[i].offset, next)) return pointer_step(i) + pointer_to(value.items[i], offset);
  }
  for (std::size_t i = 0; i < value.members.size(); ++i) {
    const std::size_t next = i + 1 < value.members.size() ? value.members[i + 1].offset : SIZE_MAX;
    if (holds(value.members[i].offset, next)) {
      return pointer_step(value.members[i].key) + pointer_to(value.members[i].value, offset);
    }
  }
  return {};
}

}  // namespace

std::optional<Value> parse_json(std::string_view file, std::string_view text, Arena& arena,
                                Diagnostics& diagnostics) {
  const std::size_t start = text.starts_with(kBom) ? kBom.size() : 0;
  Builder builder(text, start, arena);
  const bool whole = nlohmann::json::sax_parse(text.begin() + static_cast<std::ptrdiff_t>(start),
                                               text.end(), &builder);
  PositionIndex positions(text);
  for (Problem& problem : builder.problems()) {
    diagnostics.add({.code = Code::form,
                     .place = {.file = std::string(file),
                               .pointer = pointer_to(builder.root, problem.offset),
                               .position = positions.at(problem.offset)},
                     .message = std::move(problem.message),
                     .help = std::move(problem.help)});
  }
  if (!whole) return std::nullopt;
  return std::move(builder.root);
}

std::optional<Value> parse_json_at(std::string_view text, std::size_t offset, Arena& arena) {
  if (offset > text.size()) return std::nullopt;
  Builder builder(text, offset, arena);
  const bool whole =
      nlohmann::json::sax_parse(text.begin() + static_cast<std::ptrdiff_t>(offset), text.end(),
                                &builder, nlohmann::json::input_format_t::json, false);
  if (!whole) return std::nullopt;
  return std::move(builder.root);
}

std::string pointer_step(std::string_view key) {
  std::string step = "/";
  for (const char c : key) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  return step;
}

std::string pointer_step(std::size_t index) { return fmt::format("/{}", index); }

std::size_t offset_of(const Value& root, std::string_view pointer) {
  const Value* value = &root;
  std::size_t offset = root.offset;
  while (!pointer.empty()) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    const std::string_view step = pointer.substr(0, end);
    pointer.remove_prefix(end);
    if (value->kind == Value::Kind::array) {
      std::size_t index = 0;
      const auto [last, error] = std::from_chars(step.data() + 1, step.data() + step.size(), index);
      if (error != std::errc() || last != step.data() + step.size() || index >= value->items.size()) break;
      value = &value->items[index];
      offset = value->offset;
      continue;
    }
    const auto member = std::ranges::find_if(
        value->members, [&](const Member& m) { return pointer_step(m.key) == step; });
    if (member == value->members.end()) break;
    value = &member->value;
    offset = member->offset;
  }
  return offset;
}

}  // namespace disclose

#include "read/object_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "format/json.h"

namespace disclose {

namespace {

Say kind_name(const Value& value) {
  switch (value.kind) {
    case Value::Kind::null: return {"null", "null"};
    case Value::Kind::boolean: return {"真假值", "a truth value"};
    case Value::Kind::number: return {fmt::format("数 {}", shorten(value.text, 40)), fmt::format("the number {}", shorten(value.text, 40))};
    case Value::Kind::string: return {fmt::format("文字“{}”", shorten(value.text, 40)), fmt::format("the text \"{}\"", shorten(value.text, 40))};
    case Value::Kind::array: return {"列表", "a list"};
    case Value::Kind::object: return {"对象", "an object"};
  }
  return {};
}

// A path below content/ that cannot leave it: no `..`, not absolute, `/` as separator.
bool is_inner_path(std::string_view path) {
  if (path.empty() || path.front() == '/' || path.back() == '/') return false;
  if (path.find('\\') != std::string_view::npos || path.find('\0') != std::string_view::npos) return false;
  for (std::size_t start = 0; start <= path.size();) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    const std::string_view part = path.substr(start, end - start);
    if (part.empty() || part == "." || part == "..") return false;
    start = end + 1;
  }
  return true;
}

}  // namespace

bool is_id(std::string_view text) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  if (text.empty() || text.size() > 80 || !plain(text.front())) return false;
  return std::ranges::all_of(text, [&](char c) { return plain(c) || c == '.' || c == '-'; });
}

ObjectReader::ObjectReader(const Value& object, std::string pointer, FileContext& context)
    : object_(object), pointer_(std::move(pointer)), context_(context) {
  if (!is_object()) wrong_type(object, pointer_, {"对象", "an object"});
}

bool ObjectReader::has(std::string_view key) const { return present(key) != nullptr; }

const Value* ObjectReader::take(std::string_view key) {
  asked_.push_back(key);
  return present(key);
}

namespace {

// Every key of the format is asked of every record of a province: a look at its end tells most apart.
const Value* member_of(const Value& object, std::string_view key) {
  for (const Member& member : object.members) {
    if (member.key.size() == key.size() && member.key.back() == key.back() && member.key == key) return &member.value;
  }
  return nullptr;
}

// Whether a text is only white space; most begin with something else.
bool is_blank(std::string_view text) {
  if (text.empty()) return true;
  const auto first = static_cast<unsigned char>(text.front());
  const bool visible = (first > ' ' && first < 0x7F) || (first >= 0xE4 && first <= 0xE9);
  return !visible && trim(text).empty();
}

}  // namespace

const Value* ObjectReader::present(std::string_view key) const {
  const Value* value = member_of(object_, key);
  if (value == nullptr) return nullptr;
  if (context_.yaml && value->kind == Value::Kind::null) return nullptr;
  // A text that is empty or only white space is the same as an absent key (format.md 5).
  if (value->kind == Value::Kind::string && is_blank(value->text)) return nullptr;
  return value;
}

void ObjectReader::report(std::size_t offset, std::string pointer, Say message, Say help) {
  context_.diagnostics->add({.code = Code::form,
                             .place = {.file = std::string(context_.file),
                                       .pointer = std::move(pointer),
                                       .position = context_.positions->at(offset)},
                             .message = std::move(message),
                             .help = std::move(help),
                             .unit = context_.unit,
                             .record = context_.record});
}

void ObjectReader::problem(const Value& at, std::string_view step, Say message, Say help) {
  report(at.offset, pointer_ + std::string(step), std::move(message), std::move(help));
}

ObjectReader::~ObjectReader() { report_missing(); }

void ObjectReader::missing(std::string_view key) { missing_.emplace_back(key); }

void ObjectReader::report_missing() {
  for (const std::string& key : missing_) {
    report(object_.offset, pointer_,
           {fmt::format("缺少必填的键“{}”", key), fmt::format("the required key \"{}\" is missing", key)},
           {fmt::format("补上“{}”", key), fmt::format("add \"{}\"", key)});
  }
  missing_.clear();
}

void ObjectReader::wrong_type(const Value& value, std::string_view step, Say wanted) {
  const Say found = kind_name(value);
  // Between Chinese and Latin letters or digits stands a space.
  const bool latin = !wanted.zh.empty() && static_cast<unsigned char>(wanted.zh.front()) < 0x80;
  const std::string zh = (latin ? " " : "") + wanted.zh;
  report(value.offset, std::string(step),
         {fmt::format("此处应为{}，实为{}", zh, found.zh),
          fmt::format("expected {}, found {}", wanted.en, found.en)},
         {fmt::format("改写成{}", zh), fmt::format("write {}", wanted.en)});
}

void ObjectReader::unknown_word(const Value& value, std::string_view step,
                                const std::vector<std::string_view>& words) {
  const std::string list = fmt::format("{}", fmt::join(words, ", "));
  if (value.kind != Value::Kind::string) {
    wrong_type(value, step, {"下列之一：" + list, "one of " + list});
    return;
  }
  const std::string_view meant = closest(value.text, words);
  const std::string zh = meant.empty() ? "" : fmt::format("，是否指“{}”", meant);
  const std::string en = meant.empty() ? "" : fmt::format("; did you mean \"{}\"", meant);
  report(value.offset, std::string(step),
         {fmt::format("不认识的取值“{}”{}", shorten(value.text, 40), zh),
          fmt::format("unknown value \"{}\"{}", shorten(value.text, 40), en)},
         {"写成下列之一：" + list, "write one of " + list});
}

template <class T, class Parse>
std::optional<T> ObjectReader::scalar(std::string_view key, bool numbers, Say wanted, Parse parse) {
  const Value* value = take(key);
  if (value == nullptr) return std::nullopt;
  const std::string step = pointer_ + "/" + std::string(key);
  const bool fits = value->kind == Value::Kind::string ||
                    (numbers && value->kind == Value::Kind::number);
  if (!fits) {
    wrong_type(*value, step, wanted);
    return std::nullopt;
  }
  Say problem;
  std::optional<T> result = parse(trim(value->text), problem);
  if (!result) report(value->offset, step, problem, {"改成：" + wanted.zh, "write " + wanted.en});
  return result;
}

Text ObjectReader::text(std::string_view key) {
  const Value* value = take(key);
  if (value == nullptr) return {};
  if (value->kind == Value::Kind::string) return trim(value->text);
  // Front matter has no quotes to tell a number or a truth value from text.
  if (context_.yaml && value->kind == Value::Kind::number) return value->text;
  wrong_type(*value, pointer_ + "/" + std::string(key), {"带引号的文字", "a quoted text"});
  return {};
}

Text ObjectReader::text_or_number(std::string_view key) {
  const Value* value = object_.find(key);
  if (value == nullptr || value->kind != Value::Kind::number) return text(key);
  return take(key)->text;
}

Text ObjectReader::required_text(std::string_view key) {
  const Text found = text(key);
  if (!has(key)) missing(key);
  return found;
}

bool ObjectReader::boolean(std::string_view key, bool otherwise) {
  const Value* value = take(key);
  if (value == nullptr) return otherwise;
  if (value->kind == Value::Kind::boolean) return value->boolean;
  wrong_type(*value, pointer_ + "/" + std::string(key), {"true 或 false", "true or false"});
  return otherwise;
}

std::optional<int> ObjectReader::integer(std::string_view key, int min, int max) {
  const Value* value = take(key);
  if (value == nullptr) return std::nullopt;
  const Say wanted = {fmt::format("{} 至 {} 的整数（不加引号）", min, max),
                      fmt::format("an integer from {} to {}, without quotes", min, max)};
  int number = 0;
  const char* const end = value->text.data() + value->text.size();
  const auto [last, error] = std::from_chars(value->text.data(), end, number);
  if (value->kind != Value::Kind::number || error != std::errc() || last != end || number < min ||
      number > max) {
    wrong_type(*value, pointer_ + "/" + std::string(key), wanted);
    return std::nullopt;
  }
  return number;
}

std::optional<Year> ObjectReader::year(std::string_view key) { return integer(key, 1990, 2100); }

Text ObjectReader::id(std::string_view key) {
  const Text found = text(key);
  if (found.empty() || is_id(found)) return found;
  report(object_.find(key)->offset, pointer_ + "/" + std::string(key),
         {fmt::format("编号“{}”不合规则", shorten(found, 40)),
          fmt::format("\"{}\" is no id", shorten(found, 40))},
         {"编号用小写英文字母、数字、点和连字符，以字母或数字开头，最多 80 个字符",
          "ids are lower-case letters, digits, dots and hyphens, at most 80, beginning with a letter or digit"});
  return {};
}

Text ObjectReader::required_id(std::string_view key) {
  if (take(key) == nullptr) {
    missing(key);
    return {};
  }
  return id(key);
}

Text ObjectReader::path(std::string_view key) {
  const Text found = text(key);
  if (found.empty()) return {};
  const Value& value = *object_.find(key);
  const auto refuse = [&](Say message, Say help) {
    report(value.offset, pointer_ + "/" + std::string(key), std::move(message), std::move(help));
    return Text();
  };
  if (!is_inner_path(found)) {
    return refuse({fmt::format("路径“{}”越出了 content/", shorten(found, 60)),
                   fmt::format("the path \"{}\" leads out of content/", shorten(found, 60))},
                  {"写 content/ 之下的相对路径，用 / 分隔，不含 ..",
                   "write a path below content/, with / between its parts and without .."});
  }
  const std::string whole = "content/" + std::string(found);
  const auto& entries = context_.folder->entries();
  const auto entry = std::ranges::lower_bound(entries, whole, {}, &FolderEntry::path);
  if (entry == entries.end() || entry->path != whole) {
    return refuse({fmt::format("没有文件 {}", whole), fmt::format("there is no file {}", whole)},
                  {"检查文件名和大小写，或把文件放到这里", "check the name and its case, or put the file there"});
  }
  if (entry->kind != FolderEntry::Kind::regular) {
    return refuse({fmt::format("{} 不是普通文件", whole), fmt::format("{} is no regular file", whole)},
                  {"用真实文件代替快捷方式或链接", "put a real file in place of the link"});
  }
  return found;
}

Text ObjectReader::url(std::string_view key) {
  const Text found = text(key);
  if (found.empty() || is_web_address(found)) return found;
  report(object_.find(key)->offset, pointer_ + "/" + std::string(key),
         {fmt::format("“{}”不是网址", shorten(found, 60)), fmt::format("\"{}\" is no URL", shorten(found, 60))},
         {"写以 http:// 或 https:// 开头的完整网址", "write a whole address that begins with http:// or https://"});
  return {};
}

std::optional<Date> ObjectReader::date(std::string_view key) {
  return scalar<Date>(key, false, {"带引号的日期，如 \"2024-02-05\"", "a quoted date such as \"2024-02-05\""}, parse_date);
}

std::optional<DateTime> ObjectReader::date_time(std::string_view key) {
  return scalar<DateTime>(key, false,
                          {"日期或时间，如 \"2024-02-05\"、\"2024-02-26 09:30\"",
                           "a date or time such as \"2024-02-05\" or \"2024-02-26 09:30\""},
                          parse_date_time);
}

std::optional<LooseDate> ObjectReader::loose_date(std::string_view key) {
  return scalar<LooseDate>(key, context_.yaml,
                           {"日期，如 \"2024-02-05\"、\"2023-11\"、\"2023\"",
                            "a date such as \"2024-02-05\", \"2023-11\" or \"2023\""},
                           parse_loose_date);
}

std::optional<StatedMoney> ObjectReader::money(std::string_view key) {
  return scalar<StatedMoney>(key, true,
                             {"带单位的金额，如 \"2318.60万元\"、\"7,835,793.00元\"",
                              "an amount with its unit, such as \"2318.60万元\""},
                             parse_money);
}

std::optional<Amount> ObjectReader::amount(std::string_view key) {
  return scalar<Amount>(key, true,
                        {"带单位的金额，如 \"1966.98万元\"、\"约6800万元\"",
                         "an amount with its unit, such as \"1966.98万元\" or \"约6800万元\""},
                        parse_amount);
}

std::optional<Decimal> ObjectReader::percent(std::string_view key) {
  return scalar<Decimal>(key, false, {"百分数，如 \"97.5%\"", "a percentage such as \"97.5%\""}, parse_percent);
}

std::optional<Points> ObjectReader::points(std::string_view key) {
  const auto parse = [](std::string_view text, Say& problem) -> std::optional<Points> {
    const std::optional<Score> score = parse_score(text, problem);
    if (!score) return std::nullopt;
    const std::optional<Decimal> whole = score->shifted(4);
    constexpr std::int64_t kLimit = 100000LL * 10000;
    if (!whole || *whole > Decimal(kLimit) || *whole < Decimal(-kLimit)) {
      problem = {fmt::format("{} 过大，不像分数", shorten(text, 40)),
                 fmt::format("{} is too large for a score", shorten(text, 40))};
      return std::nullopt;
    }
    Wide mantissa = whole->mantissa();
    for (int scale = whole->scale(); scale > 0; --scale) mantissa /= 10;
    return Points{static_cast<std::int32_t>(mantissa)};
  };
  return scalar<Points>(key, true, {"分数，如 96.5，最多四位小数", "a score such as 96.5, with at most four decimals"}, parse);
}

std::optional<Quantity> ObjectReader::quantity(std::string_view key) {
  return scalar<Quantity>(key, false,
                          {"带引号的数量，如 \"2271个\"、\"约218万元\"", "a quoted quantity such as \"2271个\" or \"约218万元\""},
                          parse_quantity);
}

std::optional<Decimal> ObjectReader::decimal(std::string_view key) {
  const auto parse = [](std::string_view text, Say& problem) {
    const std::optional<Decimal> number = Decimal::parse(text);
    if (!number) problem = {fmt::format("“{}”不是数", shorten(text, 40)), fmt::format("\"{}\" is no number", shorten(text, 40))};
    return number;
  };
  return scalar<Decimal>(key, true, {"数，如 0.01", "a number such as 0.01"}, parse);
}

std::vector<Text> ObjectReader::texts(std::string_view key) {
  std::vector<Text> found;
  const Value* list = take(key);
  if (list == nullptr) return found;
  const std::string step = pointer_ + "/" + std::string(key);
  if (list->kind != Value::Kind::array) {
    wrong_type(*list, step, {"列表", "a list"});
    return found;
  }
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    const Value& value = list->items[i];
    if (value.kind == Value::Kind::string) {
      if (const Text text = trim(value.text); !text.empty()) found.push_back(text);
    } else {
      wrong_type(value, step + "/" + std::to_string(i), {"带引号的文字", "a quoted text"});
    }
  }
  return found;
}

void ObjectReader::object(std::string_view key, const std::function<void(ObjectReader&)>& read) {
  const Value* value = take(key);
  if (value == nullptr) return;
  ObjectReader reader(*value, pointer_ + "/" + std::string(key), context_);
  if (!reader.is_object()) return;
  read(reader);
  reader.finish();
}

void ObjectReader::objects(std::string_view key, const std::function<void(ObjectReader&)>& read) {
  const Value* list = take(key);
  if (list == nullptr) return;
  const std::string step = pointer_ + "/" + std::string(key);
  if (list->kind != Value::Kind::array) {
    wrong_type(*list, step, {"列表", "a list"});
    return;
  }
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    ObjectReader reader(list->items[i], step + "/" + std::to_string(i), context_);
    if (!reader.is_object()) continue;
    read(reader);
    reader.finish();
  }
}

void ObjectReader::finish() {
  if (context_.known_keys != nullptr) {
    for (const std::string_view key : asked_) context_.known_keys->insert(pointer_ + pointer_step(key));
  }
  for (const Member& member : object_.members) {
    if (member.key.starts_with("x-") || member.key == "$schema") continue;
    if (std::ranges::find(asked_, member.key) != asked_.end()) continue;
    const std::string_view meant = closest(member.key, asked_);
    if (!meant.empty()) std::erase(missing_, meant);
    const std::string shown = shorten(member.key, 40);
    const Say help = meant.empty()
                         ? Say{"删去这个键；本地自用的键以 x- 开头", "remove it; keys for local use begin with x-"}
                         : Say{fmt::format("是否指“{}”；本地自用的键以 x- 开头", meant),
                               fmt::format("did you mean \"{}\"; keys for local use begin with x-", meant)};
    report(member.offset, pointer_ + pointer_step(member.key),
           {fmt::format("不认识的键“{}”", shown), fmt::format("unknown key \"{}\"", shown)}, help);
  }
  report_missing();
}

}  // namespace disclose

// The only file that includes yaml-cpp. Its events are used rather than its nodes: they tell a
// quoted scalar from a plain one, name anchors and tags, and keep the second of two equal keys.
#include "format/front_matter.h"

#include <fmt/format.h>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"

namespace disclose {

namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr std::size_t kDeepest = 64;  // format.md 1

// What yaml-cpp says, in Chinese. The longer of two that begin alike stands first.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kYamlSays = {{
    {"end of map flow not found", "花括号没有配对"},
    {"end of sequence flow not found", "方括号没有配对"},
    {"end of map not found", "这一行与上面的键没有对齐，或缺少冒号"},
    {"end of sequence not found", "这一行与上面的列表没有对齐"},
    {"illegal map value", "冒号的位置不对：一行里有第二个“键: 值”"},
    {"illegal map key", "这里不能写键"},
    {"illegal block entry", "这里不能写“- ”"},
    {"illegal flow end", "多出一个右括号"},
    {"illegal tab when looking for indentation", "缩进用了制表符"},
    {"illegal EOF in scalar", "引号没有配对"},
    {"illegal document indicator in scalar", "引号没有配对"},
    {"unknown escape character", "双引号里的反斜线写法不认识"},
    {"invalid unicode", "转义写出的不是字符"},
    {"bad character found while scanning hex number", "转义里的十六进制数不对"},
}};

std::string in_chinese(std::string_view english) {
  for (const auto& [key, chinese] : kYamlSays) {
    if (english.starts_with(key)) return std::string(chinese);
  }
  return std::string(english);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The grammar of RFC 8259, 6: what JSON would call a number.
bool is_json_number(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t start = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at - start;
  };
  if (at < text.size() && text[at] == '-') ++at;
  const bool leading_zero = at < text.size() && text[at] == '0';
  const std::size_t whole = digits();
  if (whole == 0 || (leading_zero && whole > 1)) return false;
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

// Where the file's findings go; knows the file, so that an offset is enough.
class Findings {
 public:
  Findings(std::string_view file, std::string_view text, Diagnostics& diagnostics)
      : file_(file), text_(text), diagnostics_(diagnostics) {}

  void add(std::size_t offset, std::string pointer, Say message, Say help) {
    ++count_;
    diagnostics_.add({.code = Code::form,
                      .place = {.file = std::string(file_),
                                .pointer = std::move(pointer),
                                .position = position_of(offset)},
                      .message = std::move(message),
                      .help = std::move(help)});
  }
  std::size_t count() const { return count_; }

 private:
  // position_at(), but lines are counted on from the last finding: many findings stay cheap.
  Position position_of(std::size_t offset) {
    if (offset < line_start_) {
      line_start_ = 0;
      line_ = 1;
    }
    for (std::size_t next = text_.find('\n', line_start_); next < offset;
         next = text_.find('\n', line_start_)) {
      line_start_ = next + 1;
      ++line_;
    }
    Position position = position_at(text_.substr(line_start_), offset - line_start_);
    position.line = line_;
    return position;
  }

  std::string_view file_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  std::size_t count_ = 0;
  std::size_t line_start_ = 0;
  std::uint32_t line_ = 1;
};

// Builds a Value from the events of one document.
class Builder final : public YAML::EventHandler {
 public:
  Builder(std::size_t base, Arena& arena, Findings& findings)
      : base_(base), arena_(arena), findings_(findings) {}

  Value take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    if (wants_key()) {
      refuse_key(mark);
    } else {
      place({.kind = Value::Kind::null, .offset = offset(mark)});
    }
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    findings_.add(
        offset(mark), pointer(),
        {"front matter 里有 YAML 引用（*）", "front matter has a YAML alias (*)"},
        {"把引用的内容照写一遍，或给文字加引号", "write the content out, or quote the text"});
    if (wants_key()) {
      take_key({}, offset(mark), false);
    } else {
      place({});
    }
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (deep_ > 0) return;
    if (wants_key()) {
      take_key(arena_.copy(text), offset(mark), true);
      return;
    }
    Value value{.kind = Value::Kind::string, .offset = offset(mark)};
    const bool plain = tag == "?";
    if (plain && (text == "true" || text == "false")) {
      value.kind = Value::Kind::boolean;
      value.boolean = text == "true";
    } else {
      if (plain && is_json_number(text)) value.kind = Value::Kind::number;
      value.text = arena_.copy(text);
    }
    place(std::move(value));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, Value::Kind::array);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, Value::Kind::object);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Frame {
    Value value;
    std::set<std::string_view> keys{};
    std::string_view key{};  // the member being read
    std::uint32_t key_offset = 0;
    bool has_key = false;
    bool drop = false;  // its value is read but not kept: a refused or second key
  };

  std::uint32_t offset(const YAML::Mark& mark) const {
    return static_cast<std::uint32_t>(base_ + static_cast<std::size_t>(std::max(mark.pos, 0)));
  }

  bool wants_key() const {
    return deep_ == 0 && !frames_.empty() && frames_.back().value.kind == Value::Kind::object &&
           !frames_.back().has_key;
  }

  // The JSON pointer of the value that comes next.
  std::string pointer() const {
    std::string out;
    for (const Frame& frame : frames_) {
      if (frame.value.kind == Value::Kind::array) {
        out += fmt::format("/{}", frame.value.items.size());
      } else if (frame.has_key) {
        append_step(out, frame.key);
      }
    }
    return out;
  }

  static void append_step(std::string& out, std::string_view key) {
    out += '/';
    for (const char c : key) {
      if (c == '~') {
        out += "~0";
      } else if (c == '/') {
        out += "~1";
      } else {
        out += c;
      }
    }
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor == YAML::NullAnchor) return;
    findings_.add(offset(mark), pointer(),
                  {"front matter 里有 YAML 锚点（&）", "front matter has a YAML anchor (&)"},
                  {"删去锚点，或给文字加引号", "remove the anchor, or quote the text"});
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    findings_.add(offset(mark), pointer(),
                  {"front matter 里有 YAML 标签（!）", "front matter has a YAML tag (!)"},
                  {"删去标签，或给文字加引号", "remove the tag, or quote the text"});
  }

  void refuse_key(const YAML::Mark& mark) {
    findings_.add(offset(mark), pointer(), {"键不是文字", "a key is not a text"},
                  {"写成“键: 值”，键是一个词", "write `key: value`, the key being one word"});
    if (wants_key()) take_key({}, offset(mark), false);
  }

  void take_key(std::string_view key, std::uint32_t at, bool keep) {
    Frame& frame = frames_.back();
    if (keep && !frame.keys.insert(key).second) {
      std::string where = pointer();
      append_step(where, key);
      findings_.add(at, std::move(where),
                    {fmt::format("键“{}”写了两次", shorten(key, 40)),
                     fmt::format("the key \"{}\" occurs twice", shorten(key, 40))},
                    {"只留一个", "keep one of them"});
      keep = false;
    }
    frame.key = key;
    frame.key_offset = at;
    frame.has_key = true;
    frame.drop = !keep;
  }

  // A value is complete: it goes where the innermost open list or map wants it.
  void place(Value value) {
    if (deep_ > 0) return;
    if (frames_.empty()) {
      root_ = std::move(value);
      return;
    }
    Frame& frame = frames_.back();
    if (frame.value.kind == Value::Kind::array) {
      frame.value.items.push_back(std::move(value));
      return;
    }
    if (!frame.drop) {
      frame.value.members.push_back(
          {.key = frame.key, .offset = frame.key_offset, .value = std::move(value)});
    }
    frame.has_key = false;
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
            Value::Kind kind) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (deep_ > 0) {
      ++deep_;
      return;
    }
    if (wants_key()) {  // {[a]: b}: the key is read over
      refuse_key(mark);
      frames_.back().has_key = false;
      deep_ = 1;
      key_is_deep_ = true;
      return;
    }
    if (frames_.size() == kDeepest) {
      findings_.add(offset(mark), pointer(),
                    {fmt::format("嵌套超过 {} 层", kDeepest),
                     fmt::format("nested deeper than {} levels", kDeepest)},
                    {"减少嵌套", "nest less deeply"});
      deep_ = 1;
      return;
    }
    frames_.push_back({.value = {.kind = kind, .offset = offset(mark)}});
  }

  void close() {
    if (deep_ > 0) {
      if (--deep_ > 0) return;
      if (std::exchange(key_is_deep_, false)) {
        take_key({}, 0, false);
      } else {
        place({});
      }
      return;
    }
    Value value = std::move(frames_.back().value);
    frames_.pop_back();
    place(std::move(value));
  }

  std::size_t base_;
  Arena& arena_;
  Findings& findings_;
  Value root_;
  std::vector<Frame> frames_;
  std::size_t deep_ = 0;      // how many lists and maps are open below what is kept
  bool key_is_deep_ = false;  // what is read over is a key
};

// The line that starts at `at`, without its line break; `at` moves to the next line.
std::string_view take_line(std::string_view text, std::size_t& at) {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  std::string_view line = text.substr(at, end - at);
  at = std::min(end + 1, text.size());
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool is_fence(std::string_view line) {
  return line.starts_with("---") && line.find_first_not_of(" \t", 3) == std::string_view::npos;
}

// What yaml-cpp must not see: a control character may end its input silently, a directive may
// change the meaning of what follows.
bool refuse_characters(std::string_view yaml, std::size_t base, Findings& findings) {
  const std::size_t before = findings.count();
  for (std::size_t at = 0; at < yaml.size();) {
    const std::size_t start = at;
    const std::string_view line = take_line(yaml, at);
    const auto bad = std::ranges::find_if(line, [](char c) {
      return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
    });
    if (bad != line.end()) {
      findings.add(base + start + static_cast<std::size_t>(bad - line.begin()), "",
                   {"front matter 里有控制字符", "front matter has a control character"},
                   {"删去这个字符", "remove the character"});
    }
    if (line.starts_with('%')) {
      findings.add(base + start, "",
                   {"front matter 里有 YAML 指令（%）", "front matter has a YAML directive (%)"},
                   {"删去这一行，或给文字加引号", "remove the line, or quote the text"});
    }
  }
  return findings.count() > before;
}

// Says that a document begins where there must be none any more.
class SecondDocument final : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark& mark) override { at = std::max(mark.pos, 0); }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t,
                const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}

  int at = -1;
};

void say_syntax(const YAML::Exception& error, std::size_t base, Findings& findings) {
  const std::size_t at = base + static_cast<std::size_t>(std::max(error.mark.pos, 0));
  if (dynamic_cast<const YAML::DeepRecursion*>(&error) != nullptr) {
    findings.add(at, "",
                 {fmt::format("嵌套超过 {} 层", kDeepest),
                  fmt::format("nested deeper than {} levels", kDeepest)},
                 {"减少嵌套", "nest less deeply"});
    return;
  }
  findings.add(at, "",
               {"front matter 不合 YAML 写法：" + in_chinese(error.msg),
                "front matter is not YAML: " + error.msg},
               {"写成“键: 值”，一行一个；值里有冒号、引号或 # 时用引号括起来",
                "write `key: value`, one a line; quote values that hold colons, quotes or #"});
}

Value read_yaml(std::string_view yaml, std::size_t base, Arena& arena, Findings& findings) {
  // The end mark makes yaml-cpp notice a quote that is never closed.
  std::istringstream stream{std::string(yaml) + "...\n"};
  Builder builder(base, arena, findings);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) {
      return {.kind = Value::Kind::object, .offset = static_cast<std::uint32_t>(base)};
    }
    SecondDocument second;
    if (parser.HandleNextDocument(second)) {
      findings.add(base + static_cast<std::size_t>(std::max(second.at, 0)), "",
                   {"front matter 里有第二个 YAML 文档", "front matter has a second YAML document"},
                   {"只留一个，写在两行 --- 之间", "keep one, between the two --- lines"});
    }
  } catch (const YAML::DeepRecursion& error) {
    if (findings.count() == 0) say_syntax(error, base, findings);
  } catch (const YAML::Exception& error) {
    say_syntax(error, base, findings);
  }
  return builder.take();
}

// Where the front matter stands in the file.
struct Span {
  std::size_t start = 0;
  std::size_t end = 0;
  std::size_t body = 0;
};

std::optional<Span> find_end(std::string_view text, std::size_t start) {
  for (std::size_t at = start; at < text.size();) {
    const std::size_t line_start = at;
    if (is_fence(take_line(text, at))) return Span{start, line_start, at};
    if (at - start > kMaxFrontMatter) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<MarkdownFile> parse_front_matter(std::string_view file, std::string_view text,
                                               Arena& arena, Diagnostics& diagnostics) {
  Findings findings(file, text, diagnostics);
  if (text.size() > std::numeric_limits<std::uint32_t>::max() / 2) {
    findings.add(0, "", {"文件超过 2 GB", "the file is larger than 2 GB"},
                 {"分成几个文件", "split it into several files"});
    return std::nullopt;
  }
  if (const std::size_t bad = find_invalid_utf8(text); bad != std::string_view::npos) {
    findings.add(bad, "", {"不是 UTF-8 编码的文字", "the text is not UTF-8"},
                 {"用 UTF-8 编码另存此文件", "save the file in the UTF-8 encoding"});
    return std::nullopt;
  }
  const std::size_t start = text.starts_with(kBom) ? kBom.size() : 0;
  std::size_t at = start;
  if (!is_fence(take_line(text, at))) return MarkdownFile{.body_offset = start};
  const std::optional<Span> span = find_end(text, at);
  if (!span) {
    findings.add(
        start, "",
        {fmt::format("front matter 没有结束的 --- 行（最多 {} KB）", kMaxFrontMatter / 1024),
         fmt::format("front matter has no closing --- line (within {} KB)",
                     kMaxFrontMatter / 1024)},
        {"在 front matter 之后单独写一行 ---", "end the front matter with a line of ---"});
    return std::nullopt;
  }
  const std::string_view yaml = text.substr(span->start, span->end - span->start);
  if (refuse_characters(yaml, span->start, findings)) return std::nullopt;
  Value value = read_yaml(yaml, span->start, arena, findings);
  if (findings.count() == 0 && value.kind == Value::Kind::null) value.kind = Value::Kind::object;
  if (findings.count() == 0 && value.kind != Value::Kind::object) {
    findings.add(
        value.offset, "",
        {"front matter 不是“键: 值”的列表", "front matter is not a map of keys and values"},
        {"每行写一个“键: 值”，如 title: 年度报告",
         "write one `key: value` a line, such as title: Annual report"});
  }
  if (findings.count() > 0) return std::nullopt;
  return MarkdownFile{.front_matter = std::move(value), .body_offset = span->body};
}

}  // namespace disclose

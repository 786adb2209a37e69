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
#include <sstream>
#include <string>
#include <utility>

#include "base/text.h"
#include "format/form_findings.h"
#include "format/json.h"
#include "format/value_builder.h"

namespace disclose {

namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

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

// Hands the events of one document to the builder, less what JSON does not have.
class Adapter final : public YAML::EventHandler {
 public:
  Adapter(std::size_t base, ValueBuilder& builder, FormFindings& findings)
      : base_(base), builder_(builder), findings_(findings) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    builder_.null(offset(mark));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    findings_.add(
        offset(mark), builder_.pointer(),
        {"front matter 里有 YAML 引用（*）", "front matter has a YAML alias (*)"},
        {"把引用的内容照写一遍，或给文字加引号", "write the content out, or quote the text"});
    builder_.hole(offset(mark));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    builder_.scalar(text, tag == "?", offset(mark));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, Value::Kind::array);
  }
  void OnSequenceEnd() override { builder_.close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, Value::Kind::object);
  }
  void OnMapEnd() override { builder_.close(); }

 private:
  std::uint32_t offset(const YAML::Mark& mark) const {
    return static_cast<std::uint32_t>(base_ + static_cast<std::size_t>(std::max(mark.pos, 0)));
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
            Value::Kind kind) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    builder_.open(kind, offset(mark));
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor == YAML::NullAnchor) return;
    findings_.add(offset(mark), builder_.pointer(),
                  {"front matter 里有 YAML 锚点（&）", "front matter has a YAML anchor (&)"},
                  {"删去锚点，或给文字加引号", "remove the anchor, or quote the text"});
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    findings_.add(offset(mark), builder_.pointer(),
                  {"front matter 里有 YAML 标签（!）", "front matter has a YAML tag (!)"},
                  {"删去标签，或给文字加引号", "remove the tag, or quote the text"});
  }

  std::size_t base_;
  ValueBuilder& builder_;
  FormFindings& findings_;
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
bool refuse_characters(std::string_view yaml, std::size_t base, FormFindings& findings) {
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

void say_syntax(const YAML::Exception& error, std::size_t base, FormFindings& findings) {
  const std::size_t at = base + static_cast<std::size_t>(std::max(error.mark.pos, 0));
  if (dynamic_cast<const YAML::DeepRecursion*>(&error) != nullptr) {
    findings.add(at, "",
                 {fmt::format("嵌套超过 {} 层", kMaxDepth),
                  fmt::format("nested deeper than {} levels", kMaxDepth)},
                 {"减少嵌套", "nest less deeply"});
    return;
  }
  findings.add(at, "",
               {"front matter 不合 YAML 写法：" + in_chinese(error.msg),
                "front matter is not YAML: " + error.msg},
               {"写成“键: 值”，一行一个；值里有冒号、引号或 # 时用引号括起来",
                "write `key: value`, one a line; quote values that hold colons, quotes or #"});
}

Value read_yaml(std::string_view yaml, std::size_t base, Arena& arena, FormFindings& findings) {
  // The end mark makes yaml-cpp notice a quote that is never closed.
  std::istringstream stream{std::string(yaml) + "...\n"};
  ValueBuilder builder(arena, findings);
  Adapter adapter(base, builder, findings);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(adapter)) {
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
  FormFindings findings(file, text, diagnostics);
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

#include "pdf/document_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "pdf/character_class.h"
#include "pdf/link_target.h"

namespace disclose::pdf {
namespace {

// Characters between which a line break of the markup leaves no space.
bool is_wide(char32_t c) {
  return is_han(c) || (c >= 0x3000 && c < 0x3100) || (c >= 0xFF01 && c < 0xFF61) ||
         (c >= 0x2018 && c < 0x201E) || c == 0x2014 || c == 0x2026;
}

struct Look {
  bool strong = false;
  bool emphasis = false;
  Shift shift = Shift::none;
  std::uint32_t link = 0;
  bool operator==(const Look&) const = default;
};

// Gathers runs from inline elements.
class TextReader {
 public:
  TextReader(DocumentReader& reader, bool in_note) : reader_(reader), in_note_(in_note) {}

  void read(const MarkupNode& node, Look look) {
    if (node.name.empty()) {
      add(node.text, look);
    } else {
      read_element(node, look);
    }
  }
  void read_children(const MarkupNode& node, Look look) {
    for (const MarkupNode& child : node.children) read(child, look);
  }

  Text take() {
    while (!runs_.empty() && runs_.back().line_break) runs_.pop_back();
    return std::move(runs_);
  }

 private:
  void read_element(const MarkupNode& node, Look look) {
    const std::string_view name = node.name;
    if (name == "br") return line_break();
    if (name == "footnote") return note(node);
    if (name == "strong" || name == "b") look.strong = true;
    if (name == "em" || name == "i") look.emphasis = true;
    if (name == "sup") look.shift = Shift::superscript;
    if (name == "sub") look.shift = Shift::subscript;
    if (name == "a") look.link = link_to(node.attribute("href"));
    if (!is_inline(name)) {
      // A paragraph inside a cell or an item's text: a line of its own.
      if (name != "p" && name != "div") {
        reader_.problem(node,
                        {fmt::format("<{}> 不能出现在一段文字之内", name),
                         fmt::format("<{}> cannot stand inside a text", name)},
                        {"把它移到段落之外", "move it out of the paragraph"});
      }
      line_break();
    }
    read_children(node, look);
    if (!is_inline(name)) line_break();
  }

  void add(std::string_view text, const Look& look) {
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next_code_point(text, at);
      if (is_markup_space(c)) {
        pending_ = true;
        broken_ = broken_ || c == '\n';
        continue;
      }
      if (pending_ && last_ != 0 && !(broken_ && is_wide(last_) && is_wide(c))) append(' ', look);
      pending_ = broken_ = false;
      append(c, look);
    }
  }

  void append(char32_t c, const Look& look) {
    if (runs_.empty() || runs_.back().line_break || runs_.back().note != 0 || !(look == look_)) {
      runs_.push_back({.strong = look.strong,
                       .emphasis = look.emphasis,
                       .shift = look.shift,
                       .link = look.link});
      look_ = look;
    }
    append_utf8(runs_.back().text, c);
    last_ = c;
  }

  void line_break() {
    pending_ = broken_ = false;
    last_ = 0;
    // Before the first text a break means nothing.
    if (!runs_.empty()) runs_.push_back({.line_break = true});
  }

  void note(const MarkupNode& node) {
    if (in_note_) {
      reader_.problem(node, {"脚注中又有脚注", "a footnote stands inside a footnote"},
                      {"把里层的脚注并入外层", "merge the inner footnote into the outer one"});
      return;
    }
    TextReader inner(reader_, true);
    inner.read_children(node, {});
    reader_.document.notes.push_back(inner.take());
    runs_.push_back({.note = static_cast<std::uint32_t>(reader_.document.notes.size())});
    last_ = U'注';
  }

  std::uint32_t link_to(std::string_view href) {
    href = trim(href);
    if (href.empty()) return 0;
    std::vector<std::string>& links = reader_.document.links;
    links.push_back(link_target(href, reader_.document.source_url));
    return static_cast<std::uint32_t>(links.size());
  }

  DocumentReader& reader_;
  bool in_note_;
  Text runs_;
  Look look_;
  char32_t last_ = 0;  // the last character; 0 at the start of a line
  bool pending_ = false;
  bool broken_ = false;
};

}  // namespace

DocumentReader::DocumentReader(Document& into, std::string_view source, Diagnostics& diagnostics)
    : document(into), source_(source), diagnostics_(diagnostics) {
  for (std::size_t at = source.find('\n'); at != std::string_view::npos;
       at = source.find('\n', at + 1)) {
    line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
  }
}

Position DocumentReader::position(std::uint32_t offset) const {
  const auto after = std::ranges::upper_bound(line_starts_, offset);
  return {.line = static_cast<std::uint32_t>(after - line_starts_.begin()) + 1, .column = 0};
}

Text DocumentReader::text_in(const MarkupNode& node) {
  TextReader reader(*this, false);
  reader.read_children(node, {});
  return reader.take();
}

Text DocumentReader::text_of(const std::vector<const MarkupNode*>& nodes) {
  TextReader reader(*this, false);
  for (const MarkupNode* node : nodes) reader.read(*node, {});
  return reader.take();
}

void DocumentReader::problem(const MarkupNode& node, Say message, Say help) {
  constexpr std::size_t kMost = 50;
  if (said_.size() >= kMost || !said_.insert(message.en).second) return;
  diagnostics_.add({.code = Code::form,
                    .severity = Severity::error,
                    .place = {.file = document.file, .position = position_at(source_, node.offset)},
                    .message = std::move(message),
                    .help = std::move(help)});
}

void DocumentReader::unknown(const MarkupNode& node, std::span<const std::string_view> known) {
  const std::string name = shorten(node.name, 40);
  const std::string_view near = closest(name, known);
  Say help = {"只用报告模板说明中列出的元素",
              "use only the elements the report's vocabulary lists"};
  if (!near.empty())
    help = {fmt::format("可能应为 <{}>", near), fmt::format("perhaps <{}> was meant", near)};
  problem(node,
          {fmt::format("报告中没有 <{}> 这种元素", name),
           fmt::format("a report has no element <{}>", name)},
          std::move(help));
}

void DocumentReader::expect_blank(const MarkupNode& node, const MarkupNode& parent) {
  if (node.name.empty() && trim(node.text).empty()) return;
  const std::string what = node.name.empty() ? fmt::format("“{}”", shorten(trim(node.text), 20))
                                             : fmt::format("<{}>", shorten(node.name, 40));
  problem(node,
          {fmt::format("{} 不能直接放在 <{}> 之内", what, parent.name),
           fmt::format("{} cannot stand directly inside <{}>", what, parent.name)},
          {"检查报告模板中该处的标记", "check the report's template at this place"});
}

}  // namespace disclose::pdf

#include "pdf/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "pdf/document_reader.h"

namespace disclose::pdf {

std::string plain_text(const Text& text) {
  std::string plain;
  for (const Run& run : text) plain += run.line_break ? std::string(" ") : run.text;
  return plain;
}

namespace {

constexpr auto kContainers = std::to_array<std::string_view>(
    {"document", "div", "section", "article", "main", "body", "header", "footer", "header-block"});

constexpr auto kKnown = std::to_array<std::string_view>(
    {"document",   "div",        "section",      "article",    "main",     "body",
     "header",     "footer",     "header-block", "h1",         "h2",       "h3",
     "h4",         "h5",         "h6",        "p",          "ul",           "ol",         "li",       "dl",
     "dt",         "dd",         "table",        "caption",    "colgroup", "col",
     "thead",      "tbody",      "tfoot",        "tr",         "th",       "td",
     "figure",     "figcaption", "svg",          "blockquote", "pre",      "hr",
     "page-break", "toc",        "running-head", "signature",  "qr",       "landscape", "cover",
     "strong",     "b",          "em",           "i",          "br",       "sup",
     "sub",        "a",          "span",         "code",       "footnote", "small",
     "u",          "del",        "mark",         "time",       "abbr"});

bool contains(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

Paragraph::Look look_of(const MarkupNode& node) {
  if (node.has_class("centre") || node.has_class("center")) return Paragraph::Look::centre;
  if (node.has_class("right")) return Paragraph::Look::right;
  if (node.has_class("note")) return Paragraph::Look::note;
  if (node.has_class("plain")) return Paragraph::Look::plain;
  if (node.has_class("subtitle")) return Paragraph::Look::subtitle;
  return Paragraph::Look::body;
}

// `h2`…`h4`; `usual` when it says nothing usable.
std::uint32_t level_of(std::string_view heading, std::uint32_t usual) {
  const bool is_level = heading.size() == 2 && heading[0] == 'h' && heading[1] >= '2' && heading[1] <= '4';
  return is_level ? static_cast<std::uint32_t>(heading[1] - '0') : usual;
}

Contents contents_of(const MarkupNode& node) {
  const Contents usual;
  return {.from = level_of(node.attribute("from"), usual.from), .to = level_of(node.attribute("to"), usual.to)};
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    if (const std::string_view word = trim(text.substr(0, end)); !word.empty()) {
      words.emplace_back(word);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

// Reads one element's children into blocks; text that stands between blocks becomes a paragraph.
class BlockReader {
 public:
  BlockReader(DocumentReader& reader, std::vector<Block>& out) : reader_(reader), out_(out) {}

  void read(const MarkupNode& parent, Paragraph::Look look = Paragraph::Look::body) {
    for (const MarkupNode& node : parent.children) {
      if (node.name.empty() || is_inline(node.name)) {
        if (loose_.empty()) loose_at_ = node.offset;
        loose_.push_back(&node);
        continue;
      }
      flush(look);
      read_block(node, look);
    }
    flush(look);
  }

 private:
  template <typename Content>
  void add(const MarkupNode& node, Content content) {
    out_.push_back({.content = std::move(content), .position = reader_.position(node.offset)});
  }

  void flush(Paragraph::Look look) {
    if (loose_.empty()) return;
    Paragraph paragraph{.text = reader_.text_of(loose_), .look = look};
    loose_.clear();
    if (paragraph.text.empty()) return;
    out_.push_back({.content = std::move(paragraph), .position = reader_.position(loose_at_)});
  }

  void paragraph(const MarkupNode& node, Paragraph::Look look) {
    Paragraph read{
        .text = reader_.text_in(node), .look = look, .id = std::string(node.attribute("id"))};
    if (!read.text.empty()) add(node, std::move(read));
  }

  void list(const MarkupNode& node) {
    List read{.numbered = node.name == "ol",
              .start = number_of(node.attribute("start"), 1, 1, 1000000)};
    for (const MarkupNode& child : node.children) {
      if (child.name != "li") {
        reader_.expect_blank(child, node);
        continue;
      }
      read.items.emplace_back();
      BlockReader(reader_, read.items.back().blocks).read(child, Paragraph::Look::plain);
    }
    if (!read.items.empty()) add(node, std::move(read));
  }

  void facts(const MarkupNode& node) {
    Facts read;
    facts_in(node, read);
    if (!read.facts.empty()) add(node, std::move(read));
  }

  void facts_in(const MarkupNode& node, Facts& read) {
    for (const MarkupNode& child : node.children) {
      if (child.name == "div") {
        facts_in(child, read);
      } else if (child.name == "dt") {
        read.facts.push_back({.name = reader_.text_in(child), .value = {}});
      } else if (child.name == "dd") {
        if (read.facts.empty()) read.facts.emplace_back();
        read.facts.back().value = reader_.text_in(child);
      } else {
        reader_.expect_blank(child, node);
      }
    }
  }

  void figure(const MarkupNode& node) {
    Figure read{.alternative = std::string(node.attribute("aria-label")),
                .id = std::string(node.attribute("id"))};
    for (const MarkupNode& child : node.children) {
      if (child.name == "svg") {
        read.drawing = reader_.drawing(child);
        if (read.alternative.empty()) read.alternative = std::string(child.attribute("aria-label"));
      } else if (child.name == "figcaption") {
        read.caption = reader_.text_in(child);
      } else if (child.name == "table") {
        add(child, read_table(reader_, child));
      } else {
        reader_.expect_blank(child, node);
      }
    }
    if (read.alternative.empty()) read.alternative = plain_text(read.caption);
    if (read.drawing.width > 0 || !read.caption.empty()) add(node, std::move(read));
  }

  void own_element(const MarkupNode& node) {
    const std::string_view name = node.name;
    if (name == "page-break") {
      add(node, PageBreak{});
    } else if (name == "toc") {
      add(node, contents_of(node));
    } else if (name == "running-head") {
      reader_.document.running_head = plain_text(reader_.text_in(node));
    } else if (name == "signature") {
      add(node, Signature{.by = std::string(node.attribute("by")),
                          .date = std::string(node.attribute("date"))});
    } else if (name == "qr") {
      add(node,
          QrCode{.href = std::string(node.attribute("href")), .caption = reader_.text_in(node)});
    } else if (name == "landscape") {
      Landscape turned;
      BlockReader(reader_, turned.blocks).read(node);
      add(node, std::move(turned));
    } else if (name == "cover") {
      Cover cover{.by = std::string(node.attribute("by")), .date = std::string(node.attribute("date")), .blocks = {}};
      BlockReader(reader_, cover.blocks).read(node, Paragraph::Look::centre);
      add(node, std::move(cover));
    } else {
      reader_.unknown(node, kKnown);
      read(node);
    }
  }

  void read_block(const MarkupNode& node, Paragraph::Look look) {
    const std::string_view name = node.name;
    if (contains(kContainers, name)) {
      BlockReader(reader_, out_).read(node, look);
    } else if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
      // Official documents know four levels (GB/T 9704); what lies deeper is set as the fourth.
      Heading heading{.level = std::min<std::uint32_t>(4, static_cast<std::uint32_t>(name[1] - '0')),
                      .text = reader_.text_in(node),
                      .id = std::string(node.attribute("id"))};
      if (!heading.text.empty()) add(node, std::move(heading));
    } else if (name == "p" || name == "pre") {
      const Paragraph::Look own = look_of(node);
      paragraph(node, own == Paragraph::Look::body ? look : own);
    } else if (name == "ul" || name == "ol") {
      list(node);
    } else if (name == "table") {
      add(node, read_table(reader_, node));
    } else if (name == "figure") {
      figure(node);
    } else if (name == "dl") {
      facts(node);
    } else if (name == "blockquote") {
      BlockReader(reader_, out_).read(node, Paragraph::Look::quote);
    } else if (name == "hr") {
      add(node, Divider{});
    } else {
      own_element(node);
    }
  }

  DocumentReader& reader_;
  std::vector<Block>& out_;
  std::vector<const MarkupNode*> loose_;
  std::uint32_t loose_at_ = 0;
};

void read_attributes(const MarkupNode& node, Document& document) {
  const auto text = [&](std::string_view name) { return std::string(trim(node.attribute(name))); };
  document.title = text("title");
  document.author = text("author");
  document.subject = text("subject");
  document.language = text("lang");
  document.created = text("created");
  document.modified = text("modified");
  document.source_url = text("source");
  document.keywords = words_of(node.attribute("keywords"));
}

}  // namespace

bool is_inline(std::string_view name) {
  static constexpr auto kInline = std::to_array<std::string_view>(
      {"strong", "b", "em", "i", "br", "sup", "sub", "a", "span", "code", "footnote", "small", "u",
       "del", "mark", "time", "abbr"});
  return contains(kInline, name);
}

std::uint32_t number_of(std::string_view text, std::uint32_t otherwise, std::uint32_t least,
                        std::uint32_t most) {
  if (text.empty() || text.size() > 9) return text.empty() ? otherwise : most;
  std::uint32_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return otherwise;
    number = number * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return std::clamp(number, least, most);
}

std::optional<Document> parse_document(std::string_view markup, std::string_view file,
                                       Diagnostics& diagnostics) {
  Diagnostics found;
  Document document;
  document.file = std::string(file);
  if (const std::optional<Markup> tree = parse_markup(markup, file, found)) {
    DocumentReader reader(document, markup, found);
    for (const MarkupNode& node : tree->root.children) {
      if (node.name == "document") read_attributes(node, document);
    }
    BlockReader(reader, document.blocks).read(tree->root);
  }
  const bool damaged = found.has_errors();
  diagnostics.merge(std::move(found));
  if (damaged) return std::nullopt;
  return document;
}

}  // namespace disclose::pdf

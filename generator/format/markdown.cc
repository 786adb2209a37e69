// The only file that includes cmark-gfm. What is given to it is repaired first
// (narrative_repair.h); its tree is walked without recursion, so depth costs no stack.
#include "format/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "base/text.h"
#include "format/markup_events.h"
#include "format/narrative_html.h"
#include "format/narrative_inline.h"
#include "format/narrative_repair.h"
#include "format/narrative_runs.h"

namespace disclose {

namespace {

constexpr int kOptions =
    CMARK_OPT_FOOTNOTES | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE | CMARK_OPT_VALIDATE_UTF8;

struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;
using Iterator = std::unique_ptr<cmark_iter, FreeIterator>;

// The extensions in use and the node types they brought, which have no names in the headers.
struct Extensions {
  std::array<cmark_syntax_extension*, 3> all{};
  cmark_node_type table{};
  cmark_node_type row{};
  cmark_node_type cell{};
  cmark_node_type strikethrough{};
};

Tree parse_with(const Extensions& extensions, std::string_view text) {
  const std::unique_ptr<cmark_parser, FreeParser> parser(cmark_parser_new(kOptions));
  for (cmark_syntax_extension* extension : extensions.all) {
    cmark_parser_attach_syntax_extension(parser.get(), extension);
  }
  cmark_parser_feed(parser.get(), text.data(), text.size());
  return Tree(cmark_parser_finish(parser.get()));
}

Extensions load_extensions() {
  cmark_gfm_core_extensions_ensure_registered();
  Extensions out;
  out.all = {cmark_find_syntax_extension("table"), cmark_find_syntax_extension("strikethrough"),
             cmark_find_syntax_extension("tasklist")};
  const Tree sample = parse_with(out, "| ~~a~~ |\n| - |\n| b |\n");
  const Iterator iterator(cmark_iter_new(sample.get()));
  while (cmark_iter_next(iterator.get()) != CMARK_EVENT_DONE) {
    cmark_node* const node = cmark_iter_get_node(iterator.get());
    const std::string_view name = cmark_node_get_type_string(node);
    const cmark_node_type type = cmark_node_get_type(node);
    if (name == "table") out.table = type;
    if (name == "table_row") out.row = type;
    if (name == "table_cell") out.cell = type;
    if (name == "strikethrough") out.strikethrough = type;
  }
  return out;
}

// Registration happens once, before any parser runs, whichever thread comes first.
const Extensions& extensions() {
  static const Extensions loaded = load_extensions();
  return loaded;
}

// What kind of node it is, the extensions' among them.
Part part_of(cmark_node* node) {
  const cmark_node_type type = cmark_node_get_type(node);
  const Extensions& more = extensions();
  if (type == CMARK_NODE_TEXT) return Part::text;
  if (type == CMARK_NODE_PARAGRAPH) return Part::paragraph;
  if (type == CMARK_NODE_STRONG) return Part::strong;
  if (type == CMARK_NODE_HEADING) return Part::heading;
  if (type == more.cell) return Part::cell;
  if (type == more.row) return Part::row;
  if (type == more.table) return Part::table;
  if (type == more.strikethrough) return Part::struck;
  const std::array<std::pair<cmark_node_type, Part>, 16> others = {{
      {CMARK_NODE_BLOCK_QUOTE, Part::quote},
      {CMARK_NODE_LIST, Part::list},
      {CMARK_NODE_ITEM, Part::item},
      {CMARK_NODE_CODE_BLOCK, Part::code_block},
      {CMARK_NODE_HTML_BLOCK, Part::raw_block},
      {CMARK_NODE_THEMATIC_BREAK, Part::rule},
      {CMARK_NODE_SOFTBREAK, Part::soft_break},
      {CMARK_NODE_LINEBREAK, Part::line_break},
      {CMARK_NODE_CODE, Part::code},
      {CMARK_NODE_HTML_INLINE, Part::raw},
      {CMARK_NODE_EMPH, Part::emphasis},
      {CMARK_NODE_LINK, Part::link},
      {CMARK_NODE_IMAGE, Part::image},
      {CMARK_NODE_FOOTNOTE_DEFINITION, Part::footnote},
      {CMARK_NODE_FOOTNOTE_REFERENCE, Part::footnote_mark},
      {CMARK_NODE_CUSTOM_BLOCK, Part::other},
  }};
  const auto found = std::ranges::find(others, type, &std::pair<cmark_node_type, Part>::first);
  // A task list's item is an item of its own type.
  if (found == others.end()) {
    return std::string_view(cmark_node_get_type_string(node)) == "tasklist" ? Part::item
                                                                            : Part::other;
  }
  return found->second;
}

std::string_view literal_of(cmark_node* node) {
  const char* const text = cmark_node_get_literal(node);
  return text == nullptr ? std::string_view() : std::string_view(text);
}

std::uint32_t line_of(cmark_node* node) {
  return static_cast<std::uint32_t>(std::max(cmark_node_get_start_line(node), 0));
}

bool is_in_tight_list(cmark_node* paragraph) {
  cmark_node* const parent = cmark_node_parent(paragraph);
  cmark_node* const list = parent == nullptr ? nullptr : cmark_node_parent(parent);
  return list != nullptr && cmark_node_get_type(list) == CMARK_NODE_LIST &&
         cmark_node_get_list_tight(list) != 0;
}

MarkupEvent event_of(cmark_node* node, bool enter) {
  MarkupEvent event{
      .part = part_of(node),
      .enter = enter,
      .line = line_of(node),
      .column = static_cast<std::uint32_t>(std::max(cmark_node_get_start_column(node), 0))};
  switch (event.part) {
    case Part::text:
    case Part::code:
    case Part::raw:
    case Part::code_block:
    case Part::raw_block:
    case Part::footnote_mark:
      event.literal = literal_of(node);
      break;
    case Part::paragraph:
      event.tight = is_in_tight_list(node);
      break;
    case Part::list:
      event.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
      event.start = cmark_node_get_list_start(node);
      break;
    case Part::item:
      event.task = std::string_view(cmark_node_get_type_string(node)) == "tasklist";
      event.done = event.task && cmark_gfm_extensions_get_tasklist_item_checked(node);
      break;
    case Part::table:
      event.alignments = {cmark_gfm_extensions_get_table_alignments(node),
                          cmark_gfm_extensions_get_table_columns(node)};
      break;
    case Part::row:
      event.head = cmark_gfm_extensions_get_table_row_is_header(node) != 0;
      break;
    case Part::link:
      if (const char* const url = cmark_node_get_url(node)) event.url = url;
      break;
    case Part::other:
    case Part::heading:
    case Part::quote:
    case Part::rule:
    case Part::cell:
    case Part::soft_break:
    case Part::line_break:
    case Part::emphasis:
    case Part::strong:
    case Part::struck:
    case Part::image:
    case Part::footnote:
      break;
  }
  return event;
}

// A private-use character that `body` does not have, so that taking it off takes nothing else.
std::string free_joiner(std::string_view body) {
  for (char32_t c = 0xE000; c < 0xE100; ++c) {
    std::string joiner;
    append_utf8(joiner, c);
    if (body.find(joiner) == std::string_view::npos) return joiner;
  }
  return std::string(kJoiner);
}

}  // namespace

void walk_markup(std::string_view markdown, const std::function<void(const MarkupEvent&)>& visit) {
  const Tree tree = parse_with(extensions(), markdown);
  const Iterator iterator(cmark_iter_new(tree.get()));
  for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    visit(event_of(cmark_iter_get_node(iterator.get()), event == CMARK_EVENT_ENTER));
  }
}

Narrative render_narrative(std::string_view body, const NarrativeOptions& options) {
  return write_narrative(repair_narrative(body, options, Reading::shown, kJoiner), options);
}

std::vector<TextRun> text_runs(std::string_view body, Reading reading) {
  const std::string joiner = reading == Reading::written ? free_joiner(body) : std::string(kJoiner);
  const RepairedNarrative repaired = repair_narrative(body, {}, reading, joiner);
  return collect_runs(body, repaired.text, reading, joiner);
}

}  // namespace disclose

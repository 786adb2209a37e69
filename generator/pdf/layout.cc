#include "pdf/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <span>

#include "base/text.h"
#include "pdf/blocks.h"
#include "pdf/page_marks.h"

namespace disclose::pdf {
namespace {

// What the first of `blocks` needs to begin on this page: its own least, and for a heading the
// least of what it heads. A row of headings longer than a page is parted anywhere.
float needed_height(std::span<const std::unique_ptr<Flowable>> blocks, const Flow& flow) {
  const float own = blocks[0]->least_height();
  float needed = own;
  for (std::size_t i = 0; i + 1 < blocks.size() && blocks[i]->keeps_with_next(); ++i) {
    needed += blocks[i + 1]->least_height();
    if (needed > flow.page_room()) return own;
  }
  return needed;
}

void place_all(const Flowables& blocks, Flow& flow) {
  std::size_t count = blocks.size();
  while (count > 0 && blocks[count - 1]->is_blank()) --count;
  for (std::size_t i = 0; i < count; ++i) {
    if (needed_height(std::span(blocks).subspan(i, count - i), flow) > flow.room() + 0.01F &&
        !flow.at_top()) {
      flow.new_page();
    }
    blocks[i]->place(flow);
  }
}

using Anchors = std::map<std::string, Destination, std::less<>>;

// `#id` becomes the place it names; a link to nowhere is a finding, and its area is dropped.
void resolve_links(PdfDocument& out, const Anchors& anchors, const Document& document,
                   Diagnostics& diagnostics) {
  for (Page& page : out.pages) {
    std::erase_if(page.links, [&](LinkArea& link) {
      const std::string* target = std::get_if<std::string>(&link.target);
      if (target == nullptr || !target->starts_with('#')) return false;
      const auto found = anchors.find(std::string_view(*target).substr(1));
      if (found != anchors.end()) {
        link.target = found->second;
        return false;
      }
      const std::string name = shorten(*target, 40);
      diagnostics.add(
          {.code = Code::form,
           .severity = Severity::warning,
           .place = {.file = document.file},
           .message = {fmt::format("链接指向报告中没有的位置 {}", name),
                       fmt::format("a link points to {}, which the report does not have", name)},
           .help = {"给目标元素写上 id，或去掉链接", "give its target an id, or remove the link"}});
      return true;
    });
  }
}

Metadata metadata_of(const Document& document, const std::vector<HeadingEntry>& headings) {
  Metadata metadata{.title = document.title,
                    .author = document.author,
                    .subject = document.subject,
                    .keywords = document.keywords,
                    .created = document.created,
                    .modified = document.modified,
                    .source_url = document.source_url};
  if (!document.language.empty()) metadata.language = document.language;
  if (metadata.title.empty() && !headings.empty())
    metadata.title = plain_text(headings[0].heading->text);
  return metadata;
}

}  // namespace

std::optional<PdfDocument> lay_out(const Document& document, const Style& style,
                                   const FontSet& fonts, Diagnostics& diagnostics) {
  Diagnostics found;
  PdfDocument out;
  Setter setter(fonts, style, document, found);
  Flow flow(out, document, setter);
  const std::vector<HeadingEntry> headings = headings_of(document);
  out.metadata = metadata_of(document, headings);
  std::vector<ContentsLine> contents;
  BlockContext context{.flow = flow, .headings = headings, .contents = contents};
  Flowables blocks;
  set_blocks(document.blocks, {.width = style.type_width(false)}, context, blocks);
  place_all(blocks, flow);
  flow.finish();

  const Anchors anchors(flow.anchors().begin(), flow.anchors().end());
  fill_contents(out, contents, anchors, setter, document);
  mark_pages(out, flow, setter, document);
  resolve_links(out, anchors, document, found);
  out.labels.push_back({});
  const bool damaged = found.has_errors();
  diagnostics.merge(std::move(found));
  if (damaged) return std::nullopt;
  return out;
}

}  // namespace disclose::pdf

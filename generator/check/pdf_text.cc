// The door of poppler: the text of a PDF.
#include <fmt/format.h>
#include <poppler-document.h>
#include <poppler-embedded-file.h>
#include <poppler-global.h>
#include <poppler-page.h>
#include <poppler-toc.h>

#include <limits>
#include <memory>

#include "base/text.h"
#include "check/attachment_text.h"

namespace disclose {

namespace {

constexpr int kMostPages = 5000;

std::string utf8(const poppler::ustring& text) {
  const poppler::byte_array bytes = text.to_utf8();
  return {bytes.begin(), bytes.end()};
}

// The bookmarks beside the pages.
void read_outline(poppler::toc_item* item, AttachmentText& out, int depth = 0) {
  constexpr int kDeepest = 20;
  if (item == nullptr || depth > kDeepest) return;
  if (const std::string title = utf8(item->title()); !title.empty()) out.pieces.push_back({{"书签", "in a bookmark "}, title, {1, 1}});
  for (poppler::toc_item* child : item->children()) read_outline(child, out, depth + 1);
}

void be_silent(const std::string&, void*) {}

// The smallest PDF there is.
constexpr std::string_view kNothing =
    "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n";

}  // namespace

// As long as one document is open, poppler keeps its tables of fonts and encodings, which take longer to
// read than most attachments.
struct PdfSession::Open {
  std::unique_ptr<poppler::document> nothing;
};

PdfSession::PdfSession() : open_(std::make_unique<Open>()) {
  poppler::set_debug_error_function(be_silent, nullptr);
  open_->nothing.reset(poppler::document::load_from_raw_data(kNothing.data(), static_cast<int>(kNothing.size())));
}
PdfSession::~PdfSession() = default;

void read_pdf(std::string_view bytes, AttachmentText& out,
              const std::function<void(std::string_view name, std::string_view bytes)>& inner) {
  poppler::set_debug_error_function(be_silent, nullptr);
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    out.problem = Say{"过大", "is too large"};
    return;
  }
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (document == nullptr) {
    out.problem = Say{"是打不开的 PDF", "is a PDF that cannot be opened"};
    return;
  }
  if (document->is_locked()) {
    out.problem = Say{"是加密的 PDF", "is an encrypted PDF"};
    return;
  }
  for (const std::string& key : document->info_keys()) {
    const std::string value = utf8(document->info_key(key));
    if (key == "Author" && !trim(value).empty()) {
      out.remarks.push_back({fmt::format("的属性里有作者“{}”", trim(value)), fmt::format("names an author, \"{}\", in its properties", trim(value))});
    }
    out.pieces.push_back({{fmt::format("属性 {} ", key), fmt::format("its property {}: ", key)}, value, {1, 1}});
  }
  out.pieces.push_back({{"属性", "in its properties "}, utf8(document->metadata()), {1, 1}});
  if (const std::unique_ptr<poppler::toc> outline{document->create_toc()}) read_outline(outline->root(), out);
  bool any = false;
  for (int i = 0; i < document->pages() && i < kMostPages; ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    if (page == nullptr) continue;
    std::string text = utf8(page->text());
    any = any || !trim(text).empty();
    out.pieces.push_back({{fmt::format("第 {} 页", i + 1), fmt::format("on page {} ", i + 1)}, std::move(text), {1, 1}});
  }
  if (!any) out.problem = Say{"是没有文字层的 PDF（扫描件）", "is a PDF without text (a scan)"};
  if (document->pages() > kMostPages) out.problem = Say{"页数过多", "has too many pages"};
  for (poppler::embedded_file* file : document->embedded_files()) {
    if (file == nullptr || !file->is_valid()) continue;
    out.pieces.push_back({{"内的文件名", "a name in it: "}, file->name(), {1, 1}});
    const poppler::byte_array content = file->data();
    inner(file->name(), std::string_view(content.data(), content.size()));
  }
}

}  // namespace disclose

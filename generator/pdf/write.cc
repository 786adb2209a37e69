#include "pdf/write.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "pdf/write_content.h"
#include "pdf/write_metadata.h"
#include "pdf/write_structure.h"
#include "pdf/write_syntax.h"

namespace disclose::pdf {
namespace {

/// Writes one document, page by page, then what holds them together.
class DocumentWriter {
 public:
  DocumentWriter(const PdfDocument& document, const FontSet& fonts)
      : document_(document), fonts_(fonts), elements_(document.elements) {
    if (elements_.empty()) elements_.push_back({.role = Role::document});
  }
  std::string run();

 private:
  void write_pages();
  void write_links();
  void write_link(const LinkArea& link, std::uint32_t page);
  void write_outline();
  void write_labels();
  Object write_attachment(const Attachment& attachment);
  void write_attachments();
  void write_catalog();
  Object page_object(const Destination& destination) const;
  float height_above(const Destination& destination) const;

  const PdfDocument& document_;
  UsedFonts fonts_;
  std::vector<Element> elements_;
  ObjectFile file_;
  Deflater deflate_;
  std::vector<WrittenPage> pages_;
  std::vector<WrittenLink> links_;
};

Object DocumentWriter::page_object(const Destination& destination) const {
  return destination.page < pages_.size() ? pages_[destination.page].object : Object{};
}

/// From the page's foot, as PDF counts.
float DocumentWriter::height_above(const Destination& destination) const {
  return std::max(pages_[destination.page].height - destination.y, 0.0F);
}

void DocumentWriter::write_pages() {
  const Object resources = file_.add();
  for (const Page& page : document_.pages) {
    PageContent content = write_content(page, elements_, fonts_);
    const Object object = file_.add_page(page.width, page.height);
    file_.set_content(object, deflate_(content.operators));
    file_.set_object(object, "Resources", resources);
    file_.set_number(object, "StructParents", static_cast<std::uint32_t>(pages_.size()));
    pages_.push_back({object, page.height, std::move(content.marked)});
  }
  file_.fill(resources, "/Font<<" + fonts_.write(file_, deflate_) + ">>");
}

void DocumentWriter::write_link(const LinkArea& link, std::uint32_t page) {
  const WrittenPage& on = pages_[page];
  for (const Rect& area : link.areas) {
    const Rect upward{area.x, on.height - area.y - area.height, area.width, area.height};
    Object object;
    if (const std::string* uri = std::get_if<std::string>(&link.target)) {
      object = file_.add_link(on.object, upward, *uri);
    } else {
      const Destination& target = std::get<Destination>(link.target);
      if (!page_object(target)) continue;
      object = file_.add_link(on.object, upward, page_object(target), height_above(target));
    }
    if (!object) continue;
    file_.set_number(object, "F", 4);  // printed with the page (ISO 19005-2, 6.3.2)
    file_.set_text(object, "Contents", link.description);
    file_.set_number(object, "StructParent",
                     static_cast<std::uint32_t>(pages_.size() + links_.size()));
    const ElementIndex element = link.element < elements_.size() ? link.element : 0;
    links_.push_back({object, page, element});
  }
}

void DocumentWriter::write_links() {
  for (std::uint32_t page = 0; page < pages_.size(); ++page) {
    const std::vector<LinkArea>& links = document_.pages[page].links;
    if (links.empty()) continue;
    file_.set_name(pages_[page].object, "Tabs", "S");  // tab key: in the order of the structure
    for (const LinkArea& link : links) write_link(link, page);
  }
}

void DocumentWriter::write_outline() {
  std::vector<Object> open;  // the last entry of each level
  for (const OutlineEntry& entry : document_.outline) {
    if (!page_object(entry.destination)) continue;
    const std::size_t level = std::clamp<std::size_t>(entry.level, 1, open.size() + 1);
    open.resize(level - 1);
    open.push_back(file_.add_outline_entry(open.empty() ? Object{} : open.back(), entry.title,
                                           page_object(entry.destination),
                                           height_above(entry.destination), level < 2));
  }
  if (!open.empty()) file_.set_name(file_.catalog(), "PageMode", "UseOutlines");
}

void DocumentWriter::write_labels() {
  std::vector<PageLabels> labels = document_.labels;
  std::stable_sort(labels.begin(), labels.end(), [](const PageLabels& a, const PageLabels& b) {
    return a.first_page < b.first_page;
  });
  // The first range must begin with the first page (ISO 32000-1, 12.4.2).
  if (!labels.empty() && labels.front().first_page != 0) labels.insert(labels.begin(), PageLabels{});
  for (const PageLabels& range : labels) file_.add_page_labels(range);
}

Object DocumentWriter::write_attachment(const Attachment& attachment) {
  std::string entries = "/Type/EmbeddedFile/Subtype";
  append_name(entries, attachment.media_type);
  append_whole(entries += "/Filter/FlateDecode/Params<</Size ", attachment.bytes.size());
  if (const auto date = print_date(document_.metadata.modified))
    entries += "/ModDate(" + date->pdf + ')';
  entries += ">>";
  const Object bytes = file_.add_stream(std::move(entries), deflate_(attachment.bytes));
  const std::string number = reference(bytes.number);
  std::string specification =
      "/Type/Filespec/AFRelationship/Source/EF<</F " + number + "/UF " + number + ">>";
  append_text(specification += "/F", attachment.name);
  append_text(specification += "/UF", attachment.name);
  append_text(specification += "/Desc", attachment.description);
  return file_.add(std::move(specification));
}

void DocumentWriter::write_attachments() {
  if (document_.attachments.empty()) return;
  std::vector<Object> files;
  std::vector<std::pair<std::string, std::uint32_t>> names;
  for (const Attachment& attachment : document_.attachments) {
    files.push_back(write_attachment(attachment));
    std::string name;
    append_utf16_hex(name, attachment.name);
    names.emplace_back(std::move(name), files.back().number);
  }
  file_.set_objects(file_.catalog(), "AF", files);
  // A name tree is in the order of the bytes of its names.
  std::sort(names.begin(), names.end());
  std::string tree = "/EmbeddedFiles<</Names[";
  for (const auto& [name, number] : names) tree += "<FEFF" + name + '>' + reference(number);
  file_.set_dictionary(file_.catalog(), "Names", tree + "]>>");
}

void DocumentWriter::write_catalog() {
  const Object catalog = file_.catalog();
  file_.set_text(catalog, "Lang", document_.metadata.language);
  file_.set_dictionary(catalog, "MarkInfo", "/Marked true");
  file_.set_dictionary(catalog, "ViewerPreferences", "/DisplayDocTitle true");
  file_.set_object(catalog, "StructTreeRoot",
                   write_structure(file_, document_, elements_, pages_, links_));
}

std::string DocumentWriter::run() {
  write_pages();
  write_links();
  write_outline();
  write_labels();
  write_attachments();
  write_catalog();
  write_metadata(file_, document_.metadata, fonts_.private_use());
  write_output_intent(file_, deflate_);
  return file_.save(deflate_);
}

}  // namespace

std::string write_pdf(const PdfDocument& document, const FontSet& fonts) {
  return DocumentWriter(document, fonts).run();
}

}  // namespace disclose::pdf

// Office documents: which of their parts are read, and what they hide from a reader but not from the
// public (proof.md 8.1: hidden sheets, comments, tracked changes, authors).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "check/office_xml.h"

namespace disclose {

namespace {

Say in_sheet(std::string_view name) { return {fmt::format("工作表“{}”", name), fmt::format("on the sheet \"{}\" ", name)}; }

class OfficeDocument {
 public:
  OfficeDocument(const ZipContent& zip, AttachmentText& out) : zip_(zip), out_(out) {}

  void read() {
    name_sheets();
    if (const ZipMember* strings = member("xl/sharedStrings.xml")) shared_ = read_shared_strings(strings->bytes);
    for (const ZipMember& part : zip_.members) {
      if (part.name.ends_with(".xml") && part.name != "xl/sharedStrings.xml") read(part);
    }
  }

 private:
  const ZipMember* member(std::string_view name) const {
    const auto found = std::ranges::find(zip_.members, name, &ZipMember::name);
    return found == zip_.members.end() ? nullptr : &*found;
  }

  // The workbook says which part is which sheet, and which are not shown.
  void name_sheets() {
    const ZipMember* book = member("xl/workbook.xml");
    const ZipMember* links = member("xl/_rels/workbook.xml.rels");
    if (book == nullptr || links == nullptr) return;
    std::map<std::string, std::string, std::less<>> parts;
    walk_xml(links->bytes, [&](const XmlTag& t) {
      if (t.name != "Relationship") return;
      const std::string_view target = t.attribute("Target");
      parts[std::string(t.attribute("Id"))] = target.starts_with('/') ? std::string(target.substr(1)) : "xl/" + std::string(target);
    }, [](std::string_view) {});
    walk_xml(book->bytes, [&](const XmlTag& t) {
      if (t.name != "sheet" || t.end) return;
      std::string name;
      append_xml_text(name, t.attribute("name"));
      const std::string_view state = t.attribute("state");
      if (state == "hidden" || state == "veryHidden") remark(fmt::format("有隐藏的工作表“{}”", name), fmt::format("has a hidden sheet \"{}\"", name));
      const auto part = parts.find(t.attribute("r:id"));
      if (part != parts.end()) sheets_[part->second] = std::move(name);
    }, [](std::string_view) {});
  }

  void read(const ZipMember& part) {
    const auto sheet = sheets_.find(part.name);
    const Say where = sheet != sheets_.end() ? in_sheet(sheet->second) : place_of(part.name);
    if (part.name.starts_with("xl/worksheets/")) return read_sheet(where, part.bytes, shared_, out_);
    const bool metadata = part.name.starts_with("docProps/") || part.name == "meta.xml";
    if (metadata) name_authors(part.bytes);
    if (part.name == "word/document.xml") tracked(part.bytes);
    read_office_part(where, part.bytes, metadata, out_);
  }

  Say place_of(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, std::pair<std::string_view, std::string_view>>, 8> kParts = {{
        {"word/document.xml", {"正文", "in its text "}},
        {"word/header", {"页眉", "in a header "}},
        {"word/footer", {"页脚", "in a footer "}},
        {"word/comments", {"批注", "in a comment "}},
        {"xl/comments", {"批注", "in a comment "}},
        {"docProps/", {"属性", "in its properties "}},
        {"meta.xml", {"属性", "in its properties "}},
        {"ppt/slides/", {"幻灯片", "on a slide "}},
    }};
    for (const auto& [head, say] : kParts) {
      if (!name.starts_with(head)) continue;
      if (say.first == "批注") remark("有批注", "has comments");
      return {std::string(say.first), std::string(say.second)};
    }
    return {fmt::format("（{}）", name), fmt::format("in {} ", name)};
  }

  void name_authors(std::string_view xml) {
    bool author = false;
    std::string name;
    walk_xml(xml, [&](const XmlTag& t) {
      author = !t.end && (t.name == "creator" || t.name == "lastModifiedBy" || t.name == "initial-creator");
      if (!author && !trim(name).empty()) remark(fmt::format("的属性里有作者“{}”", trim(name)), fmt::format("names an author, \"{}\", in its properties", trim(name)));
      if (!author) name.clear();
    }, [&](std::string_view raw) {
      if (author) append_xml_text(name, raw);
    });
  }

  void tracked(std::string_view xml) {
    bool any = false;
    walk_xml(xml, [&](const XmlTag& t) { any = any || t.name == "del" || t.name == "ins"; }, [](std::string_view) {});
    if (any) remark("有修订痕迹", "has tracked changes");
  }

  void remark(std::string zh, std::string en) {
    const bool told = std::ranges::any_of(out_.remarks, [&](const Say& say) { return say.zh == zh; });
    if (!told) out_.remarks.push_back({std::move(zh), std::move(en)});
  }

  const ZipContent& zip_;
  AttachmentText& out_;
  std::vector<std::string> shared_;
  std::map<std::string, std::string, std::less<>> sheets_;  ///< part → name
};

}  // namespace

void read_office(const ZipContent& zip, AttachmentText& out) { OfficeDocument(zip, out).read(); }

}  // namespace disclose

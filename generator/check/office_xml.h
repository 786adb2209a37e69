#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "check/attachment_text.h"

namespace disclose {

/// A tag of XML; its name without the prefix.
struct XmlTag {
  std::string_view name;
  std::string_view attributes;
  bool end = false;
  bool empty = false;

  /// The value of an attribute as it is written; empty when there is none.
  std::string_view attribute(std::string_view wanted) const;
};

/// Calls `tag` and `text` for what stands in `xml`, in its order; no tree is built.
void walk_xml(std::string_view xml, const std::function<void(const XmlTag&)>& tag, const std::function<void(std::string_view)>& text);

/// Adds text of XML, its entities decoded.
void append_xml_text(std::string& out, std::string_view raw);

/// Adds the text of an XML part of an Office document (OOXML, ODF, OFD).
void read_office_part(const Say& where, std::string_view xml, bool metadata, AttachmentText& out);

/// Adds a sheet of a workbook; `shared` are its shared strings.
void read_sheet(const Say& where, std::string_view xml, const std::vector<std::string>& shared, AttachmentText& out);
std::vector<std::string> read_shared_strings(std::string_view xml);

}  // namespace disclose

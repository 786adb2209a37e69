// The text of the XML parts of Office documents. Their markup is walked through without building a tree:
// what is needed is the characters, and where a paragraph, a cell and a row end.
#include <algorithm>
#include <charconv>
#include <functional>

#include "base/text.h"
#include "check/office_xml.h"

namespace disclose {

void append_xml_text(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t mark = std::min(text.find('&', at), text.size());
    out += text.substr(at, mark - at);
    at = mark;
    if (at == text.size()) break;
    const std::string_view near = text.substr(at + 1, 10);
    const std::string_view name = near.substr(0, std::min(near.find(';'), near.size()));
    at += name.size() == near.size() ? 1 : name.size() + 2;
    if (name == "amp") out += '&';
    if (name == "lt") out += '<';
    if (name == "gt") out += '>';
    if (name == "quot") out += '"';
    if (name == "apos") out += '\'';
    if (!name.starts_with('#')) continue;
    const bool hex = name.starts_with("#x") || name.starts_with("#X");
    std::uint32_t code = 0;
    std::from_chars(name.data() + (hex ? 2 : 1), name.data() + name.size(), code, hex ? 16 : 10);
    if (code != 0 && code < 0x110000) append_utf8(out, code);
  }
}

void walk_xml(std::string_view xml, const std::function<void(const XmlTag&)>& tag, const std::function<void(std::string_view)>& text) {
  for (std::size_t at = 0; at < xml.size();) {
    const std::size_t open = std::min(xml.find('<', at), xml.size());
    if (open > at) text(xml.substr(at, open - at));
    if (open == xml.size()) return;
    if (xml.substr(open).starts_with("<![CDATA[")) {
      const std::size_t end = std::min(xml.find("]]>", open), xml.size());
      text(xml.substr(open + 9, end - std::min(end, open + 9)));
      at = std::min(end + 3, xml.size());
      continue;
    }
    const bool comment = xml.substr(open).starts_with("<!--");
    const std::size_t close = std::min(xml.find(comment ? "-->" : ">", open), xml.size());
    std::string_view inside = xml.substr(open + 1, close - std::min(close, open + 1));
    at = std::min(close + (comment ? 3 : 1), xml.size());
    if (inside.empty() || inside[0] == '!' || inside[0] == '?') continue;
    XmlTag found{.end = inside[0] == '/', .empty = inside.back() == '/'};
    if (found.end) inside.remove_prefix(1);
    const std::size_t name_end = std::min(inside.find_first_of(" \t\r\n/"), inside.size());
    found.name = inside.substr(0, name_end);
    found.attributes = inside.substr(name_end);
    if (const std::size_t colon = found.name.find(':'); colon != std::string_view::npos) found.name.remove_prefix(colon + 1);
    tag(found);
  }
}

std::string_view XmlTag::attribute(std::string_view wanted) const {
  for (std::size_t at = attributes.find(wanted); at != std::string_view::npos; at = attributes.find(wanted, at + 1)) {
    const std::size_t value = at + wanted.size();
    const bool whole = at > 0 && attributes[at - 1] == ' ' && attributes.substr(value).starts_with("=\"");
    if (!whole) continue;
    return attributes.substr(value + 2, attributes.find('"', value + 2) - (value + 2));
  }
  return {};
}

namespace {

// "BC12" is column 54.
std::size_t column_of(std::string_view reference) {
  std::size_t column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z') break;
    column = std::min<std::size_t>(column * 26 + static_cast<std::size_t>(c - 'A' + 1), 20000);
  }
  return column == 0 ? 0 : column - 1;
}

}  // namespace

void read_office_part(const Say& where, std::string_view xml, bool metadata, AttachmentText& out) {
  std::string text;
  std::string cell;
  TextTable table{where, {}, {}};
  int cells = 0;  // how deep in cells of tables
  const auto tag = [&](const XmlTag& t) {
    if (t.name == "tc" || t.name == "table-cell") {
      if (t.empty) return;
      cells += t.end ? -1 : 1;
      if (!t.end || cells != 0) return;
      if (table.rows.empty()) table.rows.emplace_back();
      table.rows.back().push_back({std::move(cell), false});
      cell.clear();
    } else if ((t.name == "tr" || t.name == "table-row") && !t.end && cells == 0) {
      table.rows.emplace_back();
    } else if ((t.name == "tbl" || t.name == "table") && t.end && cells == 0 && !table.rows.empty()) {
      out.tables.push_back(std::move(table));
      table = {where, {}, {}};
    } else if ((t.end || t.empty) && (t.name == "p" || t.name == "h" || t.name == "TextCode" || t.name == "br")) {
      (cells > 0 ? cell : text) += '\n';
    } else if (t.name == "tab" && t.empty) {
      (cells > 0 ? cell : text) += ' ';
    } else if (t.end && metadata) {
      text += '\n';
    }
  };
  walk_xml(xml, tag, [&](std::string_view raw) { append_xml_text(cells > 0 ? cell : text, raw); });
  if (!table.rows.empty()) out.tables.push_back(std::move(table));
  if (!trim(text).empty()) out.pieces.push_back({where, std::move(text), {1, 1}});
}

std::vector<std::string> read_shared_strings(std::string_view xml) {
  std::vector<std::string> strings;
  bool inside = false;
  walk_xml(
      xml,
      [&](const XmlTag& t) {
        if (t.name != "si") return;
        if (!t.end) strings.emplace_back();
        inside = !t.end && !t.empty;
      },
      [&](std::string_view raw) {
        if (inside) append_xml_text(strings.back(), raw);
      });
  return strings;
}

void read_sheet(const Say& where, std::string_view xml, const std::vector<std::string>& shared, AttachmentText& out) {
  TextTable table{where, {}, {}};
  std::string value;
  std::string_view type;
  std::size_t column = 0;
  bool inside = false;  // a value or an inline string
  std::size_t room = 50'000'000;  // cells a sheet may name, blank ones between included
  const auto put = [&] {
    if (value.empty() || table.rows.empty() || column >= room) return;
    std::vector<TableCell>& row = table.rows.back();
    if (row.size() <= column) {
      room -= std::min(room, column + 1 - row.size());
      row.resize(column + 1);
    }
    TableCell& cell = row[column];
    cell.number = type.empty() || type == "n";
    if (type == "s") {
      std::size_t index = shared.size();
      std::from_chars(value.data(), value.data() + value.size(), index);
      if (index < shared.size()) cell.text = shared[index];
    } else {
      cell.text = value;
    }
  };
  walk_xml(
      xml,
      [&](const XmlTag& t) {
        if (t.name == "row" && !t.end) table.rows.emplace_back();
        if (t.name == "c" && !t.end) {
          value.clear();
          type = t.attribute("t");
          const std::string_view reference = t.attribute("r");
          column = reference.empty() ? (table.rows.empty() ? 0 : table.rows.back().size()) : column_of(reference);
        }
        if (t.name == "v" || t.name == "is") inside = !t.end && !t.empty;
        if (t.name == "c" && t.end) put();
      },
      [&](std::string_view raw) {
        if (inside) append_xml_text(value, raw);
      });
  if (!table.rows.empty()) out.tables.push_back(std::move(table));
}

}  // namespace disclose

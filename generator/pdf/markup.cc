#include "pdf/markup.h"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>

#include "base/text.h"

namespace disclose::pdf {
namespace {

constexpr std::uint32_t kDeepest = 100;

void report(Diagnostics& diagnostics, std::string_view file, std::string_view source,
            std::size_t offset, Say message, Say help) {
  diagnostics.add({.code = Code::form,
                   .severity = Severity::error,
                   .place = {.file = std::string(file), .position = position_at(source, offset)},
                   .message = std::move(message),
                   .help = std::move(help)});
}

std::uint32_t offset_of(const pugi::xml_node& node) {
  const std::ptrdiff_t offset = node.offset_debug();
  return offset < 0 ? 0 : static_cast<std::uint32_t>(offset);
}

// Copies the children of `from`; false when they are nested too deeply.
bool copy_children(const pugi::xml_node& from, MarkupNode& to, std::uint32_t depth,
                   std::uint32_t& offset) {
  for (const pugi::xml_node& child : from.children()) {
    const pugi::xml_node_type type = child.type();
    const bool is_text = type == pugi::node_pcdata || type == pugi::node_cdata;
    if (!is_text && type != pugi::node_element) continue;
    offset = offset_of(child);
    if (depth > kDeepest) return false;
    MarkupNode node;
    node.offset = offset;
    if (is_text) {
      node.text = child.value();
    } else {
      node.name = child.name();
      for (const pugi::xml_attribute& a : child.attributes()) {
        node.attributes.emplace_back(a.name(), a.value());
      }
      if (!copy_children(child, node, depth + 1, offset)) return false;
    }
    to.children.push_back(std::move(node));
  }
  return true;
}

Say damage(const pugi::xml_parse_result& result) {
  if (result.status == pugi::status_end_element_mismatch) {
    return {"起始标记与结束标记不配对", "a start tag and an end tag do not match"};
  }
  if (result.status == pugi::status_bad_attribute) {
    return {"标记的属性写法不对，应为 name=\"value\"",
            "an attribute is not of the form name=\"value\""};
  }
  return {"报告模板生成的标记不完整，应为结构完整的 XHTML",
          fmt::format("the markup of the report is not well formed ({})", result.description())};
}

}  // namespace

std::string_view MarkupNode::attribute(std::string_view wanted) const {
  for (const auto& [key, value] : attributes) {
    if (key == wanted) return value;
  }
  return {};
}

bool MarkupNode::has_class(std::string_view word) const {
  std::string_view rest = attribute("class");
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (rest.substr(0, end) == word) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

std::optional<Markup> parse_markup(std::string_view source, std::string_view file,
                                   Diagnostics& diagnostics) {
  const Say help = {"检查报告模板中该处的标记", "check the report's template at this place"};
  if (const std::size_t bad = find_invalid_utf8(source); bad != std::string_view::npos) {
    report(diagnostics, file, source, bad,
           {"报告内容含无效的 UTF-8 字节", "the report holds a byte that is not valid UTF-8"},
           help);
    return std::nullopt;
  }
  auto tree = std::make_shared<pugi::xml_document>();
  constexpr unsigned kOptions = pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_fragment;
  const pugi::xml_parse_result result =
      tree->load_buffer(source.data(), source.size(), kOptions, pugi::encoding_utf8);
  if (!result) {
    report(diagnostics, file, source,
           static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0)), damage(result),
           help);
    return std::nullopt;
  }
  Markup markup;
  std::uint32_t offset = 0;
  if (!copy_children(*tree, markup.root, 0, offset)) {
    report(diagnostics, file, source, offset,
           {fmt::format("标记嵌套超过 {} 层", kDeepest),
            fmt::format("elements are nested deeper than {}", kDeepest)},
           help);
    return std::nullopt;
  }
  markup.texts = std::move(tree);
  return markup;
}

}  // namespace disclose::pdf

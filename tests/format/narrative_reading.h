#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "format/markdown.h"

namespace disclose {

inline std::string html_of(std::string_view body, const NarrativeOptions& options = {}) {
  return render_narrative(body, options).html;
}

/// The levels and texts of the headings: "2 一、概况".
inline std::vector<std::string> outline_of(std::string_view body,
                                           const NarrativeOptions& options = {}) {
  std::vector<std::string> out;
  for (const Heading& heading : render_narrative(body, options).outline) {
    out.push_back(std::to_string(heading.level) + " " + heading.text);
  }
  return out;
}

/// The texts of all blocks, white space removed as figure-text and the cases compare them.
inline std::vector<std::string> blocks_of(const Narrative& narrative) {
  std::vector<std::string> out;
  std::string_view rest = narrative.plain;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    if (std::string block = without_space(rest.substr(0, end)); !block.empty()) {
      out.push_back(std::move(block));
    }
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return out;
}

inline std::vector<std::string> blocks_of(std::string_view body) {
  return blocks_of(render_narrative(body, {}));
}

inline bool is_well_formed(const std::string& html) {
  pugi::xml_document document;
  return static_cast<bool>(document.load_string(("<div>" + html + "</div>").c_str()));
}

inline std::string fixture(std::string_view name) {
  std::ifstream file(std::string(DISCLOSE_SOURCE_DIR "/tests/format/fixtures/") +
                     std::string(name));
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace disclose

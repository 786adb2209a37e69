#include "check/narrative_file.h"

#include <utility>

#include "format/front_matter.h"

namespace disclose {

std::optional<NarrativeFile> NarrativeFile::open(const Folder& folder, Text path) {
  NarrativeFile narrative;
  narrative.file_ = "content/" + std::string(path);
  std::optional<std::string> text = folder.read(narrative.file_);
  if (!text) return std::nullopt;
  narrative.text_ = std::move(*text);
  Arena arena;
  Diagnostics unheard;  // reading has told of them
  const auto parsed = parse_front_matter(narrative.file_, narrative.text_, arena, unheard);
  if (!parsed) return std::nullopt;
  narrative.body_offset_ = parsed->body_offset;
  narrative.body_start_ = position_at(narrative.text_, parsed->body_offset);
  return narrative;
}

Place NarrativeFile::place(Position in_body) const {
  Position position = in_body;
  if (position.line == 0) position = {1, 1};
  if (position.line == 1) position.column += body_start_.column - 1;
  position.line += body_start_.line - 1;
  return {.file = file_, .pointer = "", .position = position};
}

}  // namespace disclose

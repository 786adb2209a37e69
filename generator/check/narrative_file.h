#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/folder.h"
#include "base/position.h"
#include "format/markdown.h"
#include "model/record.h"

namespace disclose {

/// The Markdown file of a page or a record's narrative, with where its body begins.
class NarrativeFile {
 public:
  /// `path` is below content/; nullopt when it is not there or its front matter cannot be read.
  static std::optional<NarrativeFile> open(const Folder& folder, Text path);

  std::string_view body() const { return std::string_view(text_).substr(body_offset_); }
  /// The place of a position within the body.
  Place place(Position in_body) const;

 private:
  std::string file_;
  std::string text_;
  std::size_t body_offset_ = 0;
  Position body_start_;
};

}  // namespace disclose

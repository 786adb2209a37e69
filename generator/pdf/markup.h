#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"

/// Well-formed markup as a tree of plain values; knows no vocabulary.
namespace disclose::pdf {

struct MarkupNode {
  std::string_view name;  ///< empty for text
  std::string_view text;  ///< of a text node, references resolved
  std::vector<std::pair<std::string_view, std::string_view>> attributes;
  std::vector<MarkupNode> children;
  std::uint32_t offset = 0;  ///< byte offset in the source, about where it starts

  /// The value of an attribute; empty when it has none.
  std::string_view attribute(std::string_view name) const;
  /// Whether `word` is one of the words of the class attribute.
  bool has_class(std::string_view word) const;
};

/// A tree and the texts it points into.
struct Markup {
  MarkupNode root;  ///< unnamed; its children are the top of the source
  std::shared_ptr<const void> texts;
};

/// Parses `source`. Damage is one finding (Code::form) in `file`; nullopt then.
std::optional<Markup> parse_markup(std::string_view source, std::string_view file,
                                   Diagnostics& diagnostics);

}  // namespace disclose::pdf

#pragma once

#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pdf/document.h"
#include "pdf/markup.h"

/// What the readers of blocks, tables and drawings share: the document under construction.
namespace disclose::pdf {

bool is_inline(std::string_view name);

/// A whole number within bounds; `otherwise` when there is none.
std::uint32_t number_of(std::string_view text, std::uint32_t otherwise, std::uint32_t least,
                        std::uint32_t most);

class DocumentReader {
 public:
  DocumentReader(Document& into, std::string_view source, Diagnostics& diagnostics);

  /// The line of a place in the markup; its column is not counted (a line may be a megabyte long).
  Position position(std::uint32_t offset) const;

  /// The text in an element, white space collapsed as in HTML; between two Chinese characters a
  /// line break of the markup is no space at all.
  Text text_in(const MarkupNode& node);
  Text text_of(const std::vector<const MarkupNode*>& nodes);

  Drawing drawing(const MarkupNode& svg);
  /// An <svg height> of a cell, its places said as shares of the cell's width.
  StretchedDrawing stretched_drawing(const MarkupNode& svg);

  /// A finding unless `node` is blank text: it has no place in `parent`.
  void expect_blank(const MarkupNode& node, const MarkupNode& parent);
  void unknown(const MarkupNode& node, std::span<const std::string_view> known);
  void problem(const MarkupNode& node, Say message, Say help);

  Document& document;

 private:
  std::string_view source_;
  Diagnostics& diagnostics_;
  std::set<std::string, std::less<>> said_;  ///< each finding once, however often it occurs
  std::vector<std::uint32_t> line_starts_;
};

Table read_table(DocumentReader& reader, const MarkupNode& node);

}  // namespace disclose::pdf

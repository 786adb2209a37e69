#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "format/mapped_text.h"
#include "format/markdown.h"
#include "format/narrative_lines.h"

namespace disclose {

/// What the repair knows about a line of the repaired text that Markdown cannot say.
struct BlockNote {
  std::uint32_t line = 0;   ///< in the repaired text, from 1
  bool signature = false;   ///< a signature; else a heading
  Rank rank = Rank::none;   ///< of a heading's number
  std::uint8_t hashes = 0;  ///< of a heading's marks; 0 when it is only numbered
};

/// Markdown that says plainly what the author meant: a block a line, a blank line between blocks.
struct RepairedNarrative {
  MappedText text;
  std::vector<BlockNote> notes;  ///< ascending
};

/// Repairs the block structure of a narrative (format.md 5, "Narratives are real text"): joins
/// lines broken inside sentences, lets numbered lines begin blocks, finds headings and the
/// signature, drops a repeated title and signature, and mends the inline marks of every block. When
/// `reading` is `written` nothing is dropped.
RepairedNarrative repair_narrative(std::string_view body, const NarrativeOptions& options,
                                   Reading reading, std::string_view joiner);

}  // namespace disclose

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/position.h"

namespace disclose {

/// A heading of a narrative, for the table of contents.
struct Heading {
  int level = 2;       ///< as in the markup: h2 to h6, no level left out
  std::string text;    ///< what the reader sees
  std::string anchor;  ///< its id in the markup, ASCII
};

/// A narrative (the Markdown of a report or a record) made ready for a page.
struct Narrative {
  std::string html;              ///< well-formed, safe, void tags closed (`<br />`)
  std::vector<Heading> outline;  ///< in order
  std::string plain;             ///< the text of all blocks, a line break after each
};

struct NarrativeOptions {
  std::string_view title{};           ///< dropped where the body repeats it first
  std::string_view signature_by{};    ///< with signature_date: dropped where the body repeats
  std::string_view signature_date{};  ///< them last, e.g. "2024-02-05"
  int top_heading = 2;                ///< level of the first heading
  std::string_view anchor = "s";      ///< what the ids of this narrative begin with, ASCII
};

/// Renders Markdown (GFM with footnotes) as real offices write it (format.md 5): lines broken
/// inside sentences are joined, 一、 （一） 1. （1） begin blocks and headings, emphasis closes
/// beside Chinese punctuation, LaTeX residue is written out, raw HTML is text, links go to http,
/// https, mailto, relative addresses and # only. Takes time in proportion to `body`, whatever it
/// holds.
Narrative render_narrative(std::string_view body, const NarrativeOptions& options);

/// How a text run is read.
enum class Reading : std::uint8_t {
  shown,    ///< as the page shows it: what a leak scanner must look at
  written,  ///< with what the page repairs or drops still in it (`$`, `\leq`, leftover `**`,
            ///< control and private-use characters): what a noise scanner looks for
};

/// The text of one block (a heading, paragraph, list item's paragraph, table cell, code block,
/// footnote) without its markup, lines joined as on the page.
struct TextRun {
  enum class Kind : std::uint8_t { heading, paragraph, cell, code };
  /// The text from `at` on (bytes) stands in the body at `source`.
  struct Mark {
    std::uint32_t at = 0;
    Position source{};
  };

  Kind kind = Kind::paragraph;
  std::string text;
  std::vector<Mark> marks;  ///< ascending, the first at 0

  /// Line and column, within the body, of the character at `offset` (bytes) of `text`.
  Position position(std::size_t offset = 0) const;
};

/// Every text of `body` in its order, nothing dropped (a repeated title too), with positions that
/// survive the repairs; for the scanners of check/.
std::vector<TextRun> text_runs(std::string_view body, Reading reading);

}  // namespace disclose

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/diagnostic.h"
#include "pdf/drawing.h"

/// A report between template and page: a tree of blocks, plain values. Layout knows blocks, not
/// records. The vocabulary of the markup is listed in generator/pdf/README.md.
namespace disclose::pdf {

enum class Shift : std::uint8_t { none, superscript, subscript };

/// Text of one look. `link` and `note` count from 1 into Document::links and ::notes; 0 = none.
struct Run {
  std::string text;
  bool strong = false;
  bool emphasis = false;
  bool line_break = false;  ///< <br/>: ends a line; `text` is empty
  Shift shift = Shift::none;
  std::uint32_t link = 0;
  std::uint32_t note = 0;  ///< the note's number is shown here; `text` is empty
};
using Text = std::vector<Run>;

std::string plain_text(const Text& text);

struct Block;

struct Heading {
  std::uint32_t level = 1;  ///< 1 is the title of the report
  Text text;
  std::string id;
};

struct Paragraph {
  enum class Look : std::uint8_t { body, plain, note, quote, centre, right, subtitle };
  Text text;
  Look look = Look::body;
  std::string id;
};

struct ListItem {
  std::vector<Block> blocks;
};
struct List {
  bool numbered = false;
  std::uint32_t start = 1;
  std::vector<ListItem> items;
};

struct Cell {
  enum class Align : std::uint8_t { unsaid, left, centre, right };
  std::vector<Text> paragraphs;
  std::uint32_t column_span = 1;
  std::uint32_t row_span = 1;
  Align align = Align::unsaid;
  bool header = false;
  bool row_header = false;  ///< scope="row": heads its row(s)
  bool strong = false;      ///< class="total"
  std::optional<StretchedDrawing> drawing;  ///< for the eye only: what it shows stands in words beside it
};
struct Column {
  float percent = 0;  ///< of the table's width; 0 = by content
  Cell::Align align = Cell::Align::unsaid;
};
struct Table {
  /// `form`: every cell ruled, as the official forms; `open`: horizontal rules only.
  enum class Look : std::uint8_t { form, open };
  Text caption;
  std::string unit;     ///< 单位：万元, shown at the right above the table
  std::string summary;  ///< for who cannot see it; may be empty
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
  std::uint32_t head_rows = 0;
  Look look = Look::form;
  bool small = false;
  std::string id;
};

struct Figure {
  Drawing drawing;
  Text caption;
  std::string alternative;
  std::string id;
};

/// <dl>: a few facts at the head of a report.
struct Facts {
  struct Fact {
    Text name;
    Text value;
  };
  std::vector<Fact> facts;
};

struct Signature {
  std::string by;
  std::string date;
};
struct QrCode {
  std::string href;
  Text caption;
};
struct PageBreak {};
/// A table of contents of the headings between two levels; the title is never in it.
struct Contents {
  std::uint32_t from = 2;  ///< as in <h2>
  std::uint32_t to = 3;
};
struct Divider {};
/// Pages turned on their side, for wide tables.
struct Landscape {
  std::vector<Block> blocks;
};

/// The first page by itself, without running head and page number.
struct Cover {
  std::string by, date;  ///< at its foot
  std::vector<Block> blocks;
};

struct Block {
  std::variant<Heading, Paragraph, List, Table, Figure, Facts, Signature, QrCode, PageBreak,
               Contents, Divider, Landscape, Cover>
      content;
  Position position{};  ///< in the markup
};

struct Document {
  std::string title, author, subject, language, created, modified, source_url;
  std::vector<std::string> keywords;
  std::string running_head;
  std::vector<Block> blocks;
  std::vector<std::string> links;  ///< targets: a URI, or `#id`
  std::vector<Text> notes;
  std::string file;  ///< where the markup came from, for findings
};

/// Reads the markup of a report. What it does not understand is a finding (Code::form) at its line
/// in `file`; nullopt when there were errors.
std::optional<Document> parse_document(std::string_view markup, std::string_view file,
                                       Diagnostics& diagnostics);

}  // namespace disclose::pdf

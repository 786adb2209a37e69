// <table> into rows of cells.
#include <fmt/format.h>

#include "base/text.h"
#include "pdf/document_reader.h"

namespace disclose::pdf {
namespace {

constexpr std::uint32_t kMostColumns = 64;
constexpr std::uint32_t kMostSpannedRows = 100000;

Cell::Align align_of(const MarkupNode& node) {
  const std::string_view said = node.attribute("align");
  if (said == "right" || node.has_class("right") || node.has_class("number"))
    return Cell::Align::right;
  if (said == "center" || node.has_class("centre") || node.has_class("center"))
    return Cell::Align::centre;
  if (said == "left" || node.has_class("left")) return Cell::Align::left;
  return Cell::Align::unsaid;
}

// `12.5%` or `12.5`; 0 when it says nothing usable.
float percent_of(std::string_view text) {
  text = trim(text);
  if (!text.empty() && text.back() == '%') text.remove_suffix(1);
  float value = 0;
  float place = 0;
  for (const char c : text.substr(0, 8)) {
    if (c == '.' && place == 0) {
      place = 1;
    } else if (c >= '0' && c <= '9') {
      value = value * 10 + static_cast<float>(c - '0');
      place *= 10;
    } else {
      return 0;
    }
  }
  if (place > 1) value /= place;
  return value <= 100 ? value : 0;
}

class TableReader {
 public:
  TableReader(DocumentReader& reader, const MarkupNode& node) : reader_(reader), node_(node) {}

  Table read() {
    table_.look = node_.has_class("open") ? Table::Look::open : Table::Look::form;
    table_.small = node_.has_class("small");
    table_.unit = std::string(trim(node_.attribute("unit")));
    table_.summary = std::string(trim(node_.attribute("summary")));
    table_.id = std::string(node_.attribute("id"));
    for (const MarkupNode& child : node_.children) part(child);
    return std::move(table_);
  }

 private:
  void part(const MarkupNode& node) {
    if (node.name == "caption") {
      table_.caption = reader_.text_in(node);
    } else if (node.name == "colgroup") {
      for (const MarkupNode& child : node.children) {
        child.name == "col" ? column(child) : reader_.expect_blank(child, node);
      }
    } else if (node.name == "col") {
      column(node);
    } else if (node.name == "thead" || node.name == "tbody" || node.name == "tfoot") {
      const bool head = node.name == "thead";
      for (const MarkupNode& child : node.children) {
        child.name == "tr" ? row(child, head) : reader_.expect_blank(child, node);
      }
    } else if (node.name == "tr") {
      row(node, false);
    } else {
      reader_.expect_blank(node, node_);
    }
  }

  void column(const MarkupNode& node) {
    const std::uint32_t span = number_of(node.attribute("span"), 1, 1, kMostColumns);
    for (std::uint32_t i = 0; i < span && table_.columns.size() < kMostColumns; ++i) {
      table_.columns.push_back(
          {.percent = percent_of(node.attribute("width")), .align = align_of(node)});
    }
  }

  void row(const MarkupNode& node, bool head) {
    std::vector<Cell> cells;
    std::uint32_t columns = 0;
    for (const MarkupNode& child : node.children) {
      if (child.name != "td" && child.name != "th") {
        reader_.expect_blank(child, node);
        continue;
      }
      cells.push_back(cell(child, node, head));
      columns += cells.back().column_span;
    }
    if (columns > kMostColumns) {
      reader_.problem(node,
                      {fmt::format("表格超过 {} 列", kMostColumns),
                       fmt::format("a table has more than {} columns", kMostColumns)},
                      {"把表格拆成几个", "split the table"});
      return;
    }
    // Only the rows at the top are a head; a later <thead> is an ordinary row.
    if (head && table_.head_rows == table_.rows.size()) ++table_.head_rows;
    table_.rows.push_back(std::move(cells));
  }

  Cell cell(const MarkupNode& node, const MarkupNode& row_node, bool head) {
    Cell read{.column_span = number_of(node.attribute("colspan"), 1, 1, kMostColumns),
              .row_span = number_of(node.attribute("rowspan"), 1, 1, kMostSpannedRows),
              .align = align_of(node),
              .header = head || node.name == "th",
              .strong = node.has_class("total") || row_node.has_class("total")};
    const std::string_view scope = node.attribute("scope");
    read.row_header = read.header && !head && scope != "col" && scope != "colgroup";
    paragraphs(node, read);
    return read;
  }

  // A cell holds paragraphs; items of a list become paragraphs that begin with their sign.
  void paragraphs(const MarkupNode& node, Cell& cell) {
    std::vector<const MarkupNode*> loose;
    const auto flush = [&] {
      if (Text text = reader_.text_of(loose); !text.empty())
        cell.paragraphs.push_back(std::move(text));
      loose.clear();
    };
    std::uint32_t number = number_of(node.attribute("start"), 1, 1, 1000000);
    for (const MarkupNode& child : node.children) {
      if (child.name == "p" || child.name == "div" || child.name == "ul" || child.name == "ol") {
        flush();
        paragraphs(child, cell);
      } else if (child.name == "svg") {
        cell.drawing = reader_.stretched_drawing(child);
      } else if (child.name == "li") {
        flush();
        Text text = reader_.text_in(child);
        text.insert(text.begin(),
                    Run{.text = node.name == "ol" ? fmt::format("{}.", number++) : "·"});
        cell.paragraphs.push_back(std::move(text));
      } else {
        loose.push_back(&child);
      }
    }
    flush();
  }

  DocumentReader& reader_;
  const MarkupNode& node_;
  Table table_;
};

}  // namespace

Table read_table(DocumentReader& reader, const MarkupNode& node) {
  return TableReader(reader, node).read();
}

}  // namespace disclose::pdf

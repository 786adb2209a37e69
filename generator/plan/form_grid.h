#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/view.h"
#include "model/record.h"

namespace disclose {

/// One cell of an official form. `label` names its column where the row is shown as a card;
/// `style` is one of the cell classes of templates/assets/site.css (.form).
struct FormCell {
  std::string text;
  int colspan = 1;
  int rowspan = 1;
  std::string_view scope{};  ///< row, col, rowgroup, colgroup: a header; empty: data
  std::string_view style{};
  std::string_view label{};
  bool may_be_empty = false;  ///< a tick that is not set; otherwise an empty text is shown as —
};

/// An official form: a grid of merged cells in blocks of rows, which the page (HTML) and the report
/// (PDF) draw alike. Merged cells stay inside their block.
///
/// View: {title, year, unit, wide, width, columns: [class], blocks: [{foot, rows: [{style, cells: [{text,
/// colspan, rowspan, header, scope, align, style, label, withheld}]}]}], withheld: [basis]}
class FormGrid {
 public:
  explicit FormGrid(int width) : width_(width) {}

  int width() const { return width_; }

  FormGrid& block(bool foot = false);
  FormGrid& row(std::string_view style = "");
  /// A cell of the current row.
  FormGrid& cell(FormCell cell);
  /// A cell that stays empty: the corner of a total.
  FormGrid& blank(int colspan = 1, std::string_view label = "");
  /// The cell for `key` (a JSON pointer below the record): its text, or 依法不予公开 and the ground.
  FormGrid& stated(const Record& record, std::string_view key, FormCell cell);

  /// A column header above data.
  FormGrid& head(std::string_view text, int colspan = 1, int rowspan = 1);
  /// The heading of a block, beside all of its `rows`.
  FormGrid& side(std::string text, int rows);

  /// Everything, with its title, e.g. 项目支出绩效自评表, the year or period, the note on the unit of
  /// money, and the classes of the columns' widths.
  View view(std::string title, std::string year, std::string unit, std::vector<std::string_view> columns, bool wide = false);

 private:
  void push(View cell);

  int width_;
  View blocks_{View::List{}};
  View withheld_{View::List{}};
};

}  // namespace disclose

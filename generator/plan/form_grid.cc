#include "plan/form_grid.h"

#include <utility>

namespace disclose {

namespace {

// Paragraphs and explanations stand at the left, figures that are read as a column at the right,
// everything else of a form in the middle.
std::string_view align_of(const FormCell& cell) {
  if (cell.text == "—") return "center";
  if (cell.style == "n" || cell.style.ends_with(" n")) return "right";
  const bool left = cell.style == "t" || cell.style == "p" || cell.style == "g3";
  return left ? "left" : "center";
}

View cell_view(FormCell cell, Text withheld) {
  const std::string_view align = align_of(cell);
  return View::map({{"text", std::move(cell.text)},
                    {"colspan", cell.colspan},
                    {"rowspan", cell.rowspan},
                    {"header", !cell.scope.empty()},
                    {"scope", cell.scope},
                    {"align", align},
                    {"style", cell.style},
                    {"label", std::string(cell.label)},
                    {"withheld", withheld}});
}

View* last(View& list) { return list.list()->empty() ? nullptr : &list.list()->back(); }

View* part(View& map, std::string_view name) {
  for (View::Entry& entry : *map.map()) {
    if (entry.first == name) return &entry.second;
  }
  return nullptr;
}

}  // namespace

FormGrid& FormGrid::block(bool foot) {
  blocks_.push(View::map({{"foot", foot}, {"rows", View(View::List{})}}));
  return *this;
}

FormGrid& FormGrid::row(std::string_view style) {
  part(*last(blocks_), "rows")->push(View::map({{"style", style}, {"cells", View(View::List{})}}));
  return *this;
}

void FormGrid::push(View cell) {
  View& rows = *part(*last(blocks_), "rows");
  part(*last(rows), "cells")->push(std::move(cell));
}

FormGrid& FormGrid::cell(FormCell cell) {
  if (cell.text.empty() && !cell.may_be_empty) cell.text = "—";
  push(cell_view(std::move(cell), {}));
  return *this;
}

FormGrid& FormGrid::blank(int colspan, std::string_view label) {
  push(cell_view({.text = {}, .colspan = colspan, .label = label}, {}));
  return *this;
}

FormGrid& FormGrid::stated(const Record& record, std::string_view key, FormCell cell) {
  const Withheld* withheld = withheld_at(record, key);
  if (withheld == nullptr) return this->cell(std::move(cell));
  cell.text = "依法不予公开";
  bool known = false;
  for (const View& basis : *withheld_.list()) known = known || basis.text() == withheld->basis;
  if (!known) withheld_.push(withheld->basis);
  push(cell_view(std::move(cell), withheld->basis));
  return *this;
}

FormGrid& FormGrid::head(std::string_view text, int colspan, int rowspan) {
  return cell({.text = std::string(text), .colspan = colspan, .rowspan = rowspan, .scope = colspan > 1 ? "colgroup" : "col"});
}

FormGrid& FormGrid::side(std::string text, int rows) {
  return cell({.text = std::move(text), .rowspan = rows, .scope = "rowgroup"});
}

View FormGrid::view(std::string title, std::string year, std::string unit, std::vector<std::string_view> columns, bool wide) {
  View widths{View::List{}};
  for (const std::string_view column : columns) widths.push(column);
  return View::map({{"title", std::move(title)},
                    {"year", std::move(year)},
                    {"unit", std::move(unit)},
                    {"wide", wide},
                    {"width", width_},
                    {"columns", std::move(widths)},
                    {"blocks", std::move(blocks_)},
                    {"withheld", std::move(withheld_)}});
}

}  // namespace disclose

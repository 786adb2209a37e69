#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "exact/money.h"
#include "exact/quantity.h"
#include "model/points.h"
#include "plan/parts.h"
#include "plan/tables.h"

namespace disclose {

/// Writes an amount as three cells: as stated, in 元 exactly (none when it is imprecise), its unit.
void write_money(CellSink& sink, const std::optional<StatedMoney>& money);
void write_money(CellSink& sink, const std::optional<Amount>& amount);
void write_quantity(CellSink& sink, const std::optional<Quantity>& quantity);

/// Puts a table together, a column with what fills it at a time. `Row` is what the rows are made of.
template <class Row>
class TableBuilder {
 public:
  TableBuilder(std::string name, std::string title, std::string description) {
    table_.name = std::move(name);
    table_.title = std::move(title);
    table_.description = std::move(description);
  }

  /// `get(row)`: something a string_view can be made of; "" is no value.
  template <class Get>
  TableBuilder& text(std::string name, std::string title, std::string description, Get get) {
    return column(std::move(name), std::move(title), std::move(description), ColumnType::text,
                  [get](const Row& row, CellSink& sink) { sink.text(std::string_view(get(row))); });
  }
  /// `get(row)`: std::optional<Date>.
  template <class Get>
  TableBuilder& date(std::string name, std::string title, std::string description, Get get) {
    return column(std::move(name), std::move(title), std::move(description), ColumnType::date,
                  [get](const Row& row, CellSink& sink) { sink.text(text_of(get(row))); });
  }
  /// `get(row)`: a whole number, or std::optional of one.
  template <class Get>
  TableBuilder& integer(std::string name, std::string title, std::string description, Get get) {
    return column(std::move(name), std::move(title), std::move(description), ColumnType::integer,
                  [get](const Row& row, CellSink& sink) {
                    const auto value = std::optional(get(row));
                    value ? sink.number(std::to_string(*value)) : sink.none();
                  });
  }
  /// `get(row)`: std::optional<Points>.
  template <class Get>
  TableBuilder& points(std::string name, std::string title, std::string description, Get get) {
    return column(std::move(name), std::move(title), std::move(description), ColumnType::number,
                  [get](const Row& row, CellSink& sink) {
                    const std::optional<Points> value = get(row);
                    value ? sink.number(value->decimal().to_string()) : sink.none();
                  });
  }
  /// `get(row)`: std::optional<Decimal>.
  template <class Get>
  TableBuilder& number(std::string name, std::string title, std::string description, Get get) {
    return column(std::move(name), std::move(title), std::move(description), ColumnType::number,
                  [get](const Row& row, CellSink& sink) {
                    const std::optional<Decimal> value = get(row);
                    value ? sink.number(value->to_string()) : sink.none();
                  });
  }
  template <class Get>
  TableBuilder& truth(std::string name, std::string title, std::string description, Get get) {
    return column(std::move(name), std::move(title), std::move(description), ColumnType::boolean,
                  [get](const Row& row, CellSink& sink) { sink.truth(get(row)); });
  }
  /// Three columns: name as stated, name_yuan exactly, name_unit. `get(row)`: optional of StatedMoney or Amount.
  template <class Get>
  TableBuilder& money(const std::string& name, const std::string& title, Get get) {
    declare(name, title, "原文", ColumnType::text);
    declare(name + "_yuan", title + "（元）", "精确到分；约数没有数值", ColumnType::number);
    declare(name + "_unit", title + "的单位", "原文的单位：元、万元、亿元", ColumnType::text);
    writers_.push_back([get](const Row& row, CellSink& sink) { write_money(sink, get(row)); });
    return *this;
  }
  /// Three columns: name as stated, name_number exactly, name_unit. `get(row)`: std::optional<Quantity>.
  template <class Get>
  TableBuilder& quantity(const std::string& name, const std::string& title, Get get) {
    declare(name, title, "原文", ColumnType::text);
    declare(name + "_number", title + "（数）", "按原文的单位；约数和区间没有数值", ColumnType::number);
    declare(name + "_unit", title + "的单位", "原文的单位", ColumnType::text);
    writers_.push_back([get](const Row& row, CellSink& sink) { write_quantity(sink, get(row)); });
    return *this;
  }

  TableBuilder& key(std::vector<std::string> columns) {
    table_.primary_key = std::move(columns);
    return *this;
  }
  TableBuilder& refers(std::string name, std::string table, std::string reference) {
    table_.foreign_keys.push_back({std::move(name), std::move(table), std::move(reference)});
    return *this;
  }

  /// `each(use)` calls use(row) for every row.
  template <class Each>
  DataTable build(Each each) {
    auto writers = std::make_shared<const std::vector<Writer>>(std::move(writers_));
    table_.rows = [writers, each](CellSink& sink) {
      each([&](const Row& row) {
        if (!sink.begin_row()) return;
        for (const Writer& write : *writers) write(row, sink);
        sink.end_row();
      });
    };
    return std::move(table_);
  }

 private:
  using Writer = std::function<void(const Row&, CellSink&)>;

  void declare(std::string name, std::string title, std::string description, ColumnType type) {
    table_.columns.push_back({std::move(name), std::move(title), std::move(description), type});
  }
  TableBuilder& column(std::string name, std::string title, std::string description, ColumnType type, Writer write) {
    declare(std::move(name), std::move(title), std::move(description), type);
    writers_.push_back(std::move(write));
    return *this;
  }

  DataTable table_;
  std::vector<Writer> writers_;
};

}  // namespace disclose

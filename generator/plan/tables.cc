#include "plan/tables.h"

#include <iterator>

#include "plan/table_builder.h"

namespace disclose {

std::string_view name_of(ColumnType type) {
  switch (type) {
    case ColumnType::text: return "string";
    case ColumnType::integer: return "integer";
    case ColumnType::number: return "number";
    case ColumnType::boolean: return "boolean";
    case ColumnType::date: return "date";
  }
  return {};
}

void write_money(CellSink& sink, const std::optional<StatedMoney>& money) {
  if (!money) {
    for (int i = 0; i < 3; ++i) sink.none();
    return;
  }
  sink.text(money->written);
  sink.number(print_plain(money->value, MoneyUnit::yuan));
  sink.text(name_of(money->unit));
}

void write_money(CellSink& sink, const std::optional<Amount>& amount) {
  if (amount && amount->exact) {
    write_money(sink, amount->exact);
    return;
  }
  amount ? sink.text(amount->written) : sink.none();
  sink.none();
  sink.none();
}

void write_quantity(CellSink& sink, const std::optional<Quantity>& quantity) {
  if (!quantity) {
    for (int i = 0; i < 3; ++i) sink.none();
    return;
  }
  sink.text(quantity->written);
  const std::optional<Decimal> number = quantity->exact ? number_as_written(*quantity) : std::nullopt;
  number ? sink.number(number->to_string()) : sink.none();
  sink.text(unit_as_written(*quantity));
}

std::vector<DataTable> data_tables(const PlanContext& context) {
  std::vector<DataTable> tables = record_tables(context);
  const auto append = [&](std::vector<DataTable> more) {
    tables.insert(tables.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  append(part_tables(context));
  append(site_tables(context));
  return tables;
}

}  // namespace disclose

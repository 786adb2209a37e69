#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/plan.h"

namespace disclose {

enum class ColumnType : std::uint8_t { text, integer, number, boolean, date };

/// The name Table Schema has for a type: "string", "integer", "number", "boolean", "date".
std::string_view name_of(ColumnType type);

struct TableColumn {
  std::string name;         ///< English, snake_case: the key in JSON, the header in CSV
  std::string title;        ///< Chinese
  std::string description;
  ColumnType type = ColumnType::text;
};

/// Takes the cells of a table, row by row, in the order of its columns; an absent value is none().
class CellSink {
 public:
  virtual ~CellSink() = default;
  /// A row begins; false when its cells are not wanted (rows are only counted): then no cells and no
  /// end_row() follow.
  virtual bool begin_row() = 0;
  virtual void none() = 0;
  /// Text, or a date as it is printed; "" is none().
  virtual void text(std::string_view value) = 0;
  /// An exact decimal: -?\d+(\.\d+)?
  virtual void number(std::string_view exact) = 0;
  virtual void truth(bool value) = 0;
  virtual void end_row() = 0;
};

struct ForeignKey {
  std::string column;
  std::string table;
  std::string reference;  ///< a column of that table
};

/// One table of the open data: the only definition of it, used for CSV, JSON and the data package.
struct DataTable {
  std::string name;   ///< file name without its ending
  std::string title;  ///< Chinese
  std::string description;
  std::vector<TableColumn> columns;
  std::vector<std::string> primary_key;
  std::vector<ForeignKey> foreign_keys;
  /// Writes every row, streaming: what is published and nothing else. From any thread.
  std::function<void(CellSink&)> rows;
};

/// All tables of the site, empty ones too, in the order of /data/. They point into `context`.
std::vector<DataTable> data_tables(const PlanContext& context);

/// The tables of record kinds, in the order of Kind; and those of what is nested in records.
std::vector<DataTable> record_tables(const PlanContext& context);
std::vector<DataTable> part_tables(const PlanContext& context);
/// units, ledger, reports.
std::vector<DataTable> site_tables(const PlanContext& context);

}  // namespace disclose

#pragma once

#include <string>

#include "plan/tables.h"

namespace disclose {

/// The table as CSV: UTF-8 with a byte order mark, header first; absent values are empty. Row by row:
/// no more than the text itself is in memory.
std::string table_csv(const DataTable& table);
/// The table as JSON: an array with an object a line; absent values are left out, figures are exact.
std::string table_json(const DataTable& table);
/// How many rows it has, without writing them.
std::size_t row_count(const DataTable& table);
/// datapackage.json: Frictionless Data Package with a Table Schema for every table.
std::string data_package(const PlanContext& context, const std::vector<DataTable>& tables);

}  // namespace disclose

#pragma once

#include <string>
#include <vector>

#include "plan/tables.h"

namespace disclose {

/// One year of the open data as an .xlsx workbook for people: 说明 first, then a sheet for each table
/// that has rows of the year, with Chinese heads. The figures are those of the CSV, cell by cell. A table
/// with more rows than a spreadsheet is pleasant with is left to the CSV; 说明 says so.
std::string year_workbook(const PlanContext& context, const std::vector<DataTable>& tables, Year year);

/// "data/2024.xlsx"
std::string year_workbook_path(Year year);

}  // namespace disclose

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "format/zip.h"
#include "plan/parts.h"
#include "plan/site_map.h"
#include "plan/table_files.h"
#include "plan/year_workbook.h"

namespace disclose {

namespace {

std::string_view chinese_name_of(ColumnType type) {
  switch (type) {
    case ColumnType::text: return "文字";
    case ColumnType::integer: return "整数";
    case ColumnType::number: return "数";
    case ColumnType::boolean: return "是否";
    case ColumnType::date: return "日期";
  }
  return {};
}

std::string table_url(const DataTable& table) { return fmt::format("data/{}/", table.name); }

View table_view(const DataTable& table) {
  return View::map({{"name", table.name},
                    {"url", link_to(table_url(table))},
                    {"title", table.title},
                    {"description", table.description},
                    {"rows", row_count(table)},
                    {"csv", fmt::format("data/{}.csv", table.name)},
                    {"json", fmt::format("data/{}.json", table.name)}});
}

// One table: its columns, its keys, and which tables it belongs to.
View table_page(const PlanContext& context, const std::vector<DataTable>& tables, const DataTable& table) {
  View columns{View::List{}};
  for (const TableColumn& column : table.columns) {
    columns.push(View::map({{"name", column.name}, {"title", column.title}, {"type", chinese_name_of(column.type)}, {"description", column.description}}));
  }
  View key{View::List{}};
  for (const std::string& column : table.primary_key) key.push(column);
  View links{View::List{}};
  for (const ForeignKey& foreign : table.foreign_keys) {
    const auto other = std::ranges::find(tables, foreign.table, &DataTable::name);
    if (other == tables.end()) continue;
    links.push(View::map({{"column", foreign.column}, {"title", other->title}, {"reference", foreign.reference}, {"url", link_to(table_url(*other))}}));
  }
  View view = table_view(table);
  view.set("columns", std::move(columns));
  view.set("key", std::move(key));
  view.set("links", std::move(links));
  const PageHead head{.title = fmt::format("数据表：{}", table.title),
                      .description = fmt::format("{}：{}。列的名称、类型和说明，CSV、JSON 下载", table.title, table.description),
                      .nav = "data",
                      .trail = {{"开放数据", "data/"}}};
  return View::map({{"page", page_view(context, head)}, {"table", std::move(view)}});
}

View data_page(const PlanContext& context, const std::vector<DataTable>& tables) {
  const Registry& registry = context.registry;
  View list{View::List{}};
  View empty{View::List{}};
  for (const DataTable& table : tables) {
    View view = table_view(table);
    (*view.find("rows")->number() == 0 ? empty : list).push(std::move(view));
  }
  std::string years;
  View workbooks{View::List{}};
  for (const auto& entry : registry.years) {
    workbooks.push(View::map({{"title", fmt::format("{}年度.xlsx", entry.first)}, {"url", year_workbook_path(entry.first)}}));
  }
  for (auto at = registry.years.rbegin(); at != registry.years.rend(); ++at) years += (years.empty() ? "" : "、") + std::to_string(at->first);
  const PageHead head{.title = "开放数据", .description = "全部数据表的 CSV、JSON 和数据包说明，可以自由使用", .nav = "data", .trail = {}};
  return View::map({{"page", page_view(context, head)},
                    {"open_data", View::map({{"years", std::move(years)}, {"workbooks", std::move(workbooks)}, {"tables", std::move(list)}, {"empty", std::move(empty)}})}});
}

}  // namespace

namespace {

constexpr std::string_view kArchive = "data/all.zip";

// Every table as CSV with the description that makes sense of them, for whoever wants all at once.
std::string archive(const PlanContext& context, const std::vector<DataTable>& tables) {
  const Site& site = context.registry.site();
  ZipWriter zip;
  zip.add("README.txt", fmt::format("{}：开放数据\r\n\r\n{}\r\n\r\nCSV 为 UTF-8（带 BOM）；每个表的列、主键和表间关系见 datapackage.json。\r\n"
                                    "金额写“元”的列是精确到分的数，约数没有数值；年初、全年、执行是不同阶段的数，不能相加。\r\n空格是没有公开或者没有写明，不是零。\r\n",
                                    site.title, context.options.base_url + "data/"));
  zip.add("datapackage.json", data_package(context, tables));
  for (const DataTable& table : tables) zip.add(table.name + ".csv", table_csv(table));
  return zip.take();
}

}  // namespace

void add_data_pages(const PlanContext& context, SitePlan& site_plan) {
  const auto tables = std::make_shared<const std::vector<DataTable>>(data_tables(context));
  site_plan.pages.push_back({.url = "data/", .page = "html/data.html", .values = [&context, tables] { return data_page(context, *tables); }});
  site_plan.files.push_back({std::string(kArchive), [&context, tables] { return archive(context, *tables); }});
  site_plan.files.push_back({"data/datapackage.json", [&context, tables] { return data_package(context, *tables); }});
  for (const auto& entry : context.registry.years) {
    const Year year = entry.first;
    site_plan.files.push_back({year_workbook_path(year), [&context, tables, year] { return year_workbook(context, *tables, year); }});
  }
  for (const DataTable& table : *tables) {
    site_plan.pages.push_back({.url = table_url(table), .page = "html/data-table.html",
                               .values = [&context, tables, &table] { return table_page(context, *tables, table); }});
    site_plan.files.push_back({"data/" + table.name + ".csv", [tables, &table] { return table_csv(table); }});
    site_plan.files.push_back({"data/" + table.name + ".json", [tables, &table] { return table_json(table); }});
  }
}

}  // namespace disclose

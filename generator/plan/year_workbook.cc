#include "plan/year_workbook.h"

#include <fmt/format.h>

#include <algorithm>

#include "format/xlsx.h"
#include "plan/links.h"

namespace disclose {

namespace {

constexpr std::size_t kMostRows = 20000;

// Takes the rows of one year; tables without a year (the units) whole.
class SheetSink final : public CellSink {
 public:
  SheetSink(const DataTable& table, Year year) : table_(table), wanted_(std::to_string(year)) {
    const auto at = std::ranges::find(table.columns, "year", &TableColumn::name);
    year_at_ = static_cast<std::size_t>(at - table.columns.begin());
  }

  bool begin_row() override {
    row_.clear();
    return true;
  }
  void none() override { add(Cell::Kind::text, ""); }
  void text(std::string_view value) override { add(Cell::Kind::text, value); }
  void number(std::string_view exact) override {
    const bool counted = row_.size() < table_.columns.size() && table_.columns[row_.size()].type == ColumnType::integer;
    add(counted ? Cell::Kind::count : Cell::Kind::amount, exact);
  }
  void truth(bool value) override { add(Cell::Kind::text, value ? "是" : "否"); }
  void end_row() override {
    if (year_at_ < row_.size() && row_[year_at_].text != wanted_) return;
    ++count;
    if (count <= kMostRows) rows.push_back(std::move(row_));
  }

  std::vector<std::vector<Cell>> rows;
  std::size_t count = 0;

 private:
  // Once there are too many rows for a sheet they are only counted.
  void add(Cell::Kind kind, std::string_view value) {
    const bool kept = count < kMostRows || row_.size() == year_at_;
    row_.push_back({.text = std::string(kept ? value : ""), .link = "", .kind = kind});
  }

  const DataTable& table_;
  std::string wanted_;
  std::size_t year_at_ = 0;
  std::vector<Cell> row_;
};

// The newest publication of the year: the only date a workbook may carry is one of the input's.
std::int64_t newest_second(const YearBook& book) {
  std::optional<Date> newest;
  for_each_list(book.records, [&](const auto& list) {
    for (const Record* record : list) {
      if (record->published && (!newest || *newest < record->published->date)) newest = record->published->date;
    }
  });
  constexpr std::int64_t kDay = 24 * 60 * 60;
  return days_between(Date{1970, 1, 1}, newest.value_or(Date{book.year, 12, 31})) * kDay;
}

}  // namespace

std::string year_workbook_path(Year year) { return fmt::format("data/{}.xlsx", year); }

std::string year_workbook(const PlanContext& context, const std::vector<DataTable>& tables, Year year) {
  const Site& site = context.registry.site();
  const std::string& base_url = context.options.base_url;
  Workbook book{.title = fmt::format("{}{}年度预算绩效数据", site.jurisdiction.name, year), .author = std::string(site.publisher.name)};
  if (const YearBook* of_year = context.registry.year(year)) book.created = newest_second(*of_year);
  book.notes = {{"名称", book.title, ""},
                {"发布机构", book.author, ""},
                {"网页", base_url + year_url(year), base_url + year_url(year)},
                {"全部年度", "CSV、JSON 和数据包说明见开放数据页", base_url + "data/"},
                {"金额", "写“元”的列是精确到分的数，约数没有数值；年初、全年、执行是不同阶段的数，不能相加", ""},
                {"空格", "没有公开或者没有写明，不是零", ""},
                {"引用", fmt::format("{}：《{}》，{}", book.author, book.title, base_url + year_workbook_path(year)), ""}};
  for (const DataTable& table : tables) {
    SheetSink sink(table, year);
    table.rows(sink);
    if (sink.count == 0) continue;
    const std::string csv = fmt::format("{}data/{}.csv", base_url, table.name);
    if (sink.count > kMostRows) {
      book.notes.push_back({table.title, fmt::format("{}行，行数多，不放在工作簿里，请用 CSV", sink.count), csv});
      continue;
    }
    book.notes.push_back({table.title, fmt::format("{}（{}行）", table.description, sink.count), csv});
    Sheet sheet{.name = table.title, .header = {}, .rows = std::move(sink.rows)};
    for (const TableColumn& column : table.columns) sheet.header.push_back(column.title);
    book.sheets.push_back(std::move(sheet));
  }
  return to_xlsx(book);
}

}  // namespace disclose

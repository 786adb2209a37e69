#include "plan/tables.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "plan/table_files.h"
#include "small_site.h"

namespace disclose::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kRecords = R"([
  {"kind": "project", "id": "canal", "year": 2024, "unit": "water", "status": "approved", "name": "=渠道\"清淤\"", "focus": true,
   "secrecy": "partial", "description": "不予公开的概述", "withheld": [{"pointer": "/description", "basis": "条例第十四条"}]},
  {"kind": "project", "id": "hidden", "year": 2024, "unit": "water", "status": "draft", "name": "未批准的项目"},
  {"kind": "target", "id": "t-canal", "year": 2024, "unit": "water", "status": "approved", "subject": {"type": "project", "id": "canal"},
   "goal": "一，\n二", "funds": [{"source": "total", "amount": "12.50万元"}],
   "indicators": [{"level1": "产出指标", "name": "清淤长度", "target": "≥68.2公里", "weight": "90"}]},
  {"kind": "figures", "id": "f", "year": 2024, "status": "approved", "items": [
    {"id": "about", "label": "涉及资金", "value": "约218万元"}, {"id": "exact", "label": "节约", "value": "1,931,574.19元"}]}])";

const DataTable& table_named(const std::vector<DataTable>& tables, std::string_view name) {
  for (const DataTable& table : tables) {
    if (table.name == name) return table;
  }
  throw std::runtime_error("no table");
}

/// Collects every row as "column=value" texts.
class RowSink final : public CellSink {
 public:
  bool begin_row() override {
    rows.emplace_back();
    return true;
  }
  void none() override { rows.back().emplace_back(); }
  void text(std::string_view value) override { rows.back().emplace_back(value); }
  void number(std::string_view exact) override { rows.back().emplace_back(exact); }
  void truth(bool value) override { rows.back().emplace_back(value ? "true" : "false"); }
  void end_row() override {}
  std::vector<std::vector<std::string>> rows;
};

TEST(Tables, HaveARowAsLongAsTheirColumns) {
  const SmallSite site(kRecords);
  for (const DataTable& table : data_tables(site.context())) {
    RowSink sink;
    table.rows(sink);
    for (const auto& row : sink.rows) EXPECT_EQ(row.size(), table.columns.size()) << table.name;
    EXPECT_EQ(row_count(table), sink.rows.size()) << table.name;
  }
}

TEST(Tables, NameEveryColumnOnceAndKeysThatExist) {
  const SmallSite site("[]");
  const std::vector<DataTable> tables = data_tables(site.context());
  for (const DataTable& table : tables) {
    std::set<std::string> names;
    for (const TableColumn& column : table.columns) EXPECT_TRUE(names.insert(column.name).second) << table.name << "." << column.name;
    for (const std::string& key : table.primary_key) EXPECT_TRUE(names.contains(key)) << table.name << "." << key;
    for (const ForeignKey& key : table.foreign_keys) {
      EXPECT_TRUE(names.contains(key.column)) << table.name << "." << key.column;
      const DataTable& other = table_named(tables, key.table);
      EXPECT_TRUE(std::ranges::any_of(other.columns, [&](const TableColumn& column) { return column.name == key.reference; })) << key.table;
    }
  }
}

TEST(Tables, GiveAmountsAsStatedExactlyAndTheirUnit) {
  const SmallSite site(kRecords);
  const std::string csv = site.file("data/funds.csv");
  EXPECT_THAT(csv, HasSubstr("年度资金总额,12.50万元,125000.00,万元,"));
  EXPECT_THAT(site.file("data/funds.json"), HasSubstr(R"("amount":"12.50万元","amount_yuan":125000.00,"amount_unit":"万元")"));
}

TEST(Tables, LeaveImpreciseQuantitiesWithoutANumber) {
  const SmallSite site(kRecords);
  const std::string json = site.file("data/figure_items.json");
  EXPECT_THAT(json, HasSubstr(R"("value":"约218万元","value_unit":"万元")"));
  EXPECT_THAT(json, HasSubstr(R"("value":"1,931,574.19元","value_number":1931574.19,"value_unit":"元")"));
}

TEST(Tables, QuoteInCsvWhatJsonSaysAsItIs) {
  const SmallSite site(kRecords);
  EXPECT_THAT(site.file("data/targets.csv"), HasSubstr("\"一，\n二\""));
  EXPECT_THAT(site.file("data/targets.json"), HasSubstr(R"("goal":"一，\n二")"));
  EXPECT_THAT(site.file("data/projects.csv"), HasSubstr("\"'=渠道\"\"清淤\"\"\"")) << "a spreadsheet must not run it";
  EXPECT_THAT(site.file("data/projects.json"), HasSubstr(R"("name":"=渠道\"清淤\"")"));
}

TEST(Tables, HoldNothingThatIsNotPublished) {
  const SmallSite site(kRecords);
  for (const PlannedFile& file : site.site_plan().files) {
    if (!file.path.starts_with("data/")) continue;
    const std::string bytes = file.bytes();
    EXPECT_THAT(bytes, Not(HasSubstr("未批准"))) << file.path;
    EXPECT_THAT(bytes, Not(HasSubstr("不予公开的概述"))) << file.path;
    EXPECT_THAT(bytes, Not(HasSubstr("hidden"))) << file.path;
  }
  EXPECT_THAT(site.file("data/projects.json"), HasSubstr(R"("withheld":"/description：条例第十四条")"));
}

TEST(Tables, AreEmptyArraysWithoutRecords) {
  const SmallSite site("[]");
  EXPECT_EQ(site.file("data/targets.json"), "[]\n");
}

TEST(DataPackage, DescribesEveryTableWithItsKeys) {
  const SmallSite site(kRecords);
  const std::string json = site.file("data/datapackage.json");
  for (const DataTable& table : data_tables(site.context())) {
    EXPECT_THAT(json, HasSubstr("\"path\": \"" + table.name + ".csv\""));
    EXPECT_TRUE(site.has_file("data/" + table.name + ".csv"));
    EXPECT_TRUE(site.has_file("data/" + table.name + ".json"));
  }
  EXPECT_THAT(json, HasSubstr("\"primaryKey\""));
  EXPECT_THAT(json, HasSubstr("\"foreignKeys\""));
}

}  // namespace
}  // namespace disclose::test

#include "plan/table_files.h"

#include <fmt/format.h>

#include <stdexcept>

#include "format/csv.h"
#include "format/json_writer.h"
#include "plan/parts.h"

namespace disclose {

namespace {

// A row that does not fit its columns is a mistake of the program, and would shift every figure.
void expect_columns(const DataTable& table, std::size_t cells) {
  if (cells != table.columns.size()) throw std::logic_error("table " + table.name + ": a row does not fit its columns");
}

class CsvSink final : public CellSink {
 public:
  explicit CsvSink(const DataTable& table) : table_(table), out_(kCsvByteOrderMark) {
    for (const TableColumn& column : table.columns) cell(column.name, Cell::Kind::text);
    end_row();
  }
  bool begin_row() override { return true; }
  void none() override { cell({}, Cell::Kind::text); }
  void text(std::string_view value) override { cell(value, Cell::Kind::text); }
  void number(std::string_view exact) override { cell(exact, Cell::Kind::count); }
  void truth(bool value) override { cell(value ? "true" : "false", Cell::Kind::text); }
  void end_row() override {
    expect_columns(table_, at_);
    at_ = 0;
    out_ += kCsvLineEnd;
  }
  std::string take() { return std::move(out_); }

 private:
  void cell(std::string_view value, Cell::Kind kind) {
    if (at_++ > 0) out_ += ',';
    if (!value.empty()) append_csv_cell(out_, value, kind);
  }

  const DataTable& table_;
  std::string out_;
  std::size_t at_ = 0;
};

class JsonSink final : public CellSink {
 public:
  explicit JsonSink(const DataTable& table) : table_(table) {}
  bool begin_row() override {
    row_.begin_object();
    return true;
  }
  void none() override { ++at_; }
  void text(std::string_view value) override {
    if (value.empty()) return none();
    row_.text(next(), value);
  }
  void number(std::string_view exact) override { row_.number(next(), exact); }
  void truth(bool value) override { row_.truth(next(), value); }
  void end_row() override {
    expect_columns(table_, at_);
    at_ = 0;
    row_.end_object();
    out_ += out_.empty() ? "[\n" : ",\n";
    out_ += row_.take();
  }
  std::string take() { return out_.empty() ? std::string("[]\n") : std::move(out_) + "\n]\n"; }

 private:
  std::string_view next() { return table_.columns.at(at_++).name; }

  const DataTable& table_;
  JsonWriter row_{JsonWriter::Layout::compact};
  std::string out_;
  std::size_t at_ = 0;
};

class CountingSink final : public CellSink {
 public:
  bool begin_row() override {
    ++rows;
    return false;
  }
  void none() override {}
  void text(std::string_view) override {}
  void number(std::string_view) override {}
  void truth(bool) override {}
  void end_row() override {}
  std::size_t rows = 0;
};

void write_keys(JsonWriter& json, const DataTable& table) {
  json.name("primaryKey").begin_array();
  for (const std::string& column : table.primary_key) json.text(column);
  json.end_array();
  if (table.foreign_keys.empty()) return;
  json.name("foreignKeys").begin_array();
  for (const ForeignKey& key : table.foreign_keys) {
    // A table that refers to itself is named "" (Table Schema).
    json.begin_object().text("fields", key.column).name("reference").begin_object();
    json.text("resource", key.table == table.name ? std::string_view() : std::string_view(key.table)).text("fields", key.reference);
    json.end_object().end_object();
  }
  json.end_array();
}

void write_resource(JsonWriter& json, const DataTable& table) {
  json.begin_object().text("name", table.name).text("title", table.title).text("description", table.description);
  json.text("path", table.name + ".csv").text("format", "csv").text("mediatype", "text/csv").text("encoding", "utf-8");
  json.text("profile", "tabular-data-resource");
  json.name("dialect").begin_object().text("delimiter", ",").text("lineTerminator", "\r\n").truth("header", true).end_object();
  json.name("schema").begin_object().name("fields").begin_array();
  for (const TableColumn& column : table.columns) {
    json.begin_object().text("name", column.name).text("title", column.title).text("type", name_of(column.type));
    if (!column.description.empty()) json.text("description", column.description);
    json.end_object();
  }
  json.end_array().name("missingValues").begin_array().text("").end_array();
  write_keys(json, table);
  json.end_object().end_object();
}

}  // namespace

std::string table_csv(const DataTable& table) {
  CsvSink sink(table);
  table.rows(sink);
  return sink.take();
}

std::string table_json(const DataTable& table) {
  JsonSink sink(table);
  table.rows(sink);
  return sink.take();
}

std::size_t row_count(const DataTable& table) {
  CountingSink sink;
  table.rows(sink);
  return sink.rows;
}

std::string data_package(const PlanContext& context, const std::vector<DataTable>& tables) {
  const Site& site = context.registry.site();
  JsonWriter json;
  json.begin_object().text("profile", "tabular-data-package").text("name", "budget-performance");
  json.text("title", site.title).text("homepage", context.options.base_url);
  json.text("description", fmt::format("{}预算绩效信息公开的全部数据表", site.jurisdiction.name));
  json.name("contributors").begin_array().begin_object().text("title", site.publisher.name).text("role", "publisher");
  json.end_object().end_array();
  json.name("resources").begin_array();
  for (const DataTable& table : tables) write_resource(json, table);
  json.end_array().end_object();
  return json.take();
}

}  // namespace disclose

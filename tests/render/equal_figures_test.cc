// The demonstration site is drawn whole, and what a reader, a spreadsheet and a machine get is parsed
// back and compared: a figure may not differ between page, CSV, JSON and XLSX.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "format/zip_reader.h"
#include "pipeline.h"
#include "plan/tables.h"
#include "render/demonstration.h"

namespace disclose {
namespace {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

class KeepingSink final : public Sink {
 public:
  void take(std::string_view path, std::string_view bytes, std::string_view) override {
    const std::lock_guard lock(mutex_);
    files[std::string(path)] = bytes;
  }
  std::map<std::string, std::string, std::less<>> files;

 private:
  std::mutex mutex_;
};

// RFC 4180, after the byte order mark.
Rows read_csv(std::string_view text) {
  Rows rows(1, Row(1));
  bool quoted = false;
  for (std::size_t i = 3; i < text.size(); ++i) {
    const char c = text[i];
    std::string& cell = rows.back().back();
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      cell += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      rows.back().emplace_back();
    } else if (!quoted && c == '\r') {
      rows.emplace_back(1);
      ++i;
    } else {
      cell += c;
    }
  }
  rows.pop_back();
  return rows;
}

// One flat object a line, as the tables are written.
std::map<std::string, std::string> read_object(std::string_view line) {
  std::map<std::string, std::string> members;
  std::size_t at = line.find('{') + 1;
  const auto text = [&] {
    std::string value;
    for (++at; line.at(at) != '"'; ++at) {
      if (line[at] != '\\') {
        value += line[at];
        continue;
      }
      const char c = line.at(++at);
      value += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
    }
    ++at;
    return value;
  };
  while (line.at(at) != '}') {
    if (line[at] == ',') ++at;
    const std::string name = text();
    ++at;
    if (line.at(at) == '"') {
      members[name] = text();
    } else {
      const std::size_t end = line.find_first_of(",}", at);
      members[name] = line.substr(at, end - at);
      at = end;
    }
  }
  return members;
}

// CSV keeps texts from being taken for formulas by a quote in front.
std::string unguarded(const std::string& cell) {
  return cell.size() > 1 && cell[0] == '\'' && std::string_view("=+-@\t\r").find(cell[1]) != std::string_view::npos ? cell.substr(1) : cell;
}

// A spreadsheet keeps the number nearest to a decimal and shows fifteen digits of it: 1280.50 is
// 1280.5, and 97.84999999999999 is 97.85.
std::string as_shown(const std::string& number) {
  if (number.empty()) return number;
  return fmt::format("{:.15g}", std::stod(number));
}

class EqualFigures : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = std::make_unique<MemoryFolder>(test::demonstration());
    Diagnostics diagnostics;
    const RunOptions options{.threads = 2, .as_of = {2026, 11, 21}, .base_url = {}, .year = {}, .reports = false, .site_path = {}};
    const auto quiet = [](const Say&, std::size_t, std::size_t) {};
    registry = check_site(*folder, options, quiet, diagnostics);
    build_site(*registry, *folder, options, quiet, sink, diagnostics);
  }
  static void TearDownTestSuite() {
    registry.reset();
    folder.reset();
    sink.files.clear();
  }

  static std::vector<DataTable> tables() {
    static const PlanContext context{*registry, *folder, {.base_url = "https://x.example/"}};
    return data_tables(context);
  }
  static Rows csv(const std::string& table) { return read_csv(sink.files.at("data/" + table + ".csv")); }
  static std::size_t column(const Rows& rows, const std::string& name) {
    for (std::size_t i = 0; i < rows.front().size(); ++i) {
      if (rows.front()[i] == name) return i;
    }
    throw std::out_of_range(name);
  }
  // The text of a page, without its tags.
  static std::string page_text(const std::string& url) {
    const std::string& html = sink.files.at(url + "index.html");
    std::string text;
    for (std::size_t at = 0; at < html.size(); ++at) {
      if (html[at] == '<') at = html.find('>', at);
      else text += html[at];
    }
    return text;
  }

  inline static std::unique_ptr<MemoryFolder> folder;
  inline static std::unique_ptr<Registry> registry;
  inline static KeepingSink sink;
};

TEST_F(EqualFigures, AreTheSameInEveryCellOfCsvAndJson) {
  std::size_t cells = 0;
  for (const DataTable& table : tables()) {
    const Rows rows = csv(table.name);
    const std::string& json = sink.files.at("data/" + table.name + ".json");
    std::size_t at = 0;
    for (std::size_t r = 1; r < rows.size(); ++r) {
      at = json.find('{', at);
      ASSERT_NE(at, std::string::npos) << table.name;
      const std::size_t end = std::min(json.find('\n', at), json.size());
      auto members = read_object(std::string_view(json).substr(at, end - at));
      at = end;
      for (std::size_t c = 0; c < rows[r].size(); ++c, ++cells) {
        const std::string value = unguarded(rows[r][c]);
        const auto member = members.find(rows[0][c]);
        EXPECT_EQ(member == members.end() ? std::string() : member->second, value) << table.name << " " << r << " " << rows[0][c];
      }
    }
    EXPECT_EQ(json.find('{', at), std::string::npos) << table.name << ": more rows than the CSV";
  }
  EXPECT_GT(cells, 50000U);
}

TEST_F(EqualFigures, AreTheSameInTheArchiveOfAll) {
  const auto members = read_zip(sink.files.at("data/all.zip"));
  for (const DataTable& table : tables()) EXPECT_EQ(members.at(table.name + ".csv").bytes, sink.files.at("data/" + table.name + ".csv"));
  EXPECT_EQ(members.at("datapackage.json").bytes, sink.files.at("data/datapackage.json"));
}

// The sheets of a workbook by name: rows of cells as they are stored.
std::map<std::string, Rows> read_workbook(const std::string& bytes) {
  const auto members = read_zip(bytes);
  pugi::xml_document book;
  book.load_string(members.at("xl/workbook.xml").bytes.c_str());
  std::map<std::string, Rows> sheets;
  int number = 0;
  for (const pugi::xml_node sheet : book.child("workbook").child("sheets").children("sheet")) {
    pugi::xml_document xml;
    xml.load_string(members.at(fmt::format("xl/worksheets/sheet{}.xml", ++number)).bytes.c_str(), pugi::parse_default | pugi::parse_ws_pcdata);
    Rows& rows = sheets[sheet.attribute("name").value()];
    for (const pugi::xml_node row : xml.child("worksheet").child("sheetData").children("row")) {
      rows.emplace_back();
      for (const pugi::xml_node cell : row.children("c")) {
        const std::string_view reference = cell.attribute("r").value();
        std::size_t at = 0;
        for (const char c : reference) {
          if (c >= 'A' && c <= 'Z') at = at * 26 + static_cast<std::size_t>(c - 'A' + 1);
        }
        rows.back().resize(std::max(rows.back().size(), at));
        const bool text = std::string_view(cell.attribute("t").value()) == "inlineStr";
        rows.back()[at - 1] = text ? cell.child("is").child("t").text().get() : cell.child("v").text().get();
      }
    }
  }
  return sheets;
}

TEST_F(EqualFigures, AreTheSameInEveryCellOfTheWorkbookOfTheirYear) {
  std::size_t cells = 0;
  for (const auto& [year, book] : registry->years) {
    const auto sheets = read_workbook(sink.files.at(fmt::format("data/{}.xlsx", year)));
    EXPECT_TRUE(sheets.contains("说明"));
    for (const DataTable& table : tables()) {
      Rows wanted;
      const Rows rows = csv(table.name);
      const auto of_year = std::ranges::find(rows.front(), "year") - rows.front().begin();
      for (std::size_t r = 1; r < rows.size(); ++r) {
        const auto at = static_cast<std::size_t>(of_year);
        if (at == rows[r].size() || rows[r][at] == std::to_string(year)) wanted.push_back(rows[r]);
      }
      if (wanted.empty()) {
        EXPECT_FALSE(sheets.contains(table.title)) << table.name;
        continue;
      }
      ASSERT_TRUE(sheets.contains(table.title)) << table.name << " " << year;
      const Rows& sheet = sheets.at(table.title);
      ASSERT_EQ(sheet.size(), wanted.size() + 1) << table.name << " " << year;
      for (std::size_t r = 0; r < wanted.size(); ++r) {
        for (std::size_t c = 0; c < wanted[r].size(); ++c, ++cells) {
          const std::string stored = c < sheet[r + 1].size() ? sheet[r + 1][c] : std::string();
          std::string value = unguarded(wanted[r][c]);
          if (table.columns[c].type == ColumnType::boolean) value = value.empty() ? value : value == "true" ? "是" : "否";
          const bool number = table.columns[c].type == ColumnType::number;
          EXPECT_EQ(number ? as_shown(stored) : stored, number ? as_shown(value) : value) << table.name << " " << year << " " << r << " " << rows[0][c];
        }
      }
    }
  }
  EXPECT_GT(cells, 50000U);
}

TEST_F(EqualFigures, OfScoresAndFundsStandOnThePageOfTheirRecord) {
  std::map<std::string, std::string> pages;
  std::size_t compared = 0;
  for (const auto& [table, folder_name] : {std::pair{"self_evaluations", "self-evaluation"}, std::pair{"finance_evaluations", "finance-evaluation"}}) {
    const Rows rows = csv(table);
    for (std::size_t r = 1; r < rows.size(); ++r) {
      const std::string& id = rows[r][column(rows, "id")];
      const std::string url = fmt::format("{}/{}/{}/", rows[r][column(rows, "year")], folder_name, id);
      const std::string& text = pages[id] = page_text(url);
      EXPECT_NE(text.find(rows[r][column(rows, "score")]), std::string::npos) << url;
      EXPECT_NE(sink.files.at(url + "data.json").find(rows[r][column(rows, "score")]), std::string::npos) << url;
      ++compared;
    }
  }
  const Rows funds = csv("funds");
  for (std::size_t r = 1; r < funds.size(); ++r) {
    const auto page = pages.find(funds[r][column(funds, "record")]);
    if (page == pages.end()) continue;
    for (const char* phase : {"initial", "adjusted", "executed"}) {
      const std::string unit = funds[r][column(funds, std::string(phase) + "_unit")];
      std::string amount = funds[r][column(funds, phase)];
      if (unit != "万元") continue;
      amount.resize(amount.size() - unit.size());
      EXPECT_NE(page->second.find(amount), std::string::npos) << page->first << " " << phase << " " << amount;
      ++compared;
    }
  }
  EXPECT_GT(compared, 1000U);
}

}  // namespace
}  // namespace disclose

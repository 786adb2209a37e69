// What may not be published leaves no trace (format.md 7): every record of a year gets a twin that is
// a draft, returned, withdrawn, secret…, full of marked words and figures; none of the marks may be
// found in any file of the site.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "site/county_copy.h"
#include "site/program.h"
#include "site/traces.h"

namespace disclose {
namespace {

using Json = CountyCopy::Json;

const std::string kWord = "朱雀玄武";
const std::string kId = "zqcanary";
const std::string kMoney = "864297.53万元";
const std::vector<std::string> kMarks = {kWord, kId, "864297", "864,297", "8642975", "8,642,975", "8,642,9", "86.43亿", "86.4亿"};

bool is_money(std::string_view text) { return text.ends_with("元") && text.find_first_of("0123456789") == 0; }

// The same record with another id, with every word and every sum marked.
Json twin(const Json& record, int number) {
  Json other = record;
  CountyCopy::change_texts(other, [](std::string_view key, std::string& text) {
    if (is_money(text)) {
      text = kMoney;
    } else if (is_free_text(key)) {
      text = kWord;
    }
  });
  other["id"] = kId + "-" + std::to_string(number);
  other["title"] = kWord;
  if (other.contains("narrative")) other["narrative"] = "zqcanary/text.md";
  other["documents"] = Json::array({{{"title", kWord}, {"path", "zqcanary/zqcanary.txt"}}});
  other["sources"] = Json::array({{{"title", kWord}, {"path", "zqcanary/source.txt"}}});
  return other;
}

void hide(Json& record, int way) {
  constexpr std::array<const char*, 4> kStatus = {"draft", "submitted", "returned", "withdrawn"};
  if (way < 4) {
    record["status"] = kStatus.at(static_cast<std::size_t>(way));
    if (way == 3) {
      record["withdrawn"] = {{"date", "2025-01-02"}, {"reason", kWord}};
      record.erase("published");  // withdrawn before anybody saw it: not even a notice
    }
  } else {
    record["secrecy"] = "secret";
  }
}

// Records of one year with a twin each, of every kind in every way; own notes on all of them.
void add_twins(const CountyCopy& county) {
  int number = 0;
  county.change_records([&](Json& records) {
    const Json originals = records;
    for (Json& record : records) record["x-note"] = kWord;
    for (const Json& record : originals) {
      if (record["year"] != 2024) continue;
      Json other = twin(record, number);
      hide(other, number++ % 5);
      records.push_back(std::move(other));
    }
  });
  county.folder().write("county/content/zqcanary/text.md", "## " + kWord + "\n\n" + kWord + "。\n");
  county.folder().write("county/content/zqcanary/zqcanary.txt", kWord);
  county.folder().write("county/content/zqcanary/source.txt", kWord);
  county.folder().write("county/content/zqcanary/nobody-names-it.pdf", kWord);
  for (const char* hidden : {"status: draft", "status: approved\nsecrecy: secret", "status: withdrawn\nwithdrawn: {date: 2025-01-02}"}) {
    const std::string page = std::string("---\ntitle: ") + kWord + "\nkind: report\nyear: 2024\n" + hidden + "\n---\n" + kWord + "\n";
    county.folder().write("county/content/zqcanary-" + std::to_string(number++) + ".md", page);
  }
  county.folder().write("county/data/future.json", R"({"kind": "budget", "id": "zqcanary-future", "year": 2031, "unit": "finance", "status": "draft", "total": "864297.53万元"})");
}

Shell build(const CountyCopy& county, const std::string& options) {
  return in_shell(program() + " build --quiet --site " + quoted(county.site()) + " --out " + quoted(county.out()) + " " + options + " 2>&1");
}

TEST(Canaries, OfUnpublishedRecordsAreNowhere) {
  const CountyCopy county;
  add_twins(county);
  const Shell one_year = build(county, "--year 2024");
  ASSERT_EQ(one_year.status, 0) << one_year.output;
  EXPECT_EQ(traces(county.folder().tree("out"), kMarks), std::vector<std::string>());
  const Shell all_years = build(county, "--no-pdf");
  ASSERT_EQ(all_years.status, 0) << all_years.output;
  const Tree site = county.folder().tree("out");
  EXPECT_EQ(traces(site, kMarks), std::vector<std::string>());
  EXPECT_FALSE(site.contains("2031/index.html")) << "a draft makes no year";
}

// The same site with and without the hidden records: not even a count tells of them.
TEST(Canaries, ChangeNoByteOfTheSite) {
  const CountyCopy plain;
  ASSERT_EQ(build(plain, "--no-pdf").status, 0);
  const CountyCopy county;
  add_twins(county);
  ASSERT_EQ(build(county, "--no-pdf").status, 0);
  const Tree one = plain.folder().tree("out");
  const Tree other = county.folder().tree("out");
  EXPECT_EQ(one.size(), other.size());
  for (const auto& [path, bytes] : one) EXPECT_TRUE(other.contains(path) && other.at(path) == bytes) << path << " tells of records that are not published";
}

// Marks the value at `pointer` of the first approved record of a kind that has it, and withholds it.
struct Withheld {
  const char* kind;
  const char* pointer;
  Json value;
};

TEST(Canaries, OfWithheldKeysAreNowhere) {
  const Json funds = Json::array({{{"source", "total"}, {"initial", kMoney}, {"adjusted", kMoney}, {"executed", kMoney}, {"weight", 10}, {"score", 10}}});
  const std::vector<Withheld> kWithheld = {
      {"self_evaluation", "/problems", kWord},        {"self_evaluation", "/goal", Json{{"expected", kWord}, {"actual", kWord}}},
      {"self_evaluation", "/improvements", kWord},    {"self_evaluation", "/indicators/0/deviation", kWord},
      {"self_evaluation", "/funds", funds},           {"target", "/goal", kWord},
      {"target", "/indicators/1/note", kWord},        {"project", "/description", kWord},
      {"project", "/code", "8642975"},                {"finance_evaluation", "/recommendations", Json::array({kWord})},
      {"finance_evaluation", "/amount", kMoney},      {"rectification", "/measures", kWord},
      {"result_use", "/amount", kMoney},              {"assessment", "/funds", Json{{"base", kMoney}}},
      {"pre_evaluation", "/applied", kMoney},         {"monitoring", "/conclusion", kWord},
      {"recheck", "/reasons", Json::array({kWord})},  {"budget", "/basic", kMoney},
      {"regulation", "/scope", kWord},                {"figures", "/items/0/note", kWord}};
  const CountyCopy county;
  std::vector<bool> used(kWithheld.size());
  county.change_records([&](Json& records) {
    for (Json& record : records) {
      if (record["year"] != 2024 || record["status"] != "approved" || record.contains("secrecy")) continue;
      for (std::size_t i = 0; i < kWithheld.size(); ++i) {
        const Withheld& withheld = kWithheld[i];
        if (used[i] || record["kind"] != withheld.kind) continue;
        const std::string pointer = withheld.pointer;
        const std::string above = pointer.substr(0, pointer.rfind('/'));
        if (!above.empty() && !record.contains(Json::json_pointer(above))) continue;
        if (pointer == "/basic") record.erase("projects"), record.erase("by_type"), record["total"] = kMoney;
        record[Json::json_pointer(pointer)] = withheld.value;
        record["secrecy"] = "partial";
        record["withheld"] = Json::array({{{"pointer", pointer}, {"basis", "《政府信息公开条例》第十四条"}}});
        if (pointer == "/basic") record["withheld"].push_back({{"pointer", "/total"}, {"basis", "《政府信息公开条例》第十四条"}});
        used[i] = true;
        break;
      }
    }
  });
  for (std::size_t i = 0; i < used.size(); ++i) EXPECT_TRUE(used[i]) << kWithheld[i].kind << kWithheld[i].pointer << " was tried nowhere";
  const Shell ran = build(county, "--year 2024");
  ASSERT_EQ(ran.status, 0) << ran.output;
  const Tree site = county.folder().tree("out");
  EXPECT_EQ(traces(site, kMarks), std::vector<std::string>());
  const bool says_so = std::ranges::any_of(site, [](const auto& file) { return file.second.find("依法不予公开") != std::string::npos; });
  EXPECT_TRUE(says_so);
}

}  // namespace
}  // namespace disclose

#include "check/texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/folder.h"
#include "read/read.h"

namespace disclose {
namespace {

using testing::IsEmpty;

constexpr std::string_view kHead =
    R"("id": "ID", "year": 2024, "unit": "traffic", "title": "@", "status": "approved", "approval": {"number": "@", "authority": "@"},
"secrecy": "partial", "withheld": [{"pointer": "/x", "basis": "@"}], "review": {"by": "@", "date": "2024-01-05", "conclusion": "@"},
"documents": [{"title": "@", "url": "https://a.cn/"}], "sources": [{"title": "@", "url": "https://a.cn/", "page": "@", "cell": "@", "sha256": "x"}], )";
constexpr std::string_view kIndicator =
    R"("level1": "@", "level2": "@", "name": "@", "target": "@", "actual": "@", "deviation": "@", "standard": "@", "note": "@", "verified": "@")";

// Every text of every kind is an @: 17 kinds.
std::map<std::string_view, std::string> kinds() {
  const std::string indicators = R"("indicators": [{)" + std::string(kIndicator) + "}]";
  const std::string subject = R"("subject": {"type": "policy", "name": "@"}, )";
  return {
      {"project", R"("name": "@", "code": "C", "class": "@", "description": "@")"},
      {"budget", R"("total": "1元")"},
      {"final_accounts", R"("total": "1元", "executed": "1元")"},
      {"pre_evaluation", subject + R"("trigger": "@", "dimensions": [{"name": "@", "full": 1, "score": 1}], "evaluator": {"name": "@", "method": "@"})"},
      {"target", subject + R"("funds": [{"source": "total", "amount": "1元"}, {"source": "@", "amount": "1元"}], "goal": "@", "multi_year_goal": "@",
         "tasks": [{"name": "@", "content": "@", "total": "1元"}], )" + indicators},
      {"monitoring", subject + R"("period": "@", "funds": [{"source": "total"}, {"source": "@"}], "conclusion": "@", "indicators": [{)" + std::string(kIndicator) +
                         R"(, "forecast": "@", "causes": ["@", "@"]}])"},
      {"self_evaluation", subject + R"("funds": [{"source": "total"}, {"source": "@"}], "goal": {"expected": "@", "actual": "@"}, "tasks": [{"name": "@", "done": "@"}],
         "grade": "@", "problems": "@", "improvements": "@", )" + indicators},
      {"recheck", R"("self_evaluation": "x", "reasons": ["@", "@"], "opinion": "@", "indicators": [{"name": "@", "verified": "@"}])"},
      {"finance_evaluation", subject + R"("evaluator": {"name": "@"}, "period": "@", "dimensions": [{"name": "@", "full": 1, "score": 1}], "grade": "@",
         "findings": [{"id": "f", "category": "@", "text": "@", "page": "@"}], "recommendations": ["@", "@"], )" + indicators},
      {"rectification", R"("required": "@", "measures": "@", "evidence": "@")"},
      {"result_use", R"("form": "reported", "text": "@")"},
      {"assessment", R"("dimensions": [{"name": "@", "full": 1, "score": 1}], "grade": "@")"},
      {"disclosure", R"("items": ["budget"], "format": "@")"},
      {"exemption", R"("items": "all", "type": "other", "basis": "@", "approved_by": "@")"},
      {"regulation", R"("number": "@", "issuer": "@", "scope": "@")"},
      {"figures", R"("items": [{"id": "a", "label": "@", "value": "1个", "names": ["@", "@"], "note": "@", "source": "@"}])"},
      {"indicator_library", R"("scope": "industry", "industry": "@", "classes": ["@", "@"],
         "entries": [{"level1": "@", "level2": "@", "name": "@", "typical_target": "@", "unit_of_measure": "@", "standard": "@"}])"},
  };
}

// Each @ as a text of its own; returns them.
std::set<std::string> number_marks(std::string& json) {
  std::set<std::string> marks;
  for (std::size_t at = json.find('@'); at != std::string::npos; at = json.find('@', at)) {
    const std::string mark = "文字" + std::to_string(marks.size()) + "号";
    json.replace(at, 1, mark);
    marks.insert(mark);
    at += mark.size();
  }
  return marks;
}

TEST(Texts, EveryTextOfEveryKindIsVisitedOnce) {
  ASSERT_EQ(kinds().size(), static_cast<std::size_t>(kKindCount));
  for (const auto& [kind, keys] : kinds()) {
    std::string json = R"({"kind": ")" + std::string(kind) + R"(", )" + std::string(kHead) + keys + "}";
    std::set<std::string> missing = number_marks(json);
    const MemoryFolder folder({{"data/r.json", json}});
    Diagnostics diagnostics;
    const Inputs inputs = read(folder, 1, diagnostics);
    std::size_t records = 0;
    for_each_record(inputs.records, [&](const Record& record) {
      ++records;
      for_each_text(record, [&](const TextPlace& place, Text text) {
        if (text == "total" || text == "ID") return;
        EXPECT_EQ(missing.erase(std::string(text)), 1U) << kind << place.pointer() << " " << text;
      });
    });
    EXPECT_EQ(records, 1U) << kind;
    EXPECT_THAT(missing, IsEmpty()) << kind;
  }
}

TEST(Texts, APlaceIsTheTextsPointer) {
  EXPECT_EQ(TextPlace("/goal/actual").pointer(), "/goal/actual");
  EXPECT_EQ(TextPlace("/indicators", 3, "/name").pointer(), "/indicators/3/name");
  EXPECT_EQ(TextPlace("/reasons", 2).pointer(), "/reasons/2");
  EXPECT_EQ(TextPlace("/items", 2, "/names", 0).pointer(), "/items/2/names/0");
  EXPECT_EQ(TextPlace("/grade_schemes", 1, "/grades", 0, "/name").pointer(), "/grade_schemes/1/grades/0/name");
}

TEST(Texts, WhatIsWithheldIsNotVisited) {
  using Map = std::map<std::string, std::string, std::less<>>;
  const MemoryFolder folder(Map{{"data/r.json", R"({"kind": "project", "id": "p", "year": 2024, "unit": "traffic", "name": "甲", "description": "乙", "status": "approved",
    "secrecy": "partial", "withheld": [{"pointer": "/description", "basis": "丙"}]})"}});
  Diagnostics diagnostics;
  const Inputs inputs = read(folder, 1, diagnostics);
  std::vector<std::string> seen;
  for_each_text(inputs.records.projects.at(0), [&](const TextPlace&, Text text) { seen.emplace_back(text); });
  EXPECT_THAT(seen, testing::ElementsAre("丙", "甲"));
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The names of the fields of type Text or std::vector<Text> in the headers of the model.
std::set<std::string> text_fields() {
  std::set<std::string> fields;
  for (const char* header : {"record.h", "budget.h", "target.h", "evaluation.h", "disclosure.h", "page.h", "unit.h", "site.h"}) {
    std::istringstream lines(text_of(std::filesystem::path(DISCLOSE_SOURCE_DIR) / "generator/model" / header));
    for (std::string line; std::getline(lines, line);) {
      for (const std::string_view type : {"  Text ", "  std::vector<Text> "}) {
        if (!line.starts_with(type)) continue;
        const std::size_t end = line.find_first_of(";=( ", type.size());
        fields.insert(line.substr(type.size(), end - type.size()));
      }
    }
  }
  return fields;
}

// A field that is added to the model is visited, or listed here as no text.
TEST(Texts, NoFieldOfTheModelIsForgotten) {
  const std::set<std::string> no_texts = {
      "id", "unit", "code", "pointer", "url", "sha256", "file", "narrative", "self_evaluation", "of", "finding", "because", "see", "left", "right",
      "parent", "successor", "credit_code", "website", "base_url", "site_domain", "site_id", "level", "default_scheme", "record", "match_sha256",
      "song", "fangsong", "hei", "kai", "accent", "emblem",
      "by",      // of a waiver; a review's is visited
  };
  const std::string visitor = text_of(std::filesystem::path(DISCLOSE_SOURCE_DIR) / "generator/check/texts.cc");
  const std::set<std::string> fields = text_fields();
  ASSERT_GT(fields.size(), 60U);
  for (const std::string& field : fields) {
    const bool visited = visitor.find("." + field + ")") != std::string::npos || visitor.find("->" + field + ")") != std::string::npos;
    EXPECT_TRUE(visited || no_texts.contains(field)) << field;
  }
}

}  // namespace
}  // namespace disclose

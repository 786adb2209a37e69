// The reports of the demonstration county, read back by software that we did not write: every text of a
// record stands in its report, whole and findable; every file is sound and says what its parts are.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "base/text.h"
#include "disk/temporary_folder.h"
#include "site/county_copy.h"
#include "site/program.h"

namespace disclose {
namespace {

using nlohmann::json;

const std::string kDemo = DISCLOSE_SOURCE_DIR;

class Reports : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    built_ = in_shell(program() + " build --quiet --year 2024 --site " + quoted(kDemo) + " --out " + quoted(*folder_ / "site") + " 2>&1");
  }
  static void TearDownTestSuite() { delete folder_; }
  void SetUp() override { ASSERT_EQ(built_.status, 0) << built_.output; }

  static std::string path(const std::string& name) { return quoted(*folder_ / ("site/" + name)); }
  /// Every report.pdf, by its folder, that lies below a folder of the year.
  static std::vector<std::string> folders(const std::string& below) {
    std::vector<std::string> found;
    const Shell ran = in_shell("cd " + path("2024/" + below) + " && ls -d */report.pdf");
    for (std::size_t at = 0; at < ran.output.size();) {
      const std::size_t end = ran.output.find("/report.pdf\n", at);
      found.push_back("2024/" + below + "/" + ran.output.substr(at, end - at) + "/");
      at = end + std::string("/report.pdf\n").size();
    }
    return found;
  }
  static std::string text_of(const std::string& folder) { return without_space(in_shell("pdftotext -raw " + path(folder + "report.pdf") + " - 2>&1").output); }
  static json data_of(const std::string& folder) { return json::parse(in_shell("cat " + path(folder + "data.json")).output); }

  static TemporaryFolder* folder_;
  static Shell built_;
};
TemporaryFolder* Reports::folder_ = nullptr;
Shell Reports::built_;

// The texts of a record that its form or report shows as they are.
void collect(const json& value, const std::set<std::string>& keys, std::vector<std::string>& texts) {
  for (const auto& [key, item] : value.items()) {
    if (item.is_structured()) collect(item, keys, texts);
    if (item.is_string() && value.is_object() && keys.contains(key)) texts.push_back(without_space(item.get<std::string>()));
  }
}

TEST_F(Reports, ShowEveryTextOfTheirRecordWhole) {
  const std::vector<std::pair<std::string, std::set<std::string>>> shown = {
      {"target", {"title", "goal", "level1", "level2", "name", "target"}},
      {"self-evaluation", {"title", "expected", "actual", "level1", "level2", "name", "target", "deviation", "problems", "improvements"}},
      {"finance-evaluation", {"title", "text", "recommendation"}},
  };
  for (const auto& [kind, keys] : shown) {
    const std::vector<std::string> reports = folders(kind);
    ASSERT_FALSE(reports.empty()) << kind;
    for (const std::string& folder : reports) {
      const std::string text = text_of(folder);
      std::vector<std::string> texts;
      json data = data_of(folder);
      // Files, and ids of other records, are not texts of this one.
      for (const char* other : {"documents", "sources", "unit", "approval", "target"}) data.erase(other);
      collect(data, keys, texts);
      EXPECT_FALSE(texts.empty()) << folder;
      for (const std::string& wanted : texts) EXPECT_NE(text.find(wanted), std::string::npos) << folder << " lacks " << wanted;
    }
  }
}

TEST_F(Reports, AreSoundFiles) {
  for (const std::string kind : {"target", "self-evaluation", "finance-evaluation", "monitoring", "pre-evaluation", "assessment", "recheck", "units", "projects"}) {
    const std::vector<std::string> reports = folders(kind);
    ASSERT_FALSE(reports.empty()) << kind;
    const Shell ran = in_shell("qpdf --check " + path(reports.front() + "report.pdf") + " 2>&1");
    EXPECT_EQ(ran.status, 0) << ran.output;
  }
  const Shell book = in_shell("qpdf --check " + path("2024/congress/review-book.pdf") + " 2>&1");
  EXPECT_EQ(book.status, 0) << book.output;
}

TEST_F(Reports, SayWhatTheirPartsAre) {
  for (const std::string kind : {"target", "self-evaluation", "finance-evaluation", "units", "projects"}) {
    const Shell ran = in_shell("pdfinfo -struct " + path(folders(kind).front() + "report.pdf") + " 2>&1");
    for (const std::string part : {"H1", "Table", "TR", "TH", "TD", "P", "Figure"}) {
      EXPECT_NE(ran.output.find(part), std::string::npos) << kind << " has no " << part;
    }
  }
}

TEST_F(Reports, CarryTheirDataAsItIsPublished) {
  const std::string folder = folders("self-evaluation").front();
  const Shell attached = in_shell("pdfdetach -save 1 -o /dev/stdout " + path(folder + "report.pdf"));
  EXPECT_EQ(json::parse(attached.output), data_of(folder));
}

}  // namespace
}  // namespace disclose

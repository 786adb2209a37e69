// What was once published stays at its address.
#include "proof/url_lock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "format/digest.h"
#include "proof/edition.h"

namespace disclose {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(UrlLock, HoldsThePagesOfRecordsAndNoLists) {
  for (const char* path : {"2024/target/a/index.html", "2024/units/water/index.html", "2024/projects/p/index.html", "2024/reports/r/index.html", "units/water/index.html", "projects/p/index.html", "notices/n/index.html", "pages/about/index.html",
                           "2024/finance-evaluation/f/index.html", "2024/assessment/a/index.html"}) {
    EXPECT_TRUE(is_record_page(path)) << path;
  }
  for (const char* path : {"index.html", "2024/index.html", "2024/units/index.html", "2024/units/page-2.html", "2024/units-by/score/index.html", "2024/projects/index.html", "2024/ledger/index.html", "data/budgets/index.html", "units/index.html",
                           "2024/target/a/report.pdf", "2024/target/a/b/index.html", "proof/index.html", "en/2024/target/a/index.html", "202/target/a/index.html"}) {
    EXPECT_FALSE(is_record_page(path)) << path;
  }
}

struct Editions {
  History history;
  FileMap log;
  void add(const std::vector<std::string>& paths) {
    std::map<std::string, std::string, std::less<>> digests;
    for (const std::string& path : paths) digests[path] = sha256_hex(path);
    std::vector<Say> problems;
    const std::string manifest = print_manifest(digests);
    ASSERT_TRUE(append_edition(history, {.site = "https://a.example/", .items = {}}, {.time = "2026-03-01T09:00:00+08:00", .tool = "t", .reasons = {}}, manifest, "", problems));
    log[manifest_path(history.editions().size(), false)] = manifest;
  }
  std::optional<std::vector<std::string>> vanished(const std::vector<std::string>& now) const {
    SiteFiles files;
    for (const std::string& path : now) files[path] = {sha256_hex(path), 1};
    Say problem;
    return vanished_pages(history, [this](const std::string& path) { return log.contains(path) ? std::optional(log.at(path)) : std::nullopt; }, files, problem);
  }
};

TEST(UrlLock, NamesWhatAnyEditionHad) {
  Editions editions;
  EXPECT_THAT(*editions.vanished({}), IsEmpty());
  editions.add({"2024/target/a/index.html", "2024/target/a/report.pdf", "2024/units/page-2.html"});
  editions.add({"2024/target/b/index.html"});
  EXPECT_THAT(*editions.vanished({"2024/target/a/index.html", "2024/target/b/index.html"}), IsEmpty());
  EXPECT_THAT(*editions.vanished({"2024/target/b/index.html"}), ElementsAre("2024/target/a/index.html"));
  EXPECT_THAT(*editions.vanished({}), ElementsAre("2024/target/a/index.html", "2024/target/b/index.html"));
}

TEST(UrlLock, TrustsNoListThatTheLogDoesNotKnow) {
  Editions editions;
  editions.add({"2024/target/a/index.html"});
  editions.log.begin()->second += sha256_hex("x") + "  x\n";
  EXPECT_EQ(editions.vanished({"2024/target/a/index.html"}), std::nullopt);
  editions.log.clear();
  EXPECT_EQ(editions.vanished({"2024/target/a/index.html"}), std::nullopt);
}

}  // namespace
}  // namespace disclose

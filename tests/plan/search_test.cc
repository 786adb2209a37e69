#include <gmock/gmock.h>

#include <map>
#include <set>

#include "plan/search_index.h"
#include "small_site.h"

namespace disclose::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// What assets/search.js does with the postings of one pair: rows, with true for those in the title.
std::map<std::size_t, bool> rows_of(const std::vector<std::string>& shards, const std::string& pair) {
  for (const std::string& shard : shards) {
    const std::string name = "\"" + pair + "\":\"";
    const std::size_t at = shard.find(name);
    if (at == std::string::npos) continue;
    std::map<std::size_t, bool> rows;
    std::size_t number = 0;
    std::size_t scale = 1;
    std::size_t row = 0;
    for (std::size_t i = at + name.size(); shard[i] != '"'; ++i) {
      const std::size_t digit = kDigits.find(shard[i]);
      number += digit % 32 * scale;
      scale *= 32;
      if (digit >= 32) continue;
      row += number / 2;
      rows[row] = number % 2 == 0;
      number = 0;
      scale = 1;
    }
    return rows;
  }
  return {};
}

SearchRow row(std::string title, std::string note = {}, std::string more = {}) {
  return {.kind = Found::project, .year = 2024, .title = std::move(title), .url = "x", .note = std::move(note), .more = std::move(more)};
}

TEST(SearchText, IsComparedWithoutWidthCaseBracketsAndSpace) {
  EXPECT_EQ(folded("云财绩〔2025〕22 号"), folded("云财绩[2025]22号"));
  EXPECT_EQ(folded("ＡＢＣ１２"), folded("abc12"));
  EXPECT_EQ(folded("“路长制”　机制"), folded("路长制机制"));
  EXPECT_NE(folded("公路"), folded("路公"));
}

TEST(SearchIndex, FindsAnyTwoNeighboursOfTitleNoteMoreAndUnit) {
  std::vector<SearchRow> rows = {row("机场航线运营补贴"), row("公路养护", "航线", "线运次数"), row("其他")};
  rows[2].unit = 1;
  const SearchIndex index(std::move(rows), {"航运局"});
  const auto shards = index.shards();
  EXPECT_EQ(rows_of(shards, "线运"), (std::map<std::size_t, bool>{{0, true}, {1, false}}));
  EXPECT_EQ(rows_of(shards, "航线"), (std::map<std::size_t, bool>{{0, true}, {1, false}}));
  EXPECT_EQ(rows_of(shards, "航运"), (std::map<std::size_t, bool>{{2, false}}));
  EXPECT_TRUE(rows_of(shards, "补航").empty());
  EXPECT_EQ(rows_of(shards, "路"), (std::map<std::size_t, bool>{{1, true}})) << "a single character is found in titles";
}

TEST(SearchIndex, KeepsManyRowsApart) {
  std::vector<SearchRow> rows;
  for (int i = 0; i < 3000; ++i) rows.push_back(row(i % 7 == 0 ? "水库加固" : "道路", i % 11 == 0 ? "水库" : ""));
  const SearchIndex index(std::move(rows), {});
  const auto found = rows_of(index.shards(), "水库");
  for (std::size_t i = 0; i < 3000; ++i) {
    const auto at = found.find(i);
    ASSERT_EQ(at != found.end(), i % 7 == 0 || i % 11 == 0) << i;
    if (at != found.end()) { EXPECT_EQ(at->second, i % 7 == 0) << i; }
  }
  EXPECT_GT(index.shard_count(), 16U);
  EXPECT_EQ(index.shards().size(), index.shard_count());
}

TEST(SearchFiles, AreScriptsThatTextsCannotEscape) {
  const SearchIndex index({row("a\"</script>\\x\xE2\x80\xA8")}, {"\"unit\""});
  EXPECT_THAT(index.block(0), HasSubstr("S.r(0,[["));
  EXPECT_THAT(index.block(0), HasSubstr("\\\""));
  EXPECT_THAT(index.block(0), HasSubstr("\\u2028"));
  EXPECT_THAT(index.meta(), HasSubstr("\\\"unit\\\""));
}

constexpr const char* kRecords = R"([
  {"kind": "project", "id": "p", "year": 2024, "unit": "water", "name": "水库除险加固", "status": "approved"},
  {"kind": "project", "id": "q", "year": 2024, "unit": "water", "name": "草稿项目", "status": "draft"},
  {"kind": "finance_evaluation", "id": "f", "year": 2024, "unit": "water", "status": "approved", "subject": {"type": "project", "project": "p"},
   "score": "80", "grade": "良", "findings": [{"id": "a", "text": "变更未报批", "deduction": "2"}]}])";

TEST(SearchRows, AreWhatIsPublished) {
  const SmallSite site(kRecords);
  std::set<std::string> titles;
  for (const SearchRow& found : search_rows(site.registry())) titles.insert(found.title);
  EXPECT_TRUE(titles.contains("水库除险加固"));
  EXPECT_TRUE(titles.contains("变更未报批"));
  EXPECT_TRUE(titles.contains("县水利局"));
  EXPECT_FALSE(titles.contains("草稿项目"));
}

TEST(SearchRows, LeadToPlannedPages) {
  const SmallSite site(kRecords);
  for (const SearchRow& found : search_rows(site.registry())) {
    ASSERT_TRUE(found.url.ends_with("index.html")) << found.url;
    EXPECT_NE(site.page(found.url.substr(0, found.url.size() - std::string("index.html").size())), nullptr) << found.url;
  }
}

TEST(SearchFiles, AreNotMadeWhereTheSiteWantsNone) {
  EXPECT_TRUE(SmallSite(kRecords).has_file("search/m.js"));
  EXPECT_FALSE(SmallSite(kRecords, {}, R"(, "search": false)").has_file("search/m.js"));
}

TEST(Feed, IsNotMadeOfRecordsWithoutADate) {
  EXPECT_FALSE(SmallSite(R"([{"kind": "budget", "id": "b", "year": 2024, "unit": "water", "status": "approved", "total": "1万元"}])").has_file("feed.xml"));
}

TEST(Feed, TellsWhatWasPublishedNewestFirst) {
  const SmallSite site(R"([{"kind": "budget", "id": "b", "year": 2024, "unit": "water", "status": "approved", "total": "1万元", "published": "2024-02-10"},
    {"kind": "final_accounts", "id": "f", "year": 2024, "unit": "water", "status": "approved", "total": "1万元", "published": "2025-08-20"}])");
  const std::string xml = site.file("feed.xml");
  EXPECT_THAT(xml, HasSubstr("<updated>2025-08-20T12:00:00+08:00</updated>"));
  EXPECT_LT(xml.find("#2025-08-20"), xml.find("#2024-02-10"));
  EXPECT_THAT(xml, Not(HasSubstr("index.html</")));
}

}  // namespace
}  // namespace disclose::test

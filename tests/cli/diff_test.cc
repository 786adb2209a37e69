// What will change on the portal, as an operator asks for it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/sealed_county.h"

namespace disclose {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

struct BuiltAnew : SealedCounty {
  BuiltAnew() {
    build();
    EXPECT_EQ(seal("2026-03-01").status, 0);
  }
  Ran diff(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"diff", out()});
    return go(more);
  }
};

TEST(Diff, OfASiteAsItWasSealedIsEmpty) {
  const BuiltAnew c;
  EXPECT_EQ(c.diff().status, 0);
  c.build();
  const Ran same = c.diff();
  EXPECT_EQ(same.status, 0) << same.out;
  EXPECT_THAT(same.out, HasSubstr("没有变化"));
  EXPECT_EQ(go({"diff", c.out(), c.out()}).status, 0);
}

TEST(Diff, TellsACorrectionFigureByFigure) {
  const BuiltAnew c;
  fs::copy(c.out(), c.folder / "old", fs::copy_options::recursive);
  c.correct_budget("101万元");
  c.build();
  const Ran zh = c.diff();
  EXPECT_EQ(zh.status, 4);
  EXPECT_THAT(zh.out, HasSubstr("更正，封存时要写理由（1）"));
  EXPECT_THAT(zh.out, HasSubstr("预算总额：100万元 → 101万元"));
  EXPECT_THAT(zh.out, HasSubstr("年初预算（元）：1000000.00 → 1010000.00"));  // what follows, on the unit's page
  EXPECT_THAT(c.diff({"--lang", "en"}).out, HasSubstr("total: 100万元 → 101万元"));
  const Ran two = go({"diff", c.folder / "old", c.out()});
  EXPECT_EQ(two.status, 4);
  EXPECT_THAT(two.out, HasSubstr("预算总额：100万元 → 101万元"));

  const nlohmann::json json = nlohmann::json::parse(c.diff({"--format", "json"}).out);
  EXPECT_EQ(json["edition"], 1);
  const auto& items = json["items"];
  const auto item = std::ranges::find_if(items, [](const auto& i) { return i["id"] == "traffic/2024/budget"; });
  ASSERT_NE(item, items.end());
  EXPECT_EQ((*item)["change"], "correct");
  EXPECT_EQ((*item)["needs_reason"], true);
  EXPECT_EQ((*item)["figures"][0]["before"], "100万元");
  EXPECT_EQ((*item)["figures"][0]["after"], "101万元");
}

TEST(Diff, WritesAFormOfReasonsThatSealTakes) {
  const BuiltAnew c;
  c.correct_budget("101万元");
  c.build();
  EXPECT_EQ(c.diff({"--reasons", c.folder / "reasons", "--report", c.folder / "r.csv"}).status, 4);
  const std::string form = c.folder.read("reasons");
  EXPECT_THAT(form, HasSubstr("预算总额：100万元 → 101万元"));
  EXPECT_THAT(form, HasSubstr("\ntraffic/2024/budget=\n"));
  EXPECT_THAT(c.folder.read("r.csv"), HasSubstr("更正,traffic/2024/budget"));
  EXPECT_NE(c.seal("2026-03-02", {"--reasons", c.folder / "reasons"}).status, 0);  // not filled in
  c.folder.write("reasons", replaced(form, "traffic/2024/budget=\n", "traffic/2024/budget=录入有误\n"));
  const Ran sealed = c.seal("2026-03-02", {"--reasons", c.folder / "reasons"});
  EXPECT_EQ(sealed.status, 0) << sealed.err;
  EXPECT_EQ(c.diff().status, 0);
  EXPECT_EQ(c.verify().status, 0) << c.verify().err;
}

TEST(Diff, ComparesEditionAfterEdition) {
  const BuiltAnew c;
  c.correct_budget("101万元");
  c.build();
  ASSERT_EQ(c.seal("2026-03-02", {"--reason", "traffic/2024/budget=更正"}).status, 0);
  c.correct_budget("102万元");
  c.build();
  EXPECT_THAT(c.diff().out, HasSubstr("预算总额：101万元 → 102万元"));
}

TEST(Diff, TellsWhatIsNewWithdrawnAndExempt) {
  const BuiltAnew c;
  c.folder.write("county/data/b.json", replaced(approved("budget", "b-2024", 2024, "\"total\": \"100万元\""), "\"approved\"", "\"withdrawn\", \"withdrawn\": {\"date\": \"2026-03-03\", \"reason\": \"误发\"}"));
  fs::remove(c.folder / "county/data/e.json");
  c.folder.write("county/data/f.json", approved("final_accounts", "f-2024", 2024, "\"total\": \"9万元\", \"executed\": \"9万元\"", "school"));
  c.build();
  const Ran ran = c.diff();
  EXPECT_EQ(ran.status, 4);
  EXPECT_THAT(ran.out, HasSubstr("不再公开，封存时要写撤回理由（1）\n  traffic/2024/budget"));
  EXPECT_THAT(ran.out, HasSubstr("新公开（1）\n  school/2024/final-accounts"));
  EXPECT_THAT(ran.out, HasSubstr("要写理由 1"));
  EXPECT_EQ(c.seal("2026-03-04", {"--reason", "traffic/2024/budget=误发"}).status, 0);
}

TEST(Diff, AndSealNameAddressesThatWouldVanish) {
  const BuiltAnew c;
  const auto report = [&](const std::string& status) { c.folder.write("county/content/tongzhi.md", "---\nkind: notice\ntitle: 通知\nstatus: " + status + "\npublished: 2026-03-01\n---\n\n内容。\n"); };
  report("approved");
  c.build();
  ASSERT_TRUE(fs::exists(c.out() + "/notices/tongzhi/index.html"));
  ASSERT_EQ(c.seal("2026-03-02").status, 0);
  fs::remove(c.folder / "county/content/tongzhi.md");
  c.build();
  const Ran ran = c.diff();
  EXPECT_EQ(ran.status, 4);
  EXPECT_THAT(ran.out, HasSubstr("  notices/tongzhi/\n"));
  const Ran refused = c.seal("2026-03-03");
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.err, HasSubstr("/notices/tongzhi/"));
  EXPECT_THAT(refused.err, HasSubstr("withdrawn"));
  report("withdrawn\nwithdrawn:\n  date: 2026-03-03\n  reason: 重复");
  c.build();
  EXPECT_THAT(c.diff().out, Not(HasSubstr("会消失")));
  const Ran kept = c.seal("2026-03-03");
  EXPECT_EQ(kept.status, 0) << kept.err;
}

TEST(Diff, NeedsALogOrTwoFolders) {
  const SealedCounty c;
  c.build();
  EXPECT_EQ(go({"diff", c.out()}).status, 1);
  EXPECT_EQ(go({"diff", c.folder / "nowhere"}).status, 2);
  EXPECT_EQ(go({"diff", c.folder / "nowhere", c.out()}).status, 2);
  EXPECT_EQ(go({"diff"}).status, 2);
  EXPECT_EQ(go({"diff", c.out(), "--format", "sarif"}).status, 2);
  EXPECT_EQ(go({"diff", c.out(), "--report", "x.doc"}).status, 2);
}

}  // namespace
}  // namespace disclose

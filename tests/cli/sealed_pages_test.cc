// What sealing makes for people: certificates, histories, editions, registers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/sealed_county.h"

namespace disclose {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

struct ThreeEditions : SealedCounty {
  ThreeEditions() {
    build();
    EXPECT_EQ(seal("2026-03-01").status, 0);
    correct_budget("101万元");
    build();
    EXPECT_EQ(seal("2026-03-02", {"--reason", "traffic/2024/budget=录入有误"}).status, 0);
    folder.write("county/data/a.json", replaced(approved("final_accounts", "a-2024", 2024, "\"total\": \"90万元\", \"executed\": \"90万元\""), "\"approved\"", "\"withdrawn\", \"withdrawn\": {\"date\": \"2026-03-03\", \"reason\": \"误发\"}"));
    build();
    EXPECT_EQ(seal("2026-03-03", {"--reason", "traffic/2024/final-accounts=误发，待重新审核"}).status, 0);
  }
  std::string page(const std::string& path) const { return folder.read("county/output/proof/" + path + "index.html"); }
};

TEST(SealedPages, TellAnItemsEditionsFigureByFigure) {
  const ThreeEditions c;
  const std::string history = c.page("history/traffic/2024/budget/");
  EXPECT_THAT(history, HasSubstr("录入有误"));
  EXPECT_THAT(history, HasSubstr("100万元"));
  EXPECT_THAT(history, HasSubstr("101万元"));
  EXPECT_THAT(history, HasSubstr("proof/receipts/traffic/2024-budget-e1.txt"));
  EXPECT_THAT(history, HasSubstr("proof/receipts/traffic/2024-budget-e2.txt"));
  EXPECT_THAT(history, HasSubstr("公开以来更正1次"));
  const std::string withdrawn = c.page("history/traffic/2024/final-accounts/");
  EXPECT_THAT(withdrawn, HasSubstr("误发，待重新审核"));
  EXPECT_THAT(withdrawn, HasSubstr("现在不再公开"));
  EXPECT_THAT(c.page("history/school/2024/final-accounts/"), HasSubstr("列为例外"));
}

TEST(SealedPages, CertifyAUnitsYear) {
  const ThreeEditions c;
  const std::string traffic = c.page("certificates/traffic/2024/");
  EXPECT_THAT(traffic, HasSubstr("traffic-2024-3"));
  EXPECT_THAT(traffic, HasSubstr("应公开2项，已公开1项"));
  EXPECT_THAT(traffic, HasSubstr("撤回1项"));
  EXPECT_THAT(traffic, HasSubstr("https://www.example.gov.cn/jxgk/2024/units/traffic/"));
  const std::string school = c.page("certificates/school/2024/");
  EXPECT_THAT(school, HasSubstr("例外1项"));
  EXPECT_THAT(school, HasSubstr("云财〔2024〕1号"));
}

TEST(SealedPages, ListEveryEditionWithItsCheckpoint) {
  const ThreeEditions c;
  const std::string editions = c.page("editions/");
  for (const char* told : {"第3期", "第2期", "第1期", "proof/checkpoints/000002.txt", "proof/manifest/000001.txt", "单位2个 = 公开2个 + 例外0个", "录入有误"}) EXPECT_THAT(editions, HasSubstr(told));
}

TEST(SealedPages, RegisterInTheColumnsOfTheBudgetSystem) {
  const ThreeEditions c;
  EXPECT_THAT(c.page("register/2024/"), HasSubstr("单位2个 = 公开2个 + 例外0个"));
  EXPECT_THAT(c.folder.read("county/output/proof/register/2024/register.csv"), HasSubstr("BUSTYPE,MANAGE_MOF_DEP_CODE,DEPT_CODE,AGENCY_CODE"));
  const nlohmann::json json = nlohmann::json::parse(c.folder.read("county/output/proof/register/2024/register.json"));
  EXPECT_EQ(json["coverage"]["units"], 2);
  EXPECT_EQ(json["exemptions"][0]["basis"], "云财〔2024〕1号");
}

TEST(SealedPages, StayAsTheyAreWhereNothingChanged) {
  const SealedCounty c;
  ASSERT_EQ(c.county.build({"--sealed"}).status, 0);
  ASSERT_EQ(c.seal("2026-03-01").status, 0);
  const std::string certificate = c.folder.read("county/output/proof/certificates/school/2024/index.html");
  const std::string built = c.folder.read("county/output/2024/units/school/index.html");
  c.correct_budget("101万元");
  c.build();
  const Ran sealed = c.seal("2026-03-02", {"--reason", "traffic/2024/budget=更正"});
  ASSERT_EQ(sealed.status, 0) << sealed.err;
  EXPECT_THAT(sealed.out, HasSubstr("更正 2（数据未变 1）"));  // the final accounts share the page
  EXPECT_EQ(c.folder.read("county/output/proof/certificates/school/2024/index.html"), certificate);
  EXPECT_EQ(c.folder.read("county/output/2024/units/school/index.html"), built);
}

TEST(SealedPages, AreLinkedOnlyWhereTheyAre) {
  const SealedCounty c;
  ASSERT_EQ(c.county.build().status, 0);
  EXPECT_THAT(c.folder.read("county/output/2024/units/traffic/index.html"), Not(HasSubstr("proof/certificates")));
  const Ran sealed = c.seal("2026-03-01");
  ASSERT_EQ(sealed.status, 0);
  EXPECT_THAT(sealed.err, HasSubstr("--sealed"));
  ASSERT_EQ(c.county.build().status, 0);  // of itself, in a folder that was sealed
  EXPECT_THAT(c.folder.read("county/output/2024/units/traffic/index.html"), HasSubstr("../../../proof/certificates/traffic/2024/index.html"));
  EXPECT_THAT(c.folder.read("county/output/proof/index.html"), HasSubstr("proof/editions/index.html"));
  EXPECT_THAT(c.folder.read("county/output/2024/ledger/index.html"), HasSubstr("proof/register/2024/index.html"));
}

TEST(SealedPages, ThatWereChangedDoNotVerify) {
  const ThreeEditions c;
  ASSERT_EQ(c.verify().status, 0) << c.verify().err;
  const std::string path = "county/output/proof/certificates/traffic/2024/index.html";
  const std::string good = c.folder.read(path);
  c.folder.write(path, replaced(good, "已公开1项", "已公开2项"));
  EXPECT_THAT(c.verify().err, HasSubstr("proof/certificates/traffic/2024/index.html"));
  c.folder.write(path, good);
  // Neither with a list made to match: it is signed for.
  const std::string list = c.folder.read("county/output/proof/pages.txt");
  c.folder.write("county/output/proof/pages.txt", list + std::string(64, '0') + "  proof/register/x.html\n");
  EXPECT_THAT(c.verify().err, HasSubstr("proof/pages.txt"));
}

TEST(SealedPages, AreDrawnWithTheCountysTemplates) {
  const SealedCounty c;
  c.folder.write("county/templates/html/proof-editions.html", "{% extends \"parts/frame.html\" %}{% block main %}<h1>本县的各期：{{ editions | length }}</h1>{% endblock %}\n");
  c.build();
  ASSERT_EQ(c.seal("2026-03-01").status, 0);
  EXPECT_THAT(c.folder.read("county/output/proof/editions/index.html"), HasSubstr("<h1>本县的各期：1</h1>"));
}

}  // namespace
}  // namespace disclose

#include <gmock/gmock.h>

#include <fmt/format.h>

#include <set>

#include "format/json_writer.h"
#include "plan/facts.h"
#include "plan/frame.h"
#include "plan/parts.h"
#include "small_site.h"

namespace disclose::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string page_with(std::string_view title, std::string_view body, std::string_view more = {}) {
  return fmt::format("---\ntitle: {}\nkind: notice\nstatus: approved\npublished: 2024-03-0{}\n{}---\n\n{}\n", title, title.size(), more, body);
}

std::string narrative_of(const SmallSite& site, std::string_view url) {
  const PlannedPage* page = site.page(url);
  if (page == nullptr) return {};
  const View values = page->values();
  return values.find("narrative")->find("html")->markup()->text;
}

TEST(NarrativeLinks, LeadToWhatIsPublished) {
  const std::string body =
      "[附表](../files/a%20b.csv) [根下的附表](files/a%20b.csv) [另一篇](bb.md#s1) [外站](https://x.example/) [本页](#s2) [门户](/zwgk/)";
  const SmallSite site("[]", {{"content/notices/a.md", page_with("a", body, "documents:\n  - title: 附表\n    path: files/a b.csv\n")},
                              {"content/notices/bb.md", page_with("bb", "正文")},
                              {"content/files/a b.csv", "x\n"}});
  const std::string html = narrative_of(site, "notices/notices-a/");
  const std::string copy = attachment_url("files/a b.csv");
  EXPECT_THAT(html, HasSubstr("<a href=\"../../" + copy + "\">附表</a>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"../../" + copy + "\">根下的附表</a>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"../../notices/notices-bb/index.html#s1\">另一篇</a>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"https://x.example/\">外站</a>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"#s2\">本页</a>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"https://www.example.gov.cn/zwgk/\">门户</a>"));
}

TEST(NarrativeLinks, KeepTheirTextAloneWhereNothingIsPublished) {
  const SmallSite site("[]", {{"content/notices/a.md", page_with("a", "见[草稿](draft.csv)、[上级](../../../etc/passwd)、[空](x.md)。")},
                              {"content/notices/draft.csv", "x\n"}});
  const std::string html = narrative_of(site, "notices/notices-a/");
  EXPECT_THAT(html, HasSubstr("见草稿、上级、空。"));
  EXPECT_THAT(html, Not(HasSubstr("<a ")));
}

TEST(Attachments, HaveNamesThatAreNoNumbers) {
  std::set<std::string> names;
  for (int i = 0; i < 300; ++i) {
    const std::string url = attachment_url(fmt::format("附件{}.pdf", i));
    EXPECT_EQ(url.find_first_of("0123456789"), std::string::npos) << url;
    EXPECT_TRUE(url.starts_with("files/") && url.ends_with(".pdf") && url.size() == 26U) << url;
    names.insert(url);
  }
  EXPECT_EQ(names.size(), 300U);
  EXPECT_EQ(attachment_url("2024/a-1.pdf"), "files/2024/a-1.pdf");
}

TEST(Notices, StandNewestFirst) {
  const SmallSite site("[]", {{"content/n1.md", page_with("a", "x")}, {"content/n2.md", page_with("ccc", "x")}, {"content/n3.md", page_with("bb", "x")}});
  const std::string values = to_json(*site.page("notices/")->values().find("notices"));
  EXPECT_LT(values.find("\"ccc\""), values.find("\"bb\""));
  EXPECT_LT(values.find("\"bb\""), values.find("\"a\""));
}

TEST(Sentences, KeepNumbersWithTheirMeasureWordsAndEscapeTheRest) {
  EXPECT_EQ(unbroken("支出2.87亿元<b>").markup()->text, "支出<span class=\"nb\">2.87亿元</span>&lt;b&gt;");
  EXPECT_EQ(unbroken("").text(), "");
}

constexpr const char* kUnits = R"([{"id": "health", "name": "县卫健局", "level": "department"},
  {"id": "cdc", "name": "县疾控中心", "level": "subordinate", "parent": "health"}])";

std::string accounts(std::string_view unit, std::string_view total) {
  return fmt::format(R"({{"kind": "final_accounts", "id": "f-{}", "year": 2024, "unit": "{}", "status": "approved",
    "total": "{}万元", "executed": "{}万元", "published": "2025-08-20"}})", unit, unit, total, total);
}

TEST(UnitSums, CountASubordinateUnitWithinItsDepartment) {
  const SmallSite both("[" + accounts("health", "100") + "," + accounts("cdc", "30") + "]", {{"data/units.json", kUnits}});
  const YearFacts& year = *both.site_plan().facts->year(2024);
  EXPECT_EQ(print_number(year.unit_money.executed, MoneyUnit::ten_thousand), "100.00");
  EXPECT_EQ(year.unit_money.counted, 1);
  EXPECT_TRUE(year.unit("cdc")->within_parent);
}

TEST(UnitSums, CountASubordinateUnitWhoseDepartmentStatesNothing) {
  const SmallSite alone("[" + accounts("cdc", "30") + "]", {{"data/units.json", kUnits}});
  const YearFacts& year = *alone.site_plan().facts->year(2024);
  EXPECT_EQ(print_number(year.unit_money.executed, MoneyUnit::ten_thousand), "30.00");
  EXPECT_FALSE(year.unit("cdc")->within_parent);
}

TEST(Navigation, StaysInTheYearOfThePage) {
  const auto project = [](int year) {
    return fmt::format(R"({{"kind": "project", "id": "p", "year": {}, "unit": "water", "name": "修渠", "status": "approved"}})", year);
  };
  const SmallSite site("[" + project(2023) + "," + project(2024) + "]");
  EXPECT_THAT(to_json(nav_view(site.registry(), 2023)), HasSubstr("2023/projects/index.html"));
  EXPECT_THAT(to_json(nav_view(site.registry(), std::nullopt)), HasSubstr("2024/projects/index.html"));
  EXPECT_THAT(to_json(nav_view(site.registry(), 1999)), HasSubstr("2024/projects/index.html"));
}

TEST(Method, PrintsTheRuleOfEveryConcern) {
  const SmallSite site("[]");
  const std::string values = to_json(site.page("method/")->values());
  for (int i = 0; i < kConcernCount; ++i) {
    EXPECT_THAT(values, HasSubstr(chinese_name_of(static_cast<Concern>(i))));
    EXPECT_THAT(values, HasSubstr(rule_of(static_cast<Concern>(i))));
  }
}

}  // namespace
}  // namespace disclose::test

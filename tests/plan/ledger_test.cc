#include <gmock/gmock.h>

#include "plan/coverage.h"
#include "small_site.h"

namespace disclose::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kBudgets = R"([
  {"kind": "budget", "id": "b-water", "year": 2024, "unit": "water", "status": "approved", "total": "100万元",
   "approval": {"number": "云财〔2024〕1号", "date": "2024-02-01"}, "published": "2024-02-10"},
  {"kind": "exemption", "id": "x-roads", "year": 2024, "unit": "roads", "status": "approved", "items": ["budget"], "type": "secret",
   "basis": "预算法第十四条"}])";

TEST(LedgerJson, HasTheShapeOfTheContract) {
  const SmallSite site(kBudgets, {}, R"(, "required": ["budget"])");
  EXPECT_EQ(site.file("2024/ledger/ledger.json"), R"({
  "year": 2024,
  "units": 2,
  "due_units": 1,
  "exempt_units": 1,
  "counts": {
    "disclosed": 1,
    "exempt": 1,
    "not_due": 0,
    "missing": 0,
    "on_time": 1,
    "late": 0,
    "undecided": 0
  },
  "items": [
    {
      "unit": "water",
      "item": "budget",
      "state": "disclosed",
      "timeliness": "on_time",
      "url": "https://www.example.gov.cn/jxgk/2024/units/water/",
      "published": "2024-02-10",
      "deadline": "2024-02-21",
      "record": "b-water"
    },
    {
      "unit": "roads",
      "item": "budget",
      "state": "exempt",
      "basis": "预算法第十四条",
      "exemption": "secret",
      "record": "x-roads"
    }
  ],
  "publisher": []
}
)");
}

TEST(LedgerCsv, HasTheColumnsOfTheContract) {
  const SmallSite site(kBudgets, {}, R"(, "required": ["budget"])");
  const std::string csv = site.file("2024/ledger/ledger.csv");
  EXPECT_THAT(csv, StartsWith("\xEF\xBB\xBFunit_code,unit,unit_name,item,state,timeliness,approval_number,approval_date,deadline,"
                              "published,url,external_url,exemption,basis,record\r\n"));
  EXPECT_THAT(csv, HasSubstr("305,water,县水利局,budget,disclosed,on_time,云财〔2024〕1号,2024-02-01,2024-02-21,2024-02-10,"));
  EXPECT_THAT(csv, HasSubstr("348,roads,县交通局,budget,exempt,,,,,,,,secret,预算法第十四条,x-roads\r\n"));
}

TEST(Coverage, SpellsItsDenominatorOut) {
  const SmallSite site(kBudgets, {}, R"(, "required": ["budget"])");
  const Coverage coverage = coverage_of(site.registry().site(), site.registry().year(2024)->ledger);
  EXPECT_EQ(units_formula(coverage), "应公开1个 = 全部2个 − 例外1个");
  EXPECT_EQ(items_formula(coverage), "应公开1项 = 全部2项 − 例外1项");
  ASSERT_TRUE(coverage.rate());
  EXPECT_EQ(coverage.rate()->to_string(), "100");
}

TEST(Coverage, HasNoRateWhereNothingIsDue) {
  const SmallSite site(R"([{"kind": "disclosure", "id": "d", "year": 2024, "unit": "water", "status": "approved", "items": ["budget"]}])", {},
                       R"(, "required": [])");
  const Coverage coverage = coverage_of(site.registry().site(), site.registry().year(2024)->ledger);
  EXPECT_FALSE(coverage.rate());
  EXPECT_FALSE(coverage.unit_rate());
  EXPECT_NE(site.page("2024/ledger/"), nullptr) << "the ledger lists what is disclosed";
}

TEST(Coverage, HasNoRateWhereNotEveryUnitIsListed) {
  const SmallSite all(kBudgets, {}, R"(, "required": ["budget"], "units_total": {"2024": 2})");
  EXPECT_TRUE(coverage_of(all.registry().site(), all.registry().year(2024)->ledger).rate());
  const SmallSite some(kBudgets, {}, R"(, "required": ["budget"], "units_total": {"2024": 72})");
  const Coverage coverage = coverage_of(some.registry().site(), some.registry().year(2024)->ledger);
  EXPECT_EQ(coverage.units_total, 72);
  EXPECT_FALSE(coverage.rate());
}

TEST(LedgerJson, TellsWhereARegisteredDisclosureStands) {
  const SmallSite site(R"([{"kind": "disclosure", "id": "d", "year": 2024, "unit": "water", "status": "approved", "items": ["budget"],
                          "url": "https://water.example.gov.cn/b"}])",
                       {}, R"(, "required": ["budget"])");
  EXPECT_THAT(site.file("2024/ledger/ledger.json"), HasSubstr(R"("external_url": "https://water.example.gov.cn/b")"));
  EXPECT_THAT(site.file("2024/ledger/ledger.json"), Not(HasSubstr("\"url\"")));
}

}  // namespace
}  // namespace disclose::test

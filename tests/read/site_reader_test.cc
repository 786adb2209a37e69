#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/site.h"

namespace disclose {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct SiteRead {
  MemoryFolder folder;
  Diagnostics diagnostics;
  Inputs inputs;

  explicit SiteRead(Files files) : folder(std::move(files)), inputs(read(folder, 1, diagnostics)) {}
  std::string findings() const { return list_findings(folder, diagnostics); }
};

// small_site() with more keys in site.json.
SiteRead with(std::string_view keys) {
  Files files = small_site();
  std::string& site = files["data/site.json"];
  site.pop_back();
  site += fmt::format(", {}}}", keys);
  return SiteRead(files);
}

SiteRead units(std::string_view text) {
  Files files = small_site();
  files["data/units.json"] = text;
  return SiteRead(files);
}

TEST(SiteJson, HasTheDefaultsOfTheFormat) {
  const SiteRead read(small_site());
  const Site& site = read.inputs.site;
  EXPECT_EQ(read.findings(), "");
  EXPECT_EQ(site.base_url, "https://www.example.gov.cn/jxgk/");
  EXPECT_EQ(site.required.size(), 6U);
  EXPECT_TRUE(site.required_site.empty());
  EXPECT_EQ(site.deadline.days, 20);
  EXPECT_EQ(site.deadline.other_days, 20);
  EXPECT_FALSE(site.deadline.working);
  EXPECT_EQ(site.scoring.indicator_tolerance.to_string(), "0.1");
  EXPECT_EQ(site.scoring.total_tolerance.to_string(), "0.1");
  EXPECT_EQ(site.scoring.explain_over, Decimal(130));
  EXPECT_EQ(site.scoring.review_over, Decimal(120));
  EXPECT_EQ(site.scoring.execution_weight, Decimal(10));
  EXPECT_EQ(site.scoring.bands.size(), 3U);
  EXPECT_FALSE(site.years_stated);
  EXPECT_FALSE(site.closed_years_stated);
  EXPECT_TRUE(site.search);
  EXPECT_FALSE(site.english);
}

TEST(SiteJson, SaysWhatIsMissing) {
  Files files = small_site();
  files["data/site.json"] = "{}";
  EXPECT_EQ(SiteRead(files).findings(),
            "data/site.json:1:1  form: 缺少必填的键“base_url”\n"
            "data/site.json:1:1  form: 缺少必填的键“format”\n"
            "data/site.json:1:1  form: 缺少必填的键“jurisdiction”\n"
            "data/site.json:1:1  form: 缺少必填的键“publisher”\n"
            "data/site.json:1:1  form: 缺少必填的键“title”\n");
}

TEST(SiteJson, ListsEachDutyOnce) {
  EXPECT_THAT(with(R"("required": ["budget", "unit_target", "budget"])").inputs.site.required, ElementsAre(Item::budget, Item::unit_target));
  EXPECT_EQ(with(R"("required_site": ["report", "regulation", "report"])").inputs.site.required_site.size(), 2U);
  EXPECT_TRUE(with("\"required\": []").inputs.site.required.empty());
  EXPECT_THAT(with(R"("required": ["budgets"])").findings(), HasSubstr("/required/0 form: 不认识的取值“budgets”，是否指“budget”"));
}

TEST(SiteJson, SortsYearsAndKeepsEachOnce) {
  const SiteRead read = with("\"years\": [2024, 2022, 2024], \"closed_years\": []");
  EXPECT_THAT(read.inputs.site.years, ElementsAre(2022, 2024));
  EXPECT_TRUE(read.inputs.site.years_stated);
  EXPECT_TRUE(read.inputs.site.closed_years_stated);
}

TEST(SiteJson, TakesAHalfReadableListOfYearsForNone) {
  for (const char* years : {"[2024, \"2023\"]", "2024", "[1989]", "[20240]", "[2024.0]", "{}"}) {
    const SiteRead read = with(fmt::format("\"years\": {}", years));
    EXPECT_EQ(read.diagnostics.all().size(), 1U) << years;
    EXPECT_FALSE(read.inputs.site.years_stated) << years;
  }
}

TEST(SiteJson, HoldsGradesFromTheBestDown) {
  const auto scheme = [](const char* grades) { return with(fmt::format(R"("grade_schemes": [{{"id": "s", "name": "等级", "grades": {}}}])", grades)).findings(); };
  EXPECT_EQ(scheme(R"([{"name": "优", "min": 90}, {"name": "良", "min": "89.9999"}])"), "");
  EXPECT_THAT(scheme(R"([{"name": "优", "min": 90}, {"name": "良", "min": 90}])"), HasSubstr("/grade_schemes/0/grades form: 等级没有按下限从高到低排列"));
  EXPECT_THAT(scheme("[]"), HasSubstr("等级方案里没有等级"));
  EXPECT_EQ(std::ranges::count(scheme(R"([{"name": "优", "min": "九十"}, {"name": "良", "min": 80}])"), '\n'), 1) << "one mistake, one finding";
}

TEST(SiteJson, RefusesTwoSchemesOfOneIdAndADefaultThatIsNone) {
  const char* scheme = R"({"id": "s", "name": "等级", "grades": [{"name": "优", "min": 90}]})";
  EXPECT_THAT(with(fmt::format(R"("grade_schemes": [{}, {}])", scheme, scheme)).findings(), HasSubstr("等级方案编号“s”重复"));
  EXPECT_THAT(with(R"("default_scheme": "s")").findings(), HasSubstr("没有等级方案“s”"));
}

TEST(SiteJson, ReadsTheDeadlineAndItsCalendar) {
  const SiteRead read = with(R"("deadline": {"days": 15, "calendar": "working", "shift_holidays": true, "holidays": ["2024-10-01", "2024-10-02"], "extra_workdays": ["2024-09-29"], "other_days": 10})");
  EXPECT_EQ(read.findings(), "");
  const DeadlineRule& rule = read.inputs.site.deadline;
  EXPECT_EQ(rule.days, 15);
  EXPECT_TRUE(rule.working);
  EXPECT_TRUE(rule.shift_holidays);
  EXPECT_EQ(rule.other_days, 10);
  EXPECT_EQ(rule.calendar.holidays.size(), 2U);
  EXPECT_EQ(rule.calendar.extra_workdays.count({2024, 9, 29}), 1U);
  EXPECT_THAT(with(R"("deadline": {"holidays": ["2024-10-32"]})").findings(), HasSubstr("/deadline/holidays/0"));
  EXPECT_THAT(with(R"("deadline": {"holidays": "2024-10-01"})").findings(), HasSubstr("此处应为日期的列表"));
}

TEST(SiteJson, LetsNobodyTurnOffFormCoverageAndLeaks) {
  for (const char* code : {"form", "coverage", "leak-id", "leak-card", "no-such-rule"}) {
    EXPECT_THAT(with(fmt::format(R"("severity": {{"{}": {{"severity": "off", "reason": "x"}}}})", code)).findings(),
                HasSubstr(fmt::format("/severity/{} form: ", code)));
  }
  const SiteRead read = with(R"("severity": {"figures": {"severity": "error", "reason": "从严"}, "grade": {"severity": "off", "reason": "过渡"}})");
  EXPECT_EQ(read.findings(), "");
  EXPECT_EQ(read.inputs.site.severity.size(), 2U);
  EXPECT_THAT(with(R"("severity": {"grade": {"severity": "off"}})").findings(), HasSubstr("缺少必填的键“reason”"));
}

TEST(SiteJson, NeedsWholeWaivers) {
  const std::string waiver = R"("allow": [{"rule": "leak-mobile", "record": "t", "match_sha256": "00", "reason": "公开电话", "by": ["甲", "乙"], "date": "2024-01-01", "expires": "2025-01-01"}])";
  EXPECT_EQ(with(waiver).findings(), "");
  EXPECT_THAT(with(replaced(waiver, "leak-mobile", "figures")).findings(), HasSubstr("不认识的取值“figures”"));
  EXPECT_THAT(with(replaced(waiver, "\"record\": \"t\", ", "")).findings(), HasSubstr("放行要写 record 或 path 之一"));
  EXPECT_THAT(with(replaced(waiver, ", \"expires\": \"2025-01-01\"", "")).findings(), HasSubstr("缺少必填的键“expires”"));
}

TEST(SiteJson, TakesOnlyThingsThatCannotBreakAPage) {
  EXPECT_THAT(with(R"j("theme": {"accent": "red; background: url(x)"})j").findings(), HasSubstr("不是颜色"));
  EXPECT_EQ(with(R"("theme": {"accent": "#A11d21"})").findings(), "");
  EXPECT_THAT(with(R"("theme": {"emblem": "../x.svg"})").findings(), HasSubstr("越出了 content/"));
  EXPECT_THAT(with(R"("languages": ["fr"])").findings(), HasSubstr("不认识的取值“fr”"));
}

// --- units ---

TEST(Units, StandInOrderOfCodeThenOfTheFile) {
  const SiteRead read = units(R"([{"id": "z", "name": "z"}, {"id": "c", "name": "c", "code": "145001"}, {"id": "a", "name": "a"}, {"id": "b", "name": "b", "code": "145"}, {"id": "d", "name": "d", "code": "105"}])");
  EXPECT_EQ(read.findings(), "");
  std::string order;
  for (const Unit& unit : read.inputs.units) order += unit.id;
  EXPECT_EQ(order, "dbcza");
}

TEST(Units, AreAList) {
  const SiteRead read = units("{}");
  EXPECT_EQ(read.findings(), "data/units.json:1:1  form: data/units.json 应为单位的列表\n");
  EXPECT_FALSE(read.inputs.complete);
}

TEST(Units, WithoutAnIdMakeNothingDangle) {
  const SiteRead read = units(R"([{"id": "Traffic", "name": "局"}])");
  EXPECT_EQ(read.diagnostics.all().size(), 1U);
  EXPECT_FALSE(read.inputs.complete);
}

TEST(Units, HaveCodesOfTheirOwnAndCheckedCreditCodes) {
  const SiteRead read = units(R"([{"id": "a", "name": "甲", "code": "105"}, {"id": "b", "name": "乙", "code": "105"},
{"id": "c", "name": "丙", "code": "1-5"}, {"id": "d", "name": "丁", "uscc": "91350100M000100Y43"}, {"id": "e", "name": "戊", "uscc": "91350100M000100Y44"}])");
  EXPECT_EQ(read.findings(),
            "data/units.json:1:76 /1/code form: 预算编码 105 与“甲”重复\n"
            "data/units.json:2:34 /2/code form: 预算编码“1-5”不全是数字\n"
            "data/units.json:2:131 /4/uscc form: 统一社会信用代码“91350100M000100Y44”校验不通过\n");
}

}  // namespace
}  // namespace disclose

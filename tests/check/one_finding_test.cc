// One mistake makes one finding (format.md 6): each test takes a site in which everything agrees, and
// mistypes one thing that many rules look at.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/county.h"

namespace disclose {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kSite = R"({"format": 1, "title": "云溪县预算绩效信息公开", "jurisdiction": {"name": "云溪县", "code": "990123", "level": "county"},
"publisher": {"name": "云溪县财政局"}, "base_url": "https://www.example.gov.cn/", "portal": {"site_id": "9901230001"}, "years": [2024],
"weights": [{"name": "产出指标", "weight": 50}, {"name": "效益指标", "weight": 30}, {"name": "满意度指标", "weight": 10}],
"grade_schemes": [{"id": "g", "name": "四级", "grades": [{"name": "优", "min": 90}, {"name": "良", "min": 80}, {"name": "中", "min": 60}, {"name": "差", "min": 0}]}],
"default_scheme": "g"})";

std::string head(std::string_view kind, std::string_view id) {
  return R"({"kind": ")" + std::string(kind) + R"(", "id": ")" + std::string(id) + R"(", "year": 2024, "unit": "traffic", "status": "approved",
 "approval": {"date": "2024-02-05"}, "review": {"by": "保密办", "date": "2024-02-06", "conclusion": "可以公开"}, "published": "2024-02-20",
 )";
}

constexpr std::string_view kIndicators = R"("indicators": [
  {"level1": "产出指标", "level2": "数量指标", "name": "养护里程", "target": "≥100公里", "weight": 20},
  {"level1": "产出指标", "level2": "质量指标", "name": "合格率", "target": "≥95%", "weight": 30},
  {"level1": "效益指标", "level2": "社会效益", "name": "通行改善", "target": "有效改善", "weight": 30},
  {"level1": "满意度指标", "level2": "服务对象满意度", "name": "满意度", "target": "≥90%", "weight": 10}])";

constexpr std::string_view kEvaluated = R"("indicators": [
  {"level1": "产出指标", "level2": "数量指标", "name": "养护里程", "target": "≥100公里", "weight": 20, "actual": "80公里", "score": 16, "deviation": "雨季停工"},
  {"level1": "产出指标", "level2": "质量指标", "name": "合格率", "target": "≥95%", "weight": 30, "actual": "96%", "score": 30},
  {"level1": "效益指标", "level2": "社会效益", "name": "通行改善", "target": "有效改善", "weight": 30, "actual": "达成年度指标", "score": 30},
  {"level1": "满意度指标", "level2": "服务对象满意度", "name": "满意度", "target": "≥90%", "weight": 10, "actual": "92%", "score": 10}])";

/// Everything a unit owes in a closed year, a finance evaluation and its rectification; nothing to find.
class Site {
 public:
  Site() {
    file("site.json", std::string(kSite));
    file("project", head("project", "road") + R"("name": "农村公路养护"})");
    file("budget", head("budget", "b") + R"("total": "500万元", "basic": "300万元", "projects": "200万元",
 "by_type": [{"budget_type": "general_public", "amount": "450万元"}, {"budget_type": "government_fund", "amount": "50万元"}]})");
    file("accounts", head("final_accounts", "fa") + R"("total": "520万元", "executed": "480万元", "basic": "300万元", "projects": "180万元",
 "by_type": [{"budget_type": "general_public", "amount": "430万元"}, {"budget_type": "government_fund", "amount": "50万元"}]})");
    file("unit-target", head("target", "ut") + R"("subject": {"type": "unit"}, "goal": "保畅通", "funds": [{"source": "total", "amount": "500万元"}],
 "tasks": [{"name": "养护", "total": "200万元", "fiscal": "150万元", "other": "50万元"}, {"name": "运转", "total": "300万元", "fiscal": "300万元", "other": "0元"}], )" +
                          std::string(kIndicators) + "}");
    file("target", head("target", "t") + R"("subject": {"type": "project", "id": "road"}, "goal": "养好路", "funds": [{"source": "total", "amount": "200万元"},
 {"source": "fiscal", "amount": "150万元"}, {"source": "other", "amount": "50万元"}], )" + std::string(kIndicators) + "}");
    file("unit-evaluation", head("self_evaluation", "ue") + R"("subject": {"type": "unit"}, "target": "ut", "score": 96, "grade": "优",
 "funds": [{"source": "total", "initial": "500万元", "adjusted": "500万元", "executed": "500万元", "weight": 10, "score": 10}],
 "tasks": [{"name": "养护", "done": "完成", "total": "200万元", "executed": "200万元"}, {"name": "运转", "done": "完成", "total": "300万元", "executed": "300万元"}], )" +
                                 std::string(kEvaluated) + "}");
    file("evaluation", head("self_evaluation", "e") + R"("subject": {"type": "project", "id": "road"}, "target": "t", "score": 95, "grade": "优",
 "funds": [{"source": "total", "initial": "200万元", "adjusted": "200万元", "executed": "180万元", "weight": 10, "score": 9},
 {"source": "fiscal", "initial": "150万元", "adjusted": "150万元", "executed": "140万元"}, {"source": "other", "initial": "50万元", "adjusted": "50万元", "executed": "40万元"}], )" +
                            std::string(kEvaluated) + "}");
    file("finance", head("finance_evaluation", "v") + R"("subject": {"type": "project", "id": "road"}, "score": 88, "grade": "良",
 "dimensions": [{"name": "决策", "full": 20, "score": 18}, {"name": "过程", "full": 20, "score": 17}, {"name": "产出", "full": 30, "score": 27}, {"name": "效益", "full": 30, "score": 26}],
 "findings": [{"id": "f1", "text": "验收不及时", "deduction": 7}, {"id": "f2", "text": "台账不全", "deduction": 5}]})");
    file("rectification", head("rectification", "r") + R"("of": "v", "required": "按期验收，补齐台账"})");
    file("assessment", head("assessment", "a") + R"("dimensions": [{"name": "管理", "full": 60, "score": 50}, {"name": "效果", "full": 40, "score": 35}], "score": 85, "grade": "良",
 "funds": {"base": "100万元", "withheld": "30万元", "paid": "20万元", "saved": "10万元"}})");
  }

  /// Replaces the one place of `file` where `from` stands, or the one with the number `nth` of several.
  Site& mistype(std::string_view file, std::string_view from, std::string_view to) {
    std::string& text = files_.at(std::string(file));
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << file << " has no " << from;
    if (at != std::string::npos) text.replace(at, from.size(), to);
    return *this;
  }

  /// "code id pointer" of each finding.
  std::vector<std::string> found() const {
    County county;
    for (const auto& [name, text] : files_) county.file(name == "site.json" ? "data/site.json" : "data/records/" + name + ".json", text);
    county.file("data/units.json", R"([{"id": "traffic", "name": "县交通运输局", "code": "145"}])");
    std::vector<std::string> found;
    for (const Diagnostic& d : county.findings()) found.push_back(std::string(name_of(d.code)) + " " + d.record + d.place.pointer);
    return found;
  }

 private:
  void file(const std::string& name, std::string text) { files_[name] = std::move(text); }
  std::map<std::string, std::string, std::less<>> files_;
};

std::vector<std::string> found(std::string_view file, std::string_view from, std::string_view to) { return Site().mistype(file, from, to).found(); }

TEST(OneFinding, NothingIsWrongWithTheSite) { EXPECT_THAT(Site().found(), IsEmpty()); }

TEST(OneFinding, ForARowOfFunds) {
  EXPECT_THAT(found("target", R"("amount": "150万元")", R"("amount": "15万元")"), ElementsAre("fund-sum t/funds/0/amount"));
  EXPECT_THAT(found("target", R"("amount": "200万元")", R"("amount": "20万元")"), ElementsAre("fund-sum t/funds/0/amount"));
  EXPECT_THAT(found("evaluation", R"("executed": "140万元")", R"("executed": "14万元")"), ElementsAre("fund-sum e/funds/0/executed"));
  EXPECT_THAT(found("evaluation", R"("executed": "180万元")", R"("executed": "18万元")"), ElementsAre("fund-sum e/funds/0/executed"));
  EXPECT_THAT(found("evaluation", R"("adjusted": "200万元")", R"("adjusted": "220万元")"), ElementsAre("fund-sum e/funds/0/adjusted"));
}

TEST(OneFinding, ForATotalThatIsDividedInTwoWays) {
  EXPECT_THAT(found("budget", R"("total": "500万元")", R"("total": "50万元")"), ElementsAre("fund-sum b/total"));
  EXPECT_THAT(found("budget", R"("basic": "300万元")", R"("basic": "30万元")"), ElementsAre("fund-sum b/total"));
  EXPECT_THAT(found("budget", R"("amount": "450万元")", R"("amount": "540万元")"), ElementsAre("fund-sum b/total"));
  EXPECT_THAT(found("accounts", R"("executed": "480万元")", R"("executed": "840万元")"), ElementsAre("fund-sum fa/executed"));
  EXPECT_THAT(Site().mistype("budget", "300万元", "301万元").mistype("budget", "450万元", "452万元").found(), ElementsAre("fund-sum b/total", "fund-sum b/total"));
}

TEST(OneFinding, ForATotalThatIsDividedInOneWay) {
  EXPECT_THAT(Site().mistype("budget", R"("projects": "200万元",)", "").mistype("budget", "450万元", "455万元").found(), ElementsAre("fund-sum b/total"));
  EXPECT_THAT(Site().mistype("budget", R"("basic": "300万元", )", "").mistype("budget", "450万元", "455万元").found(), ElementsAre("fund-sum b/total"));
  EXPECT_THAT(Site().mistype("budget", R"("projects": "200万元",)", "").found(), IsEmpty());
}

TEST(OneFinding, ForATask) {
  EXPECT_THAT(found("unit-target", R"("total": "200万元")", R"("total": "2000万元")"), ElementsAre("fund-sum ut/tasks/0/total"));
  EXPECT_THAT(found("unit-target", R"("fiscal": "150万元")", R"("fiscal": "15万元")"), ElementsAre("fund-sum ut/tasks/0/total"));
  EXPECT_THAT(found("unit-evaluation", R"("total": "200万元")", R"("total": "2000万元")"), ElementsAre("fund-sum ue/tasks"));
}

TEST(OneFinding, ForTheAmountsOfAnAssessment) {
  EXPECT_THAT(found("assessment", R"(, "saved": "10万元")", ""), IsEmpty());
  EXPECT_THAT(found("assessment", R"(, "paid": "20万元")", ""), IsEmpty());
  EXPECT_THAT(found("assessment", R"("withheld": "30万元", )", ""), IsEmpty());
  EXPECT_THAT(found("assessment", R"("saved": "10万元")", R"("saved": "1万元")"), ElementsAre("fund-sum a/funds/withheld"));
}

TEST(OneFinding, ForTheScoreOfAnIndicator) {
  EXPECT_THAT(found("evaluation", R"("score": 16)", R"("score": 6)"), ElementsAre("score-total e/score"));
  EXPECT_THAT(found("evaluation", R"("score": 30)", R"("score": 3)"), ElementsAre("score-total e/score"));
  EXPECT_THAT(found("evaluation", R"("达成年度指标", "score": 30)", R"("达成年度指标", "score": 13)"), ElementsAre("score-total e/score"));
  EXPECT_THAT(found("evaluation", R"("score": 16)", R"("score": 61)"), ElementsAre("score-range e/indicators/0/score"));
}

TEST(OneFinding, ForTheScoreOfTheExecution) {
  EXPECT_THAT(found("evaluation", R"("weight": 10, "score": 9})", R"("weight": 10, "score": 6})"), ElementsAre("score-total e/score"));
  EXPECT_THAT(found("evaluation", R"("weight": 10, "score": 9})", R"("weight": 10, "score": 90})"), ElementsAre("score-range e/funds/0/score"));
}

// The grade would be another by the mistyped score: not told.
TEST(OneFinding, ForATotal) {
  EXPECT_THAT(found("evaluation", R"("score": 95)", R"("score": 59)"), ElementsAre("score-total e/score"));
  EXPECT_THAT(found("evaluation", R"("score": 95)", R"("score": 950)"), ElementsAre("score-range e/score"));
  EXPECT_THAT(found("evaluation", R"("grade": "优")", R"("grade": "良")"), ElementsAre("grade e/grade"));
  EXPECT_THAT(found("finance", R"("score": 88)", R"("score": 78)"), ElementsAre("score-total v/score"));
  EXPECT_THAT(found("finance", R"("full": 20, "score": 18)", R"("full": 20, "score": 8)"), ElementsAre("score-total v/score"));
  EXPECT_THAT(found("finance", R"("full": 20, "score": 18)", R"("full": 20, "score": 81)"), ElementsAre("score-range v/dimensions/0/score"));
  EXPECT_THAT(found("finance", R"("deduction": 7)", R"("deduction": 9)"), ElementsAre("score-total v/findings"));
  EXPECT_THAT(found("assessment", R"("score": 85)", R"("score": 58)"), ElementsAre("score-total a/score"));
}

// Points, deviation and formula follow from the weight.
TEST(OneFinding, ForAWeight) {
  EXPECT_THAT(found("evaluation", R"("weight": 20)", R"("weight": 25)"), ElementsAre("weight-total e/indicators"));
  EXPECT_THAT(found("evaluation", R"("weight": 30)", R"("weight": 35)"), ElementsAre("weight-total e/indicators"));
  EXPECT_THAT(found("evaluation", R"("weight": 30)", R"("weight": 3)"), ElementsAre("score-range e/indicators/1/score"));
  EXPECT_THAT(found("evaluation", R"("weight": 10, "score": 9)", R"("weight": 20, "score": 9)"), ElementsAre("weight-total e/indicators"));
  EXPECT_THAT(found("evaluation", R"("weight": 10, "score": 9)", R"("weight": 1, "score": 9)"), ElementsAre("score-range e/funds/0/score"));
  EXPECT_THAT(found("evaluation", R"("target": "有效改善", "weight": 30)", R"("target": "有效改善", "weight": 40)"), ElementsAre("weight-total e/indicators"));
  EXPECT_THAT(found("target", R"("weight": 20)", R"("weight": 50)"), ElementsAre("weight-total t/indicators"));
}

TEST(OneFinding, ForATargetValue) {
  EXPECT_THAT(found("evaluation", "≥95%", "≥99%"), ElementsAre("target-changed e/indicators/1/target"));
  EXPECT_THAT(found("evaluation", "≥95%", "≥59%"), ElementsAre("target-changed e/indicators/1/target"));
  EXPECT_THAT(found("target", "≥95%", "≥59%"), ElementsAre("target-changed e/indicators/1/target"));
  EXPECT_THAT(found("evaluation", "合格率", "和格率"), ElementsAre("target-changed e/indicators/1"));
  EXPECT_THAT(found("evaluation", "效益指标", "效果指标"), ElementsAre("target-changed e/indicators/2"));
}

// A changed target hides no score that is wrong by the approved one.
TEST(OneFinding, IsTwoForTwoMistakes) {
  EXPECT_THAT(Site().mistype("evaluation", "≥100公里", "≥110公里").mistype("evaluation", R"("actual": "80公里")", R"("actual": "50公里")").found(),
              ElementsAre("target-changed e/indicators/0/target", "score-formula e/indicators/0/score"));
}

TEST(OneFinding, ForAnActualValue) {
  EXPECT_THAT(found("evaluation", R"("actual": "96%")", R"("actual": "69%")"), ElementsAre("score-formula e/indicators/1/score"));
  EXPECT_THAT(found("evaluation", R"("actual": "96%")", R"("actual": "960%")"), ElementsAre("over-target e/indicators/1"));
  EXPECT_THAT(found("evaluation", R"("actual": "96%", )", ""), ElementsAre("actual-missing e/indicators/1"));
  EXPECT_THAT(found("evaluation", R"("actual": "80公里")", R"("actual": "8公里")"), ElementsAre("score-formula e/indicators/0/score"));
}

TEST(OneFinding, ForARecordThatIsNotApproved) {
  constexpr std::string_view kApproved = R"("status": "approved")";
  constexpr std::string_view kDraft = R"("status": "draft")";
  EXPECT_THAT(found("budget", kApproved, kDraft), ElementsAre("item-missing /0"));
  EXPECT_THAT(found("evaluation", kApproved, kDraft), ElementsAre("self-evaluation-missing t"));
  EXPECT_THAT(found("rectification", kApproved, kDraft), ElementsAre("rectification-missing v/findings/0", "rectification-missing v/findings/1"));
  EXPECT_THAT(Site().mistype("target", kApproved, kDraft).mistype("evaluation", R"("target": "t", )", "").found(), ElementsAre("target-missing road"));
}

// What refers to a record that is not there makes nothing else missing.
TEST(OneFinding, ForAReference) {
  EXPECT_THAT(found("target", R"("status": "approved")", R"("status": "draft")"), ElementsAre("form e/target"));
  EXPECT_THAT(found("evaluation", R"("target": "t")", R"("target": "tt")"), ElementsAre("form e/target"));
  EXPECT_THAT(found("target", R"("unit": "traffic")", R"("unit": "trafic")"), ElementsAre("form t/unit"));
  EXPECT_THAT(found("budget", R"("unit": "traffic")", R"("unit": "trafic")"), ElementsAre("form b/unit"));
  EXPECT_THAT(found("evaluation", R"("unit": "traffic")", R"("unit": "trafic")"), ElementsAre("form e/unit"));
  EXPECT_THAT(found("rectification", R"("of": "v")", R"("of": "w")"), ElementsAre("form r/of"));
}

TEST(OneFinding, ForARecordWhoseFormIsWrong) {
  EXPECT_THAT(found("budget", R"("total": "500万元")", R"("total": 500)"), ElementsAre("form b/total"));
  EXPECT_THAT(found("target", R"("goal": "养好路", )", ""), ElementsAre("form t"));
  EXPECT_THAT(found("evaluation", R"("subject")", R"("subjekt")").size(), 2U);  // an unknown key, and one that is missing
  EXPECT_THAT(found("accounts", R"("year": 2024)", R"("year": "2024")"), ElementsAre("form fa/year"));
}

TEST(OneFinding, ForAYearThatIsNotShown) {
  EXPECT_THAT(found("assessment", R"("year": 2024)", R"("year": 2042)"), ElementsAre("year-outside a/year"));
}

}  // namespace
}  // namespace disclose

#include "plan/review_book.h"

#include <gtest/gtest.h>

#include "plan/facts.h"
#include "small_site.h"

namespace disclose::test {
namespace {

std::string project(std::string_view id, std::string_view unit, std::string_view executed) {
  return std::string(R"({"kind": "project", "id": ")") + std::string(id) + R"(", "year": 2024, "unit": ")" + std::string(unit) +
         R"(", "status": "approved", "name": ")" + std::string(id) + R"("}, {"kind": "self_evaluation", "id": "s-)" + std::string(id) +
         R"(", "year": 2024, "unit": ")" + std::string(unit) + R"(", "status": "approved", "subject": {"type": "project", "id": ")" + std::string(id) +
         R"("}, "funds": [{"source": "total", "adjusted": "100.00万元")" + std::string(executed) + "}]}";
}

const std::string kStated = R"(, "executed": "90.00万元")";

View book_of(const SmallSite& site) {
  const auto facts = make_facts(site.registry());
  return review_book_view(site.context(), *facts->year(2024));
}

TEST(ReviewBook, HasAChapterPerUnitInTheOrderOfUnits) {
  const SmallSite site("[" + project("b", "roads", kStated) + "," + project("a", "water", kStated) + "," + project("c", "water", kStated) + "]");
  const View book = book_of(site);
  const View::List& chapters = *book.find("departments")->list();
  ASSERT_EQ(chapters.size(), 2U);
  EXPECT_EQ(chapters[0].find("name")->text(), "县水利局");
  EXPECT_EQ(chapters[0].find("projects")->list()->size(), 2U);
  EXPECT_EQ(chapters[0].find("total")->find("budget")->text(), "200.00");
  EXPECT_EQ(chapters[0].find("total")->find("executed")->text(), "180.00");
  EXPECT_EQ(chapters[0].find("total")->find("rate")->text(), "90.00%");
  EXPECT_EQ(chapters[1].find("projects")->list()->at(0).find("url")->text(), "https://www.example.gov.cn/jxgk/2024/projects/b/");
}

TEST(ReviewBook, SumsNothingWhereAProjectStatesNoSpending) {
  const SmallSite site("[" + project("a", "water", kStated) + "," + project("c", "water", "") + "]");
  const View book = book_of(site);
  const View& chapter = book.find("departments")->list()->at(0);
  EXPECT_TRUE(chapter.find("total")->is_nothing());
  EXPECT_EQ(chapter.find("rows")->list()->at(1).find("executed")->text(), "");
}

TEST(ReviewBook, StandsBesideThePageOfTheCongress) {
  const SmallSite site("[" + project("a", "water", kStated) + "]");
  const PlannedPage* page = site.page("2024/congress/");
  ASSERT_NE(page, nullptr);
  EXPECT_EQ(page->report_name, "review-book.pdf");
  EXPECT_EQ(page->values().find("book")->find("projects")->number() != nullptr, true);
}

TEST(Dossier, HasAChapterForEachProjectOfTheUnit) {
  const SmallSite site("[" + project("a", "water", kStated) + "," + project("b", "roads", kStated) + "," + project("c", "water", "") + "]");
  const PlannedPage* page = site.page("2024/units/water/");
  ASSERT_NE(page, nullptr);
  EXPECT_EQ(page->report, "report/unit.xhtml");
  const View values = page->values();
  const View::List& chapters = *values.find("chapters")->list();
  ASSERT_EQ(chapters.size(), 2U);
  EXPECT_EQ(chapters[0].find("name")->text(), "a");
  EXPECT_EQ(chapters[1].find("name")->text(), "c");
  const View* file = &values.find("files")->list()->at(0);
  EXPECT_EQ(file->find("url")->text(), "2024/units/water/report.pdf");
}

}  // namespace
}  // namespace disclose::test

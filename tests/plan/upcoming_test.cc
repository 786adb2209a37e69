#include "plan/upcoming.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "small_site.h"

namespace disclose::test {
namespace {

std::string budget(int year, std::string_view published) {
  return fmt::format(R"({{"kind": "budget", "id": "b{0}", "year": {0}, "unit": "water", "status": "approved", "total": "10万元", "published": "{1}"}})", year, published);
}

std::string rectification(std::string_view id, std::string_view deadline, std::string_view state) {
  return fmt::format(R"({{"kind": "rectification", "id": "{}", "year": 2024, "unit": "water", "status": "approved", "required": "改", "deadline": "{}", "state": "{}"}})",
                     id, deadline, state);
}

std::string told(const std::string& records) {
  const SmallSite site("[" + records + "]");
  const View upcoming = upcoming_publications(site.context(), 6);
  std::string text;
  for (const View& row : *upcoming.list()) text += fmt::format("{} {} {};", row.find("date")->text(), row.find("title")->text(), row.find("url")->text());
  return text;
}

TEST(Upcoming, TellsOfWhatCameInTheSameMonthTwoYearsRunning) {
  EXPECT_EQ(told(budget(2023, "2023-02-08") + "," + budget(2024, "2024-02-20")), "每年2月 部门预算 ;");
  EXPECT_EQ(told(budget(2023, "2023-02-08") + "," + budget(2024, "2024-03-01")), "");
  EXPECT_EQ(told(budget(2024, "2024-02-20")), "");
  EXPECT_EQ(told(budget(2022, "2022-02-08") + "," + budget(2024, "2024-02-20")), "");
  EXPECT_EQ(told(budget(2023, "2023-02-08") + "," + budget(2024, "2025-02-20")), "");
}

TEST(Upcoming, TellsOfDeadlinesAfterTheNewestPublicationAlone) {
  const std::string newest = budget(2024, "2024-06-30");
  EXPECT_EQ(told(newest + "," + rectification("a", "2024-07-01", "in_progress") + "," + rectification("b", "2024-07-01", "not_started") + "," +
                 rectification("c", "2024-07-01", "done")),
            "2024-07-01 2条整改到期 2024/rectifications/index.html;");
  EXPECT_EQ(told(newest + "," + rectification("a", "2024-06-30", "in_progress")), "");
}

TEST(Upcoming, TellsNothingWithoutADate) { EXPECT_EQ(told(rectification("a", "2024-07-01", "in_progress")), ""); }

}  // namespace
}  // namespace disclose::test

#include <gmock/gmock.h>

#include <fmt/format.h>

#include <set>

#include "plan/links.h"
#include "plan/pager.h"
#include "plan/project_order.h"
#include "small_site.h"

namespace disclose::test {
namespace {

using testing::ElementsAre;

std::string project(std::string_view id, std::string_view adjusted, std::string_view executed) {
  return fmt::format(R"({{"kind": "project", "id": "{0}", "year": 2024, "unit": "water", "status": "approved", "name": "{0}"}},
    {{"kind": "self_evaluation", "id": "s-{0}", "year": 2024, "unit": "water", "status": "approved", "subject": {{"type": "project", "id": "{0}"}},
      "funds": [{{"source": "total", "adjusted": "{1}万元"{2}}}]}})", id, adjusted, executed.empty() ? "" : fmt::format(R"(, "executed": "{}万元")", executed));
}

std::string bare(int number) {
  return fmt::format(R"({{"kind": "project", "id": "p{0:04}", "year": 2024, "unit": "water", "status": "approved", "name": "p{0}"}})", number);
}

const YearFacts& facts_of(const SmallSite& site) { return *site.site_plan().facts->year(2024); }

const ProjectList& list_of(const std::vector<ProjectList>& lists, std::string_view id) {
  for (const ProjectList& list : lists) {
    if (list.id == id) return list;
  }
  ADD_FAILURE() << "no list " << id;
  return lists.front();
}

std::vector<std::string> names(const YearFacts& year, const ProjectList& list) {
  std::vector<std::string> all;
  for (const std::size_t place : list.places) all.emplace_back(year.projects[place].life->project->id);
  return all;
}

TEST(ProjectLists, AreOrderedAndPutTheUntoldLast) {
  const SmallSite site("[" + project("a", "100", "95") + "," + project("b", "300", "") + "," + project("c", "200", "20") + "," + bare(1) + "]");
  const YearFacts& year = facts_of(site);
  const auto lists = project_lists(year);
  EXPECT_THAT(names(year, list_of(lists, "")), ElementsAre("a", "b", "c", "p0001"));
  EXPECT_THAT(names(year, list_of(lists, "budget")), ElementsAre("b", "c", "a", "p0001"));
  EXPECT_EQ(list_of(lists, "budget").told, 3U);
  EXPECT_THAT(names(year, list_of(lists, "execution")), ElementsAre("c", "a", "b", "p0001"));
  EXPECT_EQ(list_of(lists, "execution").told, 2U);
  EXPECT_THAT(names(year, list_of(lists, "low")), ElementsAre("c"));
}

TEST(ProjectLists, AreNotMadeOfASingleValue) {
  const SmallSite site("[" + project("a", "100", "95") + "," + bare(1) + "]");
  const auto lists = project_lists(facts_of(site));
  ASSERT_EQ(lists.size(), 1U);
  EXPECT_EQ(lists.front().id, "");
}

TEST(ProjectLists, SayWhatTheyFound) {
  const SmallSite low("[" + project("a", "100", "79.99") + "," + project("b", "300", "300") + "]");
  EXPECT_EQ(project_list_finding(facts_of(low), list_of(project_lists(facts_of(low)), "execution")), "2个项目中1个执行率低于80%");
  const SmallSite just("[" + project("a", "100", "80") + "," + project("b", "300", "300") + "]");
  EXPECT_EQ(project_list_finding(facts_of(just), list_of(project_lists(facts_of(just)), "execution")), "2个项目的执行率都在80%以上，最低80.00%");
  EXPECT_EQ(project_list_finding(facts_of(just), list_of(project_lists(facts_of(just)), "budget")), "预算最多的项目是b，300.00万元");
  EXPECT_EQ(project_list_finding(facts_of(just), project_lists(facts_of(just)).front()), "2个项目支出380.00万元");
  const SmallSite some("[" + project("a", "100", "80") + "," + bare(1) + "]");
  EXPECT_EQ(project_list_finding(facts_of(some), project_lists(facts_of(some)).front()), "2个项目，其中1个公开支出80.00万元");
  const SmallSite none("[" + bare(1) + "]");
  EXPECT_EQ(project_list_finding(facts_of(none), project_lists(facts_of(none)).front()), "1个项目");
}

TEST(ProjectLists, AreParcelledSoThatEveryProjectStandsOnOnePage) {
  std::string records;
  for (int i = 0; i < 201; ++i) records += (i == 0 ? "[" : ",") + bare(i);
  const SmallSite site(records + "]");
  std::set<std::string, std::less<>> seen;
  for (const char* url : {"2024/projects/", "2024/projects-by/unit/2/", "2024/projects-by/unit/3/"}) {
    ASSERT_NE(site.page(url), nullptr) << url;
    const View values = site.page(url)->values();
    EXPECT_FALSE(values.find("total")->is_true()) << "a sum below a part of what it sums";
    for (const View& row : *values.find("rows")->list()) EXPECT_TRUE(seen.emplace(row.find("url")->text()).second);
  }
  EXPECT_EQ(seen.size(), 201U);
  EXPECT_EQ(site.page("2024/projects-by/unit/4/"), nullptr);
}

std::string steps_of(const View& pager) {
  std::string text;
  for (const View& step : *pager.find("steps")->list()) {
    text += fmt::format("{}{}{} ", step.find("text")->text(), step.find("current")->is_true() ? "*" : "", step.find("url")->text().empty() ? "-" : "");
  }
  return text;
}

TEST(Pager, LeadsToNeighboursAndBothEnds) {
  const auto url = [](std::size_t page) { return fmt::format("l/{}/", page + 1); };
  EXPECT_TRUE(pager_view(1, 0, 100, 100, url).is_nothing());
  EXPECT_EQ(steps_of(pager_view(2, 0, 100, 101, url)), "1*- 2 下一页 ");
  EXPECT_EQ(pager_view(2, 1, 100, 101, url).find("text")->text(), "第101—101个，共101个");
  EXPECT_EQ(steps_of(pager_view(200, 99, 100, 20000, url)), "上一页 1 …- 98 99 100*- 101 102 …- 200 下一页 ");
}

}  // namespace
}  // namespace disclose::test

#include <gmock/gmock.h>

#include "plan/form_view.h"
#include "plan/period.h"
#include "small_site.h"

namespace disclose::test {
namespace {

using testing::Contains;
using testing::ElementsAre;

struct Grid {
  int width = 0;
  std::vector<std::vector<View>> rows;  ///< of all blocks
  bool is_rectangular = true;
};

// Lays the cells of each block out as a browser does and sees whether they fill it without overlap.
Grid grid_of(const View& form) {
  Grid grid{.width = static_cast<int>(*form.find("width")->number())};
  for (const View& block : *form.find("blocks")->list()) {
    std::vector<int> hanging(static_cast<std::size_t>(grid.width), 0);
    for (const View& row : *block.find("rows")->list()) {
      std::vector<View> cells;
      std::size_t column = 0;
      std::vector<int> next = hanging;
      for (int& rows : next) rows = rows > 0 ? rows - 1 : 0;
      for (const View& cell : *row.find("cells")->list()) {
        while (column < hanging.size() && hanging[column] > 0) ++column;
        for (std::int64_t i = 0; i < *cell.find("colspan")->number(); ++i, ++column) {
          if (column >= hanging.size() || hanging[column] > 0) grid.is_rectangular = false;
          if (column < next.size()) next[column] = static_cast<int>(*cell.find("rowspan")->number()) - 1;
        }
        cells.push_back(cell);
      }
      while (column < hanging.size() && hanging[column] > 0) ++column;
      if (column != hanging.size()) grid.is_rectangular = false;
      hanging = next;
      grid.rows.push_back(std::move(cells));
    }
    for (const int rows : hanging) grid.is_rectangular = grid.is_rectangular && rows == 0;
  }
  return grid;
}

std::vector<std::string> texts(const std::vector<View>& row) {
  std::vector<std::string> all;
  for (const View& cell : row) all.emplace_back(cell.find("text")->text());
  return all;
}

const View* cell_with(const Grid& grid, std::string_view text) {
  for (const auto& row : grid.rows) {
    for (const View& cell : row) {
      if (cell.find("text")->text() == text) return &cell;
    }
  }
  return nullptr;
}

std::string self_evaluation(std::string_view more = "") {
  return R"([{"kind": "self_evaluation", "id": "s", "year": 2024, "unit": "water", "status": "approved", "subject": {"type": "project", "name": "水库除险"},
    "funds": [{"source": "total", "initial": "100万元", "adjusted": "90.00万元", "executed": "60万元", "weight": 10, "score": "6.67"},
              {"source": "fiscal", "initial": "100万元", "adjusted": "90万元", "executed": "60万元"}],
    "goal": {"expected": "完成3座", "actual": "完成2座"},
    "indicators": [
      {"level1": "产出指标", "level2": "数量指标", "name": "水库", "target": "≥3座", "actual": "2座", "weight": 30, "score": "20", "deviation": "汛期停工"},
      {"level1": "产出", "level2": "数量指标", "name": "大坝", "target": "≥1座", "actual": "1座", "weight": 30, "score": "30"},
      {"level1": "效益指标", "level2": "社会效益指标", "name": "受益", "target": "≥9人", "actual": "9人", "weight": 30, "score": "30"}],
    "score": "86.67")" + std::string(more) + "}]";
}

TEST(SelfEvaluationForm, FillsItsGridWithoutAGapOrOverlap) {
  const SmallSite site(self_evaluation());
  const Grid grid = grid_of(form_view(site.context(), *site.registry().records.self_evaluations.at(0)));
  EXPECT_EQ(grid.width, 8);
  EXPECT_TRUE(grid.is_rectangular);
}

TEST(SelfEvaluationForm, MergesLevelsWithAndWithoutTheSuffix) {
  const SmallSite site(self_evaluation());
  const Grid grid = grid_of(form_view(site.context(), *site.registry().records.self_evaluations.at(0)));
  const View* level = cell_with(grid, "产出指标");
  ASSERT_NE(level, nullptr);
  EXPECT_EQ(*level->find("rowspan")->number(), 2);
  EXPECT_EQ(cell_with(grid, "产出"), nullptr);
}

TEST(SelfEvaluationForm, CountsTheRateOnTheAdjustedBudgetWithTwoDecimals) {
  const SmallSite site(self_evaluation());
  const Grid grid = grid_of(form_view(site.context(), *site.registry().records.self_evaluations.at(0)));
  EXPECT_NE(cell_with(grid, "66.67%"), nullptr);
  EXPECT_EQ(cell_with(grid, "60.00%"), nullptr);
}

TEST(SelfEvaluationForm, NamesTheUnitOfMoneyOnceWhenThereIsOne) {
  const SmallSite site(self_evaluation());
  const View form = form_view(site.context(), *site.registry().records.self_evaluations.at(0));
  EXPECT_EQ(form.find("unit")->text(), "金额单位：万元");
  EXPECT_NE(cell_with(grid_of(form), "90.00"), nullptr) << "decimals as the author wrote them";
}

TEST(SelfEvaluationForm, TotalsWeightsWithThatOfExecution) {
  const SmallSite site(self_evaluation());
  const Grid grid = grid_of(form_view(site.context(), *site.registry().records.self_evaluations.at(0)));
  EXPECT_THAT(texts(grid.rows.back()), ElementsAre("总分", "100", "86.67", ""));
}

TEST(SelfEvaluationForm, FollowsTheCountysColumnOrder) {
  const SmallSite site(self_evaluation(), {},
                       R"(, "columns": {"project_self_evaluation": ["level1", "level2", "name", "weight", "target", "actual", "score", "deviation"]})");
  const Grid grid = grid_of(form_view(site.context(), *site.registry().records.self_evaluations.at(0)));
  EXPECT_TRUE(grid.is_rectangular);
  EXPECT_THAT(texts(grid.rows.back()), ElementsAre("总分", "100", "", "", "86.67", ""));
}

TEST(SelfEvaluationForm, DoesNotMergeLevelsBehindOtherColumns) {
  const SmallSite site(self_evaluation(), {}, R"(, "columns": {"project_self_evaluation": ["name", "level1", "level2", "target", "actual", "weight", "score"]})");
  const Grid grid = grid_of(form_view(site.context(), *site.registry().records.self_evaluations.at(0)));
  EXPECT_TRUE(grid.is_rectangular);
  EXPECT_NE(cell_with(grid, "产出"), nullptr);
}

TEST(SelfEvaluationForm, WithholdsWhatIsDerivedFromAWithheldAmount) {
  const SmallSite site(self_evaluation(R"(, "secrecy": "partial", "withheld": [{"pointer": "/funds/0/executed", "basis": "条例第十四条"}])"));
  const View form = form_view(site.context(), *site.registry().records.self_evaluations.at(0));
  const Grid grid = grid_of(form);
  EXPECT_TRUE(grid.is_rectangular);
  int withheld = 0;
  for (const auto& row : grid.rows) {
    for (const View& cell : row) withheld += cell.find("text")->text() == "依法不予公开" ? 1 : 0;
  }
  EXPECT_EQ(withheld, 2) << "the amount and its rate";
  EXPECT_EQ(form.find("withheld")->list()->at(0).text(), "条例第十四条");
}

TEST(TargetForm, FillsItsGridWithTasksAndTotals) {
  const SmallSite site(R"([{"kind": "target", "id": "t", "year": 2024, "unit": "water", "status": "approved", "subject": {"type": "unit"},
    "funds": [{"source": "total", "amount": "12万元", "multi_year": "30万元"}], "goal": "目标",
    "tasks": [{"name": "甲", "total": "7万元", "fiscal": "7万元"}, {"name": "乙", "total": "5.5万元", "fiscal": "5万元", "other": "0.5万元"}],
    "indicators": [{"level1": "产出", "name": "水库", "target": "≥3座", "weight": 90}]}])");
  const Grid grid = grid_of(form_view(site.context(), *site.registry().records.targets.at(0)));
  EXPECT_TRUE(grid.is_rectangular);
  bool found = false;
  for (const auto& row : grid.rows) {
    if (row.front().find("text")->text() != "金额合计") continue;
    EXPECT_THAT(texts(row), ElementsAre("金额合计", "12.5", "12.0", "0.5"));
    found = true;
  }
  EXPECT_TRUE(found);
  EXPECT_EQ(grid.rows.back().front().find("text")->text(), "指标分值合计（另有预算执行 10 分）");
}

TEST(MonitoringForm, FillsItsGridAndTicksOneLikelihood) {
  const SmallSite site(R"([{"kind": "monitoring", "id": "m", "year": 2024, "unit": "water", "status": "approved", "subject": {"type": "project", "name": "水库"},
    "period": "2024-01/2024-06", "funds": [{"source": "total", "initial": "100万元", "executed": "30万元"}],
    "indicators": [{"level1": "产出", "level2": "数量", "name": "水库", "target": "≥3座", "actual": "1座", "likelihood": "possible"}]}])");
  const Grid grid = grid_of(form_view(site.context(), *site.registry().records.monitorings.at(0)));
  EXPECT_TRUE(grid.is_rectangular);
  EXPECT_NE(cell_with(grid, "1—6月执行数"), nullptr);
  EXPECT_NE(cell_with(grid, "30.00%"), nullptr);
  EXPECT_THAT(texts(grid.rows.back()), Contains("√"));
}

TEST(Periods, AreReadAsMonthsAndElseKept) {
  EXPECT_EQ(period_of("2024-01/2024-06").full, "2024年1—6月");
  EXPECT_EQ(period_of("2024-01/2024-06").elapsed, Decimal(50));
  EXPECT_EQ(period_of("2024-04/2024-06").elapsed, std::nullopt);
  EXPECT_EQ(period_of("2023-07/2024-06").months, "2023年7月—2024年6月");
  EXPECT_EQ(period_of("上半年").full, "上半年");
  EXPECT_EQ(period_of("2024-13/2024-14").months, "");
}

}  // namespace
}  // namespace disclose::test

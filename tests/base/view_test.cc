#include "base/view.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

#include "base/diagnostic.h"
#include "base/parallel.h"

namespace disclose {
namespace {

TEST(View, FindsAndReplacesNamedValues) {
  View page = View::map({{"title", "预算"}, {"count", 3}});
  page.set("title", std::string("绩效"));
  EXPECT_EQ(page.find("title")->text(), "绩效");
  EXPECT_EQ(*page.find("count")->number(), 3);
  EXPECT_EQ(page.find("none"), nullptr);
}

TEST(View, IsACopyOfItsOwnOnceItIsChanged) {
  View map = View::map({{"list", View::List{1}}});
  const View before = map;
  map.map()->front().second.push(2);
  map.set("more", 3);
  EXPECT_EQ(before.find("list")->list()->size(), 1U);
  EXPECT_EQ(before.find("more"), nullptr);
  EXPECT_EQ(map.find("list")->list()->size(), 2U);
  View list = View::List{1};
  const View short_list = list;
  list.push(2);
  EXPECT_EQ(short_list.list()->size(), 1U);
}

TEST(View, IsFalseWhenThereIsNothingToShow) {
  EXPECT_FALSE(View().is_true());
  EXPECT_FALSE(View("").is_true());
  EXPECT_FALSE(View(View::List{}).is_true());
  EXPECT_TRUE(View("0").is_true());
  EXPECT_FALSE(View(0).is_true());
}

TEST(ParallelFor, VisitsEveryIndexOnce) {
  std::vector<std::atomic<int>> seen(1000);
  parallel_for(seen.size(), 3, [&](std::size_t i, unsigned) { ++seen[i]; });
  for (const auto& count : seen) EXPECT_EQ(count, 1);
}

TEST(ParallelFor, HandsTheFirstExceptionOn) {
  EXPECT_THROW(parallel_for(100, 2, [](std::size_t i, unsigned) {
    if (i == 50) throw std::runtime_error("full");
  }), std::runtime_error);
}

TEST(Diagnostics, AreSortedByPlaceAndNamedByTheirCode) {
  Diagnostics findings;
  findings.add({.code = Code::grade, .place = {.file = "b.json", .pointer = "", .position = {2, 1}}});
  findings.add({.code = Code::form, .place = {.file = "b.json", .pointer = "", .position = {1, 9}}});
  findings.add({.code = Code::form, .place = {.file = "a.json", .pointer = "", .position = {7, 7}}});
  findings.add({.code = Code::form, .place = {.file = "a.json", .pointer = "", .position = {7, 7}}});
  findings.sort();
  ASSERT_EQ(findings.all().size(), 3U);
  EXPECT_EQ(findings.all()[0].place.file, "a.json");
  EXPECT_EQ(findings.all()[2].code, Code::grade);
  EXPECT_EQ(name_of(Code::leak_disabled_id), "leak-disabled-id");
  EXPECT_EQ(code_named("score-total"), Code::score_total);
  EXPECT_EQ(code_named("nothing"), std::nullopt);
}

}  // namespace
}  // namespace disclose

#include "exact/date.h"

#include <gtest/gtest.h>

#include <string>

#include "exact/deadline.h"

namespace disclose {
namespace {

std::optional<Date> date(std::string_view text) {
  Say problem;
  const auto out = parse_date(text, problem);
  EXPECT_EQ(out.has_value(), problem.empty()) << text;
  return out;
}

std::optional<DateTime> date_time(std::string_view text) {
  Say problem;
  const auto out = parse_date_time(text, problem);
  EXPECT_EQ(out.has_value(), problem.empty()) << text;
  return out;
}

std::optional<LooseDate> loose(std::string_view text) {
  Say problem;
  const auto out = parse_loose_date(text, problem);
  EXPECT_EQ(out.has_value(), problem.empty()) << text;
  return out;
}

std::string problem_of(std::string_view text) {
  Say problem;
  EXPECT_FALSE(parse_date(text, problem)) << text;
  EXPECT_FALSE(problem.en.empty());
  return problem.zh;
}

TEST(Date, IsARealDay) {
  EXPECT_EQ(date("2024-02-05"), (Date{2024, 2, 5}));
  EXPECT_EQ(date("2024-02-29"), (Date{2024, 2, 29}));
  EXPECT_FALSE(date("2023-02-29"));
  EXPECT_EQ(date("2000-02-29"), (Date{2000, 2, 29}));
  EXPECT_FALSE(date("2100-02-29"));
  EXPECT_TRUE(date("2024-04-30"));
  EXPECT_FALSE(date("2024-04-31"));
  EXPECT_TRUE(date("2024-12-31"));
  EXPECT_FALSE(date("2024-12-32"));
  EXPECT_FALSE(date("2024-13-01"));
  EXPECT_FALSE(date("2024-00-01"));
  EXPECT_FALSE(date("2024-01-00"));
}

TEST(Date, YearsRunFrom1900To2200) {
  EXPECT_FALSE(date("1899-12-31"));
  EXPECT_TRUE(date("1900-01-01"));
  EXPECT_TRUE(date("2200-12-31"));
  EXPECT_FALSE(date("2201-01-01"));
}

TEST(Date, HasOneWriting) {
  for (const char* text : {"", "2024", "2024-2-5", "2024/02/05", "2024-02-05 ", " 2024-02-05",
                           "2024-02-5a", "20240205", "2024年2月5日", "+024-02-05", "2024-02--5"}) {
    EXPECT_FALSE(date(text)) << text;
  }
}

TEST(Date, TheProblemSaysHowToWriteTheDateThatWasMeant) {
  for (const char* text : {"2024-2-5", "2024/02/05", "2024.2.5", "20240205", "2024年2月5日"}) {
    EXPECT_NE(problem_of(text).find("写成 2024-02-05"), std::string::npos) << text;
  }
  EXPECT_NE(problem_of("2023-02-29").find("2023年2月有 28 天"), std::string::npos);
  EXPECT_NE(problem_of("明天").find("2024-02-05"), std::string::npos);
}

TEST(DateTime, HasAMinuteWhenItIsStated) {
  EXPECT_EQ(date_time("2024-02-26 09:30"), (DateTime{{2024, 2, 26}, 570}));
  EXPECT_EQ(date_time("2024-02-26"), (DateTime{{2024, 2, 26}, std::nullopt}));
  EXPECT_TRUE(date_time("2024-02-26 00:00"));
  EXPECT_TRUE(date_time("2024-02-26 23:59"));
  for (const char* text : {"2024-02-26 24:00", "2024-02-26 09:60", "2024-02-26T09:30",
                           "2024-02-26 9:30", "2024-02-26 09:30:00", "2024-02-30 09:30", "",
                           "2024-02-26 "}) {
    EXPECT_FALSE(date_time(text)) << text;
  }
}

TEST(DateTime, IsOrderedByDayThenMinute) {
  EXPECT_LT(date_time("2024-02-26 09:30"), date_time("2024-02-26 09:31"));
  EXPECT_LT(date_time("2024-02-26 23:59"), date_time("2024-02-27 00:00"));
  EXPECT_LT(date_time("2024-02-26"), date_time("2024-02-26 00:00"));
}

TEST(LooseDate, IsADayAMonthOrAYear) {
  EXPECT_EQ(loose("2024-02-05")->exact(), (Date{2024, 2, 5}));
  EXPECT_EQ(loose("2023-11")->month, 11);
  EXPECT_FALSE(loose("2023-11")->exact());
  EXPECT_EQ(loose("2023")->written, "2023");
  EXPECT_EQ(loose("2023")->last_day(), (Date{2023, 12, 31}));
  EXPECT_EQ(loose("2024-02")->last_day(), (Date{2024, 2, 29}));
  for (const char* text : {"2023-13", "2023-00", "23", "2023-1", "2023-11-", "1899", "2023年", ""}) {
    EXPECT_FALSE(loose(text)) << text;
  }
}

TEST(LooseDate, IsComparedOnlyWhereThatIsDecided) {
  const auto order = [](std::string_view a, std::string_view b) {
    return compare(*loose(a), *loose(b));
  };
  EXPECT_EQ(order("2023", "2024"), std::strong_ordering::less);
  EXPECT_EQ(order("2023", "2024-01-01"), std::strong_ordering::less);
  EXPECT_EQ(order("2023-11", "2023-10-31"), std::strong_ordering::greater);
  EXPECT_EQ(order("2023-11-01", "2023-11-01"), std::strong_ordering::equal);
  EXPECT_EQ(order("2023", "2023"), std::nullopt);
  EXPECT_EQ(order("2023", "2023-11"), std::nullopt);
  EXPECT_EQ(order("2023-11", "2023-11-30"), std::nullopt);
}

TEST(Date, IsPrintedForReadersAndForMachines) {
  const Date day{2024, 2, 5};
  EXPECT_EQ(print(day), "2024-02-05");
  EXPECT_EQ(print_chinese(day), "2024年2月5日");
  EXPECT_EQ(print_english(day), "5 February 2024");
  EXPECT_EQ(print(*date_time("2024-02-26 09:05")), "2024-02-26 09:05");
  EXPECT_EQ(print_chinese(*date_time("2024-02-26 09:05")), "2024年2月26日 09:05");
  EXPECT_EQ(print_chinese(*loose("2023-11")), "2023年11月");
  EXPECT_EQ(print_chinese(*loose("2023")), "2023年");
  EXPECT_EQ(print_chinese(*loose("2023-01-09")), "2023年1月9日");
}

TEST(Date, EveryDayOfThreeCenturiesSurvivesPrintingAndCounting) {
  Date day{1900, 1, 1};
  auto expected = Weekday::monday;  // 1900-01-01 was one
  for (int count = 0; day.year <= 2200; ++count) {
    ASSERT_EQ(date(print(day)), day);
    ASSERT_EQ(weekday(day), expected);
    ASSERT_EQ(days_between(Date{1900, 1, 1}, day), count);
    expected = static_cast<Weekday>((static_cast<int>(expected) + 1) % 7);
    const Date next = add_days(day, 1);
    ASSERT_LT(day, next);
    ASSERT_EQ(add_days(next, -1), day);
    day = next;
  }
}

// The vectors of domain.md 2.2.
TEST(Deadline, CountsCalendarDaysWithoutTheFirst) {
  EXPECT_EQ(due_date({2024, 2, 5}, 20, false, false, {}), (Date{2024, 2, 25}));
  EXPECT_EQ(due_date({2025, 9, 5}, 20, false, false, {}), (Date{2025, 9, 25}));
  EXPECT_EQ(due_date({2025, 9, 15}, 20, false, false, {}), (Date{2025, 10, 5}));
}

WorkCalendar national_day_2025() {
  WorkCalendar calendar;
  for (int day = 1; day <= 8; ++day) calendar.holidays.insert({2025, 10, day});
  calendar.extra_workdays = {{2025, 9, 28}, {2025, 10, 11}};
  return calendar;
}

TEST(Deadline, MovesALastDayThatIsNoWorkingDayToTheNext) {
  EXPECT_EQ(due_date({2024, 2, 5}, 20, false, true, {}), (Date{2024, 2, 26}));
  EXPECT_EQ(due_date({2025, 9, 5}, 20, false, true, {}), (Date{2025, 9, 25}));
  EXPECT_EQ(due_date({2025, 9, 15}, 20, false, true, national_day_2025()), (Date{2025, 10, 9}));
  // 2025-09-28 is a Sunday that is worked.
  EXPECT_EQ(due_date({2025, 9, 8}, 20, false, true, national_day_2025()), (Date{2025, 9, 28}));
}

TEST(Deadline, CountsWorkingDaysLessHolidaysPlusExtraOnes) {
  EXPECT_EQ(due_date({2025, 3, 3}, 20, true, false, {}), (Date{2025, 3, 31}));
  EXPECT_EQ(due_date({2025, 3, 7}, 1, true, false, {}), (Date{2025, 3, 10}));
  // From Friday 09-26: 28 (worked Sunday), 29, 30, then 10-09.
  EXPECT_EQ(due_date({2025, 9, 26}, 3, true, false, national_day_2025()), (Date{2025, 9, 30}));
  EXPECT_EQ(due_date({2025, 9, 26}, 4, true, false, national_day_2025()), (Date{2025, 10, 9}));
}

TEST(Deadline, ADayThatIsBothHolidayAndExtraIsWorked) {
  const WorkCalendar calendar{{{2025, 3, 10}}, {{2025, 3, 10}}};
  EXPECT_TRUE(is_working_day({2025, 3, 10}, calendar));
}

TEST(Deadline, HostileCountsEnd) {
  EXPECT_EQ(due_date({2024, 2, 5}, -7, true, false, {}), (Date{2024, 2, 5}));
  EXPECT_GT(due_date({2200, 12, 31}, 2147483647, true, true, {}), (Date{2200, 12, 31}));
}

}  // namespace
}  // namespace disclose

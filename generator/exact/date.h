#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace disclose {

/// A real day of the calendar, years 1900..2200, local time of the site (UTC+08:00).
struct Date {
  int year = 1900;
  int month = 1;
  int day = 1;
  friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

/// A day and, when stated, the minute of it (0..1439). Ordered by day, then minute (none first).
struct DateTime {
  Date date;
  std::optional<int> minutes;
  friend auto operator<=>(const DateTime&, const DateTime&) = default;
};

/// A day, a month or a year, as far as it is known. Shown as written.
struct LooseDate {
  int year = 1900;
  std::optional<int> month;
  std::optional<int> day;
  std::string_view written;

  /// The first and last day it may mean.
  Date first_day() const;
  Date last_day() const;
  /// The day, when one is stated.
  std::optional<Date> exact() const;
};

/// Days from Monday.
enum class Weekday { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

/// Reads "2024-02-05"; otherwise `problem` says how to write it.
std::optional<Date> parse_date(std::string_view text, Say& problem);
/// Reads "2024-02-05" or "2024-02-26 09:30".
std::optional<DateTime> parse_date_time(std::string_view text, Say& problem);
/// Reads "2024-02-05", "2023-11" or "2023".
std::optional<LooseDate> parse_loose_date(std::string_view text, Say& problem);

/// Which comes first; nullopt where what is known does not decide it ("2023" and "2023-11").
std::optional<std::strong_ordering> compare(const LooseDate& a, const LooseDate& b);

bool is_real(Date date);
int days_in_month(int year, int month);
Weekday weekday(Date date);
/// `date` and `days` more (or less).
Date add_days(Date date, int days);
/// How many days `to` is after `from`; negative when it is before.
int days_between(Date from, Date to);

/// "2024-02-05", "2024-02-26 09:30".
std::string print(Date date);
std::string print(const DateTime& time);
/// "2024年2月5日"; with the minute: "2024年2月26日 09:30".
std::string print_chinese(Date date);
std::string print_chinese(const DateTime& time);
/// "2024年2月5日", "2023年11月", "2023年".
std::string print_chinese(const LooseDate& date);
/// "5 February 2024".
std::string print_english(Date date);

}  // namespace disclose

#include "exact/date.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>

#include "exact/number.h"

namespace disclose {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2200;

/// The number that `count` digits at `at` write; -1 when they are not all digits.
int digits_at(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  int value = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// The parts of `yyyy-mm-dd`, `yyyy-mm`, `yyyy`; false for another shape. What is absent stays 0.
bool read_parts(std::string_view text, std::array<int, 3>& parts) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  parts[0] = digits_at(text, 0, 4);
  if (text.size() > 4) parts[1] = text[4] == '-' ? digits_at(text, 5, 2) : -1;
  if (text.size() > 7) parts[2] = text[7] == '-' ? digits_at(text, 8, 2) : -1;
  return std::ranges::all_of(parts, [](int part) { return part >= 0; });
}

bool is_year(int year) { return year >= kFirstYear && year <= kLastYear; }
bool is_month(int month) { return month >= 1 && month <= 12; }

std::chrono::sys_days day_of(Date date) {
  return std::chrono::year(date.year) / std::chrono::month(static_cast<unsigned>(date.month)) /
         std::chrono::day(static_cast<unsigned>(date.day));
}

/// The date someone meant by 2024/2/5, 2024.2.5, 20240205 or 2024年2月5日.
std::optional<Date> meant_by(std::string_view text) {
  constexpr std::size_t kLongest = 24;
  if (text.size() > kLongest) return std::nullopt;
  if (text.size() == 8) {
    const Date date{digits_at(text, 0, 4), digits_at(text, 4, 2), digits_at(text, 6, 2)};
    if (is_real(date)) return date;
  }
  std::array<int, 3> parts{};
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (digits_at(text, end, 1) >= 0) ++end;
    if (end == at) {
      ++at;
      continue;
    }
    if (count == parts.size() || end - at > 4) return std::nullopt;
    parts[count++] = digits_at(text, at, end - at);
    at = end;
  }
  const Date date{parts[0], parts[1], parts[2]};
  if (!is_real(date)) return std::nullopt;
  return date;
}

Say not_a_date(std::string_view text, std::string_view forms_zh, std::string_view forms_en) {
  if (const std::optional<Date> meant = meant_by(text)) {
    return {fmt::format("日期「{}」写成 {}", quoted(text), print(*meant)),
            fmt::format("write the date “{}” as {}", quoted(text), print(*meant))};
  }
  return {fmt::format("「{}」不是日期，写法如 {}", quoted(text), forms_zh),
          fmt::format("“{}” is not a date; write it like {}", quoted(text), forms_en)};
}

/// Why year, month and day (0: not stated) are no real date. Empty when they are.
Say not_real(int year, int month, int day, bool has_month, bool has_day) {
  if (!is_year(year)) {
    return {fmt::format("年份 {} 不在 {} 到 {} 之间", year, kFirstYear, kLastYear),
            fmt::format("the year {} is not within {} to {}", year, kFirstYear, kLastYear)};
  }
  if (has_month && !is_month(month)) {
    return {fmt::format("没有 {} 月", month), fmt::format("there is no month {}", month)};
  }
  if (has_day && (day < 1 || day > days_in_month(year, month))) {
    const int last = days_in_month(year, month);
    return {fmt::format("没有 {} 日：{}年{}月有 {} 天", day, year, month, last),
            fmt::format("there is no day {}: {}-{:02} has {} days", day, year, month, last)};
  }
  return {};
}

}  // namespace

std::optional<Date> parse_date(std::string_view text, Say& problem) {
  std::array<int, 3> parts{};
  if (text.size() != 10 || !read_parts(text, parts)) {
    problem = not_a_date(text, "2024-02-05", "2024-02-05");
    return std::nullopt;
  }
  const Date date{parts[0], parts[1], parts[2]};
  if (!is_real(date)) {
    problem = not_real(date.year, date.month, date.day, true, true);
    return std::nullopt;
  }
  return date;
}

std::optional<DateTime> parse_date_time(std::string_view text, Say& problem) {
  if (text.size() == 10) {
    const std::optional<Date> date = parse_date(text, problem);
    if (!date) return std::nullopt;
    return DateTime{*date, std::nullopt};
  }
  std::array<int, 3> parts{};
  const int hour = digits_at(text, 11, 2);
  const int minute = digits_at(text, 14, 2);
  const bool has_shape = text.size() == 16 && text[10] == ' ' && text[13] == ':' && hour >= 0 &&
                         minute >= 0 && read_parts(text.substr(0, 10), parts);
  if (!has_shape) {
    problem = not_a_date(text, "2024-02-05 或 2024-02-26 09:30", "2024-02-05 or 2024-02-26 09:30");
    return std::nullopt;
  }
  const std::optional<Date> date = parse_date(text.substr(0, 10), problem);
  if (!date) return std::nullopt;
  if (hour > 23 || minute > 59) {
    problem = {fmt::format("没有 {} 这个时刻，时刻从 00:00 到 23:59", text.substr(11)),
               fmt::format("there is no time {}; times are 00:00 to 23:59", text.substr(11))};
    return std::nullopt;
  }
  return DateTime{*date, hour * 60 + minute};
}

std::optional<LooseDate> parse_loose_date(std::string_view text, Say& problem) {
  std::array<int, 3> parts{};
  if (!read_parts(text, parts)) {
    problem = not_a_date(text, "2024-02-05、2023-11 或 2023", "2024-02-05, 2023-11 or 2023");
    return std::nullopt;
  }
  LooseDate out{.year = parts[0], .written = text};
  if (text.size() > 4) out.month = parts[1];
  if (text.size() > 7) out.day = parts[2];
  const Say wrong =
      not_real(parts[0], parts[1], parts[2], out.month.has_value(), out.day.has_value());
  if (!wrong.empty()) {
    problem = wrong;
    return std::nullopt;
  }
  return out;
}

Date LooseDate::first_day() const { return {year, month.value_or(1), day.value_or(1)}; }

Date LooseDate::last_day() const {
  const int last_month = month.value_or(12);
  return {year, last_month, day.value_or(days_in_month(year, last_month))};
}

std::optional<Date> LooseDate::exact() const {
  if (!month || !day) return std::nullopt;
  return Date{year, *month, *day};
}

std::optional<std::strong_ordering> compare(const LooseDate& a, const LooseDate& b) {
  if (a.last_day() < b.first_day()) return std::strong_ordering::less;
  if (a.first_day() > b.last_day()) return std::strong_ordering::greater;
  if (a.exact() && b.exact()) return std::strong_ordering::equal;
  return std::nullopt;
}

bool is_real(Date date) {
  return is_year(date.year) && is_month(date.month) && date.day >= 1 &&
         date.day <= days_in_month(date.year, date.month);
}

int days_in_month(int year, int month) {
  using std::chrono::last;
  const auto end = std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) / last;
  return static_cast<int>(static_cast<unsigned>(end.day()));
}

Weekday weekday(Date date) {
  const std::chrono::weekday day(day_of(date));
  return static_cast<Weekday>(day.iso_encoding() - 1);
}

Date add_days(Date date, int days) {
  // A thousand years either way: farther than any rule counts.
  constexpr int kFarthest = 366000;
  const std::chrono::days step(std::clamp(days, -kFarthest, kFarthest));
  const std::chrono::year_month_day there(day_of(date) + step);
  return {static_cast<int>(there.year()), static_cast<int>(static_cast<unsigned>(there.month())),
          static_cast<int>(static_cast<unsigned>(there.day()))};
}

int days_between(Date from, Date to) {
  return static_cast<int>((day_of(to) - day_of(from)).count());
}

std::string print(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string print(const DateTime& time) {
  if (!time.minutes) return print(time.date);
  return fmt::format("{} {:02}:{:02}", print(time.date), *time.minutes / 60, *time.minutes % 60);
}

std::string print_chinese(Date date) {
  return fmt::format("{}年{}月{}日", date.year, date.month, date.day);
}

std::string print_chinese(const DateTime& time) {
  if (!time.minutes) return print_chinese(time.date);
  return fmt::format("{} {:02}:{:02}", print_chinese(time.date), *time.minutes / 60,
                     *time.minutes % 60);
}

std::string print_chinese(const LooseDate& date) {
  if (const std::optional<Date> day = date.exact()) return print_chinese(*day);
  if (date.month) return fmt::format("{}年{}月", date.year, *date.month);
  return fmt::format("{}年", date.year);
}

std::string print_english(Date date) {
  constexpr std::array<std::string_view, 12> kMonths = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  return fmt::format("{} {} {}", date.day, kMonths[static_cast<std::size_t>(date.month - 1)],
                     date.year);
}

}  // namespace disclose

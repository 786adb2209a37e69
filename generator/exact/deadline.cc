#include "exact/deadline.h"

#include <algorithm>

namespace disclose {

bool is_working_day(Date date, const WorkCalendar& calendar) {
  if (calendar.extra_workdays.contains(date)) return true;
  return weekday(date) <= Weekday::friday && !calendar.holidays.contains(date);
}

Date due_date(Date approval, int days, bool working, bool shift_holidays,
              const WorkCalendar& calendar) {
  constexpr int kMostDays = 3660;
  const int wanted = std::clamp(days, 0, kMostDays);
  Date date = approval;
  if (working) {
    for (int left = wanted; left > 0;) {
      date = add_days(date, 1);
      if (is_working_day(date, calendar)) --left;
    }
  } else {
    date = add_days(approval, wanted);
  }
  // Ends: holidays are finitely many, so a Monday to Friday that is none of them comes.
  while (shift_holidays && !is_working_day(date, calendar)) date = add_days(date, 1);
  return date;
}

}  // namespace disclose

#pragma once

#include <set>

#include "exact/date.h"

namespace disclose {

/// What makes a day a working day (format.md 3, deadline): Monday to Friday less `holidays` plus
/// `extra_workdays`, as the State Council's yearly notice says them.
struct WorkCalendar {
  std::set<Date> holidays;
  std::set<Date> extra_workdays;
};

bool is_working_day(Date date, const WorkCalendar& calendar);

/// The last day for publishing what was approved on `approval`, the day itself not counted.
///
/// `days`: how many, 0..3660 (more counts as 3660); `working`: only working days count;
/// `shift_holidays`: a last day that is no working day moves to the next one.
/// Source: 预算法 14, 条例 26 (domain.md 2.2).
Date due_date(Date approval, int days, bool working, bool shift_holidays,
              const WorkCalendar& calendar);

}  // namespace disclose

#include "plan/upcoming.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "plan/links.h"

namespace disclose {

namespace {

constexpr std::size_t kDeadlines = 3;  // the nearest ones; all of them stand with the rectifications

View row(std::string date, std::string title, const std::string& url, std::string note) {
  return View::map({{"date", std::move(date)}, {"title", std::move(title)}, {"url", url.empty() ? url : link_to(url)}, {"note", std::move(note)}});
}

void add_deadlines(const Registry& registry, Date newest, std::size_t limit, View& rows) {
  struct Due {
    int count = 0;
    std::string_view written;
  };
  std::map<std::pair<Date, Year>, Due> deadlines;
  for (const Rectification* record : registry.records.rectifications) {
    if (!record->deadline || record->completed || record->state == Rectification::State::done) continue;
    if (record->deadline->last_day() <= newest) continue;
    Due& due = deadlines[{record->deadline->last_day(), record->year}];
    ++due.count;
    due.written = record->deadline->written;
  }
  for (const auto& [key, due] : deadlines) {
    if (rows.list()->size() == limit) return;
    rows.push(row(std::string(due.written), fmt::format("{}条整改到期", due.count), list_url(key.second, "rectifications"), fmt::format("{}年度的评价", key.second)));
  }
}

// The month in the middle of a year's publications of one kind: a straggler does not move it.
template <class T>
std::map<Year, Date> middle_days(const Refs<T>& records) {
  std::map<Year, std::vector<Date>> days;
  for (const T* record : records) {
    if (record->published) days[record->year].push_back(record->published->date);
  }
  std::map<Year, Date> middles;
  for (auto& [year, list] : days) {
    const auto middle = list.begin() + static_cast<std::ptrdiff_t>(list.size() / 2);
    std::ranges::nth_element(list, middle);
    middles[year] = *middle;
  }
  return middles;
}

struct Habit {
  std::string names;
  Date last;  ///< of what came last
};

/// What comes in each month of a year, by the two newest years of each kind.
class Habits {
 public:
  template <class T>
  void add(std::string_view name, const Refs<T>& records) {
    const std::map<Year, Date> days = middle_days(records);
    if (days.size() < 2) return;
    const auto& [year, last] = *days.rbegin();
    const auto& [year_before, before] = *std::next(days.rbegin());
    if (last.month != before.month || year_before + 1 != year || last.year - year != before.year - year_before) return;
    Habit& habit = months_[last.month];
    habit.names += (habit.names.empty() ? "" : "、") + std::string(name);
    habit.last = std::max(habit.last, last);
  }

  /// Those of the months behind `newest` first.
  void write(Date newest, std::size_t limit, View& rows) const {
    for (int ahead = 1; ahead <= 12; ++ahead) {
      const auto at = months_.find((newest.month + ahead - 1) % 12 + 1);
      if (at == months_.end()) continue;
      if (rows.list()->size() == limit) return;
      rows.push(row(fmt::format("每年{}月", at->first), at->second.names, "", fmt::format("最近一次在{}年{}月", at->second.last.year, at->second.last.month)));
    }
  }

 private:
  std::map<int, Habit> months_;
};

}  // namespace

std::optional<Date> newest_publication(const Registry& registry) {
  std::optional<Date> newest;
  const auto look = [&](const Record& record) {
    if (record.published && (!newest || record.published->date > *newest)) newest = record.published->date;
  };
  for_each_list(registry.records, [&](const auto& list) {
    for (const auto* record : list) look(*record);
  });
  for (const MarkdownPage* page : registry.pages) look(*page);
  return newest;
}

View upcoming_publications(const PlanContext& context, std::size_t limit) {
  View rows{View::List{}};
  const std::optional<Date> newest = newest_publication(context.registry);
  if (!newest) return rows;
  add_deadlines(context.registry, *newest, std::min(limit, kDeadlines), rows);
  const PublishedRecords& records = context.registry.records;
  Habits habits;
  habits.add("部门预算", records.budgets);
  habits.add("绩效目标", records.targets);
  habits.add("部门决算", records.final_accounts);
  habits.add("单位自评", records.self_evaluations);
  habits.add("财政抽查复核", records.rechecks);
  habits.add("财政评价", records.finance_evaluations);
  habits.add("整改", records.rectifications);
  habits.add("部门综合评价", records.assessments);
  habits.write(*newest, limit, rows);
  return rows;
}

}  // namespace disclose

#include "plan/year_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <map>

#include "plan/charts.h"
#include "plan/digest.h"
#include "plan/figures_view.h"
#include "plan/parts.h"
#include "plan/score_views.h"
#include "plan/sentence.h"
#include "plan/year_workbook.h"

namespace disclose {

namespace {

constexpr std::size_t kAttention = 6;
constexpr std::size_t kMisses = 20;

struct Entrance {
  std::string_view title;
  std::string_view list;     ///< below the year; empty: no list of its own
  std::string_view measure;
};

template <class T>
std::string last_published(const Refs<T>& records) {
  std::optional<DateTime> newest;
  for (const T* record : records) {
    if (record->published && (!newest || *record->published > *newest)) newest = record->published;
  }
  return newest ? print(newest->date) : std::string();
}

class Cycle {
 public:
  explicit Cycle(Year year) : year_(year) {}

  /// `figures`: the list is made for the county's figures even without records.
  template <class T>
  void add(const Entrance& entrance, const Refs<T>& records, std::string result = {}, bool figures = false) {
    if (records.empty() && figures) {
      row(entrance, "年度数据", std::move(result), "");
      return;
    }
    if (records.empty()) {
      absent_.push_back(entrance.title);
      return;
    }
    row(entrance, fmt::format("{}{}", records.size(), entrance.measure), std::move(result), last_published(records));
  }

  void row(const Entrance& entrance, std::string count, std::string result, std::string date) {
    rows_.push(View::map({{"title", entrance.title},
                          {"url", entrance.list.empty() ? std::string() : link_to(list_url(year_, entrance.list))},
                          {"count", std::move(count)},
                          {"result", std::move(result)},
                          {"date", std::move(date)}}));
  }

  View take_rows() { return std::move(rows_); }
  const std::vector<std::string_view>& absent() const { return absent_; }

 private:
  Year year_;
  View rows_{View::List{}};
  std::vector<std::string_view> absent_;
};

std::string spending(const YearFacts& year) {
  if (year.project_money.is_empty()) return {};
  return fmt::format("{}个项目支出{}", year.project_money.counted, brief(year.project_money.executed));
}

std::string judged(const AttainmentCounts& counts) {
  return counts.all() == 0 ? std::string() : fmt::format("{}项指标：{}", counts.all(), in_words(counts));
}

std::string done(const Refs<Rectification>& records) {
  const auto count = std::ranges::count(records, Rectification::State::done, [](const Rectification* r) {
    return r->state.value_or(Rectification::State::not_started);
  });
  return count == 0 ? std::string() : fmt::format("{}条已完成", count);
}

std::string joined(std::initializer_list<std::string> parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (!part.empty()) text += (text.empty() ? "" : "，") + part;
  }
  return text;
}

std::string scored(const Refs<FinanceEvaluation>& records) {
  const auto count = std::ranges::count_if(records, [](const FinanceEvaluation* e) { return e->score.has_value(); });
  if (count == 0 && !records.empty()) return "都没有公开得分";
  return count == static_cast<std::ptrdiff_t>(records.size()) ? std::string() : fmt::format("{}份公开了得分", count);
}

// "得分71.50—88.20" of two or more scores.
template <class T>
std::string score_range(const Refs<T>& records) {
  std::optional<Points> low;
  std::optional<Points> high;
  for (const T* record : records) {
    if (!record->score) continue;
    if (!low || *record->score < *low) low = record->score;
    if (!high || *high < *record->score) high = record->score;
  }
  return !low || *low == *high ? std::string() : fmt::format("得分{}—{}", text_of(low), text_of(high));
}

std::string concluded(const Refs<PreEvaluation>& records) {
  std::map<PreEvaluation::Conclusion, int> counts;
  for (const PreEvaluation* record : records) {
    if (record->conclusion) ++counts[*record->conclusion];
  }
  std::string text;
  for (const auto& [conclusion, count] : counts) text += fmt::format("{}{}{}份", text.empty() ? "" : "、", chinese_name_of(conclusion), count);
  return text;
}

std::string aimed(const Refs<Target>& records) {
  std::size_t count = 0;
  for (const Target* record : records) count += record->indicators.size();
  return count == 0 ? std::string() : fmt::format("{}项绩效指标", count);
}

std::string warned(const Refs<Monitoring>& records) {
  std::ptrdiff_t count = 0;
  for (const Monitoring* record : records) {
    count += std::ranges::count_if(record->indicators, [](const MonitoredIndicator& i) { return i.likelihood == Likelihood::impossible; });
  }
  return count == 0 ? std::string() : fmt::format("{}项指标预计不能完成", count);
}

std::string with_amount(const Refs<ResultUse>& records) {
  const auto count = std::ranges::count_if(records, [](const ResultUse* use) { return use->amount.has_value(); });
  return count == 0 ? std::string() : fmt::format("{}项写明金额", count);
}

std::size_t item_count(const Refs<Figures>& records) {
  std::size_t count = 0;
  for (const Figures* record : records) count += record->items.size();
  return count;
}

Cycle cycle_of(const YearFacts& year) {
  const YearBook& book = *year.book;
  const PublishedRecords& records = book.records;
  Cycle cycle(book.year);
  const std::string_view by_project = records.projects.empty() ? "" : "projects";
  cycle.add({"项目", "projects", "个"}, records.projects, spending(year));
  cycle.add({"事前绩效评估", by_project, "份"}, records.pre_evaluations, concluded(records.pre_evaluations));
  cycle.add({"绩效目标", by_project, "份"}, records.targets, aimed(records.targets));
  cycle.add({"绩效运行监控", by_project, "份"}, records.monitorings, warned(records.monitorings));
  cycle.add({"单位自评", by_project, "份"}, records.self_evaluations, judged(year.indicators));
  cycle.add({"财政抽查复核", by_project, "份"}, records.rechecks, score_range(records.rechecks));
  cycle.add({"财政评价", "finance-evaluations", "份"}, records.finance_evaluations, joined({scored(records.finance_evaluations), score_range(records.finance_evaluations)}),
            has_figures_of(book, Kind::finance_evaluation));
  cycle.add({"整改", "rectifications", "条"}, records.rectifications, done(records.rectifications),
            has_figures_of(book, Kind::rectification));
  cycle.add({"结果应用", "result-uses", "项"}, records.result_uses, with_amount(records.result_uses), has_figures_of(book, Kind::result_use));
  cycle.add({"部门综合评价", "assessments", "份"}, records.assessments, score_range(records.assessments), has_figures_of(book, Kind::assessment));
  cycle.add({"年度数据", "figures", "组"}, records.figures, records.figures.empty() ? std::string() : fmt::format("{}个数字", item_count(records.figures)));
  cycle.add({"制度文件", "regulations", "件"}, records.regulations);
  cycle.add({"绩效指标库", "indicators", "份"}, records.indicator_libraries);
  const LedgerCounts& counts = book.ledger.counts;
  const int due = counts.disclosed + counts.missing;
  cycle.row({"公开台账", "ledger", ""}, fmt::format("{}个单位", book.ledger.units),
            due == 0 ? std::string(counts.not_due > 0 ? "都还没有到公开期限" : "没有规定各单位应公开的事项，只列已经公开的") : fmt::format("应公开{}项，已公开{}项", due, counts.disclosed), "");
  cycle.row({"代表参阅", "congress", ""}, "", "要点、差距与建议询问的问题", "");
  return cycle;
}

View reports_of(const YearBook& book, const Registry& registry) {
  View list{View::List{}};
  for (const MarkdownPage* page : book.pages) {
    list.push(View::map({{"title", page->title},
                         {"url", link_to(page_url(*page))},
                         {"date", page->published ? print(page->published->date) : std::string()},
                         {"who", page->unit.empty() ? registry.site().publisher.name : Text()},
                         {"unit", page->unit.empty() ? std::string() : short_name_of(registry, page->unit)},
                         {"summary", page->summary}}));
  }
  return list;
}

std::string listed(const std::vector<std::string_view>& names) {
  std::string text;
  for (const std::string_view name : names) text += (text.empty() ? "" : "、") + std::string(name);
  return text;
}

// What a reader would look for and not find, with the reason as far as it is known.
View gaps_of(const YearFacts& year, const Cycle& cycle) {
  const YearBook& book = *year.book;
  View list{View::List{}};
  if (!cycle.absent().empty()) list.push(fmt::format("本年度没有公开的记录：{}。", listed(cycle.absent())));
  for (const PublisherEntry& entry : book.ledger.publisher) {
    if (entry.state != ItemState::missing) continue;
    list.push(fmt::format("财政部门自身应公开的{}没有公开。", entry.item.kind ? chinese_name_of(*entry.item.kind) : std::string_view("年度报告")));
  }
  const LedgerCounts& counts = book.ledger.counts;
  if (counts.missing > 0) list.push(fmt::format("各单位应公开的事项中有{}项没有公开，见公开台账。", counts.missing));
  if (counts.exempt > 0) list.push(fmt::format("有{}项依法不公开、合并公开或者属于新设单位，理由见公开台账。", counts.exempt));
  if (!book.closed && counts.not_due > 0) list.push("年度尚未结束决算，决算和绩效自评还没有到公开期限。");
  return list;
}

}  // namespace

View year_cycle(const YearFacts& year) { return cycle_of(year).take_rows(); }

View year_view(const PlanContext& context, const YearFacts& year) {
  const YearBook& book = *year.book;
  const YearSentence sentence = year_sentence(context.registry, year);
  Cycle cycle = cycle_of(year);
  View view;
  const std::string title = fmt::format("{}年度预算绩效", book.year);
  view.set("page", page_view(context, {.title = title,
                                       .description = fmt::format("{}{}：{}", context.registry.site().jurisdiction.name, title, sentence.headline),
                                       .nav = "",
                                       .year = book.year,
                                       .trail = {}}));
  view.set("headline", unbroken(sentence.headline));
  view.set("lead", unbroken(sentence.lead));
  set_digest(&year, view);
  view.set("attention", attention_view(context, year, kAttention));
  view.set("misses", miss_table(context, year, kMisses));
  view.set("deviations", deviation_chart(year));
  view.set("gaps", gaps_of(year, cycle));
  view.set("cycle", cycle.take_rows());
  view.set("workbook", year_workbook_path(book.year));
  view.set("reports", reports_of(book, context.registry));
  view.set("units", View::map({{"count", book.units.size()}, {"url", link_to("units/")}}));
  return view;
}

}  // namespace disclose

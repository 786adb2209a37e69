#include "plan/congress_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "exact/percent.h"
#include "exact/score.h"
#include "plan/charts.h"
#include "plan/figures_view.h"
#include "plan/parts.h"
#include "plan/questions.h"
#include "plan/review_book.h"
#include "plan/score_views.h"
#include "plan/sentence.h"
#include "plan/stages.h"

namespace disclose {

namespace {

constexpr std::size_t kPairs = 10;
constexpr std::size_t kMisses = 20;
constexpr std::size_t kQuestions = 10;
constexpr std::size_t kOpen = 40;

// The digest: at most ten sentences, each from figures that stand elsewhere on the site.
View points_of(const YearFacts& year) {
  const YearBook& book = *year.book;
  View list{View::List{}};
  const auto add = [&](const std::string& text, const std::string& url) {
    list.push(View::map({{"text", unbroken(text)}, {"url", url.empty() ? url : link_to(url)}}));
  };
  const auto list_of = [&](std::string_view name) { return list_url(book.year, name); };
  if (const auto rate = year.project_money.rate()) {
    add(fmt::format("{}个项目调整后预算{}，支出{}，执行率{}。", year.project_money.counted, brief(year.project_money.adjusted),
                    brief(year.project_money.executed), print_percent(*rate, 1)),
        list_of("projects"));
  }
  if (year.indicators.all() > 0) {
    add(fmt::format("{}项绩效指标：{}。", year.indicators.all(), in_words(year.indicators)), list_of("projects"));
  }
  if (!book.records.finance_evaluations.empty()) {
    add(fmt::format("财政部门公开评价{}份{}。", book.records.finance_evaluations.size(),
                    year.pairs.empty() || year.pairs.front().gap <= Decimal(0)
                        ? std::string()
                        : fmt::format("，与单位自评相比最多低{}分", print_score(year.pairs.front().gap))),
        list_of("finance-evaluations"));
  }
  if (!book.records.rectifications.empty()) {
    const Refs<Rectification>& all = book.records.rectifications;
    add(fmt::format("整改{}条：{}。", all.size(), progress_of(all)), list_of("rectifications"));
  }
  if (!book.records.result_uses.empty()) {
    add(fmt::format("评价结果应用{}项。", book.records.result_uses.size()), list_of("result-uses"));
  }
  const LedgerCounts& counts = book.ledger.counts;
  if (counts.disclosed + counts.missing > 0) {
    const std::string late = counts.late == 0 ? std::string() : fmt::format("，其中逾期{}项", counts.late);
    add(fmt::format("各单位应公开{}项，已公开{}项{}。", counts.disclosed + counts.missing, counts.disclosed, late), list_of("ledger"));
  }
  for (const MarkdownPage* page : book.pages) {
    if (is_annual_report(*page)) add(fmt::format("年度报告：{}", page->title), page_url(*page));
  }
  if (list.list()->empty()) {
    const std::string there = inventory(book);
    if (!there.empty()) add(fmt::format("本年度公开{}。", there), year_url(book.year));
  }
  return list;
}

const Finding* finding_of(const FinanceEvaluation& evaluation, Text id) {
  const auto found = std::ranges::find(evaluation.findings, id, &Finding::id);
  return found == evaluation.findings.end() ? nullptr : &*found;
}

// What is open of the year's rectifications: not done, and not 持续推进 by its nature done.
View open_rectifications(const PlanContext& context, const YearBook& book) {
  const Registry& registry = context.registry;
  View rows{View::List{}};
  std::size_t count = 0;
  std::size_t untold = 0;
  for (const Rectification* record : book.records.rectifications) {
    if (record->state == Rectification::State::done) continue;
    if (!record->state) {
      ++untold;
      continue;
    }
    if (++count > kOpen) continue;
    const FinanceEvaluation* of = registry.finance_evaluation(record->of);
    const Finding* finding = of == nullptr ? nullptr : finding_of(*of, record->finding);
    std::string about = of == nullptr ? std::string() : std::string(registry.subject_name(of->subject, *of));
    rows.push(View::map({
        {"text", finding != nullptr ? finding->text : record->required.empty() ? record->measures : record->required},
        {"about", std::move(about)},
        {"unit", record->unit.empty() ? std::string() : short_name_of(registry, record->unit)},
        {"url", of == nullptr ? link_to(list_url(book.year, "rectifications")) : link_to(record_url(registry, *of))},
        {"deduction", finding != nullptr && finding->deduction ? text_of(finding->deduction) : std::string()},
        {"state", is_late(*record) ? "bad" : "mid"},
        {"text_state", chinese_name_of(*record->state)},
        {"deadline", record->deadline ? std::string(record->deadline->written) : std::string()},
        {"measures", record->measures},
    }));
  }
  return View::map({{"rows", std::move(rows)}, {"count", count}, {"untold", untold}, {"more", count > kOpen},
                    {"url", link_to(list_url(book.year, "rectifications"))}});
}

// Late or missing items, unit by unit.
View open_disclosures(const YearBook& book) {
  View rows{View::List{}};
  std::size_t count = 0;
  for (const LedgerEntry& entry : book.ledger.entries) {
    const bool late = entry.state == ItemState::disclosed && entry.timeliness == Timeliness::late;
    if (entry.state != ItemState::missing && !late) continue;
    if (++count > kOpen) continue;
    rows.push(View::map({{"unit", entry.unit->name},
                         {"url", link_to(unit_year_url(*entry.unit, book.year))},
                         {"item", chinese_name_of(entry.item)},
                         {"state", late ? "mid" : "bad"},
                         {"text", late ? "逾期公开" : "未公开"},
                         {"deadline", entry.deadline ? print(*entry.deadline) : std::string()},
                         {"published", entry.published ? print(entry.published->date) : std::string()}}));
  }
  return View::map({{"rows", std::move(rows)}, {"count", count}, {"more", count > kOpen},
                    {"url", link_to(list_url(book.year, "ledger"))}});
}

// The county's own figures, those that belong to a subject of the yearly cycle (format.md, figures).
View figures_of(const PlanContext& context, const YearBook& book) {
  View list{View::List{}};
  for (const Figures* record : book.records.figures) {
    if (record->topic || record->about_coverage) list.push(figures_view(context, *record));
  }
  return list;
}

View contents(const View& view) {
  View items{View::List{}};
  const auto add = [&](bool there, std::string_view id, std::string_view title) {
    if (there) items.push(View::map({{"id", std::string(id)}, {"title", std::string(title)}, {"children", View(View::List{})}}));
  };
  add(view.find("points")->is_true(), "h-k", "要点");
  add(view.find("questions")->is_true(), "h-q", "建议询问的问题");
  add(view.find("gaps")->is_true(), "h-g", "自评与财政评价的差距");
  add(view.find("misses")->is_true(), "h-m", "没有完成的指标在哪里");
  const View& open = *view.find("open");
  add(open.find("rows")->is_true() || open.find("untold")->is_true(), "h-x", "没有改完的问题");
  add(view.find("late")->find("rows")->is_true(), "h-l", "没有公开和逾期公开的");
  const View::List* figures = view.find("figures")->list();
  for (const View& record : *figures) add(true, record.find("anchor")->text(), record.find("title")->text());
  return items;
}

}  // namespace

View congress_view(const PlanContext& context, const YearFacts& year) {
  const YearBook& book = *year.book;
  const std::string title = fmt::format("{}年度代表参阅", book.year);
  View view;
  view.set("page", page_view(context, {.title = title,
                                       .description = fmt::format("{}{}：要点、自评与财政评价的差距、没有改完的问题和建议询问的问题",
                                                                  context.registry.site().jurisdiction.name, title),
                                       .nav = "congress",
                                       .year = book.year,
                                       .trail = {{fmt::format("{}年度", book.year), year_url(book.year)}}}));
  view.set("points", points_of(year));
  view.set("questions", questions_of(context, year, kQuestions));
  view.set("gaps", gap_table(context, year, kPairs));
  view.set("misses", miss_table(context, year, kMisses));
  view.set("deviations", deviation_chart(year));
  view.set("open", open_rectifications(context, book));
  view.set("late", open_disclosures(book));
  view.set("figures", figures_of(context, book));
  view.set("figures_url", link_to(list_url(book.year, "figures")));
  view.set("contents", contents(view));
  view.set("book", context.options.reports ? review_book_view(context, year) : View());
  return view;
}

}  // namespace disclose

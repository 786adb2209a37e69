#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "plan/list_view.h"
#include "plan/site_map.h"

namespace disclose {

namespace {

struct ListPage {
  std::string_view list;  ///< the last part of its URL
  std::string_view page;
  Kind topic;             ///< whose figures stand on it; Kind::figures: all of them
  bool (*present)(const YearBook& book);
  View (*values)(const RecordContext& context, const YearBook& book);
};

constexpr ListPage kLists[] = {
    {"finance-evaluations", "html/list-finance-evaluations.html", Kind::finance_evaluation,
     [](const YearBook& book) { return !book.records.finance_evaluations.empty(); }, finance_evaluations_view},
    {"rectifications", "html/list-rectifications.html", Kind::rectification,
     [](const YearBook& book) { return !book.records.rectifications.empty(); }, rectifications_view},
    {"result-uses", "html/list-result-uses.html", Kind::result_use,
     [](const YearBook& book) { return !book.records.result_uses.empty(); }, result_uses_view},
    {"assessments", "html/list-assessments.html", Kind::assessment,
     [](const YearBook& book) { return !book.records.assessments.empty(); }, assessments_view},
    {"regulations", "html/list-regulations.html", Kind::regulation,
     [](const YearBook& book) { return !book.records.regulations.empty(); }, regulations_view},
    {"indicators", "html/list-indicators.html", Kind::indicator_library,
     [](const YearBook& book) { return !book.records.indicator_libraries.empty(); }, indicator_libraries_view},
    {"figures", "html/list-figures.html", Kind::figures,
     [](const YearBook& book) { return !book.records.figures.empty(); }, all_figures_view},
};

}  // namespace

// A list with nothing in it is not made (format.md 7); figures of its topic are something.
void add_list_pages(const PlanContext& plan, SitePlan& site_plan) {
  const auto context = std::make_shared<const RecordContext>(RecordContext{plan, site_plan.facts, relate_records(plan.registry)});
  for (const auto& [year, book] : plan.registry.years) {
    for (const ListPage& list : kLists) {
      if (!list.present(book) && !has_figures_of(book, list.topic)) continue;
      site_plan.pages.push_back({.url = list_url(year, list.list),
                                 .page = list.page,
                                 .report = {},
                                 .page_class = PageClass::column,
                                 .values = [context, &list, year_book = &book] { return list.values(*context, *year_book); }});
    }
  }
}

}  // namespace disclose

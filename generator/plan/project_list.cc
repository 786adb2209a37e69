#include <fmt/format.h>

#include <algorithm>

#include "exact/percent.h"
#include "plan/parts.h"
#include "plan/pager.h"
#include "plan/project_page.h"
#include "plan/score_views.h"

namespace disclose {

namespace {

// The other lists of the year: orders and concerns apart.
View list_links(const YearFacts& year, const ProjectLists& lists, std::size_t which, bool reasons) {
  View links{View::List{}};
  for (std::size_t i = 0; i < lists.size(); ++i) {
    if (lists[i].reasons != reasons) continue;
    links.push(View::map({{"title", lists[i].title},
                          {"count", reasons ? View(lists[i].places.size()) : View()},
                          {"url", link_to(project_list_url(year.book->year, lists[i], 0))},
                          {"current", i == which}}));
  }
  return links;
}

// Where a unit's projects begin, for a list of many pages in order of units.
View starts(const PlanContext& context, const YearFacts& year, const ProjectList& list) {
  View links{View::List{}};
  if (!list.id.empty() || list.pages() == 1) return links;
  Text last;
  for (std::size_t i = 0; i < list.places.size(); ++i) {
    const Text unit = year.projects[list.places[i]].life->project->unit;
    if (i > 0 && unit == last) continue;
    last = unit;
    links.push(View::map({{"title", short_name_of(context.registry, unit)},
                          {"url", link_to(project_list_url(year.book->year, list, i / kProjectsPerPage))}}));
  }
  return links;
}

View total_of_projects(const PhaseSum& sum) {
  if (sum.is_empty()) return View();
  return View::map({{"budget", print_number(sum.adjusted, MoneyUnit::ten_thousand)},
                    {"rate", sum.rate() ? print_percent(*sum.rate(), 2) : std::string()},
                    {"counted", sum.counted},
                    {"of", sum.of}});
}

}  // namespace

View project_row(const PlanContext& context, const ProjectFacts& project) {
  const Project& record = *project.life->project;
  const std::optional<Decimal> rate = project.money.rate();
  const std::optional<Money>& budget = project.money.adjusted ? project.money.adjusted : std::nullopt;
  const bool judged = project.indicators.all() > 0;
  View progress = rectification_state(project.life->rectifications);
  return View::map({
      {"name", record.name},
      {"unit", short_name_of(context.registry, record.unit)},
      {"url", link_to(project_year_url(record))},
      {"budget", budget ? print_number(*budget, MoneyUnit::ten_thousand) : std::string()},
      {"rate", rate ? print_percent(*rate, 2) : std::string()},
      {"rate_w", rate ? share(*rate, Decimal(100)) : std::string()},
      {"met", judged ? fmt::format("{}/{}", project.indicators.met, project.indicators.all()) : std::string()},
      {"failed", project.indicators.failed() > 0},
      {"own", project.self == nullptr ? std::string() : project.self->score ? text_of(project.self->score) : std::string("未公开")},
      {"finance", project.finance == nullptr ? std::string() : project.finance->score ? text_of(project.finance->score) : std::string("得分未公开")},
      {"progress", project.life->rectifications.empty() ? View() : std::move(progress)},
  });
}

View project_list_view(const PlanContext& context, const YearFacts& year, const ProjectLists& lists, std::size_t which, std::size_t page) {
  const ProjectList& list = lists[which];
  const Year fiscal = year.book->year;
  const std::string finding = project_list_finding(year, list);
  const std::size_t first = page * kProjectsPerPage;
  const std::size_t last = std::min(list.places.size(), first + kProjectsPerPage);
  View rows{View::List{}};
  for (std::size_t i = first; i < last; ++i) {
    const ProjectFacts& project = year.projects[list.places[i]];
    rows.push(list.reasons ? attention_row(context, project, list.concern.value_or(project.concerns.front())) : project_row(context, project));
  }
  PageHead head{.title = list.id.empty() ? fmt::format("{}年度项目", fiscal) : fmt::format("{}年度项目：{}", fiscal, list.title),
                .description = fmt::format("{}{}年度：{}", context.registry.site().jurisdiction.name, fiscal, finding),
                .nav = "projects",
                .year = fiscal,
                .trail = {{fmt::format("{}年度", fiscal), year_url(fiscal)}}};
  if (!list.id.empty() || page > 0) head.trail.emplace_back("项目", list_url(fiscal, "projects"));
  if (page > 0) head.title += fmt::format("（{}）", page + 1);
  const auto any = [&](auto has) { return std::ranges::any_of(year.projects, has); };
  View view;
  view.set("page", page_view(context, head));
  view.set("finding", unbroken(finding));
  view.set("title", list.title);
  view.set("rows", std::move(rows));
  view.set("reasons", list.reasons);
  view.set("has_money", any([](const ProjectFacts& p) { return p.money.adjusted.has_value(); }));
  view.set("has_met", any([](const ProjectFacts& p) { return p.indicators.all() > 0; }));
  view.set("has_scores", any([](const ProjectFacts& p) { return p.self != nullptr || p.finance != nullptr; }));
  view.set("orders", list_links(year, lists, which, false));
  view.set("concerns", list_links(year, lists, which, true));
  view.set("untold", list.told == list.places.size() ? std::string() : fmt::format("{}个项目没有公开{}，排在最后", list.places.size() - list.told, list.untold));
  view.set("pager", pager_view(list.pages(), page, kProjectsPerPage, list.places.size(), [&](std::size_t n) { return project_list_url(fiscal, list, n); }));
  view.set("starts", page == 0 ? starts(context, year, list) : View(View::List{}));
  // A sum stands only below all it is the sum of.
  view.set("total", list.reasons || list.pages() > 1 ? View() : total_of_projects(year.project_money));
  return view;
}

}  // namespace disclose

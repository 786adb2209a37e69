#include <fmt/format.h>

#include <algorithm>

#include "exact/percent.h"
#include "plan/parts.h"
#include "plan/project_page.h"
#include "plan/score_views.h"

namespace disclose {

namespace {

constexpr std::size_t kDrawn = 300;    // more rows than this come without drawings, to keep the page light
constexpr std::size_t kConcerned = 60;  // projects named for each reason

View concerns_of(const YearFacts& year) {
  View list{View::List{}};
  for (int i = 0; i < kConcernCount; ++i) {
    const auto concern = static_cast<Concern>(i);
    const int count = year.concern_counts[static_cast<std::size_t>(i)];
    if (count == 0) continue;
    View rows{View::List{}};
    for (const std::size_t place : year.attention) {
      const ProjectFacts& project = year.projects[place];
      if (std::ranges::find(project.concerns, concern) == project.concerns.end()) continue;
      if (rows.list()->size() == kConcerned) break;
      rows.push(View::map({{"name", project.life->project->name},
                           {"url", link_to(project_year_url(*project.life->project))},
                           {"fact", concern_fact(project, concern)}}));
    }
    list.push(View::map({{"id", anchor_of(concern)}, {"title", chinese_name_of(concern)}, {"count", count}, {"rows", std::move(rows)}}));
  }
  return list;
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

View project_list_view(const PlanContext& context, const YearFacts& year) {
  const Year fiscal = year.book->year;
  View rows{View::List{}};
  for (const ProjectFacts& project : year.projects) rows.push(project_row(context, project));
  const auto any = [&](auto has) { return std::ranges::any_of(year.projects, has); };
  View view;
  view.set("page", page_view(context, {.title = fmt::format("{}年度{}个项目", fiscal, year.projects.size()),
                                       .description = fmt::format("{}{}年度全部{}个项目的预算、执行、绩效指标与得分", context.registry.site().jurisdiction.name,
                                                                  fiscal, year.projects.size()),
                                       .nav = "projects",
                                       .year = fiscal,
                                       .trail = {{fmt::format("{}年度", fiscal), year_url(fiscal)}}}));
  view.set("rows", std::move(rows));
  view.set("drawn", year.projects.size() <= kDrawn);
  view.set("has_money", any([](const ProjectFacts& p) { return p.money.adjusted.has_value(); }));
  view.set("has_met", any([](const ProjectFacts& p) { return p.indicators.all() > 0; }));
  view.set("has_scores", any([](const ProjectFacts& p) { return p.self != nullptr || p.finance != nullptr; }));
  view.set("concerns", concerns_of(year));
  const PhaseSum& sum = year.project_money;
  view.set("total", sum.is_empty() ? View()
                                   : View::map({{"budget", print_number(sum.adjusted, MoneyUnit::ten_thousand)},
                                                {"rate", sum.rate() ? print_percent(*sum.rate(), 2) : std::string()},
                                                {"counted", sum.counted},
                                                {"of", sum.of}}));
  return view;
}

}  // namespace disclose

#include "plan/score_views.h"

#include <fmt/format.h>

#include <algorithm>

#include "exact/percent.h"
#include "exact/score.h"
#include "plan/parts.h"

namespace disclose {

namespace {

Axis axis_of(const std::vector<ScorePair>& pairs, std::size_t limit) {
  AxisMaker maker;
  for (std::size_t i = 0; i < std::min(limit, pairs.size()); ++i) {
    maker.see(pairs[i].self->score->decimal());
    maker.see(pairs[i].finance->score->decimal());
  }
  return maker.axis();
}

View pair_row(const PlanContext& context, const ScorePair& pair, const Axis& axis) {
  const Registry& registry = context.registry;
  const Subject& subject = pair.finance->subject;
  const bool project = subject.type == Subject::Type::project && !subject.id.empty();
  const Project* of = project ? registry.project(subject.id, pair.finance->year) : nullptr;
  const Unit* unit = registry.unit(pair.finance->unit);
  std::string url = of != nullptr ? project_year_url(*of) : unit != nullptr ? unit_year_url(*unit, pair.finance->year) : std::string();
  const Decimal own = pair.self->score->decimal();
  const Decimal finance = pair.finance->score->decimal();
  const std::string_view sign = pair.gap.is_zero() ? "" : pair.gap.is_negative() ? "+" : "−";
  return View::map({
      {"name", project ? std::string(registry.subject_name(subject, *pair.finance)) : fmt::format("{}整体支出", short_name_of(registry, pair.finance->unit))},
      {"who", project ? short_name_of(registry, pair.finance->unit) : std::string("部门整体")},
      {"url", url.empty() ? url : link_to(url)},
      {"own", print_score(own)},
      {"finance", print_score(finance)},
      {"diff", std::string(sign) + print_score(pair.gap.abs())},
      {"lower", pair.gap > Decimal(0)},
      {"own_x", axis.at(own)},
      {"finance_x", axis.at(finance)},
      {"own_grade", pair.self->grade},
      {"finance_grade", pair.finance->grade},
  });
}

std::string gap_title(const std::vector<ScorePair>& pairs) {
  const auto lower = static_cast<std::size_t>(std::ranges::count_if(pairs, [](const ScorePair& pair) { return pair.gap > Decimal(0); }));
  if (pairs.size() == 1 && lower == 1) return fmt::format("财政评分比单位自评低{}分", print_score(pairs.front().gap));
  if (lower == pairs.size()) return fmt::format("{}个评价对象，财政评分全部低于自评", pairs.size());
  if (lower == 0) return fmt::format("{}个评价对象，财政评分没有低于自评的", pairs.size());
  return fmt::format("{}个评价对象中{}个财政评分低于自评", pairs.size(), lower);
}

}  // namespace

namespace {

// Where grades begin, in place of a line every ten points: {grid, note: "竖线：80分（良）、90分（优）"}.
struct GradeLines {
  View grid;
  std::string note;
};

GradeLines grade_lines(const Site& site, Year year, const Axis& axis) {
  const GradeScheme* scheme = scheme_for(site, Kind::finance_evaluation, year);
  GradeLines lines{.grid = View(View::List{}), .note = {}};
  if (scheme == nullptr) return {.grid = axis.grid(), .note = {}};
  for (auto grade = scheme->grades.rbegin(); grade != scheme->grades.rend(); ++grade) {
    const Decimal least = grade->min.decimal();
    if (least <= axis.low || least >= axis.high) continue;
    lines.grid.push(axis.at(least));
    lines.note += fmt::format("{}{}分（{}）", lines.note.empty() ? "竖线：" : "、", least.to_string(), grade->name);
  }
  return lines;
}

}  // namespace

View gap_table(const PlanContext& context, const YearFacts& year, std::size_t limit) {
  if (year.pairs.empty()) return View();
  const Axis axis = axis_of(year.pairs, limit);
  GradeLines lines = grade_lines(context.registry.site(), year.book->year, axis);
  View rows{View::List{}};
  for (std::size_t i = 0; i < std::min(limit, year.pairs.size()); ++i) rows.push(pair_row(context, year.pairs[i], axis));
  return View::map({{"title", gap_title(year.pairs)},
                    {"rows", std::move(rows)},
                    {"ticks", axis.ticks()},
                    {"grid", std::move(lines.grid)},
                    {"lines", std::move(lines.note)},
                    {"low", axis.low_text()},
                    {"count", year.pairs.size()},
                    {"more", year.pairs.size() > limit},
                    {"url", link_to(list_url(year.book->year, "finance-evaluations"))}});
}

std::string_view anchor_of(Concern concern) {
  switch (concern) {
    case Concern::score_gap: return "gap";
    case Concern::low_execution: return "low";
    case Concern::unexplained: return "unexplained";
    case Concern::late_rectification: return "late";
    case Concern::full_marks: return "full";
  }
  return {};
}

std::string concern_fact(const ProjectFacts& project, Concern concern) {
  switch (concern) {
    case Concern::score_gap:
      return fmt::format("自评{}分，财政评价{}分，低{}分", text_of(project.self->score), text_of(project.finance->score),
                         print_score(*project.gap));
    case Concern::low_execution:
      return fmt::format("调整后预算{}，支出{}，执行率{}", print(*project.money.adjusted, MoneyUnit::ten_thousand),
                         print(*project.money.executed, MoneyUnit::ten_thousand), print_percent(*project.money.rate(), 2));
    case Concern::unexplained: {
      const IndicatorLine& line = *project.unexplained;
      return fmt::format("{}：目标{}，{}{}", line.indicator->name, line.indicator->target,
                         line.verified.empty() ? "完成" : "核实", line.verified.empty() ? line.own : line.verified);
    }
    case Concern::late_rectification:
      for (const Rectification* rectification : project.life->rectifications) {
        if (!is_late(*rectification)) continue;
        return rectification->completed
                   ? fmt::format("应于{}前完成，{}完成", rectification->deadline->written, print(*rectification->completed))
                   : fmt::format("应于{}前完成，公开时尚未完成", rectification->deadline->written);
      }
      return {};
    case Concern::full_marks: return fmt::format("自评{}分", text_of(project.self->score));
  }
  return {};
}

View rectification_state(const Refs<Rectification>& rectifications) {
  if (rectifications.empty()) return View::map({{"state", "na"}, {"text", "没有整改记录"}});
  std::size_t done = 0;
  for (const Rectification* r : rectifications) done += r->state == Rectification::State::done ? 1U : 0U;
  if (done == rectifications.size()) return View::map({{"state", "ok"}, {"text", "整改完成"}});
  const bool told = std::ranges::any_of(rectifications, [](const Rectification* r) { return r->state.has_value(); });
  if (!told) return View::map({{"state", "na"}, {"text", "整改进展未公开"}});
  return View::map({{"state", "mid"}, {"text", fmt::format("整改完成{}/{}", done, rectifications.size())}});
}

View attention_row(const PlanContext& context, const ProjectFacts& project, Concern concern) {
  const View progress = rectification_state(project.life->rectifications);
  return View::map({{"name", project.life->project->name},
                    {"unit", short_name_of(context.registry, project.life->project->unit)},
                    {"url", link_to(project_year_url(*project.life->project))},
                    {"why", chinese_name_of(concern)},
                    {"fact", concern_fact(project, concern)},
                    {"state", progress.find("state")->text()},
                    {"text", std::string(progress.find("text")->text())}});
}

View attention_view(const PlanContext& context, const YearFacts& year, std::size_t limit) {
  if (year.attention.empty()) return View();
  const std::string by = list_url(year.book->year, "projects-by");
  View chips{View::List{}};
  for (int i = 0; i < kConcernCount; ++i) {
    const int count = year.concern_counts[static_cast<std::size_t>(i)];
    const auto concern = static_cast<Concern>(i);
    if (count == 0) continue;
    chips.push(View::map({{"text", chinese_name_of(concern)}, {"count", count}, {"url", link_to(fmt::format("{}{}/", by, anchor_of(concern)))}}));
  }
  View rows{View::List{}};
  for (std::size_t i = 0; i < std::min(limit, year.attention.size()); ++i) {
    const ProjectFacts& project = year.projects[year.attention[i]];
    rows.push(attention_row(context, project, project.concerns.front()));
  }
  return View::map({{"chips", std::move(chips)},
                    {"rows", std::move(rows)},
                    {"all", year.attention.size()},
                    {"more", year.attention.size() > limit},
                    {"url", link_to(by + "concern/")}});
}

View rate_view(const std::optional<Decimal>& percent, const Axis& axis) {
  if (!percent) return View();
  return View::map({{"text", print_percent(*percent, 1)}, {"x", axis.at(*percent)}});
}

View score_link(const Registry& registry, const Record* record, const std::optional<Points>& score) {
  if (record == nullptr) return View();
  const std::string url = record_url(registry, *record);
  return View::map({{"text", score ? text_of(score) : std::string("得分未公开")}, {"url", url.empty() ? url : link_to(url)}});
}

}  // namespace disclose

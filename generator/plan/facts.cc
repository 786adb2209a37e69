#include "plan/facts.h"

#include <fmt/format.h>

#include <algorithm>

#include "exact/formula.h"

namespace disclose {

namespace {

// The thresholds of 重点关注; method/ prints them.
constexpr int kGap = 10;            // points
constexpr int kLowExecution = 60;   // percent
constexpr int kFullMarks = 100;     // points

std::optional<Money> value_of(const std::optional<StatedMoney>& money) {
  return money ? std::optional(money->value) : std::nullopt;
}

// A later year's record may stand with a project's latest earlier one; figures keep to their year.
template <class T>
Refs<T> of_year(const Refs<T>& records, Year year) {
  Refs<T> found;
  for (const T* record : records) {
    if (record->year == year) found.push_back(record);
  }
  return found;
}

template <class T>
const T* latest(const Refs<T>& records) {
  return records.empty() ? nullptr : records.back();
}

const FinanceEvaluation* latest_scored(const Refs<FinanceEvaluation>& evaluations) {
  for (auto at = evaluations.rbegin(); at != evaluations.rend(); ++at) {
    if ((*at)->score) return *at;
  }
  return latest(evaluations);
}

// The self-evaluation tells all three phases; before it there is the target's budget, and what was
// spent part of the year is no spending of the year.
Phases phases_of(const SelfEvaluation* self, const Target* target) {
  Phases phases;
  if (const Fund* total = self == nullptr ? nullptr : total_of(self->funds)) {
    phases = {value_of(total->initial), value_of(total->adjusted), value_of(total->executed)};
  }
  if (!phases.initial && target != nullptr) {
    if (const TargetFund* total = total_of(target->funds)) phases.initial = value_of(total->amount);
  }
  return phases;
}

std::optional<Decimal> gap_of(const SelfEvaluation* self, const FinanceEvaluation* finance) {
  if (self == nullptr || finance == nullptr || !self->score || !finance->score) return std::nullopt;
  return self->score->decimal() - finance->score->decimal();
}

void note_concerns(ProjectFacts& facts) {
  const auto note = [&](bool holds, Concern concern) {
    if (holds) facts.concerns.push_back(concern);
  };
  const std::optional<Decimal> rate = facts.money.rate();
  for (const IndicatorLine& line : facts.lines) {
    const bool failed = line.judged == Attainment::missed || line.judged == Attainment::partly;
    if (failed && facts.self != nullptr && line.indicator->deviation.empty() && facts.unexplained == nullptr &&
        withheld_at(*facts.self, "/indicators") == nullptr) {
      facts.unexplained = &line;
    }
  }
  note(facts.gap && *facts.gap >= Decimal(kGap), Concern::score_gap);
  note(rate && *rate < Decimal(kLowExecution), Concern::low_execution);
  note(facts.unexplained != nullptr, Concern::unexplained);
  note(std::ranges::any_of(facts.life->rectifications, [](const Rectification* r) { return is_late(*r); }),
       Concern::late_rectification);
  note(facts.self != nullptr && facts.self->score && facts.self->score->decimal() == Decimal(kFullMarks),
       Concern::full_marks);
}

void count(AttainmentCounts& judged, AttainmentCounts& reported, const std::vector<IndicatorLine>& lines) {
  for (const IndicatorLine& line : lines) {
    judged.add(line.judged);
    reported.add(line.reported);
  }
}

ProjectFacts facts_of(const Site& site, const ProjectLife& life) {
  ProjectFacts facts;
  facts.life = &life;
  const Year year = life.project->year;
  const Refs<FinanceEvaluation> evaluations = of_year(life.finance_evaluations, year);
  const Refs<Recheck> rechecks = of_year(life.rechecks, year);
  facts.target = latest(of_year(life.targets, year));
  facts.self = latest(of_year(life.self_evaluations, year));
  facts.finance = latest_scored(evaluations);
  facts.recheck = latest(rechecks);
  facts.money = phases_of(facts.self, facts.target);
  facts.lines = indicator_lines(site, facts.target, facts.self, evaluations, rechecks);
  if (facts.self != nullptr) count(facts.indicators, facts.reported, facts.lines);
  facts.verified = std::ranges::any_of(facts.lines, [](const IndicatorLine& line) { return line.verified_by != nullptr; });
  facts.gap = gap_of(facts.self, facts.finance);
  note_concerns(facts);
  return facts;
}

Phases phases_of(const UnitYear& unit, const SelfEvaluation* self) {
  Phases phases = phases_of(self, latest(unit.targets));
  if (unit.budget != nullptr && unit.budget->total) phases.initial = value_of(unit.budget->total);
  if (unit.final_accounts != nullptr) {
    if (unit.final_accounts->total) phases.adjusted = value_of(unit.final_accounts->total);
    if (unit.final_accounts->executed) phases.executed = value_of(unit.final_accounts->executed);
  }
  return phases;
}

UnitFacts facts_of(const Site& site, const UnitYear& unit, const YearFacts& year) {
  UnitFacts facts;
  facts.unit = &unit;
  facts.self = latest(unit.self_evaluations);
  facts.finance = latest_scored(unit.finance_evaluations);
  facts.money = phases_of(unit, facts.self);
  facts.gap = gap_of(facts.self, facts.finance);
  for (const ProjectLife* life : unit.projects) {
    const ProjectFacts* project = year.project(life->project->id);
    if (project == nullptr) continue;
    facts.projects.add(project->money);
    facts.indicators += project->indicators;
  }
  if (facts.self != nullptr) {
    static const Refs<Recheck> no_rechecks;
    AttainmentCounts reported;
    facts.lines = indicator_lines(site, latest(unit.targets), facts.self, unit.finance_evaluations, no_rechecks);
    count(facts.indicators, reported, facts.lines);
  }
  for (const LedgerEntry* entry : unit.ledger) {
    if (entry->state == ItemState::disclosed) ++facts.disclosed;
    if (entry->state == ItemState::disclosed || entry->state == ItemState::missing) ++facts.due;
  }
  return facts;
}

void rank(YearFacts& year) {
  for (std::size_t i = 0; i < year.projects.size(); ++i) {
    const ProjectFacts& project = year.projects[i];
    for (const Concern concern : project.concerns) ++year.concern_counts[static_cast<std::size_t>(concern)];
    if (!project.concerns.empty()) year.attention.push_back(i);
    if (project.gap) year.pairs.push_back({project.self, project.finance, *project.gap});
  }
  for (const UnitFacts& unit : year.units) {
    if (unit.gap) year.pairs.push_back({unit.self, unit.finance, *unit.gap});
  }
  std::ranges::stable_sort(year.pairs, [](const ScorePair& a, const ScorePair& b) { return a.gap > b.gap; });
  std::ranges::stable_sort(year.attention, [&](std::size_t a, std::size_t b) {
    const ProjectFacts& left = year.projects[a];
    const ProjectFacts& right = year.projects[b];
    if (left.concerns.front() != right.concerns.front()) return left.concerns.front() < right.concerns.front();
    if (left.concerns.front() == Concern::score_gap) return *left.gap > *right.gap;
    if (left.concerns.front() == Concern::low_execution) return *left.money.rate() < *right.money.rate();
    return left.indicators.failed() > right.indicators.failed();
  });
}

void sum_units(YearFacts& year) {
  for (UnitFacts& unit : year.units) {
    const UnitFacts* parent = year.unit(unit.unit->unit->parent);
    unit.within_parent = parent != nullptr && parent != &unit && parent->money.adjusted && parent->money.executed;
    if (!unit.within_parent) year.unit_money.add(unit.money);
  }
}

YearFacts facts_of(const Site& site, const YearBook& book) {
  YearFacts year;
  year.book = &book;
  year.projects.reserve(book.projects.size());
  for (const ProjectLife& life : book.projects) {
    year.projects.push_back(facts_of(site, life));
    year.project_money.add(year.projects.back().money);
  }
  year.units.reserve(book.units.size());
  for (const UnitYear& unit : book.units) {
    year.units.push_back(facts_of(site, unit, year));
    year.indicators += year.units.back().indicators;
  }
  sum_units(year);
  rank(year);
  return year;
}

}  // namespace

std::string_view chinese_name_of(Concern concern) {
  switch (concern) {
    case Concern::score_gap: return "财政评价比自评低10分以上";
    case Concern::low_execution: return "执行率低于60%";
    case Concern::unexplained: return "指标未完成且未说明原因";
    case Concern::late_rectification: return "整改逾期";
    case Concern::full_marks: return "自评满分";
  }
  return {};
}

std::string rule_of(Concern concern) {
  switch (concern) {
    case Concern::score_gap: return fmt::format("单位自评得分减同年度财政评价得分，相差{}分及以上；有一方没有公开得分的不比较", kGap);
    case Concern::low_execution: return fmt::format("全年执行数 ÷ 全年预算数低于{}%；没有公开两个数的不计算", kLowExecution);
    case Concern::unexplained: return "有指标判定为未完成或部分完成，自评没有写偏差原因";
    case Concern::late_rectification: return "整改完成日期晚于期限，或者最近一次公开时已过期限、仍没有完成";
    case Concern::full_marks: return fmt::format("单位自评得分为{}分", kFullMarks);
  }
  return {};
}

std::optional<Decimal> Phases::rate() const {
  return adjusted && executed ? execution_rate(*executed, *adjusted) : std::nullopt;
}

std::optional<Decimal> PhaseSum::rate() const {
  return is_empty() ? std::nullopt : execution_rate(executed, adjusted);
}

void PhaseSum::add(const Phases& phases) {
  ++of;
  if (!phases.adjusted || !phases.executed) return;
  ++counted;
  adjusted += *phases.adjusted;
  executed += *phases.executed;
  if (!phases.initial) return;
  ++with_initial;
  initial += *phases.initial;
}

bool is_late(const Rectification& rectification) {
  if (!rectification.deadline) return false;
  const Date last = rectification.deadline->last_day();
  if (rectification.completed) return *rectification.completed > last;
  const bool open = rectification.state && *rectification.state != Rectification::State::done &&
                    *rectification.state != Rectification::State::ongoing;
  return open && rectification.published && rectification.published->date > last;
}

const ProjectFacts* YearFacts::project(Text id) const {
  const auto found = book->project_index.find(id);
  return found == book->project_index.end() || found->second >= projects.size() ? nullptr : &projects[found->second];
}

const UnitFacts* YearFacts::unit(Text id) const {
  const auto found = book->unit_index.find(id);
  return found == book->unit_index.end() || found->second >= units.size() ? nullptr : &units[found->second];
}

const YearFacts* SiteFacts::year(Year wanted) const {
  const auto found = years.find(wanted);
  return found == years.end() ? nullptr : &found->second;
}

std::shared_ptr<const SiteFacts> make_facts(const Registry& registry) {
  auto facts = std::make_shared<SiteFacts>();
  for (const auto& [year, book] : registry.years) facts->years.emplace(year, facts_of(registry.site(), book));
  return facts;
}

}  // namespace disclose

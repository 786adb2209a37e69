#include "plan/questions.h"

#include <fmt/format.h>

#include <algorithm>

#include "exact/percent.h"
#include "exact/score.h"
#include "plan/parts.h"
#include "plan/score_views.h"

namespace disclose {

namespace {

class Questions {
 public:
  Questions(const PlanContext& context, const YearFacts& year, std::size_t limit)
      : context_(context), year_(year), limit_(limit) {}

  View make() {
    for (const std::size_t place : year_.attention) {
      if (full()) break;
      about(year_.projects[place]);
    }
    about_disclosure();
    return std::move(list_);
  }

 private:
  bool full() const { return list_.list()->size() >= limit_; }

  void add(std::string ask, const std::string& facts, Text unit, const std::string& url) {
    if (full()) return;
    list_.push(View::map({{"ask", std::move(ask)},
                          {"facts", unbroken(facts)},
                          {"unit", unit.empty() ? std::string() : short_name_of(context_.registry, unit)},
                          {"url", link_to(url)}}));
  }

  // The value that speaks loudest against the unit's score: the first indicator found missed.
  static const IndicatorLine* missed_line(const ProjectFacts& project) {
    const auto found = std::ranges::find(project.lines, Attainment::missed, &IndicatorLine::judged);
    return found == project.lines.end() ? nullptr : &*found;
  }

  void about(const ProjectFacts& project) {
    const Project& record = *project.life->project;
    const std::string url = project_year_url(record);
    switch (project.concerns.front()) {
      case Concern::score_gap: {
        std::string facts = concern_fact(project, Concern::score_gap);
        if (const IndicatorLine* line = missed_line(project)) {
          const bool verified = !line->verified.empty();
          facts += fmt::format("；{}目标{}，{}{}", line->indicator->name, line->indicator->target, verified ? "核实" : "完成",
                               verified ? line->verified : line->own);
        }
        add(fmt::format("“{}”自评为何比财政评价高{}分，自评依据是什么？", record.name, print_score(*project.gap)), std::move(facts),
            record.unit, url);
        break;
      }
      case Concern::low_execution:
        add(fmt::format("“{}”为何只支出了预算的{}，没有用完的资金怎样处理？", record.name, print_percent(*project.money.rate(), 1)),
            concern_fact(project, Concern::low_execution), record.unit, url);
        break;
      case Concern::unexplained:
        add(fmt::format("“{}”的“{}”没有达到目标，原因是什么？", record.name, project.unexplained->indicator->name),
            concern_fact(project, Concern::unexplained) + "，没有说明原因", record.unit, url);
        break;
      case Concern::late_rectification:
        add(fmt::format("“{}”的整改为何没有按期完成？", record.name), concern_fact(project, Concern::late_rectification), record.unit, url);
        break;
      case Concern::full_marks: break;
    }
  }

  void about_disclosure() {
    for (const UnitFacts& unit : year_.units) {
      const int missing = unit.due - unit.disclosed;
      if (missing == 0) continue;
      std::string items;
      for (const LedgerEntry* entry : unit.unit->ledger) {
        if (entry->state == ItemState::missing) items += (items.empty() ? "" : "、") + std::string(chinese_name_of(entry->item));
      }
      add(fmt::format("{}为何没有公开{}？", unit.unit->unit->name, items), fmt::format("应公开{}项，已公开{}项", unit.due, unit.disclosed),
          unit.unit->unit->id, unit_year_url(*unit.unit->unit, year_.book->year));
      if (full()) return;
    }
  }

  const PlanContext& context_;
  const YearFacts& year_;
  std::size_t limit_;
  View list_{View::List{}};
};

}  // namespace

View questions_of(const PlanContext& context, const YearFacts& year, std::size_t limit) {
  return Questions(context, year, limit).make();
}

}  // namespace disclose

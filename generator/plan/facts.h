#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/registry.h"
#include "plan/attainment.h"

namespace disclose {

// What several pages say of the same thing, computed once for the whole site: a figure that stands
// on the home page, on a unit's page and in a list comes from here.

/// Amounts of one subject by phase: 年初预算, 调整后预算, 实际支出. Phases are never mixed.
struct Phases {
  std::optional<Money> initial;
  std::optional<Money> adjusted;
  std::optional<Money> executed;
  /// In percent with two decimals (执行率); nothing without both amounts.
  std::optional<Decimal> rate() const;
};

/// Sums over subjects that state both their adjusted budget and their spending.
struct PhaseSum {
  Money initial, adjusted, executed;
  int counted = 0;        ///< subjects with both
  int with_initial = 0;   ///< of these, with an initial budget too
  int of = 0;             ///< all subjects
  void add(const Phases& phases);
  bool is_empty() const { return counted == 0; }
  bool has_initial() const { return counted > 0 && with_initial == counted; }
  std::optional<Decimal> rate() const;
};

/// What makes a project stand on the list of those to look at (重点关注), in order of weight.
enum class Concern : std::uint8_t { score_gap, low_execution, unexplained, late_rectification, full_marks };
inline constexpr int kConcernCount = 5;
std::string_view chinese_name_of(Concern concern);
/// How it is decided, with its threshold: what method/ prints.
std::string rule_of(Concern concern);

struct ProjectFacts {
  const ProjectLife* life = nullptr;
  const Target* target = nullptr;            ///< the latest of its year
  const SelfEvaluation* self = nullptr;      ///< the latest
  const FinanceEvaluation* finance = nullptr;  ///< the latest with a score, else the latest
  const Recheck* recheck = nullptr;          ///< the latest
  Phases money;
  AttainmentCounts indicators;  ///< by verified values where there are any
  AttainmentCounts reported;    ///< by the unit's own values
  bool verified = false;        ///< some value was verified
  std::optional<Decimal> gap;   ///< self score less finance score
  std::vector<Concern> concerns;
  const IndicatorLine* unexplained = nullptr;  ///< of `lines`
  std::vector<IndicatorLine> lines;
};

struct UnitFacts {
  const UnitYear* unit = nullptr;
  const SelfEvaluation* self = nullptr;      ///< of the unit as a whole
  const FinanceEvaluation* finance = nullptr;  ///< of the unit as a whole
  Phases money;                 ///< of the unit: budget and final accounts, else its self-evaluation
  /// Its money is part of its department's, which states its own: a department's budget is made up of
  /// its own and those of the units below it (预算法第八条). Sums leave it out.
  bool within_parent = false;
  PhaseSum projects;            ///< of its projects
  AttainmentCounts indicators;  ///< of its projects and of itself
  std::vector<IndicatorLine> lines;  ///< of itself as a whole, once it evaluated itself
  int disclosed = 0;            ///< ledger items
  int due = 0;                  ///< disclosed or missing
  std::optional<Decimal> gap;
};

/// A self-evaluation and a finance evaluation of the same subject.
struct ScorePair {
  const SelfEvaluation* self = nullptr;
  const FinanceEvaluation* finance = nullptr;
  Decimal gap;  ///< self less finance
};

struct YearFacts {
  const YearBook* book = nullptr;
  std::vector<ProjectFacts> projects;  ///< as in book->projects
  std::vector<UnitFacts> units;        ///< as in book->units
  PhaseSum project_money;
  PhaseSum unit_money;
  AttainmentCounts indicators;         ///< of projects and units
  std::vector<ScorePair> pairs;        ///< projects and units, widest gap first
  std::vector<std::size_t> attention;  ///< projects with a concern, gravest first
  std::array<int, kConcernCount> concern_counts{};

  const ProjectFacts* project(Text id) const;
  const UnitFacts* unit(Text id) const;
};

struct SiteFacts {
  std::map<Year, YearFacts, std::greater<>> years;  ///< newest first
  const YearFacts* year(Year year) const;
};

std::shared_ptr<const SiteFacts> make_facts(const Registry& registry);

/// Whether a rectification missed its deadline, as far as the records tell: completed after it, or
/// still open when it was last published after it. No clock decides.
bool is_late(const Rectification& rectification);

}  // namespace disclose

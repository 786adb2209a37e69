#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/inputs.h"
#include "model/ledger.h"

namespace disclose {

template <class T>
using Refs = std::vector<const T*>;

/// What may be published, a list per kind; each list in order of year, unit code, id.
struct PublishedRecords {
  Refs<Project> projects;
  Refs<Budget> budgets;
  Refs<FinalAccounts> final_accounts;
  Refs<PreEvaluation> pre_evaluations;
  Refs<Target> targets;
  Refs<Monitoring> monitorings;
  Refs<SelfEvaluation> self_evaluations;
  Refs<Recheck> rechecks;
  Refs<FinanceEvaluation> finance_evaluations;
  Refs<Rectification> rectifications;
  Refs<ResultUse> result_uses;
  Refs<Assessment> assessments;
  Refs<Disclosure> disclosures;
  Refs<Exemption> exemptions;
  Refs<Regulation> regulations;
  Refs<Figures> figures;
  Refs<IndicatorLibrary> indicator_libraries;
};

/// A project in a year: the record, and everything of its yearly cycle that is published. What is
/// about a project in a year without a record of its own stands with its latest earlier one.
struct ProjectLife {
  const Project* project = nullptr;
  Refs<PreEvaluation> pre_evaluations;
  Refs<Target> targets;
  Refs<Monitoring> monitorings;
  Refs<SelfEvaluation> self_evaluations;
  Refs<Recheck> rechecks;
  Refs<FinanceEvaluation> finance_evaluations;
  Refs<Rectification> rectifications;
  Refs<ResultUse> result_uses;
};

/// A unit in a year: all that is published of it.
struct UnitYear {
  const Unit* unit = nullptr;
  Year year = 0;
  const Budget* budget = nullptr;
  const FinalAccounts* final_accounts = nullptr;
  std::vector<const ProjectLife*> projects;   ///< in order of project code, then id
  PublishedRecords records;                   ///< everything with this unit, projects' too
  Refs<Target> targets;                       ///< subject: the unit itself
  Refs<Monitoring> monitorings;               ///< subject: the unit itself
  Refs<SelfEvaluation> self_evaluations;      ///< subject: the unit itself
  Refs<FinanceEvaluation> finance_evaluations;  ///< subject: the unit itself
  Refs<MarkdownPage> pages;                   ///< reports of the unit
  std::vector<const LedgerEntry*> ledger;
};

/// One fiscal year of the site.
struct YearBook {
  Year year = 0;
  bool closed = false;  ///< its final accounts are due
  PublishedRecords records;
  std::vector<ProjectLife> projects;  ///< in order of unit code, project code, id
  std::vector<UnitYear> units;        ///< in the order of the units
  Refs<MarkdownPage> pages;           ///< reports of the year
  Ledger ledger;

  const UnitYear* unit(Text id) const;
  const ProjectLife* project(Text id) const;

  std::map<Text, std::size_t> unit_index;     ///< unit id → place in `units`
  std::map<Text, std::size_t> project_index;  ///< project id → place in `projects`
};

/// What may be published and nothing else, indexed: after check() nothing in it is wrong.
/// It points into its `inputs`; it is not copied.
struct Registry {
  Registry() = default;
  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;

  Inputs inputs;
  std::map<Year, YearBook, std::greater<>> years;  ///< newest first
  PublishedRecords records;                        ///< of all shown years
  Refs<MarkdownPage> pages;      ///< published, in order of kind, year (newest first), order, published
  Refs<Record> withdrawn;        ///< records withdrawn after publication: a notice at their old URL
  Refs<MarkdownPage> withdrawn_pages;

  const Site& site() const { return inputs.site; }
  const std::vector<Unit>& units() const { return inputs.units; }
  const Unit* unit(Text id) const;
  const YearBook* year(Year year) const;
  /// The published record or page with this id, of any kind but project; nullptr when there is none.
  const Record* record(Text id) const;
  /// The self-evaluation, target or finance evaluation with this id.
  const SelfEvaluation* self_evaluation(Text id) const;
  const FinanceEvaluation* finance_evaluation(Text id) const;
  /// The project's record of `year`, or else its latest earlier one; nullptr with neither.
  const Project* project(Text id, Year year) const;
  /// All published years of a project, oldest first; empty when it is unknown.
  const Refs<Project>& project_years(Text id) const;
  /// The name of what a record is about: the project's, the unit's, or the subject's own.
  Text subject_name(const Subject& subject, const Record& record) const;

  std::map<Text, const Record*> by_id;
  std::map<Text, Refs<Project>> projects_by_id;
  std::map<Text, const Unit*> units_by_id;
};

/// Whether a record may be published at all: approved, not secret (format.md 7).
bool is_publishable(const Record& record);

}  // namespace disclose

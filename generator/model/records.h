#pragma once

#include <vector>

#include "model/budget.h"
#include "model/disclosure.h"
#include "model/evaluation.h"
#include "model/page.h"
#include "model/target.h"

namespace disclose {

/// All records of a site, a list per kind; each list in order of file and place.
struct Records {
  std::vector<Project> projects;
  std::vector<Budget> budgets;
  std::vector<FinalAccounts> final_accounts;
  std::vector<PreEvaluation> pre_evaluations;
  std::vector<Target> targets;
  std::vector<Monitoring> monitorings;
  std::vector<SelfEvaluation> self_evaluations;
  std::vector<Recheck> rechecks;
  std::vector<FinanceEvaluation> finance_evaluations;
  std::vector<Rectification> rectifications;
  std::vector<ResultUse> result_uses;
  std::vector<Assessment> assessments;
  std::vector<Disclosure> disclosures;
  std::vector<Exemption> exemptions;
  std::vector<Regulation> regulations;
  std::vector<Figures> figures;
  std::vector<IndicatorLibrary> indicator_libraries;
};

/// Calls `visit(list)` for the list of every kind, in the order of Kind; also for PublishedRecords.
template <class RecordsLike, class Visit>
void for_each_list(RecordsLike& records, Visit&& visit) {
  visit(records.projects);
  visit(records.budgets);
  visit(records.final_accounts);
  visit(records.pre_evaluations);
  visit(records.targets);
  visit(records.monitorings);
  visit(records.self_evaluations);
  visit(records.rechecks);
  visit(records.finance_evaluations);
  visit(records.rectifications);
  visit(records.result_uses);
  visit(records.assessments);
  visit(records.disclosures);
  visit(records.exemptions);
  visit(records.regulations);
  visit(records.figures);
  visit(records.indicator_libraries);
}

/// Calls `visit(record)` for every record, as its own type.
template <class RecordsLike, class Visit>
void for_each_record(RecordsLike& records, Visit&& visit) {
  for_each_list(records, [&](auto& list) {
    for (auto& record : list) visit(record);
  });
}

}  // namespace disclose

// The order in which the figures of a record are judged.
#include "check/record_rules.h"

namespace disclose {

namespace {

template <class T>
void check_scored(const RuleContext& context, const T& record, Text grade, Diagnostics& diagnostics) {
  const bool in_range = scores_in_range(context, record, diagnostics);
  const bool total = in_range && total_agrees(context, record, diagnostics);
  check_grade(context, record, record.score, grade, total, diagnostics);
}

void check_one(const RuleContext& context, const Target& record, Diagnostics& diagnostics) {
  funds_agree(context, record, diagnostics);
}
void check_one(const RuleContext& context, const Monitoring& record, Diagnostics& diagnostics) {
  funds_agree(context, record, diagnostics);
}
void check_one(const RuleContext& context, const Budget& record, Diagnostics& diagnostics) {
  funds_agree(context, record, diagnostics);
}
void check_one(const RuleContext& context, const FinalAccounts& record, Diagnostics& diagnostics) {
  funds_agree(context, record, diagnostics);
}
void check_one(const RuleContext& context, const PreEvaluation& record, Diagnostics& diagnostics) {
  check_scored(context, record, {}, diagnostics);
}
void check_one(const RuleContext& context, const SelfEvaluation& record, Diagnostics& diagnostics) {
  funds_agree(context, record, diagnostics);
  check_indicators(context, record, diagnostics);
  check_scored(context, record, record.grade, diagnostics);
}
void check_one(const RuleContext& context, const Recheck& record, Diagnostics& diagnostics) {
  const bool in_range = scores_in_range(context, record, diagnostics);
  check_grade(context, record, record.score, {}, in_range, diagnostics);
}
void check_one(const RuleContext& context, const FinanceEvaluation& record, Diagnostics& diagnostics) {
  check_scored(context, record, record.grade, diagnostics);
}
void check_one(const RuleContext& context, const Assessment& record, Diagnostics& diagnostics) {
  funds_agree(context, record, diagnostics);
  check_scored(context, record, record.grade, diagnostics);
}

template <class T>
void check_list(const RuleContext& context, const Refs<T>& records, Diagnostics& diagnostics) {
  for (const T* record : records) {
    if (record->sound) check_one(context, *record, diagnostics);
  }
}

}  // namespace

void check_records(const RuleContext& context, Diagnostics& diagnostics) {
  const PublishedRecords& records = context.registry.records;
  check_list(context, records.targets, diagnostics);
  check_list(context, records.monitorings, diagnostics);
  check_list(context, records.budgets, diagnostics);
  check_list(context, records.final_accounts, diagnostics);
  check_list(context, records.pre_evaluations, diagnostics);
  check_list(context, records.self_evaluations, diagnostics);
  check_list(context, records.rechecks, diagnostics);
  check_list(context, records.finance_evaluations, diagnostics);
  check_list(context, records.assessments, diagnostics);
}

}  // namespace disclose

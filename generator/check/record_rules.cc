// The order in which the figures of a record are judged.
#include "check/record_rules.h"

namespace disclose {

namespace {

// Returns whether the total agrees with scores that are all in range.
template <class T>
bool check_scored(const RuleContext& context, const T& record, Text grade, Diagnostics& diagnostics) {
  const bool in_range = scores_in_range(context, record, diagnostics);
  const bool total = in_range && total_agrees(context, record, diagnostics);
  check_grade(context, record, record.score, grade, total, diagnostics);
  return total;
}

void check_one(const RuleContext& context, const Target& record, Diagnostics& diagnostics) {
  funds_agree(context, record, diagnostics);
  if (weights_agree(context, record, diagnostics)) check_lopsided(context, record, record.indicators, diagnostics);
  check_vague(context, record, read_targets(record.indicators), diagnostics);
}
void check_one(const RuleContext& context, const Monitoring& record, Diagnostics& diagnostics) {
  funds_agree(context, record, diagnostics);
  scores_in_range(context, record, diagnostics);
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
  // What is wrong in the whole comes first: what it explains in the parts is not told again.
  const std::vector<TargetText> targets = read_targets(record.indicators);
  const Target* target = target_of(context.registry, record);
  Compared compared;
  if (target != nullptr && target->sound) compared = check_target_changes(context, record, *target, targets, diagnostics);
  const bool funds = funds_agree(context, record, diagnostics);
  Gaps gaps;
  if (!check_scored(context, record, record.grade, diagnostics)) gaps.total = total_gap(context, record);
  if (!weights_agree(context, record, compared, diagnostics)) {
    gaps.weights = weight_gap(context, record);
  } else if (target == nullptr) {
    check_lopsided(context, record, record.indicators, diagnostics);
  }

  check_indicators(context, record, gaps, diagnostics);
  if (funds) check_execution(context, record, gaps, diagnostics);
  check_formulas(context, record, targets, compared, gaps, diagnostics);
  check_over_targets(context, record, targets, compared, diagnostics);
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
  for_each_in_part(context, records, [&](const T* record) {
    if (record->sound) check_one(context, *record, diagnostics);
  });
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

#include "plan/related.h"

namespace disclose {

std::shared_ptr<const RelatedRecords> relate_records(const Registry& registry) {
  auto related = std::make_shared<RelatedRecords>();
  for (const Rectification* record : registry.records.rectifications) {
    if (!record->of.empty()) related->rectifications[record->of].push_back(record);
  }
  for (const Recheck* record : registry.records.rechecks) related->rechecks[record->self_evaluation].push_back(record);
  for (const SelfEvaluation* record : registry.records.self_evaluations) {
    if (!record->target.empty()) related->self_evaluations[record->target].push_back(record);
  }
  for (const ResultUse* record : registry.records.result_uses) {
    for (const Text id : record->because) related->result_uses[id].push_back(record);
  }
  return related;
}

Refs<Rectification> answers_to(const RelatedRecords& related, const FinanceEvaluation& evaluation, const Finding& finding) {
  Refs<Rectification> answers;
  for (const Rectification* record : RelatedRecords::of(related.rectifications, evaluation.id)) {
    if (record->finding.empty() || record->finding == finding.id) answers.push_back(record);
  }
  return answers;
}

const SelfEvaluation* self_evaluation_of(const Registry& registry, const FinanceEvaluation& evaluation) {
  const YearBook* book = registry.year(evaluation.year);
  if (book == nullptr) return nullptr;
  const Refs<SelfEvaluation>* list = nullptr;
  if (evaluation.subject.type == Subject::Type::unit) {
    const UnitYear* unit = book->unit(evaluation.unit);
    if (unit != nullptr) list = &unit->self_evaluations;
  } else if (!evaluation.subject.id.empty()) {
    const ProjectLife* life = book->project(evaluation.subject.id);
    if (life != nullptr) list = &life->self_evaluations;
  }
  const SelfEvaluation* latest = nullptr;
  if (list == nullptr) return nullptr;
  for (const SelfEvaluation* record : *list) {
    if (record->year != evaluation.year) continue;
    if (latest == nullptr || latest->published < record->published) latest = record;
  }
  return latest;
}

}  // namespace disclose

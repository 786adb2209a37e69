#pragma once

#include <map>
#include <memory>

#include "model/registry.h"

namespace disclose {

/// What answers, checks or follows from a record, found by its id; in order of year, unit code, id.
struct RelatedRecords {
  std::map<Text, Refs<Rectification>> rectifications;     ///< by the record they answer (`of`)
  std::map<Text, Refs<Recheck>> rechecks;                 ///< by self-evaluation
  std::map<Text, Refs<SelfEvaluation>> self_evaluations;  ///< by target
  std::map<Text, Refs<ResultUse>> result_uses;            ///< by each record of `because`

  /// The list under `id`; empty when there is none.
  template <class T>
  static const Refs<T>& of(const std::map<Text, Refs<T>>& index, Text id) {
    static const Refs<T> none;
    const auto found = index.find(id);
    return found == index.end() ? none : found->second;
  }
};

/// Made once for all pages; it points into the registry.
std::shared_ptr<const RelatedRecords> relate_records(const Registry& registry);

/// Rectifications that answer a finding of `evaluation`: those that name it, and those of the whole
/// record.
Refs<Rectification> answers_to(const RelatedRecords& related, const FinanceEvaluation& evaluation, const Finding& finding);

/// The self-evaluation of what a finance evaluation is about, of its year: the latest published;
/// nullptr when there is none.
const SelfEvaluation* self_evaluation_of(const Registry& registry, const FinanceEvaluation& evaluation);

}  // namespace disclose

#include "model/subject.h"

namespace disclose {

const Subject* subject_of(const Record& record) {
  switch (record.kind) {
    case Kind::pre_evaluation: return &static_cast<const PreEvaluation&>(record).subject;
    case Kind::target: return &static_cast<const Target&>(record).subject;
    case Kind::monitoring: return &static_cast<const Monitoring&>(record).subject;
    case Kind::self_evaluation: return &static_cast<const SelfEvaluation&>(record).subject;
    case Kind::finance_evaluation: return &static_cast<const FinanceEvaluation&>(record).subject;
    case Kind::project:
    case Kind::budget:
    case Kind::final_accounts:
    case Kind::recheck:
    case Kind::rectification:
    case Kind::result_use:
    case Kind::assessment:
    case Kind::disclosure:
    case Kind::exemption:
    case Kind::regulation:
    case Kind::figures:
    case Kind::indicator_library:
      return nullptr;
  }
  return nullptr;
}

}  // namespace disclose

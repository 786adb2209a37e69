#pragma once

#include "base/view.h"
#include "plan/record_parts.h"

namespace disclose {

// The values of a record's page, its report and (under `data`) its data.json; see templates/README.md.

View target_view(const RecordContext& context, const Target& target);
View monitoring_view(const RecordContext& context, const Monitoring& monitoring);
View self_evaluation_view(const RecordContext& context, const SelfEvaluation& evaluation);
View recheck_view(const RecordContext& context, const Recheck& recheck);
View pre_evaluation_view(const RecordContext& context, const PreEvaluation& evaluation);
View finance_evaluation_view(const RecordContext& context, const FinanceEvaluation& evaluation);
View assessment_view(const RecordContext& context, const Assessment& assessment);

/// Plain data of a record: exact figures as text with unit and as plain number, ids and names; what is
/// withheld is absent and stands under `withheld` with its ground.
View record_data(const RecordContext& context, const Target& target);
View record_data(const RecordContext& context, const Monitoring& monitoring);
View record_data(const RecordContext& context, const SelfEvaluation& evaluation);
View record_data(const RecordContext& context, const Recheck& recheck);
View record_data(const RecordContext& context, const PreEvaluation& evaluation);
View record_data(const RecordContext& context, const FinanceEvaluation& evaluation);
View record_data(const RecordContext& context, const Assessment& assessment);

}  // namespace disclose

#pragma once

#include "model/records.h"
#include "read/object_reader.h"

namespace disclose {

// One reader for the own keys of each kind (the table of format.md 5).
void read_project(ObjectReader& reader, Project& record);
void read_budget(ObjectReader& reader, Budget& record);
void read_final_accounts(ObjectReader& reader, FinalAccounts& record);
void read_pre_evaluation(ObjectReader& reader, PreEvaluation& record);
void read_target(ObjectReader& reader, Target& record);
void read_monitoring(ObjectReader& reader, Monitoring& record);
void read_self_evaluation(ObjectReader& reader, SelfEvaluation& record);
void read_recheck(ObjectReader& reader, Recheck& record);
void read_finance_evaluation(ObjectReader& reader, FinanceEvaluation& record);
void read_rectification(ObjectReader& reader, Rectification& record);
void read_result_use(ObjectReader& reader, ResultUse& record);
void read_assessment(ObjectReader& reader, Assessment& record);
void read_disclosure(ObjectReader& reader, Disclosure& record);
void read_exemption(ObjectReader& reader, Exemption& record);
void read_regulation(ObjectReader& reader, Regulation& record);
void read_figures(ObjectReader& reader, Figures& record);
void read_indicator_library(ObjectReader& reader, IndicatorLibrary& record);

/// An indicator's keys (format.md 5, indicator).
void read_indicator(ObjectReader& reader, Indicator& indicator);

/// 四本预算 by their names in files.
Words<BudgetType> budget_type_words();
/// The items a unit owes, by their names in files.
Words<Item> item_words();

}  // namespace disclose

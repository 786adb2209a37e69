#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/diagnostic.h"
#include "base/folder.h"
#include "exact/date.h"
#include "model/registry.h"

namespace disclose {

/// What a rule may look at.
struct RuleContext {
  const Registry& registry;  ///< records that may be published, whole (nothing withheld)
  const Folder& folder;
  Date as_of;
};

/// One family of rules: reports every breach it finds. It never stops at the first.
using Rule = void (*)(const RuleContext& context, Diagnostics& diagnostics);

// The families, a file each; all of them are listed in check.cc.
void check_records(const RuleContext& context, Diagnostics& diagnostics);     // the arithmetic of each record
void check_figures(const RuleContext& context, Diagnostics& diagnostics);     // figures
void check_coverage(const RuleContext& context, Diagnostics& diagnostics);    // coverage, exemption
void check_missing(const RuleContext& context, Diagnostics& diagnostics);     // item-, target-, self-evaluation-missing
void check_deadlines(const RuleContext& context, Diagnostics& diagnostics);   // deadline
void check_provenance(const RuleContext& context, Diagnostics& diagnostics);  // review-, published-missing, year-outside, site-identity

/// A finding about `record` at `key` (a JSON pointer below it), with the code's usual severity.
Diagnostic finding(Code code, const Record& record, std::string_view key, Say message, Say help);

/// The name of the unit and project a finding is about, for messages: 县交通运输局“农村公路养护”.
std::string who(const RuleContext& context, const Record& record);

}  // namespace disclose

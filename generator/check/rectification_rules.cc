// rectification-missing (format.md 5 and 6): every finding of a finance evaluation has a rectification;
// one that names no finding answers all of them.
#include <fmt/format.h>

#include <set>

#include "base/text.h"
#include "check/rule.h"

namespace disclose {

void check_rectifications(const RuleContext& context, Diagnostics& diagnostics) {
  std::set<std::pair<Text, Text>> answered;  // evaluation and finding; no finding: all of them
  for (const Rectification* record : context.registry.records.rectifications) answered.emplace(record->of, record->finding);
  // One with a form error may be the very one that seems to be missing; if what it is of does not exist,
  // it may be of any.
  std::set<Text> doubtful;
  bool all_doubtful = !context.registry.inputs.complete;
  for (const Rectification& record : context.registry.inputs.records.rectifications) {
    if (record.sound || !is_publishable(record)) continue;
    doubtful.insert(record.of);
    all_doubtful = all_doubtful || (!record.of.empty() && context.registry.record(record.of) == nullptr);
  }
  for (const FinanceEvaluation* record : context.registry.records.finance_evaluations) {
    if (all_doubtful || doubtful.contains(record->id) || !record->sound || answered.contains({record->id, Text()})) continue;
    for (std::size_t i = 0; i < record->findings.size(); ++i) {
      const Finding& found = record->findings[i];
      if (answered.contains({record->id, found.id})) continue;
      Diagnostic d = finding(Code::rectification_missing, *record, fmt::format("/findings/{}", i),
                             {fmt::format("{}评价发现“{}”没有整改：{}", who(context, *record).zh, found.id, shorten(found.text, 40)),
                              fmt::format("the finding \"{}\" of {} has no rectification", found.id, who(context, *record).en)},
                             {"补上整改记录（of 写评价编号，finding 写发现编号）", "add a rectification (of: the evaluation, finding: this finding)"});
      diagnostics.add(std::move(d));
    }
  }
}

}  // namespace disclose

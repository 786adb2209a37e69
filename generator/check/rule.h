#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/folder.h"
#include "exact/date.h"
#include "model/registry.h"

namespace disclose {

/// A file below content/ that is published, and the page or record that names it first (nullptr: the
/// site itself).
struct PublishedFile {
  Text path;
  const Record* owner = nullptr;
};

/// What a rule may look at.
struct RuleContext {
  const Registry& registry;  ///< records that may be published, whole (nothing withheld)
  const Folder& folder;
  const std::vector<PublishedFile>& bodies;  ///< the Markdown that is published
  Date as_of;
  std::size_t part = 0;   ///< of a family that is gone through in parts: which of them
  std::size_t parts = 1;  ///< and how many there are
};

/// Calls `work(element)` for the elements of `list` that are this part's.
template <class List, class Work>
void for_each_in_part(const RuleContext& context, const List& list, Work&& work) {
  const std::size_t end = list.size() * (context.part + 1) / context.parts;
  for (std::size_t i = list.size() * context.part / context.parts; i < end; ++i) work(list[i]);
}

/// One family of rules: reports every breach it finds. It never stops at the first.
using Rule = void (*)(const RuleContext& context, Diagnostics& diagnostics);

// The families, a file each; all of them are listed in check.cc.
void check_records(const RuleContext& context, Diagnostics& diagnostics);     // the figures of each record; in parts
void check_figures(const RuleContext& context, Diagnostics& diagnostics);     // figures
void check_figure_texts(const RuleContext& context, Diagnostics& diagnostics);  // figure-text
void check_rectifications(const RuleContext& context, Diagnostics& diagnostics);  // rectification-missing
void check_coverage(const RuleContext& context, Diagnostics& diagnostics);    // coverage, exemption
void check_missing(const RuleContext& context, Diagnostics& diagnostics);     // item-, target-, self-evaluation-missing
void check_deadlines(const RuleContext& context, Diagnostics& diagnostics);   // deadline
void check_provenance(const RuleContext& context, Diagnostics& diagnostics);  // review-, published-missing, year-outside, site-identity

/// A finding about `record` at `key` (a JSON pointer below it), with the code's usual severity.
Diagnostic finding(Code code, const Record& record, std::string_view key, Say message, Say help);

/// Whose a finding is, for messages: unit and project by name, 县交通运输局“农村公路养护”; in English the
/// id stands before them. What has neither unit nor name goes by its kind and id.
Say who(const RuleContext& context, const Record& record);
Say who(const RuleContext& context, const MarkdownPage& page);
/// The same with the kind behind it, where a finding could be about any of a project's records:
/// 县交通运输局“农村公路养护”绩效目标.
Say whose(const RuleContext& context, const Record& record);

/// The source of a code's rule: what the law or the ministry asks, else the input format itself. A
/// finding may know a nearer one.
std::string_view usual_basis(Code code);

}  // namespace disclose

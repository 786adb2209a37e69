#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/view.h"
#include "plan/facts.h"
#include "plan/parts.h"
#include "plan/phrase.h"
#include "plan/plan.h"
#include "plan/related.h"

namespace disclose {

// What the pages of single records (targets, evaluations, …) have in common.

/// What views of records need besides the registry; shared by all of their pages.
struct RecordContext {
  const PlanContext& plan;
  std::shared_ptr<const SiteFacts> facts;
  std::shared_ptr<const RelatedRecords> related;

  const Registry& registry() const { return plan.registry; }
  const Site& site() const { return plan.registry.site(); }
};

/// A fact in the list below the heading.
struct Fact {
  std::string_view label;
  View value;            ///< stated()
  std::string url = {};  ///< where it leads, made by link_to(); "" nowhere
  std::string note = {};
};

/// [{label, value, url, note}]
View facts_view(const std::vector<Fact>& facts);

/// The subject a record is about: its project's record when it has one here.
const Project* project_of(const Registry& registry, const Subject& subject, const Record& record);

/// Puts into `values` what every record page has: page, say, facts, unit, project, narrative, toc,
/// documents, sources, withheld, cite, files. `list` is the list page it belongs to ("" none).
void set_record_values(const RecordContext& context, const Record& record, const Project* project, const Phrase& say,
                       std::string_view list, View& values);

/// [{id, title, children: [{id, title}]}] of a narrative's headings, for the macro `toc`; empty when
/// there are fewer than three.
View toc_view(const View& narrative);

/// [{text}]: the lines of a text that has several, without those that are empty.
View paragraphs_view(Text text);

/// "，单位某某" helpers: a name and its page, for links in prose: {title, url}.
View project_link(const Project* project);

}  // namespace disclose

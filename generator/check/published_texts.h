#pragma once

#include <functional>
#include <vector>

#include "check/rule.h"
#include "check/texts.h"

namespace disclose {

/// Whose a text is, and where it was stated.
struct TextOwner {
  std::string_view record;  ///< record, page or unit id; empty for the site
  std::string_view unit;
  const Origin* origin = nullptr;
  const Record* item = nullptr;  ///< the record or page; nullptr for a unit and the site
  bool is_page = false;

  Place place(const TextPlace& text) const;
  /// For messages: 县交通运输局“农村公路养护”绩效目标.
  Say name(const RuleContext& context) const;
};

using VisitPublishedText = std::function<void(const TextOwner& owner, const TextPlace& place, Text text)>;

/// Calls `visit` for the texts that reach the public, those of the context's part: of published records
/// and pages without form errors, of notices of withdrawal, of units and of the site.
void for_each_published_text(const RuleContext& context, const VisitPublishedText& visit);

/// The owner of what a record, or a page, is published with: its body, its attachments. `item` may be
/// nullptr: the site's own.
TextOwner owner_of(const Registry& registry, const Record* item);

/// The Markdown bodies that are published.
std::vector<PublishedFile> published_bodies(const Registry& registry);
/// The attachments that are published: those that `documents` name, and the site's emblem.
std::vector<PublishedFile> published_attachments(const Registry& registry);

}  // namespace disclose

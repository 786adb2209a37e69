#pragma once

#include <string_view>

#include "check/narrative_file.h"
#include "check/published_texts.h"
#include "check/rule.h"

namespace disclose {

// text-noise (format.md 6): traces of conversion and pasting. The leak gate goes through all texts and
// hands them on, so that each is visited, and each file opened, once.

/// In a text of a record, a page, a unit or the site.
void check_text_noise(const RuleContext& context, const TextOwner& owner, const TextPlace& place, Text text, Diagnostics& diagnostics);
/// In a body that is published.
void check_body_noise(const RuleContext& context, const PublishedFile& body, const NarrativeFile& file, Diagnostics& diagnostics);

}  // namespace disclose

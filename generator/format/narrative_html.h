#pragma once

#include "format/markdown.h"
#include "format/narrative_repair.h"

namespace disclose {

/// Writes a repaired narrative as markup, outline and plain text (render_narrative()).
Narrative write_narrative(const RepairedNarrative& repaired, const NarrativeOptions& options);

}  // namespace disclose

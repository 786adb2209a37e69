#pragma once

#include <string>

#include "template/datum.h"

namespace disclose::templates {

/// Appends `value` as JSON that may stand inside <script type="application/ld+json">: < > & and
/// U+2028, U+2029 are written as \u escapes, so that no text can end the script. Invalid UTF-8
/// becomes U+FFFD. False when lists and maps nest deeper than 64 levels; what is appended then is
/// incomplete.
bool append_json(std::string& out, const Datum& value);

}  // namespace disclose::templates

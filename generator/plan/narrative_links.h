#pragma once

#include <string>

#include "plan/plan.h"

namespace disclose {

/// Makes the relative links of a narrative right for the page it stands on. They are written relative
/// to the narrative's file (or to content/): one to an attachment that is published leads to its copy,
/// one to another narrative to the page that shows it, one from the root of the portal (`/…`) becomes
/// a whole address. What leads to nothing published keeps its text and loses its link: the site has no
/// dead links. `page` is the page's URL below base_url. Addresses with a scheme and `#…` stay.
void resolve_links(const PlanContext& context, const Record& record, std::string_view page, std::string& html);

}  // namespace disclose

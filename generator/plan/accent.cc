#include <fmt/format.h>

#include "plan/site_map.h"

namespace disclose {

void add_accent(const PlanContext& context, SitePlan& site_plan) {
  const Text accent = context.registry.site().accent;
  if (accent.empty()) return;
  // On dark paper the theme's own red stays: only that one is known to be readable there.
  site_plan.files.push_back({"assets/accent.css", [accent] {
                               return fmt::format("@media not (prefers-color-scheme:dark){{:root{{--accent:{}}}}}\n", accent);
                             }});
}

}  // namespace disclose

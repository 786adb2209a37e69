#include <set>

#include "plan/links.h"
#include "plan/site_map.h"

namespace disclose {

void add_attachments(const PlanContext& context, SitePlan& site_plan) {
  // Copied only when a published record names them in `documents` (format.md 7).
  std::set<Text> paths;
  const auto add = [&](const Record& record) {
    for (const Document& document : record.documents) {
      if (!document.path.empty()) paths.insert(document.path);
    }
  };
  for_each_list(context.registry.records, [&](const auto& list) {
    for (const auto* record : list) add(*record);
  });
  for (const MarkdownPage* page : context.registry.pages) add(*page);
  if (!context.registry.site().emblem.empty()) paths.insert(context.registry.site().emblem);
  for (const Text path : paths) {
    site_plan.files.push_back({attachment_url(path), [&context, path] {
                                 return context.folder.read("content/" + std::string(path)).value_or("");
                               }});
  }
}

}  // namespace disclose

// The table of contents: in which order the rooms are gone through, and what is true after each.
#include "pipeline.h"

#include "check/check.h"
#include "check/page_scan.h"
#include "plan/plan.h"
#include "read/read.h"
#include "render/render.h"

namespace disclose {

std::unique_ptr<Registry> check_site(const Folder& folder, const RunOptions& options,
                                     const Progress& progress, Diagnostics& diagnostics) {
  // Text becomes values that know where they stand. Nothing is judged but form.
  progress({"读取", "Reading"}, 0, folder.entries().size());
  Inputs inputs = read(folder, options.threads, diagnostics);
  if (options.year) {
    inputs.site.years = {*options.year};
    inputs.site.years_stated = true;
  }

  // Every rule is applied here. After this point, without an error, nothing published is wrong.
  progress({"检查", "Checking"}, 0, 0);
  auto registry = check(std::move(inputs), folder, {options.threads, options.as_of, options.notes}, diagnostics);

  // Whoever asks for one year knows that there are others.
  if (options.year) {
    std::erase_if(diagnostics.all(), [](const Diagnostic& d) { return d.code == Code::year_outside; });
  }

  locate(folder, diagnostics);
  diagnostics.sort();
  if (options.notes != nullptr) {
    locate(folder, *options.notes);
    options.notes->sort();
  }
  return registry;
}

BuildCounts build_site(const Registry& registry, const Folder& folder, const RunOptions& options,
                       const Progress& progress, Sink& sink, Diagnostics& diagnostics) {
  // Every path of the site is settled here. After this point no file is added.
  progress({"规划", "Planning"}, 0, 0);
  const std::string base_url = options.base_url.empty() ? std::string(registry.site().base_url) : options.base_url;
  const PlanContext context{registry, folder, {base_url, options.reports, options.sealed, options.site_path}};
  const SitePlan site_plan = plan(context);

  // Every path gets its bytes, one at a time, on all threads.
  // Each is looked through once more before it is handed on.
  PageScan scan(sink, registry, options.as_of);
  const MayDraw may_draw = [&](std::string_view path, std::string_view markup) { return scan.may_draw(path, markup); };
  const BuildCounts counts = render(site_plan, context, options.threads, progress, may_draw, scan, diagnostics);
  diagnostics.merge(scan.take());
  return counts;
}

}  // namespace disclose

#include "plan/facts.h"
#include "plan/links.h"
#include "plan/project_page.h"
#include "plan/site_map.h"

namespace disclose {

void add_project_pages(const PlanContext& context, SitePlan& site_plan) {
  const SiteFacts* facts = site_plan.facts.get();
  for (const auto& [year, year_facts] : facts->years) {
    if (year_facts.projects.empty()) continue;
    const YearFacts* of = &year_facts;
    const auto lists = std::make_shared<const ProjectLists>(project_lists(year_facts));
    for (std::size_t which = 0; which < lists->size(); ++which) {
      for (std::size_t page = 0; page < (*lists)[which].pages(); ++page) {
        site_plan.pages.push_back({.url = project_list_url(year, (*lists)[which], page), .page = "html/projects.html", .report = {},
                                   .values = [&context, of, lists, which, page] { return project_list_view(context, *of, *lists, which, page); }});
      }
    }
    for (const ProjectFacts& project_facts : year_facts.projects) {
      const ProjectFacts* project = &project_facts;
      site_plan.pages.push_back({.url = project_year_url(*project->life->project),
                                 .page = "html/project.html",
                                 .report = "report/project.xhtml",
                                 .data = true,
                                 .page_class = PageClass::article,
                                 .values = [&context, facts, project] { return project_view(context, *facts, *project); }});
    }
  }
  for (const auto& entry : context.registry.projects_by_id) {
    const Text id = entry.first;
    site_plan.pages.push_back({.url = project_url(id), .page = "html/project-years.html", .report = {},
                               .values = [&context, facts, id] { return project_years_view(context, *facts, id); }});
  }
}

}  // namespace disclose

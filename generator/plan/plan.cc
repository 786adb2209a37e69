#include "plan/plan.h"

#include "plan/facts.h"
#include "plan/frame.h"
#include "plan/site_map.h"

namespace disclose {

SitePlan plan(const PlanContext& context) {
  SitePlan site_plan;
  site_plan.frame = frame_view(context);
  site_plan.facts = make_facts(context.registry);
  add_home_pages(context, site_plan);
  add_unit_pages(context, site_plan);
  add_project_pages(context, site_plan);
  add_ledger_pages(context, site_plan);
  add_article_pages(context, site_plan);
  add_reference_pages(context, site_plan);
  add_data_pages(context, site_plan);
  add_accent(context, site_plan);
  add_record_pages(context, site_plan);
  add_list_pages(context, site_plan);
  add_attachments(context, site_plan);
  add_feeds(context, site_plan);
  add_crawler_files(context, site_plan);
  return site_plan;
}

}  // namespace disclose

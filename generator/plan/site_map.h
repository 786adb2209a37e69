#pragma once

#include "plan/plan.h"

namespace disclose {

// The parts of the site, a file each; plan() calls them in this order. Each appends the pages and
// files it is responsible for; view builders stand beside them.
void add_home_pages(const PlanContext& context, SitePlan& site_plan);      // home, year, congress
void add_unit_pages(const PlanContext& context, SitePlan& site_plan);      // units, unit, unit in a year
void add_project_pages(const PlanContext& context, SitePlan& site_plan);   // projects, project, its years
void add_record_pages(const PlanContext& context, SitePlan& site_plan);    // a page per target, evaluation, …
void add_list_pages(const PlanContext& context, SitePlan& site_plan);      // evaluations, rectifications, … of a year
void add_ledger_pages(const PlanContext& context, SitePlan& site_plan);    // the ledger and its files
void add_article_pages(const PlanContext& context, SitePlan& site_plan);   // reports, notices, pages, withdrawals
void add_reference_pages(const PlanContext& context, SitePlan& site_plan); // search, method, proof, 404
void add_data_pages(const PlanContext& context, SitePlan& site_plan);      // open data: CSV, JSON, data package
void add_accent(const PlanContext& context, SitePlan& site_plan);         // the county's own colour
void add_feeds(const PlanContext& context, SitePlan& site_plan);          // feed.xml, opensearch.xml
void add_crawler_files(const PlanContext& context, SitePlan& site_plan);   // robots.txt, sitemap.xml of all planned pages
void add_attachments(const PlanContext& context, SitePlan& site_plan);     // files named by published records

}  // namespace disclose

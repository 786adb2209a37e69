#include "plan/record_pages.h"

#include <memory>

#include "plan/site_map.h"

namespace disclose {

namespace {

struct Templates {
  std::string_view page;
  std::string_view report;
};

template <class Record, class Build>
void add(const std::shared_ptr<const RecordContext>& context, SitePlan& site_plan, const Refs<Record>& records, Templates templates,
         Build build) {
  for (const Record* record : records) {
    site_plan.pages.push_back({.url = record_url(context->registry(), *record),
                               .page = templates.page,
                               .report = templates.report,
                               .data = true,
                               .page_class = PageClass::article,
                               .about = record,
                               .values = [context, record, build] {
                                 View values = build(*context, *record);
                                 values.set("data", record_data(*context, *record));
                                 return values;
                               }});
  }
}

}  // namespace

void add_record_pages(const PlanContext& plan, SitePlan& site_plan) {
  const auto context = std::make_shared<const RecordContext>(RecordContext{plan, site_plan.facts, relate_records(plan.registry)});
  const PublishedRecords& records = plan.registry.records;
  add(context, site_plan, records.targets, {"html/record-target.html", "report/target.xhtml"}, target_view);
  add(context, site_plan, records.monitorings, {"html/record-monitoring.html", "report/monitoring.xhtml"}, monitoring_view);
  add(context, site_plan, records.self_evaluations, {"html/record-self-evaluation.html", "report/self-evaluation.xhtml"},
      self_evaluation_view);
  add(context, site_plan, records.rechecks, {"html/record-recheck.html", "report/recheck.xhtml"}, recheck_view);
  add(context, site_plan, records.pre_evaluations, {"html/record-pre-evaluation.html", "report/pre-evaluation.xhtml"},
      pre_evaluation_view);
  add(context, site_plan, records.finance_evaluations, {"html/record-finance-evaluation.html", "report/finance-evaluation.xhtml"},
      finance_evaluation_view);
  add(context, site_plan, records.assessments, {"html/record-assessment.html", "report/assessment.xhtml"}, assessment_view);
}

}  // namespace disclose

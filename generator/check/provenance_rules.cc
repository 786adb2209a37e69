// Who reviewed and when it was published: review-missing, published-missing, year-outside,
// site-identity (format.md 6).
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "check/rule.h"

namespace disclose {

namespace {

Say name_of_owner(const RuleContext& context, const Record& record) { return whose(context, record); }
Say name_of_owner(const RuleContext& context, const MarkdownPage& page) { return who(context, page); }

template <class T>
void check_review(const RuleContext& context, const T& record, Diagnostics& diagnostics) {
  if (record.review || !record.sound) return;
  const Say owner = name_of_owner(context, record);
  Diagnostic d = finding(Code::review_missing, record, "",
                         {owner.zh + "没有保密审查", owner.en + " has no review for secrecy"},
                         {"在 review 写审查人、日期和结论", "state by whom, when and with what conclusion in review"});
  diagnostics.add(std::move(d));
}

void check_reviews(const RuleContext& context, Diagnostics& diagnostics) {
  for_each_list(context.registry.records, [&](const auto& list) {
    for (const auto* record : list) {
      if (record->kind == Kind::disclosure || record->kind == Kind::exemption) continue;
      check_review(context, static_cast<const Record&>(*record), diagnostics);
    }
  });
  for (const MarkdownPage* page : context.registry.pages) {
    if (page->page_kind != PageKind::report) continue;
    check_review(context, *page, diagnostics);
  }
}

void check_published(const RuleContext& context, Diagnostics& diagnostics) {
  for (const auto& [year, book] : context.registry.years) {
    for (const LedgerEntry& entry : book.ledger.entries) {
      for (const Record* record : entry.records) {
        if (record->published || !record->sound) continue;
        const Say owner = whose(context, *record);
        diagnostics.add(finding(Code::published_missing, *record, "", {owner.zh + "没有公开日期", owner.en + " has no date of publication"},
                                {"在 published 写首次公开的日期", "state the day of its first publication in published"}));
      }
    }
  }
}

void check_years(const RuleContext& context, Diagnostics& diagnostics) {
  // Also where site.json names no years: a regulation or a library makes no year of its own, and is
  // not shown when nothing else is of its year.
  const auto& years = context.registry.site().years;
  const auto outside = [&]<class T>(const T& record) {
    if (!is_publishable(record) || !record.sound || record.year == 0) return;
    if (std::ranges::find(years, record.year) != years.end()) return;
    const Say owner = name_of_owner(context, record);
    Diagnostic d = finding(Code::year_outside, record, "/year",
                           {fmt::format("{}：{} 年度不在本站公开的年度之列，不会公开", owner.zh, record.year),
                            fmt::format("{}: {} is not among the years this site shows, so it is not published", owner.en, record.year)},
                           {"把年度加进 site.json 的 years，或改正记录的年度", "add the year to years in site.json, or mend the record's year"});
    d.figures = {std::to_string(record.year)};
    diagnostics.add(std::move(d));
  };
  for_each_record(context.registry.inputs.records, [&](const Record& record) { outside(record); });
  for (const MarkdownPage& page : context.registry.inputs.pages) {
    if (page.page_kind == PageKind::report) outside(page);
  }
}

void check_identity(const RuleContext& context, Diagnostics& diagnostics) {
  const Site& site = context.registry.site();
  if (!site.portal.site_id.empty() || site.origin.file.empty()) return;
  diagnostics.add({.code = Code::site_identity,
                   .severity = usual_severity(Code::site_identity),
                   .place = {.file = std::string(site.origin.file), .pointer = "/portal", .position = {}, .origin = site.origin.offset},
                   .message = {"没有政府网站标识码（portal.site_id），页面不写 SiteIDCode", "there is no government site id (portal.site_id); pages carry no SiteIDCode"},
                   .help = {"在 portal.site_id 写 10 位网站标识码", "state the 10 digits in portal.site_id"},
                   .basis = "国办发〔2017〕47号"});
}

}  // namespace

void check_provenance(const RuleContext& context, Diagnostics& diagnostics) {
  check_reviews(context, diagnostics);
  check_published(context, diagnostics);
  check_years(context, diagnostics);
  check_identity(context, diagnostics);
}

}  // namespace disclose

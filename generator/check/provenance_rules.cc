// Who reviewed and when it was published: review-missing, published-missing, year-outside,
// site-identity (format.md 6).
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "check/rule.h"

namespace disclose {

namespace {

void check_review(const Record& record, const std::string& whose, Say what, Diagnostics& diagnostics) {
  if (record.review || !record.sound) return;
  Diagnostic d = finding(Code::review_missing, record, "",
                         {fmt::format("{}{}没有保密审查", whose, what.zh), fmt::format("{} {} has no review for secrecy", what.en, record.id)},
                         {"在 review 写审查人、日期和结论", "state by whom, when and with what conclusion in review"});
  d.basis = "政府信息公开条例第十七条";
  diagnostics.add(std::move(d));
}

void check_reviews(const RuleContext& context, Diagnostics& diagnostics) {
  for_each_list(context.registry.records, [&](const auto& list) {
    for (const auto* record : list) {
      if (record->kind == Kind::disclosure || record->kind == Kind::exemption) continue;
      check_review(*record, who(context, *record), {std::string(chinese_name_of(record->kind)), std::string(name_of(record->kind))}, diagnostics);
    }
  });
  for (const MarkdownPage* page : context.registry.pages) {
    if (page->page_kind != PageKind::report) continue;
    check_review(*page, fmt::format("“{}”", page->title), {"", "report"}, diagnostics);
  }
}

void check_published(const RuleContext& context, Diagnostics& diagnostics) {
  for (const auto& [year, book] : context.registry.years) {
    for (const LedgerEntry& entry : book.ledger.entries) {
      for (const Record* record : entry.records) {
        if (record->published || !record->sound) continue;
        diagnostics.add(finding(Code::published_missing, *record, "",
                                {fmt::format("{}{}没有公开日期", who(context, *record), chinese_name_of(record->kind)),
                                 fmt::format("{} {} has no date of publication", name_of(record->kind), record->id)},
                                {"在 published 写首次公开的日期", "state the day of its first publication in published"}));
      }
    }
  }
}

void check_years(const RuleContext& context, Diagnostics& diagnostics) {
  // Also where site.json names no years: a regulation or a library makes no year of its own, and is
  // not shown when nothing else is of its year.
  const auto& years = context.registry.site().years;
  const auto outside = [&](const Record& record) {
    if (!is_publishable(record) || !record.sound || record.year == 0) return;
    if (std::ranges::find(years, record.year) != years.end()) return;
    Diagnostic d = finding(Code::year_outside, record, "/year",
                           {fmt::format("{} 年度不在本站公开的年度之列，这条记录不会公开", record.year),
                            fmt::format("{} is not among the years this site shows: this record is not published", record.year)},
                           {"把年度加进 site.json 的 years，或改正记录的年度", "add the year to years in site.json, or mend the record's year"});
    d.figures = {std::to_string(record.year)};
    diagnostics.add(std::move(d));
  };
  for_each_record(context.registry.inputs.records, outside);
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

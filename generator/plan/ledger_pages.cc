#include <fmt/format.h>

#include "exact/percent.h"
#include "plan/coverage.h"
#include "plan/ledger_files.h"
#include "plan/ledger_view.h"
#include "plan/parts.h"
#include "plan/site_map.h"

namespace disclose {

namespace {

std::string headline(Year year, const Coverage& coverage) {
  if (!coverage.owes) return fmt::format("{}年度公开台账", year);
  if (coverage.due > 0) return fmt::format("{}年度应公开{}项，已公开{}项", year, coverage.due, coverage.disclosed);
  if (coverage.not_due > 0) return fmt::format("{}年度的{}项都未到期", year, coverage.not_due);
  return fmt::format("{}年度没有应公开的事项", year);
}

View term(std::string_view name, std::string value, std::string how) {
  return View::map({{"name", name}, {"value", std::move(value)}, {"how", std::move(how)}});
}

// Numerator and denominator of every figure, spelled out.
View formulas(const Coverage& coverage) {
  View rows{View::List{}};
  if (!coverage.owes) return rows;
  rows.push(term("应公开单位", fmt::format("{}个", coverage.due_units), units_formula(coverage)));
  rows.push(term("应公开事项", fmt::format("{}项", coverage.due), items_formula(coverage)));
  if (coverage.due > 0) {
    rows.push(term("已公开事项", fmt::format("{}项", coverage.disclosed),
                   fmt::format("未公开{}项 = 应公开{}项 − 已公开{}项", coverage.missing, coverage.due, coverage.disclosed)));
  }
  if (coverage.units_total) {
    rows.push(term("公开率", "不计算",
                   fmt::format("已列{}个单位，全部{}个；没有列全，没有分母", coverage.units, *coverage.units_total)));
    return rows;
  }
  if (const auto rate = coverage.rate()) {
    rows.push(term("事项公开率", print_percent(*rate), fmt::format("已公开{}项 ÷ 应公开{}项", coverage.disclosed, coverage.due)));
  } else {
    rows.push(term("公开率", "不计算", "没有到期的应公开事项，没有分母"));
  }
  if (const auto rate = coverage.unit_rate()) {
    rows.push(term("单位公开率", print_percent(*rate),
                   fmt::format("全部公开的单位{}个 ÷ 应公开单位{}个", coverage.complete_units, coverage.due_units)));
  }
  return rows;
}

View timeliness_view(const LedgerCounts& counts) {
  View rows{View::List{}};
  if (counts.disclosed == 0) return rows;
  const auto add = [&](std::string_view state, std::string_view text, int count, std::string_view note) {
    rows.push(View::map({{"state", state}, {"text", text}, {"count", count}, {"note", note}}));
  };
  add("ok", "按期", counts.on_time, "首次公开日期不晚于期限");
  add("mid", "逾期", counts.late, "首次公开日期晚于期限");
  add("na", "无法判定", counts.undecided, "缺批复日期或公开日期，不当作按期");
  return rows;
}

View ledger_files_view(Year year, bool reports) {
  View files{View::List{}};
  const auto add = [&](std::string_view title, std::string_view file) {
    files.push(View::map({{"title", title}, {"url", list_url(year, "ledger") + std::string(file)}}));
  };
  add("台账 XLSX", "ledger.xlsx");
  add("CSV", "ledger.csv");
  add("JSON", "ledger.json");
  if (reports) add("PDF", "ledger.pdf");
  return files;
}

View ledger_page(const PlanContext& context, const YearBook& book, std::size_t part) {
  const Site& site = context.registry.site();
  const Coverage coverage = coverage_of(site, book.ledger);
  PageHead head{.title = fmt::format("{}年度公开台账", book.year),
                .description = coverage.owes ? headline(book.year, coverage) + "；" + units_formula(coverage) : headline(book.year, coverage),
                .nav = "ledger",
                .year = book.year,
                .trail = {{fmt::format("{}年度", book.year), year_url(book.year)}}};
  if (part > 0) {
    head.trail.emplace_back("公开台账", list_url(book.year, "ledger"));
    head.title += fmt::format("（{}）", part + 1);
  }
  View rows = ledger_rows_view(context, book, part);
  View parts = ledger_parts_view(book, part);
  View ledger = View::map({
      {"year", book.year},
      {"headline", headline(book.year, coverage)},
      {"owes", coverage.owes},
      {"units", units_formula(coverage)},
      {"items_formula", items_formula(coverage)},
      {"missing_count", coverage.missing},
      {"late_count", book.ledger.counts.late},
      {"listed", coverage.units},
      {"units_total", coverage.units_total ? View(*coverage.units_total) : View()},
      {"formulas", formulas(coverage)},
      {"timeliness", timeliness_view(book.ledger.counts)},
      {"items", ledger_items_view(site)},
      {"rows", std::move(rows)},
      {"parts", std::move(parts)},
      {"missing", ledger_missing_view(book)},
      {"late", ledger_late_view(context, book)},
      {"exemptions", ledger_exemptions_view(context, book)},
      {"publisher", ledger_publisher_view(context, book)},
      {"publisher_name", site.publisher.name},
      {"kinds", coverage.owes ? View(View::List{}) : ledger_kinds_view(context.registry, book)},
      {"files", ledger_files_view(book.year, context.options.reports)},
      {"register", context.options.sealed ? link_to(fmt::format("{}{}/", kRegisterUrl, book.year)) : std::string()},
  });
  return View::map({{"page", page_view(context, head)}, {"ledger", std::move(ledger)}});
}

// The PDF holds every unit; the page only its part of them.
View ledger_report(const PlanContext& context, const YearBook& book) {
  View view = ledger_page(context, book, 0);
  View rows{View::List{}};
  for (std::size_t part = 0; part < ledger_page_count(book); ++part) {
    View of_part = ledger_rows_view(context, book, part);
    for (View& row : *of_part.list()) rows.push(std::move(row));
  }
  view.set("all_rows", std::move(rows));
  return view;
}

}  // namespace

void add_ledger_pages(const PlanContext& context, SitePlan& site_plan) {
  for (const auto& entry : context.registry.years) {
    const YearBook& book = entry.second;
    const std::string url = list_url(book.year, "ledger");
    site_plan.pages.push_back({.url = url,
                               .page = "html/ledger.html",
                               .report = "report/ledger.xhtml",
                               .report_name = "ledger.pdf",
                               .values = [&context, &book] { return ledger_report(context, book); }});
    for (std::size_t part = 1; part < ledger_page_count(book); ++part) {
      site_plan.pages.push_back({.url = ledger_part_url(book.year, part),
                                 .page = "html/ledger-part.html",
                                 .values = [&context, &book, part] { return ledger_page(context, book, part); }});
    }
    site_plan.files.push_back({url + "ledger.json", [&context, &book] { return ledger_json(context, book); }});
    site_plan.files.push_back({url + "ledger.csv", [&context, &book] { return ledger_csv(context, book); }});
    site_plan.files.push_back({url + "ledger.xlsx", [&context, &book] { return ledger_xlsx(context, book); }});
  }
}

}  // namespace disclose

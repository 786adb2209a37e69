#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "plan/parts.h"
#include "plan/qr_view.h"
#include "plan/site_map.h"

namespace disclose {

namespace {

std::string_view chinese_name_of(PageKind kind) {
  switch (kind) {
    case PageKind::report: return "报告";
    case PageKind::notice: return "通知公告";
    case PageKind::page: return "说明";
  }
  return {};
}

// The outline of a narrative as a list of two levels, for the contents beside it.
View contents_view(const View& narrative) {
  View contents{View::List{}};
  const View* outline = narrative.find("outline");
  if (outline == nullptr || outline->list() == nullptr || outline->list()->size() < 3) return contents;
  std::int64_t top = 6;
  for (const View& heading : *outline->list()) top = std::min(top, *heading.find("level")->number());
  for (const View& heading : *outline->list()) {
    const std::int64_t level = *heading.find("level")->number();
    View entry = View::map({{"id", std::string(heading.find("anchor")->text())},
                            {"title", std::string(heading.find("text")->text())},
                            {"children", View(View::List{})}});
    if (level == top || contents.list()->empty()) {
      contents.push(std::move(entry));
    } else if (level == top + 1) {
      View& parent = contents.list()->back();
      for (View::Entry& member : *parent.map()) {
        if (member.first == "children") member.second.push(std::move(entry));
      }
    }
  }
  return contents;
}

PageHead head_of(const MarkdownPage& page) {
  PageHead head{.title = std::string(page.title),
                .description = std::string(page.summary.empty() ? page.title : page.summary),
                .nav = "",
                .trail = {},
                .record = &page};
  if (page.has_year) head.year = page.year;
  if (page.page_kind == PageKind::notice) {
    head.trail.emplace_back("通知公告", "notices/");
  } else if (page.page_kind == PageKind::report) {
    head.trail.emplace_back(fmt::format("{}年度", page.year), year_url(page.year));
  }
  return head;
}

std::string citation(const PlanContext& context, const MarkdownPage& page) {
  const Unit* unit = context.registry.unit(page.unit);
  const Text by = !page.issued_by.empty() ? page.issued_by : unit != nullptr ? unit->name : context.registry.site().publisher.name;
  return fmt::format("{}：《{}》{}，", by, page.title, page.published ? "，" + print(page.published->date) : std::string());
}

// data.json: what the page says, for machines; absent facts are left out.
View data_of(const MarkdownPage& page, const View& narrative) {
  View data;
  const auto add = [&](std::string_view name, std::string value) {
    if (!value.empty()) data.set(name, std::move(value));
  };
  add("id", std::string(page.id));
  add("kind", std::string(name_of(page.page_kind)));
  add("title", std::string(page.title));
  if (page.has_year) data.set("year", page.year);
  add("unit", std::string(page.unit));
  add("published", text_of(page.published));
  add("issued_by", std::string(page.issued_by));
  add("issued_date", text_of(page.issued_date));
  add("approval_number", std::string(page.approval.number));
  add("approval_date", text_of(page.approval.date));
  add("summary", std::string(page.summary));
  data.set("documents", documents_view(page));
  data.set("sources", sources_view(page));
  if (const View* plain = narrative.find("plain")) data.set("text", std::string(plain->text()));
  return data;
}

View article(const PlanContext& context, const MarkdownPage& page) {
  const std::string url = page_url(page);
  View narrative = narrative_view(context, page);
  const Unit* unit = page.unit.empty() ? nullptr : context.registry.unit(page.unit);
  const YearBook* book = page.has_year ? context.registry.year(page.year) : nullptr;
  const bool is_report = page.page_kind == PageKind::report;
  View files{View::List{}};
  if (is_report) {
    if (context.options.reports) files.push(View::map({{"title", "PDF"}, {"url", url + "report.pdf"}}));
    files.push(View::map({{"title", "数据 JSON"}, {"url", url + "data.json"}}));
  }
  const bool has_figures = is_report && book != nullptr && !book->records.figures.empty();
  View values = View::map({
      {"page", page_view(context, head_of(page))},
      {"article", View::map({
                      {"title", page.title},
                      {"kind", name_of(page.page_kind)},
                      {"kind_name", chinese_name_of(page.page_kind)},
                      {"summary", page.summary},
                      {"published", text_of(page.published)},
                      {"unit", unit == nullptr ? View() : unit_link(context.registry, page.unit, head_of(page).year)},
                      {"header", header_block(context, page)},
                      {"contents", contents_view(narrative)},
                      {"issued_by", page.issued_by},
                      {"issued_date", page.issued_date ? print_chinese(*page.issued_date) : std::string()},
                      {"documents", documents_view(page)},
                      {"sources", sources_view(page)},
                      {"figures_url", has_figures ? link_to(list_url(page.year, "figures")) : std::string()},
                      {"files", std::move(files)},
                      {"citation", citation(context, page)},
                      {"qr", qr_view(context, page_url(page))},
                  })},
  });
  if (is_report) values.set("data", data_of(page, narrative));
  values.set("narrative", std::move(narrative));
  return values;
}

// That it was withdrawn, when and why; its id stands in the URL alone (format.md 7).
View withdrawal(const PlanContext& context, const Record& record) {
  const std::string date = record.withdrawn ? text_of(record.withdrawn->date) : std::string();
  PageHead head{.title = "已撤回", .description = "这个网址上的内容已经撤回", .nav = ""};
  const bool of_year = context.registry.year(record.year) != nullptr;
  if (of_year) head.year = record.year;
  return View::map({
      {"page", page_view(context, head)},
      {"withdrawal", View::map({{"date", date},
                                {"reason", record.withdrawn ? record.withdrawn->reason : Text()},
                                {"year", of_year ? View(record.year) : View()},
                                {"year_url", of_year ? link_to(year_url(record.year)) : std::string()}})},
  });
}

View notice_list(const PlanContext& context) {
  std::vector<const MarkdownPage*> pages;
  for (const MarkdownPage* page : context.registry.pages) {
    if (page->page_kind == PageKind::notice) pages.push_back(page);
  }
  std::ranges::stable_sort(pages, std::ranges::greater{}, &MarkdownPage::published);
  View notices{View::List{}};
  for (const MarkdownPage* page : pages) {
    notices.push(View::map({{"title", page->title},
                            {"url", link_to(page_url(*page))},
                            {"date", page->published ? print(page->published->date) : std::string()},
                            {"by", page->issued_by},
                            {"summary", page->summary}}));
  }
  const std::size_t count = notices.list()->size();
  const PageHead head{.title = "通知公告", .description = fmt::format("通知、公告和更正，共{}篇", count), .nav = "", .trail = {}};
  return View::map({{"page", page_view(context, head)}, {"notices", std::move(notices)}, {"count", count}});
}

}  // namespace

void add_article_pages(const PlanContext& context, SitePlan& site_plan) {
  bool has_notices = false;
  for (const MarkdownPage* page : context.registry.pages) {
    const bool is_report = page->page_kind == PageKind::report;
    has_notices = has_notices || page->page_kind == PageKind::notice;
    site_plan.pages.push_back({.url = page_url(*page),
                               .page = "html/article.html",
                               .report = is_report ? "report/article.xhtml" : "",
                               .data = is_report,
                               .page_class = PageClass::article,
                               .about = page,
                               .values = [&context, page] { return article(context, *page); }});
  }
  if (has_notices) {
    site_plan.pages.push_back({.url = "notices/", .page = "html/notices.html", .values = [&context] { return notice_list(context); }});
  }
  const auto add_withdrawal = [&](const Record& record, std::string url) {
    if (url.empty()) return;
    site_plan.pages.push_back({.url = std::move(url),
                               .page = "html/withdrawn.html",
                               .listed = false,
                               .values = [&context, &record] { return withdrawal(context, record); }});
  };
  for (const Record* record : context.registry.withdrawn) add_withdrawal(*record, withdrawn_url(*record));
  for (const MarkdownPage* page : context.registry.withdrawn_pages) add_withdrawal(*page, page_url(*page));
}

}  // namespace disclose

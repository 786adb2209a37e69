#include "plan/parts.h"

#include <fmt/format.h>

#include "base/text.h"
#include "exact/score.h"
#include "format/front_matter.h"
#include "format/markdown.h"
#include "format/nowrap.h"
#include "model/subject.h"
#include "plan/frame.h"
#include "plan/narrative_links.h"
#include "plan/period.h"

namespace disclose {

namespace {

// Standard names: unit or project, year, object (domain.md 2.3, title rule).
std::string derived_title(const Registry& registry, const Record& record) {
  const Unit* unit = registry.unit(record.unit);
  std::string about = unit == nullptr ? std::string() : std::string(unit->name);
  std::string_view object = chinese_name_of(record.kind);
  if (record.kind == Kind::project) return std::string(static_cast<const Project&>(record).name);
  if (record.kind == Kind::recheck) {
    const auto& recheck = static_cast<const Recheck&>(record);
    const SelfEvaluation* checked = registry.self_evaluation(recheck.self_evaluation);
    if (checked != nullptr) about = registry.subject_name(checked->subject, *checked);
  }
  if (const Subject* subject = subject_of(record)) {
    const bool whole_unit = subject->type == Subject::Type::unit;
    if (!whole_unit) about = registry.subject_name(*subject, record);
    if (record.kind == Kind::target) object = whole_unit ? "部门整体支出绩效目标" : "绩效目标";
    if (record.kind == Kind::self_evaluation) object = whole_unit ? "部门整体支出绩效自评" : "绩效自评";
    if (record.kind == Kind::finance_evaluation) object = whole_unit ? "部门整体支出财政评价" : "财政评价";
    if (record.kind == Kind::monitoring) {
      object = whole_unit ? "部门整体支出绩效运行监控" : "绩效运行监控";
      // Two of a year are told apart by their months.
      const Period period = period_of(static_cast<const Monitoring&>(record).period);
      if (period.year == record.year && !period.months.empty()) return fmt::format("{}{}{}", about, period.full, object);
    }
  }
  if (about.empty()) about = registry.site().jurisdiction.name;
  return fmt::format("{}{}年度{}", about, record.year, object);
}

// The Markdown of a narrative below its front matter.
std::string read_body(const Folder& folder, Text path) {
  const std::string file = "content/" + std::string(path);
  const std::optional<std::string> text = folder.read(file);
  if (!text) return {};
  Arena arena;
  Diagnostics unheard;  // read() has reported them
  const auto markdown = parse_front_matter(file, *text, arena, unheard);
  return markdown ? text->substr(markdown->body_offset) : std::string();
}

}  // namespace

std::string title_of(const Registry& registry, const Record& record) {
  return record.title.empty() ? derived_title(registry, record) : std::string(record.title);
}

std::string short_name_of(const Registry& registry, Text id) {
  const Unit* unit = registry.unit(id);
  if (unit == nullptr) return std::string(id);
  return std::string(unit->short_name.empty() ? unit->name : unit->short_name);
}

View page_view(const PlanContext& context, const PageHead& head) {
  View trail{View::List{}};
  for (const auto& [title, url] : head.trail) {
    trail.push(View::map({{"title", title}, {"url", link_to(url)}, {"address", url}, {"place", trail.list()->size() + 2}}));
  }
  View page = View::map({{"title", head.title},
                         {"menu", nav_view(context.registry, head.year)},
                         {"description", shorten(head.description, 100)},
                         {"nav", head.nav},
                         {"year", head.year ? View(*head.year) : View()},
                         {"trail", std::move(trail)},
                         {"pub_date", ""},
                         {"day", ""},
                         {"record", View()}});
  if (head.record != nullptr) {
    const auto& published = head.record->published;
    // PubDate comes from the data, never from the build's clock (domain.md 3.3).
    if (published) {
      page.set("pub_date", print(DateTime{published->date, published->minutes.value_or(0)}));
      page.set("day", print(published->date));
    }
    page.set("record", header_block(context, *head.record));
  }
  return page;
}

View header_block(const PlanContext& context, const Record& record) {
  const Registry& registry = context.registry;
  const Unit* unit = registry.unit(record.unit);
  const bool by_bureau = record.kind == Kind::finance_evaluation || record.kind == Kind::recheck || unit == nullptr;
  View review;
  if (record.review) {
    review = View::map({{"by", record.review->by}, {"date", text_of(record.review->date)}, {"conclusion", record.review->conclusion}});
  }
  return View::map({
      {"publisher", by_bureau ? registry.site().publisher.name : unit->name},
      {"number", record.approval.number},
      {"authority", record.approval.authority},
      {"approved", text_of(record.approval.date)},
      {"published", text_of(record.published)},
      {"review", std::move(review)},
      {"valid", "有效"},
  });
}

View link_view(const Registry& registry, const Record& record) {
  const std::string url = record_url(registry, record);
  return View::map({{"title", title_of(registry, record)}, {"url", url.empty() ? "" : link_to(url)}});
}

View unit_link(const Registry& registry, Text id, std::optional<Year> year) {
  const Unit* unit = registry.unit(id);
  if (unit == nullptr) return View();
  const YearBook* book = year ? registry.year(*year) : nullptr;
  const bool in_year = book != nullptr && book->unit(id) != nullptr;
  return View::map({{"id", unit->id},
                    {"name", unit->name},
                    {"short_name", unit->short_name.empty() ? unit->name : unit->short_name},
                    {"code", unit->code},
                    {"level", chinese_name_of(unit->level)},
                    {"url", link_to(in_year ? unit_year_url(*unit, *year) : unit_url(*unit))}});
}

View documents_view(const Record& record) {
  View list{View::List{}};
  for (const Document& document : record.documents) {
    const bool inside = !document.path.empty();
    list.push(View::map({{"title", document.title},
                         {"url", inside ? attachment_url(document.path) : std::string(document.url)},
                         {"inside", inside},
                         {"date", text_of(document.date)}}));
  }
  return list;
}

View files_beside(const PlanContext& context, const std::string& url) {
  View files{View::List{}};
  if (context.options.reports) files.push(View::map({{"title", "PDF"}, {"url", url + "report.pdf"}}));
  files.push(View::map({{"title", "JSON"}, {"url", url + "data.json"}}));
  return files;
}

View sources_view(const Record& record) {
  View list{View::List{}};
  for (const SourceNote& source : record.sources) {
    list.push(View::map({{"title", source.title}, {"url", source.url}, {"page", source.page}, {"cell", source.cell}}));
  }
  return list;
}

View stated(const Record& record, std::string_view key, std::string text, std::string_view absent) {
  if (const Withheld* withheld = withheld_at(record, key)) {
    return View::map({{"text", ""}, {"withheld", withheld->basis}, {"absent", ""}});
  }
  const bool none = text.empty();
  return View::map({{"text", std::move(text)}, {"withheld", ""}, {"absent", none ? absent : std::string_view()}});
}

std::string text_of(const std::optional<StatedMoney>& money) { return money ? print(*money) : std::string(); }
std::string text_of(const std::optional<Points>& points) { return points ? print_score(points->decimal()) : std::string(); }
std::string text_of(const std::optional<DateTime>& time) { return time ? print(*time) : std::string(); }
std::string text_of(const std::optional<Date>& date) { return date ? print(*date) : std::string(); }

namespace {

View rendered(const PlanContext& context, const Record& record, const std::string& page, const NarrativeOptions& options) {
  if (record.narrative.empty()) return View();
  Narrative narrative = render_narrative(read_body(context.folder, record.narrative), options);
  resolve_links(context, record, page, narrative.html);
  nowrap_numbers(narrative.html);
  View outline{View::List{}};
  for (Heading& heading : narrative.outline) {
    outline.push(View::map({{"level", heading.level}, {"text", std::move(heading.text)}, {"anchor", std::move(heading.anchor)}}));
  }
  return View::map({{"html", Markup{std::move(narrative.html)}},
                    {"outline", std::move(outline)},
                    {"plain", std::move(narrative.plain)}});
}

}  // namespace

View narrative_view(const PlanContext& context, const Record& record, std::string_view title, int top_heading) {
  return rendered(context, record, record_url(context.registry, record), {.title = title, .top_heading = top_heading});
}

View narrative_view(const PlanContext& context, const MarkdownPage& page) {
  const std::string date = text_of(page.issued_date);
  return rendered(context, page, page_url(page), {.title = page.title, .signature_by = page.issued_by, .signature_date = date});
}

View unbroken(std::string_view text) {
  std::string html;
  html.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': html += "&amp;"; break;
      case '<': html += "&lt;"; break;
      case '>': html += "&gt;"; break;
      case '"': html += "&#34;"; break;
      case '\'': html += "&#39;"; break;
      default:
        // As the templates do: a page holds no control character.
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n' || c == '\r') html += c;
    }
  }
  nowrap_numbers(html);
  return text.empty() ? View("") : View(Markup{std::move(html)});
}

std::string share(const Decimal& part, const Decimal& whole) {
  if (whole.is_zero()) return "0%";
  const auto percent = Decimal::divide(part, whole, 6);
  const auto hundred = percent ? percent->shifted(2) : std::nullopt;
  if (!hundred) return "0%";
  const Decimal shown = *hundred < Decimal(0) ? Decimal(0) : *hundred > Decimal(100) ? Decimal(100) : *hundred;
  return shown.round(2).to_string() + "%";
}

}  // namespace disclose

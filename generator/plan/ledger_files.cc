#include "plan/ledger_files.h"

#include <fmt/format.h>

#include <utility>

#include "exact/percent.h"
#include "format/csv.h"
#include "format/json_writer.h"
#include "format/xlsx.h"
#include "plan/coverage.h"
#include "plan/parts.h"

namespace disclose {

namespace {

void member(JsonWriter& json, std::string_view name, std::string_view text) {
  if (!text.empty()) json.text(name, text);
}

void write_counts(JsonWriter& json, const LedgerCounts& counts) {
  json.name("counts").begin_object();
  json.integer("disclosed", counts.disclosed).integer("exempt", counts.exempt).integer("not_due", counts.not_due);
  json.integer("missing", counts.missing).integer("on_time", counts.on_time).integer("late", counts.late);
  json.integer("undecided", counts.undecided).end_object();
}

void write_entry(JsonWriter& json, const LedgerRow& row) {
  const LedgerEntry& entry = *row.entry;
  json.begin_object().text("unit", entry.unit->id).text("item", name_of(entry.item)).text("state", name_of(entry.state));
  if (entry.timeliness) json.text("timeliness", name_of(*entry.timeliness));
  member(json, "url", row.url);
  member(json, "external_url", row.external_url);
  member(json, "published", text_of(entry.published));
  member(json, "deadline", text_of(entry.deadline));
  member(json, "basis", row.basis);
  member(json, "exemption", row.exemption);
  member(json, "record", row.record);
  json.end_object();
}

// The newest publication the ledger tells of: the only date a workbook may carry is one of the input's.
std::int64_t newest_second(const YearBook& book) {
  std::optional<DateTime> newest;
  for (const LedgerEntry& entry : book.ledger.entries) {
    if (entry.published && (!newest || *newest < *entry.published)) newest = entry.published;
  }
  // A workbook needs a date; without any, the last day of the fiscal year stands for it.
  const DateTime day = newest.value_or(DateTime{{book.year, 12, 31}, std::nullopt});
  constexpr std::int64_t kDay = 24 * 60 * 60;
  constexpr std::int64_t kChina = 8 * 60 * 60;
  return days_between(Date{1970, 1, 1}, day.date) * kDay + day.minutes.value_or(0) * 60 - kChina;
}

std::vector<WorkbookNote> notes_of(const PlanContext& context, const YearBook& book) {
  const Site& site = context.registry.site();
  const Coverage coverage = coverage_of(site, book.ledger);
  const std::string page = context.options.base_url + list_url(book.year, "ledger");
  std::vector<WorkbookNote> notes = {
      {"名称", fmt::format("{}{}年度公开台账", site.jurisdiction.name, book.year), ""},
      {"发布机构", std::string(site.publisher.name), ""},
      {"网页", page, page},
      {"口径", "按单位和应公开事项逐项计数；例外是涉密、合并公开、新设、撤销等有依据的情形，不计入应公开", ""},
      {"期限", "从批复之日起计算，当日不计；缺批复日期或公开日期的写“无法判定”，不当作按期", ""},
  };
  if (!coverage.owes) {
    notes.push_back({"应公开", "站点没有规定每个单位应公开的事项，不计公开率", ""});
    return notes;
  }
  notes.push_back({"单位", units_formula(coverage), ""});
  notes.push_back({"事项", items_formula(coverage), ""});
  if (coverage.units_total) {
    notes.push_back({"说明", fmt::format("已列{}个，全部{}个；单位没有列全，不计公开率", coverage.units, *coverage.units_total), ""});
  }
  if (const auto rate = coverage.rate()) {
    notes.push_back({"公开率", fmt::format("{} ÷ {} = {}", coverage.disclosed, coverage.due, print_percent(*rate)), ""});
  }
  return notes;
}

std::vector<Cell> people_row(const PlanContext& context, const LedgerEntry& entry) {
  const LedgerRow row = ledger_row(context, entry);
  const std::string url(row.url.empty() ? row.external_url : std::string_view(row.url));
  std::string remark;
  if (entry.exemption != nullptr) remark = chinese_name_of(entry.exemption->type);
  if (entry.disclosure != nullptr && entry.records.empty() && row.external_url.empty()) remark = "已登记，网址未提供";
  if (entry.no_projects) remark = "本年度没有项目";
  return {Cell::of(std::string(entry.unit->code)),
          Cell::of(std::string(entry.unit->name)),
          Cell::of(std::string(chinese_name_of(entry.item))),
          Cell::of(std::string(chinese_name_of(entry.state))),
          Cell::of(entry.timeliness ? std::string(chinese_name_of(*entry.timeliness)) : std::string()),
          Cell::of(std::string(entry.approval_number)),
          Cell::of(text_of(entry.approved)),
          Cell::of(text_of(entry.deadline)),
          Cell::of(text_of(entry.published)),
          Cell::of(url, url),
          Cell::of(std::move(remark)),
          Cell::of(std::string(row.basis))};
}

Sheet publisher_sheet(const PlanContext& context, const YearBook& book) {
  Sheet sheet{.name = "发布机构应公开", .header = {"事项", "状态", "数量", "网址"}, .rows = {}};
  for (const PublisherEntry& entry : book.ledger.publisher) {
    const std::string url = publisher_url(context.registry, book, entry);
    const std::string full = url.empty() ? std::string() : context.options.base_url + url;
    sheet.rows.push_back({Cell::of(std::string(chinese_name_of(entry.item))), Cell::of(std::string(chinese_name_of(entry.state))),
                          Cell::count(std::to_string(entry.count)), Cell::of(full, full)});
  }
  return sheet;
}

}  // namespace

std::string answer_url(const Registry& registry, const LedgerEntry& entry) {
  if (entry.state != ItemState::disclosed || entry.records.empty()) return {};
  if (entry.records.size() == 1) return record_url(registry, *entry.records.front());
  return unit_year_url(*entry.unit, entry.records.front()->year);
}

std::string_view name_of(const PublisherItem& item) { return item.kind ? name_of(*item.kind) : std::string_view("report"); }
std::string_view chinese_name_of(const PublisherItem& item) {
  return item.kind ? chinese_name_of(*item.kind) : std::string_view("预算绩效管理工作报告");
}

std::string publisher_url(const Registry& registry, const YearBook& book, const PublisherEntry& entry) {
  if (entry.count == 0) return {};
  if (!entry.item.kind) {
    for (const MarkdownPage* page : book.pages) {
      if (is_annual_report(*page)) return page_url(*page);
    }
    return {};
  }
  switch (*entry.item.kind) {
    case Kind::project: return list_url(book.year, "projects");
    case Kind::finance_evaluation: return list_url(book.year, "finance-evaluations");
    case Kind::assessment: return list_url(book.year, "assessments");
    case Kind::budget:
    case Kind::final_accounts: return year_url(book.year);
    case Kind::pre_evaluation:
    case Kind::target:
    case Kind::monitoring:
    case Kind::self_evaluation:
    case Kind::recheck: {
      const Record* only = nullptr;
      for_each_record(book.records, [&](const auto* record) {
        if (record->kind == *entry.item.kind) only = record;
      });
      return entry.count == 1 && only != nullptr ? record_url(registry, *only) : year_url(book.year);
    }
    case Kind::rectification: return list_url(book.year, "rectifications");
    case Kind::result_use: return list_url(book.year, "result-uses");
    case Kind::regulation: return list_url(book.year, "regulations");
    case Kind::figures: return list_url(book.year, "figures");
    case Kind::indicator_library: return list_url(book.year, "indicators");
    case Kind::disclosure:
    case Kind::exemption: break;
  }
  return list_url(book.year, "ledger");
}

LedgerRow ledger_row(const PlanContext& context, const LedgerEntry& entry) {
  LedgerRow row{.entry = &entry};
  if (const std::string url = answer_url(context.registry, entry); !url.empty()) row.url = context.options.base_url + url;
  if (entry.state == ItemState::disclosed && entry.disclosure != nullptr) row.external_url = entry.disclosure->url;
  if (entry.state == ItemState::exempt && entry.exemption != nullptr) {
    row.exemption = name_of(entry.exemption->type);
    row.basis = entry.exemption->basis;
    row.record = entry.exemption->id;
  } else if (entry.state == ItemState::disclosed && entry.records.size() == 1) {
    row.record = entry.records.front()->id;
  } else if (entry.state == ItemState::disclosed && entry.records.empty() && entry.disclosure != nullptr) {
    row.record = entry.disclosure->id;
  }
  return row;
}

std::string ledger_json(const PlanContext& context, const YearBook& book) {
  const Ledger& ledger = book.ledger;
  JsonWriter json;
  json.begin_object().integer("year", book.year).integer("units", ledger.units);
  json.integer("due_units", ledger.due_units).integer("exempt_units", ledger.exempt_units);
  write_counts(json, ledger.counts);
  json.name("items").begin_array();
  for (const LedgerEntry& entry : ledger.entries) write_entry(json, ledger_row(context, entry));
  json.end_array().name("publisher").begin_array();
  for (const PublisherEntry& entry : ledger.publisher) {
    json.begin_object().text("item", name_of(entry.item)).text("state", name_of(entry.state));
    const std::string url = publisher_url(context.registry, book, entry);
    if (!url.empty()) json.text("url", context.options.base_url + url);
    json.end_object();
  }
  json.end_array().end_object();
  return json.take();
}

std::string ledger_csv(const PlanContext& context, const YearBook& book) {
  Sheet sheet{.name = "ledger",
              .header = {"unit_code", "unit", "unit_name", "item", "state", "timeliness", "approval_number", "approval_date",
                         "deadline", "published", "url", "external_url", "exemption", "basis", "record"},
              .rows = {}};
  const auto text = [](std::string_view value) { return Cell::of(std::string(value)); };
  for (const LedgerEntry& entry : book.ledger.entries) {
    const LedgerRow row = ledger_row(context, entry);
    const std::string_view timeliness = entry.timeliness ? name_of(*entry.timeliness) : std::string_view();
    sheet.rows.push_back({text(entry.unit->code), text(entry.unit->id), text(entry.unit->name), text(name_of(entry.item)),
                          text(name_of(entry.state)), text(timeliness), text(entry.approval_number), text(text_of(entry.approved)),
                          text(text_of(entry.deadline)), text(text_of(entry.published)), text(row.url), text(row.external_url),
                          text(row.exemption), text(row.basis), text(row.record)});
  }
  return to_csv(sheet);
}

std::string ledger_xlsx(const PlanContext& context, const YearBook& book) {
  const Site& site = context.registry.site();
  Sheet sheet{.name = "台账",
              .header = {"预算代码", "单位", "事项", "状态", "是否按期", "文号", "批复日期", "期限", "公开日期", "网址", "说明", "依据"},
              .rows = {}};
  for (const LedgerEntry& entry : book.ledger.entries) sheet.rows.push_back(people_row(context, entry));
  Workbook workbook{.title = fmt::format("{}{}年度公开台账", site.jurisdiction.name, book.year),
                    .author = std::string(site.publisher.name),
                    .created = newest_second(book),
                    .notes = notes_of(context, book),
                    .sheets = {}};
  workbook.sheets.push_back(std::move(sheet));
  if (!book.ledger.publisher.empty()) workbook.sheets.push_back(publisher_sheet(context, book));
  return to_xlsx(workbook);
}

}  // namespace disclose

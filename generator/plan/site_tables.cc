// Tables of what is no record: units, the ledger, reports and notices.
#include "plan/ledger_files.h"
#include "plan/table_builder.h"

namespace disclose {

namespace {

std::string loose(const std::optional<LooseDate>& date) { return date ? std::string(date->written) : std::string(); }

DataTable units(const PlanContext& context) {
  using Row = const Unit*;
  TableBuilder<Row> built("units", "预算单位", "每个单位一行");
  built.text("id", "标识", "长期不变", [](Row unit) { return unit->id; })
      .text("name", "名称", "", [](Row unit) { return unit->name; })
      .text("code", "预算代码", "", [](Row unit) { return unit->code; })
      .text("short_name", "简称", "", [](Row unit) { return unit->short_name; })
      .text("level", "级次", "", [](Row unit) { return chinese_name_of(unit->level); })
      .text("parent", "上级单位", "单位表的标识", [](Row unit) { return unit->parent; })
      .text("uscc", "统一社会信用代码", "", [](Row unit) { return unit->credit_code; })
      .text("established", "设立时间", "日期、月或年", [](Row unit) { return loose(unit->established); })
      .text("abolished", "撤销时间", "日期、月或年", [](Row unit) { return loose(unit->abolished); })
      .text("successor", "承接单位", "单位表的标识", [](Row unit) { return unit->successor; })
      .text("office", "对口股室", "", [](Row unit) { return unit->office; })
      .text("website", "网站", "", [](Row unit) { return unit->website; })
      .text("function", "职能", "", [](Row unit) { return unit->function; })
      .text("page", "网页", "", [&context](Row unit) { return context.options.base_url + unit_url(*unit); });
  built.key({"id"}).refers("parent", "units", "id").refers("successor", "units", "id");
  return built.build([&context](const auto& use) {
    for (const Unit& unit : context.registry.units()) use(&unit);
  });
}

struct LedgerLine {
  Year year = 0;
  LedgerRow row;
};

DataTable ledger(const PlanContext& context) {
  TableBuilder<LedgerLine> built("ledger", "公开台账", "每个单位每个应公开事项每个年度一行；与各年度的 ledger.json 一致");
  built.integer("year", "预算年度", "", [](const LedgerLine& line) { return line.year; })
      .text("unit", "单位", "单位表的标识", [](const LedgerLine& line) { return line.row.entry->unit->id; })
      .text("unit_name", "单位名称", "", [](const LedgerLine& line) { return line.row.entry->unit->name; })
      .text("item", "事项", "", [](const LedgerLine& line) { return chinese_name_of(line.row.entry->item); })
      .text("state", "状态", "", [](const LedgerLine& line) { return chinese_name_of(line.row.entry->state); })
      .text("timeliness", "是否按期", "已公开的才有", [](const LedgerLine& line) {
        const auto& timeliness = line.row.entry->timeliness;
        return timeliness ? chinese_name_of(*timeliness) : std::string_view();
      })
      .text("published", "首次公开时间", "", [](const LedgerLine& line) { return text_of(line.row.entry->published); })
      .date("deadline", "期限", "最后一日", [](const LedgerLine& line) { return line.row.entry->deadline; })
      .text("url", "本站网页", "", [](const LedgerLine& line) { return std::string_view(line.row.url); })
      .text("external_url", "登记的网址", "在别处公开的", [](const LedgerLine& line) { return line.row.external_url; })
      .text("exemption", "例外类别", "", [](const LedgerLine& line) {
        const bool exempt = line.row.entry->state == ItemState::exempt && line.row.entry->exemption != nullptr;
        return exempt ? chinese_name_of(line.row.entry->exemption->type) : std::string_view();
      })
      .text("basis", "例外依据", "", [](const LedgerLine& line) { return line.row.basis; })
      .text("record", "记录标识", "由一条记录公开的才有", [](const LedgerLine& line) { return line.row.record; });
  built.key({"year", "unit", "item"}).refers("unit", "units", "id");
  return built.build([&context](const auto& use) {
    for (const auto& [year, book] : context.registry.years) {
      for (const LedgerEntry& entry : book.ledger.entries) use(LedgerLine{year, ledger_row(context, entry)});
    }
  });
}

DataTable reports(const PlanContext& context) {
  using Row = const MarkdownPage*;
  TableBuilder<Row> built("reports", "报告和通知", "每篇报告、通知、说明一行；报告全文在网页旁的 data.json");
  built.text("id", "标识", "", [](Row page) { return page->id; })
      .text("kind", "类别", "report 报告，notice 通知公告，page 说明", [](Row page) { return name_of(page->page_kind); })
      .integer("year", "预算年度", "", [](Row page) { return page->has_year ? std::optional<Year>(page->year) : std::nullopt; })
      .text("unit", "单位", "单位表的标识；主办单位的为空", [](Row page) { return page->unit; })
      .text("title", "标题", "", [](Row page) { return page->title; })
      .text("summary", "摘要", "", [](Row page) { return page->summary; })
      .text("issued_by", "署名", "", [](Row page) { return page->issued_by; })
      .date("issued_date", "成文日期", "", [](Row page) { return page->issued_date; })
      .text("published", "首次公开时间", "", [](Row page) { return text_of(page->published); })
      .text("page", "网页", "", [&context](Row page) { return context.options.base_url + page_url(*page); });
  built.key({"id"}).refers("unit", "units", "id");
  return built.build([&context](const auto& use) {
    for (const MarkdownPage* page : context.registry.pages) use(page);
  });
}

}  // namespace

std::vector<DataTable> site_tables(const PlanContext& context) {
  std::vector<DataTable> tables;
  for (const auto& make : {units, ledger, reports}) tables.push_back(make(context));
  return tables;
}

}  // namespace disclose

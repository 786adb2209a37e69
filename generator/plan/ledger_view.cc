#include "plan/ledger_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "plan/ledger_files.h"
#include "plan/parts.h"

namespace disclose {

namespace {

// Short names for cells of phones, where each cell says what it is.
std::string_view short_name_of(Item item) {
  switch (item) {
    case Item::unit_target: return "整体目标";
    case Item::project_targets: return "项目目标";
    case Item::budget: return "部门预算";
    case Item::final_accounts: return "部门决算";
    case Item::unit_self_evaluation: return "整体自评";
    case Item::project_self_evaluations: return "项目自评";
  }
  return {};
}

std::string unit_page(const YearBook& book, const Unit& unit) {
  return link_to(book.unit(unit.id) == nullptr ? unit_url(unit) : unit_year_url(unit, book.year));
}

// "5个项目中3个已公开": what a missing project item lacks.
std::string projects_note(const YearBook& book, const LedgerEntry& entry) {
  const bool targets = entry.item == Item::project_targets;
  if (!targets && entry.item != Item::project_self_evaluations) return {};
  const UnitYear* unit = book.unit(entry.unit->id);
  if (unit == nullptr || unit->projects.empty()) return {};
  const auto answered = std::ranges::count_if(unit->projects, [&](const ProjectLife* life) {
    const auto of_year = [&](const Record* record) { return record->year == book.year; };
    return targets ? std::ranges::any_of(life->targets, of_year) : std::ranges::any_of(life->self_evaluations, of_year);
  });
  return fmt::format("{}个项目中{}个已公开", unit->projects.size(), answered);
}

struct Answer {
  std::string url;
  bool inside = true;
};

Answer answer_of(const Registry& registry, const LedgerEntry& entry) {
  const std::string url = answer_url(registry, entry);
  if (!url.empty()) return {link_to(url), true};
  const bool elsewhere = entry.state == ItemState::disclosed && entry.disclosure != nullptr;
  return {elsewhere ? std::string(entry.disclosure->url) : std::string(), false};
}

std::string disclosed_note(const LedgerEntry& entry, const Answer& answer) {
  if (!answer.url.empty() || entry.disclosure == nullptr) return {};
  if (const Withheld* withheld = withheld_at(*entry.disclosure, "/url")) {
    return fmt::format("已登记，网址依法不予公开（{}）", withheld->basis);
  }
  return "已登记，网址未提供";
}

View cell_view(const Registry& registry, const YearBook& book, const LedgerEntry& entry) {
  Answer answer = answer_of(registry, entry);
  std::string_view state = "na";
  std::string_view text = chinese_name_of(entry.state);
  std::string date;
  std::string note;
  switch (entry.state) {
    case ItemState::disclosed: {
      const bool late = entry.timeliness == Timeliness::late;
      state = late ? "mid" : "ok";
      if (entry.timeliness && *entry.timeliness != Timeliness::undecided) text = chinese_name_of(*entry.timeliness);
      date = entry.published ? print(entry.published->date) : answer.url.empty() ? std::string() : std::string("日期未注明");
      note = disclosed_note(entry, answer);
      break;
    }
    case ItemState::missing:
      state = "bad";
      note = projects_note(book, entry);
      break;
    case ItemState::exempt:
      text = chinese_name_of(entry.exemption->type);
      break;
    case ItemState::not_due:
      if (entry.no_projects) text = "没有项目";
      break;
  }
  return View::map({{"state", state}, {"text", text}, {"url", std::move(answer.url)}, {"inside", answer.inside},
                    {"date", std::move(date)}, {"note", std::move(note)}});
}

// The entries of every unit; they stand in order of unit.
std::vector<std::span<const LedgerEntry>> by_unit(const Ledger& ledger) {
  std::vector<std::span<const LedgerEntry>> units;
  for (const LedgerEntry& entry : ledger.entries) {
    if (units.empty() || units.back().front().unit != entry.unit) {
      units.emplace_back(&entry, 1);
    } else {
      units.back() = {units.back().data(), units.back().size() + 1};
    }
  }
  return units;
}

std::string item_names(const std::vector<Item>& items) {
  std::string names;
  for (const Item item : items) names += (names.empty() ? "" : "、") + std::string(chinese_name_of(item));
  return names;
}

}  // namespace

std::size_t ledger_page_count(const YearBook& book) {
  const std::size_t units = by_unit(book.ledger).size();
  return std::max<std::size_t>(1, (units + kLedgerUnitsPerPage - 1) / kLedgerUnitsPerPage);
}

std::string ledger_part_url(Year year, std::size_t part) {
  const std::string url = list_url(year, "ledger");
  return part == 0 ? url : fmt::format("{}part-{}/", url, part + 1);
}

View ledger_items_view(const Site& site) {
  View items{View::List{}};
  for (const Item item : site.required) {
    items.push(View::map({{"name", chinese_name_of(item)}, {"short", short_name_of(item)}}));
  }
  return items;
}

View ledger_rows_view(const PlanContext& context, const YearBook& book, std::size_t part) {
  const auto units = by_unit(book.ledger);
  const std::size_t first = std::min(units.size(), part * kLedgerUnitsPerPage);
  const std::size_t last = std::min(units.size(), first + kLedgerUnitsPerPage);
  View rows{View::List{}};
  for (std::size_t i = first; i < last; ++i) {
    const Unit& unit = *units[i].front().unit;
    View cells{View::List{}};
    for (const LedgerEntry& entry : units[i]) cells.push(cell_view(context.registry, book, entry));
    rows.push(View::map({{"name", unit.name}, {"code", unit.code}, {"url", unit_page(book, unit)}, {"cells", std::move(cells)}}));
  }
  return rows;
}

View ledger_parts_view(const YearBook& book, std::size_t current) {
  View parts{View::List{}};
  const std::size_t count = ledger_page_count(book);
  const auto units = by_unit(book.ledger);
  for (std::size_t i = 0; count > 1 && i < count; ++i) {
    const std::size_t last = std::min(units.size(), (i + 1) * kLedgerUnitsPerPage);
    parts.push(View::map({{"title", fmt::format("第{}—{}个单位", i * kLedgerUnitsPerPage + 1, last)},
                          {"url", link_to(ledger_part_url(book.year, i))},
                          {"current", i == current}}));
  }
  return parts;
}

View ledger_missing_view(const YearBook& book) {
  View rows{View::List{}};
  for (const auto& entries : by_unit(book.ledger)) {
    View items{View::List{}};
    for (const LedgerEntry& entry : entries) {
      if (entry.state != ItemState::missing) continue;
      items.push(View::map({{"name", chinese_name_of(entry.item)}, {"note", projects_note(book, entry)}}));
    }
    if (items.list()->empty()) continue;
    const Unit& unit = *entries.front().unit;
    const std::size_t count = items.list()->size();
    rows.push(View::map({{"unit", unit.name}, {"url", unit_page(book, unit)}, {"items", std::move(items)}, {"count", count}}));
  }
  return rows;
}

View ledger_late_view(const PlanContext& context, const YearBook& book) {
  View rows{View::List{}};
  for (const LedgerEntry& entry : book.ledger.entries) {
    if (entry.timeliness != Timeliness::late) continue;
    Answer answer = answer_of(context.registry, entry);
    std::string days;
    if (entry.deadline && entry.published) days = fmt::format("{}天", days_between(*entry.deadline, entry.published->date));
    rows.push(View::map({{"unit", entry.unit->name}, {"item", chinese_name_of(entry.item)}, {"deadline", text_of(entry.deadline)},
                         {"published", entry.published ? print(entry.published->date) : std::string()}, {"days", std::move(days)},
                         {"url", std::move(answer.url)}, {"inside", answer.inside}}));
  }
  return rows;
}

View ledger_exemptions_view(const PlanContext& context, const YearBook& book) {
  const Registry& registry = context.registry;
  View rows{View::List{}};
  for (const Exemption* exemption : book.records.exemptions) {
    const Unit* unit = registry.unit(exemption->unit);
    if (unit == nullptr) continue;
    const Unit* carrier = exemption->see.empty() ? nullptr : registry.unit(exemption->see);
    rows.push(View::map({{"unit", unit->name},
                         {"url", unit_page(book, *unit)},
                         {"items", exemption->all_items ? std::string("全部事项") : item_names(exemption->items)},
                         {"type", chinese_name_of(exemption->type)},
                         {"basis", stated(*exemption, "/basis", std::string(exemption->basis), "未注明")},
                         {"by", exemption->approved_by},
                         {"date", text_of(exemption->date)},
                         {"carrier", carrier == nullptr ? Text() : carrier->name}}));
  }
  return rows;
}

View ledger_publisher_view(const PlanContext& context, const YearBook& book) {
  View rows{View::List{}};
  for (const PublisherEntry& entry : book.ledger.publisher) {
    const std::string_view state = entry.state == ItemState::disclosed ? "ok" : entry.state == ItemState::not_due ? "na" : "bad";
    const std::string url = publisher_url(context.registry, book, entry);
    rows.push(View::map({{"item", chinese_name_of(entry.item)}, {"state", state},
                         {"text", chinese_name_of(entry.state)}, {"count", entry.count},
                         {"url", url.empty() ? std::string() : link_to(url)}}));
  }
  return rows;
}

View ledger_kinds_view(const Registry& registry, const YearBook& book) {
  View rows{View::List{}};
  const auto add = [&](std::string_view name, std::size_t count, std::string url) {
    if (count == 0) return;
    rows.push(View::map({{"name", name}, {"count", count}, {"url", url.empty() ? std::move(url) : link_to(url)}}));
  };
  for_each_list(book.records, [&](const auto& list) {
    if (list.empty() || list.front()->kind == Kind::exemption) return;
    const Kind kind = list.front()->kind;
    const PublisherEntry entry{.item = {kind}, .state = ItemState::disclosed, .count = list.size()};
    add(chinese_name_of(kind), list.size(), publisher_url(registry, book, entry));
  });
  for (const MarkdownPage* page : book.pages) add(page->title, 1, page_url(*page));
  return rows;
}

}  // namespace disclose

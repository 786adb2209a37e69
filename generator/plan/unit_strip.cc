#include <fmt/format.h>

#include "plan/parts.h"
#include "plan/unit_page.h"

namespace disclose {

namespace {

struct Cell {
  std::string_view state;
  std::string_view text;
};

Cell cell_of(const LedgerEntry& entry) {
  switch (entry.state) {
    case ItemState::missing: return {"bad", "未公开"};
    case ItemState::exempt: return {"na", "不单独公开"};
    case ItemState::not_due: return {"na", entry.no_projects ? std::string_view("没有项目") : std::string_view("未到期")};
    case ItemState::disclosed: break;
  }
  if (entry.timeliness == Timeliness::late) return {"mid", "逾期公开"};
  return {"ok", entry.timeliness == Timeliness::on_time ? std::string_view("按期公开") : std::string_view("已公开")};
}

std::string reason_of(const LedgerEntry& entry) {
  if (entry.exemption != nullptr) {
    const Exemption& exemption = *entry.exemption;
    std::string text(chinese_name_of(exemption.type));
    if (!exemption.basis.empty()) text += fmt::format("：{}", exemption.basis);
    return text;
  }
  std::string text;
  if (!entry.approval_number.empty()) text = std::string(entry.approval_number);
  if (entry.deadline) {
    text += fmt::format("{}应于{}前公开", text.empty() ? "" : "，", print(*entry.deadline));
  } else if (entry.state == ItemState::disclosed && entry.timeliness == Timeliness::undecided) {
    text += fmt::format("{}批复或公开日期未注明，不判是否按期", text.empty() ? "" : "，");
  }
  return text;
}

// One record: its page; several, or none with a page: the section of this page that lists them.
std::string inside_url(const Registry& registry, const LedgerEntry& entry) {
  if (entry.records.size() != 1 || !has_own_page(entry.records.front()->kind)) return {};
  return link_to(record_url(registry, *entry.records.front()));
}

}  // namespace

View strip_view(const PlanContext& context, const UnitFacts& unit) {
  View list{View::List{}};
  for (const LedgerEntry* entry : unit.unit->ledger) {
    const Cell cell = cell_of(*entry);
    const std::string inside = inside_url(context.registry, *entry);
    const bool outside = inside.empty() && entry->disclosure != nullptr && !entry->disclosure->url.empty();
    std::string date = entry->published ? print(entry->published->date) : std::string();
    if (date.empty() && entry->disclosure != nullptr && entry->disclosure->published) date = print(entry->disclosure->published->date);
    if (date.empty() && entry->state == ItemState::disclosed) date = "日期未注明";
    std::string who = reason_of(*entry);
    if (entry->disclosure != nullptr) {
      const std::string_view where = outside ? "登记在别处公开" : "登记已公开，网址未提供";
      who = fmt::format("{}{}{}", where, who.empty() ? "" : "；", who);
    }
    list.push(View::map({{"item", chinese_name_of(entry->item)},
                         {"state", cell.state},
                         {"text", cell.text},
                         {"date", std::move(date)},
                         {"url", outside ? std::string(entry->disclosure->url) : inside},
                         {"outside", outside},
                         {"who", std::move(who)}}));
  }
  return list;
}

}  // namespace disclose

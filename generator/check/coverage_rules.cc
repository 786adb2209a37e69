// The ledger's own rules: contradictions in it, exemptions, what is missing, what came late.
#include <fmt/format.h>

#include <map>

#include "check/ledger_rules.h"
#include "check/rule.h"

namespace disclose {

namespace {

Place unit_place(const Unit& unit) {
  return {.file = std::string(unit.origin.file),
          .pointer = fmt::format("/{}", unit.origin.index),
          .position = unit.origin.position,
          .origin = unit.origin.offset};
}

std::string list_items(const std::vector<Item>& items, bool english) {
  std::string text;
  for (const Item item : items) {
    if (!text.empty()) text += english ? ", " : "、";
    text += english ? name_of(item) : chinese_name_of(item);
  }
  return text;
}

void check_exempt_and_disclosed(const UnitYear& unit, const LedgerEntry& entry, Diagnostics& diagnostics) {
  if (entry.exemption == nullptr || !entry.exemption->sound) return;
  const Record* other = entry.disclosure;
  const bool project_item = entry.item == Item::project_targets || entry.item == Item::project_self_evaluations;
  const bool whole = !project_item || (!unit.projects.empty() && entry.records.size() >= unit.projects.size());
  if (other == nullptr && !entry.records.empty() && whole) other = entry.records.front();
  if (other == nullptr || !other->sound) return;
  Diagnostic d = finding(Code::coverage, *entry.exemption, "/items",
                         {fmt::format("{} {} 年度的{}既列为不公开，又已公开", unit.unit->name, unit.year, chinese_name_of(entry.item)),
                          fmt::format("{} of {} for {} is both exempt and disclosed", name_of(entry.item), unit.unit->name, unit.year)},
                         {"两者只留其一：删去例外，或撤下已公开的内容", "keep one of them: remove the exemption, or withdraw what is disclosed"});
  d.related.push_back({place_of(*other), {"已公开于此", "disclosed here"}});
  diagnostics.add(std::move(d));
}

void check_lifetime(const UnitYear& unit, const LedgerEntry& entry, Diagnostics& diagnostics) {
  if (entry.state != ItemState::disclosed || exists_in(*unit.unit, unit.year)) return;
  const Record* record = entry.records.empty() ? entry.disclosure : entry.records.front();
  if (record == nullptr || !record->sound) return;
  const bool early = unit.unit->established && unit.year < unit.unit->established->year;
  const Text day = early ? unit.unit->established->written : unit.unit->abolished->written;
  Diagnostic d = finding(Code::coverage, *record, "/year",
                         {fmt::format("{} {}于 {}，却公开了 {} 年度的{}", unit.unit->name, early ? "成立" : "撤销", day, unit.year, chinese_name_of(entry.item)),
                          fmt::format("{} was {} in {}, but disclosed {} for {}", unit.unit->name, early ? "founded" : "abolished", day, name_of(entry.item), unit.year)},
                         {"改正年度或单位，或改正单位的成立、撤销日期", "mend the year or the unit, or the unit's dates"});
  d.figures = {std::to_string(unit.year), std::string(day)};
  d.related.push_back({unit_place(*unit.unit), {"单位在此", "the unit stands here"}});
  diagnostics.add(std::move(d));
}

// One item registered at two addresses: which one is the proof?
void check_double_registration(const UnitYear& unit, Diagnostics& diagnostics) {
  std::map<Item, const Disclosure*> first;
  for (const Disclosure* record : unit.records.disclosures) {
    if (record->url.empty() || !record->sound) continue;
    for (const Item item : record->items) {
      const auto [before, fresh] = first.try_emplace(item, record);
      if (fresh || before->second->url == record->url) continue;
      Diagnostic d = finding(Code::coverage, *record, "/url",
                             {fmt::format("{} {} 年度的{}登记了两个网址", unit.unit->name, unit.year, chinese_name_of(item)),
                              fmt::format("{} of {} for {} is registered at two addresses", name_of(item), unit.unit->name, unit.year)},
                             {"只登记一个网址", "register one address"});
      d.figures = {std::string(before->second->url), std::string(record->url)};
      d.related.push_back({place_of(*before->second, "/url"), {"另一处登记", "the other registration"}});
      diagnostics.add(std::move(d));
    }
  }
}

void check_exemption(const RuleContext& context, const Exemption& record, Diagnostics& diagnostics) {
  const Unit* unit = context.registry.unit(record.unit);
  if (!record.sound) return;
  if (record.basis.empty()) {
    Diagnostic d = finding(Code::exemption, record, "",
                           {fmt::format("{} {} 年度列为“{}”，没有写依据", who(context, record), record.year, chinese_name_of(record.type)),
                            fmt::format("the exemption ({}) of {} for {} states no basis", name_of(record.type), record.unit, record.year)},
                           {"在 basis 写明法律条文或批准文件", "state the law or the approving document in basis"});
    d.basis = "预算法第十四条；政府信息公开条例第十四条至第十六条";
    diagnostics.add(std::move(d));
  }
  if (record.type != Exemption::Type::merged || !record.see.empty()) return;
  if (unit == nullptr || unit->parent.empty()) return;
  diagnostics.add(finding(Code::exemption, record, "",
                          {fmt::format("{} {} 年度合并公开，没有写由哪个单位公开（see）", who(context, record), record.year),
                           fmt::format("the merged disclosure of {} for {} does not name its carrier (see)", record.unit, record.year)},
                          {fmt::format("在 see 写承载单位的编号，如“{}”", unit->parent), fmt::format("name the carrier in see, such as \"{}\"", unit->parent)}));
}

// --- what is missing ---

// Whether a disclosure or an exemption of the unit answers for an item.
bool is_answered(const UnitYear* unit, Item item) {
  if (unit == nullptr) return false;
  for (const Disclosure* record : unit->records.disclosures) {
    if (std::ranges::find(record->items, item) != record->items.end()) return true;
  }
  for (const Exemption* record : unit->records.exemptions) {
    if (record->all_items || std::ranges::find(record->items, item) != record->items.end()) return true;
  }
  return false;
}

// A project whose unit has an approved budget of that year needs an approved target. Returns whether
// any finding of the unit says that its project targets are missing.
bool check_targets(const RuleContext& context, const YearBook& book, const UnitYear& unit, Diagnostics& diagnostics) {
  bool told = false;
  if (unit.budget == nullptr || is_answered(&unit, Item::project_targets)) return false;
  for (const ProjectLife* life : unit.projects) {
    const bool has = std::ranges::any_of(life->targets, [&](const Target* t) { return t->year == book.year; });
    if (has) continue;
    told = true;
    if (!life->project->sound || !context.registry.inputs.complete) continue;
    Diagnostic d = finding(Code::target_missing, *life->project, "",
                           {fmt::format("{} {} 年度没有已批准的绩效目标", who(context, *life->project), book.year),
                            fmt::format("the project {} has no approved performance target for {}", life->project->id, book.year)},
                           {"补上绩效目标，或登记其公开网址、写明例外", "add the target, or register where it is disclosed, or state an exemption"});
    d.basis = "中发〔2018〕34号";
    d.related.push_back({place_of(*unit.budget), {"该单位的部门预算已批复", "the unit's budget is approved"}});
    diagnostics.add(std::move(d));
  }
  return told;
}

std::optional<Item> self_evaluation_item(const Subject& subject) {
  if (subject.type == Subject::Type::unit) return Item::unit_self_evaluation;
  if (subject.type == Subject::Type::project) return Item::project_self_evaluations;
  return std::nullopt;
}

bool is_evaluated(const YearBook& book, const Target& target, const Refs<SelfEvaluation>& all) {
  (void)book;
  return std::ranges::any_of(all, [&](const SelfEvaluation* e) {
    if (!e->target.empty()) return e->target == target.id;
    const bool same = e->subject.type == target.subject.type && e->subject.id == target.subject.id &&
                      e->subject.name == target.subject.name;
    return same && e->unit == target.unit;
  });
}

// An approved target of a closed year needs a self-evaluation. Returns the items it speaks of.
std::vector<Item> check_self_evaluations(const RuleContext& context, const YearBook& book, const UnitYear& unit, Diagnostics& diagnostics) {
  std::vector<Item> told;
  if (!book.closed) return told;
  for (const Target* target : unit.records.targets) {
    const std::optional<Item> item = self_evaluation_item(target->subject);
    if (item && is_answered(&unit, *item)) continue;
    // A project's self-evaluations stand with it, whichever unit filed them.
    const ProjectLife* life = target->subject.id.empty() ? nullptr : book.project(target->subject.id);
    const bool done = is_evaluated(book, *target, unit.records.self_evaluations) ||
                      (life != nullptr && is_evaluated(book, *target, life->self_evaluations));
    if (done) continue;
    if (item) told.push_back(*item);
    if (!target->sound || !context.registry.inputs.complete) continue;
    Diagnostic d = finding(Code::self_evaluation_missing, *target, "",
                           {fmt::format("{} {} 年度的绩效目标没有对应的绩效自评", who(context, *target), book.year),
                            fmt::format("the target {} of {} has no self-evaluation", target->id, book.year)},
                           {"补上绩效自评，或登记其公开网址、写明例外", "add the self-evaluation, or register where it is disclosed, or state an exemption"});
    d.basis = "财预〔2020〕10号";
    diagnostics.add(std::move(d));
  }
  return told;
}

void check_items(const RuleContext& context, const UnitYear& unit, const std::vector<Item>& told, Diagnostics& diagnostics) {
  std::vector<Item> missing;
  for (const LedgerEntry* entry : unit.ledger) {
    if (entry->state != ItemState::missing) continue;
    if (std::ranges::find(told, entry->item) == told.end()) missing.push_back(entry->item);
  }
  if (missing.empty() || !context.registry.inputs.complete) return;
  diagnostics.add({.code = Code::item_missing,
                   .severity = usual_severity(Code::item_missing),
                   .place = unit_place(*unit.unit),
                   .message = {fmt::format("{} {} 年度缺 {} 项：{}", unit.unit->name, unit.year, missing.size(), list_items(missing, false)),
                               fmt::format("{} lacks {} items for {}: {}", unit.unit->name, missing.size(), unit.year, list_items(missing, true))},
                   .help = {"补上记录，或登记公开网址（disclosure），或写明不公开的依据（exemption）",
                            "add the records, or register where they are disclosed, or state why they are exempt"},
                   .unit = std::string(unit.unit->id)});
}

void check_publisher(const RuleContext& context, const YearBook& book, Diagnostics& diagnostics) {
  std::string missing;
  std::string english;
  for (const PublisherEntry& entry : book.ledger.publisher) {
    if (entry.state != ItemState::missing) continue;
    missing += (missing.empty() ? "" : "、") + std::string(entry.item.kind ? chinese_name_of(*entry.item.kind) : "年度报告");
    english += (english.empty() ? "" : ", ") + std::string(entry.item.kind ? name_of(*entry.item.kind) : "report");
  }
  if (missing.empty() || !context.registry.inputs.complete) return;
  const Site& site = context.registry.site();
  diagnostics.add({.code = Code::item_missing,
                   .severity = usual_severity(Code::item_missing),
                   .place = {.file = std::string(site.origin.file), .pointer = "/required_site", .position = {}, .origin = site.origin.offset},
                   .message = {fmt::format("{} {} 年度自身应公开而没有：{}", site.publisher.name, book.year, missing),
                               fmt::format("{} itself owes for {}: {}", site.publisher.name, book.year, english)},
                   .help = {"补上记录；确不应公开的从 required_site 去掉", "add the records, or take them out of required_site"}});
}

}  // namespace

void check_coverage(const RuleContext& context, Diagnostics& diagnostics) {
  for (const auto& [year, book] : context.registry.years) {
    for (const UnitYear& unit : book.units) {
      for (const LedgerEntry* entry : unit.ledger) {
        check_exempt_and_disclosed(unit, *entry, diagnostics);
        check_lifetime(unit, *entry, diagnostics);
      }
      check_double_registration(unit, diagnostics);
    }
  }
  for (const Exemption* record : context.registry.records.exemptions) check_exemption(context, *record, diagnostics);
}

void check_missing(const RuleContext& context, Diagnostics& diagnostics) {
  for (const auto& [year, book] : context.registry.years) {
    for (const UnitYear& unit : book.units) {
      std::vector<Item> told = check_self_evaluations(context, book, unit, diagnostics);
      if (check_targets(context, book, unit, diagnostics)) told.push_back(Item::project_targets);
      check_items(context, unit, told, diagnostics);
    }
    check_publisher(context, book, diagnostics);
  }
}

void check_deadlines(const RuleContext& context, Diagnostics& diagnostics) {
  for_each_list(context.registry.records, [&](const auto& list) {
    for (const auto* record : list) {
      if (!has_deadline(record->kind) || !record->sound) continue;
      const std::optional<Date> deadline = deadline_of(context.registry, *record);
      if (deadline && record->published) {
        if (record->published->date <= *deadline) continue;
        const int late = days_between(*deadline, record->published->date);
        Diagnostic d = finding(Code::deadline, *record, "/published",
                               {fmt::format("{}{}应于 {} 前公开（{} 批复），实际 {}，逾期 {} 天", who(context, *record), chinese_name_of(record->kind),
                                            print(*deadline), print(*record->approval.date), print(record->published->date), late),
                                fmt::format("{} was due by {} (approved {}) and published on {}, {} days late", record->id, print(*deadline),
                                            print(*record->approval.date), print(record->published->date), late)},
                               {"核对批复日期和公开日期；确属逾期的照实公开，台账会注明", "verify both dates; if it was late, publish it as it is: the ledger says so"});
        d.figures = {print(*deadline), print(record->published->date)};
        d.basis = "预算法第十四条";
        diagnostics.add(std::move(d));
        continue;
      }
      const bool no_approval = !record->approval.date;
      const std::string_view zh = no_approval ? (record->published ? "没有批复日期" : "没有批复日期和公开日期") : "没有公开日期";
      const std::string_view en = no_approval ? (record->published ? "no approval date" : "neither approval date nor publication date") : "no publication date";
      Diagnostic d = finding(Code::deadline, *record, "",
                             {fmt::format("{}{}{}，不能判定是否按期公开", who(context, *record), chinese_name_of(record->kind), zh),
                              fmt::format("{} has {}: whether it was on time is undecided", record->id, en)},
                             {"补上 approval.date 和 published", "add approval.date and published"});
      d.severity = Severity::undecided;
      diagnostics.add(std::move(d));
    }
  });
}

}  // namespace disclose

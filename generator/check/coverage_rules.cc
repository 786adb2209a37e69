// The ledger's own rules: contradictions in it, exemptions, what is missing, what came late.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "check/ledger_rules.h"
#include "check/rule.h"

namespace disclose {

namespace {

Place unit_place(const Unit& unit, std::string_view key = "") {
  return {.file = std::string(unit.origin.file),
          .pointer = fmt::format("/{}{}", unit.origin.index, key),
          .position = key.empty() ? unit.origin.position : Position{},
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

// What answers `entry` by being published, here or elsewhere; nullptr when that is not so of the whole item.
const Record* published_answer(const UnitYear& unit, const LedgerEntry& entry) {
  if (entry.disclosure != nullptr) return entry.disclosure;
  const bool project_item = entry.item == Item::project_targets || entry.item == Item::project_self_evaluations;
  const bool whole = !project_item || (!unit.projects.empty() && entry.records.size() >= unit.projects.size());
  return whole && !entry.records.empty() ? entry.records.front() : nullptr;
}

// An exemption over what is disclosed is one mistake, however many items it covers.
void check_exempt_and_disclosed(const UnitYear& unit, Diagnostics& diagnostics) {
  std::map<const Exemption*, std::vector<Item>> items;
  std::map<const Exemption*, std::vector<const Record*>> answers;
  for (const LedgerEntry* entry : unit.ledger) {
    if (entry->exemption == nullptr || !entry->exemption->sound) continue;
    const Record* answer = published_answer(unit, *entry);
    if (answer == nullptr || !answer->sound) continue;
    items[entry->exemption].push_back(entry->item);
    std::vector<const Record*>& known = answers[entry->exemption];
    if (std::ranges::find(known, answer) == known.end()) known.push_back(answer);
  }
  for (const Exemption* exemption : unit.records.exemptions) {
    if (!items.contains(exemption)) continue;
    Diagnostic d = finding(Code::coverage, *exemption, "/items",
                           {fmt::format("{} {} 年度的{}既列为不公开，又已公开", unit.unit->name, unit.year, list_items(items[exemption], false)),
                            fmt::format("{} of {} for {}: both exempt and disclosed", list_items(items[exemption], true), unit.unit->name, unit.year)},
                           {"两者只留其一：删去例外，或撤下已公开的内容", "keep one of them: remove the exemption, or withdraw what is disclosed"});
    for (const Record* answer : answers[exemption]) d.related.push_back({place_of(*answer), {"已公开于此", "disclosed here"}});
    diagnostics.add(std::move(d));
  }
}

// One finding per unit and year: the year, the unit or its dates are wrong, whatever was disclosed.
void check_lifetime(const UnitYear& unit, Diagnostics& diagnostics) {
  if (exists_in(*unit.unit, unit.year)) return;
  std::vector<Item> items;
  std::vector<const Record*> records;
  for (const LedgerEntry* entry : unit.ledger) {
    if (entry->state != ItemState::disclosed) continue;
    const Record* record = entry->records.empty() ? entry->disclosure : entry->records.front();
    if (record == nullptr || !record->sound) continue;
    items.push_back(entry->item);
    if (std::ranges::find(records, record) == records.end()) records.push_back(record);
  }
  if (records.empty()) return;
  const bool early = unit.unit->established && unit.year < unit.unit->established->year;
  const Text day = early ? unit.unit->established->written : unit.unit->abolished->written;
  Diagnostic d = finding(Code::coverage, *records.front(), "/year",
                         {fmt::format("{} {}于 {}，却公开了 {} 年度的{}", unit.unit->name, early ? "成立" : "撤销", day, unit.year, list_items(items, false)),
                          fmt::format("{} was {} in {}, but disclosed for {}: {}", unit.unit->name, early ? "founded" : "abolished", day, unit.year, list_items(items, true))},
                         {"改正年度或单位，或改正单位的成立、撤销日期", "mend the year or the unit, or the unit's dates"});
  d.figures = {std::to_string(unit.year), std::string(day)};
  d.related.push_back({unit_place(*unit.unit, early ? "/established" : "/abolished"), {"单位的日期", "the unit's date"}});
  for (std::size_t i = 1; i < records.size(); ++i) d.related.push_back({place_of(*records[i], "/year"), {"同样如此", "so is this"}});
  diagnostics.add(std::move(d));
}

// One item registered at two addresses: which one is the proof?
void check_double_registration(const UnitYear& unit, Diagnostics& diagnostics) {
  std::map<Item, const Disclosure*> first;
  for (const Disclosure* record : unit.records.disclosures) {
    if (record->url.empty() || !record->sound) continue;
    std::vector<std::pair<const Disclosure*, std::vector<Item>>> clashes;  // with whom, over which items
    for (const Item item : record->items) {
      const auto [before, fresh] = first.try_emplace(item, record);
      if (fresh || before->second->url == record->url) continue;
      auto clash = std::ranges::find(clashes, before->second, &std::pair<const Disclosure*, std::vector<Item>>::first);
      if (clash == clashes.end()) clash = clashes.insert(clashes.end(), {before->second, {}});
      clash->second.push_back(item);
    }
    for (const auto& [other, items] : clashes) {
      Diagnostic d = finding(Code::coverage, *record, "/url",
                             {fmt::format("{} {} 年度的{}登记了两个网址", unit.unit->name, unit.year, list_items(items, false)),
                              fmt::format("{} of {} for {}: registered at two addresses", list_items(items, true), unit.unit->name, unit.year)},
                             {"只登记一个网址", "register one address"});
      d.figures = {std::string(other->url), std::string(record->url)};
      d.related.push_back({place_of(*other, "/url"), {"另一处登记", "the other registration"}});
      diagnostics.add(std::move(d));
    }
  }
}

void check_exemption(const RuleContext& context, const Exemption& record, Diagnostics& diagnostics) {
  const Unit* unit = context.registry.unit(record.unit);
  if (!record.sound) return;
  if (record.basis.empty()) {
    Diagnostic d = finding(Code::exemption, record, "",
                           {fmt::format("{} {} 年度列为“{}”，没有写依据", who(context, record).zh, record.year, chinese_name_of(record.type)),
                            fmt::format("the exemption ({}) {} for {} states no basis", name_of(record.type), who(context, record).en, record.year)},
                           {"在 basis 写明法律条文或批准文件", "state the law or the approving document in basis"});
    diagnostics.add(std::move(d));
  }
  if (record.type != Exemption::Type::merged || !record.see.empty()) return;
  if (unit == nullptr || unit->parent.empty()) return;
  diagnostics.add(finding(Code::exemption, record, "",
                          {fmt::format("{} {} 年度合并公开，没有写由哪个单位公开（see）", who(context, record).zh, record.year),
                           fmt::format("the merged disclosure {} for {} does not name its carrier (see)", who(context, record).en, record.year)},
                          {fmt::format("在 see 写承载单位的编号，如“{}”", unit->parent), fmt::format("name the carrier in see, such as \"{}\"", unit->parent)}));
}

// --- what is missing ---

// A record with a `form` error may be the very one that seems to be missing: "causes no follow-up
// findings" (format.md 5).
class Doubts {
 public:
  explicit Doubts(const Registry& registry) : all_(!registry.inputs.complete) {
    for_each_record(registry.inputs.records, [&](const Record& record) {
      if (record.sound || !is_publishable(record)) return;
      publisher_years_.insert(record.year);
      if (!answers_items(record.kind)) return;
      // A unit that does not exist may stand for any.
      if (registry.unit(record.unit) == nullptr) {
        years_.insert(record.year);
      } else {
        unit_years_.insert({record.unit, record.year});
      }
    });
    for (const MarkdownPage& page : registry.inputs.pages) {
      if (!page.sound && is_publishable(page)) publisher_years_.insert(page.year);
    }
  }

  /// Whether what `unit` seems to lack in `year` may be there.
  bool about(Text unit, Year year) const { return all_ || years_.contains(year) || unit_years_.contains({unit, year}); }
  /// The same of what the publisher itself owes.
  bool about_publisher(Year year) const { return all_ || publisher_years_.contains(year); }

 private:
  static bool answers_items(Kind kind) {
    switch (kind) {
      case Kind::project:
      case Kind::budget:
      case Kind::final_accounts:
      case Kind::target:
      case Kind::self_evaluation:
      case Kind::disclosure:
      case Kind::exemption:
        return true;
      case Kind::pre_evaluation:
      case Kind::monitoring:
      case Kind::recheck:
      case Kind::finance_evaluation:
      case Kind::rectification:
      case Kind::result_use:
      case Kind::assessment:
      case Kind::regulation:
      case Kind::figures:
      case Kind::indicator_library:
        return false;
    }
    return false;
  }

  bool all_;
  std::set<Year> years_;
  std::set<std::pair<Text, Year>> unit_years_;
  std::set<Year> publisher_years_;
};

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
bool check_targets(const RuleContext& context, const YearBook& book, const UnitYear& unit, const Doubts& doubts,
                   Diagnostics& diagnostics) {
  bool told = false;
  if (unit.budget == nullptr || is_answered(&unit, Item::project_targets)) return false;
  for (const ProjectLife* life : unit.projects) {
    const bool has = std::ranges::any_of(life->targets, [&](const Target* t) { return t->year == book.year; });
    if (has) continue;
    told = true;
    if (!life->project->sound || doubts.about(unit.unit->id, book.year)) continue;
    Diagnostic d = finding(Code::target_missing, *life->project, "",
                           {fmt::format("{} {} 年度没有已批准的绩效目标", who(context, *life->project).zh, book.year),
                            fmt::format("the project {} has no approved performance target for {}", who(context, *life->project).en, book.year)},
                           {"补上绩效目标，或登记其公开网址、写明例外", "add the target, or register where it is disclosed, or state an exemption"});
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

bool is_evaluated(const Target& target, const Refs<SelfEvaluation>& all) {
  return std::ranges::any_of(all, [&](const SelfEvaluation* e) {
    if (!e->target.empty()) return e->target == target.id;
    const bool same = e->subject.type == target.subject.type && e->subject.id == target.subject.id &&
                      e->subject.name == target.subject.name;
    return same && e->unit == target.unit;
  });
}

// An approved target of a closed year needs a self-evaluation, as `all` may hold it. Returns whether it has none.
bool lacks_self_evaluation(const RuleContext& context, const YearBook& book, const Target& target, const Refs<SelfEvaluation>& all,
                           const Doubts& doubts, Diagnostics& diagnostics) {
  // A project's self-evaluations stand with it, whichever unit filed them.
  const ProjectLife* life = target.subject.id.empty() ? nullptr : book.project(target.subject.id);
  if (is_evaluated(target, all) || (life != nullptr && is_evaluated(target, life->self_evaluations))) return false;
  if (!target.sound || doubts.about(target.unit, book.year)) return true;
  Diagnostic d = finding(Code::self_evaluation_missing, target, "",
                         {fmt::format("{} {} 年度的绩效目标没有对应的绩效自评", who(context, target).zh, book.year),
                          fmt::format("the target {} of {} has no self-evaluation", who(context, target).en, book.year)},
                         {"补上绩效自评，或登记其公开网址、写明例外", "add the self-evaluation, or register where it is disclosed, or state an exemption"});
  diagnostics.add(std::move(d));
  return true;
}

// Returns the items the findings speak of.
std::vector<Item> check_self_evaluations(const RuleContext& context, const YearBook& book, const UnitYear& unit, const Doubts& doubts,
                                         Diagnostics& diagnostics) {
  std::vector<Item> told;
  if (!book.closed) return told;
  for (const Target* target : unit.records.targets) {
    const std::optional<Item> item = self_evaluation_item(target->subject);
    if (item && is_answered(&unit, *item)) continue;
    const bool lacks = lacks_self_evaluation(context, book, *target, unit.records.self_evaluations, doubts, diagnostics);
    if (lacks && item) told.push_back(*item);
  }
  return told;
}

// A policy, service, bond, transfer or fund may belong to no unit.
void check_unitless_targets(const RuleContext& context, const YearBook& book, const Doubts& doubts, Diagnostics& diagnostics) {
  if (!book.closed) return;
  for (const Target* target : book.records.targets) {
    if (target->unit.empty()) lacks_self_evaluation(context, book, *target, book.records.self_evaluations, doubts, diagnostics);
  }
}

void check_items(const UnitYear& unit, const std::vector<Item>& told, const Doubts& doubts, Diagnostics& diagnostics) {
  std::vector<Item> missing;
  for (const LedgerEntry* entry : unit.ledger) {
    if (entry->state != ItemState::missing) continue;
    if (std::ranges::find(told, entry->item) == told.end()) missing.push_back(entry->item);
  }
  if (missing.empty() || doubts.about(unit.unit->id, unit.year)) return;
  diagnostics.add({.code = Code::item_missing,
                   .severity = usual_severity(Code::item_missing),
                   .place = unit_place(*unit.unit),
                   .message = {fmt::format("{} {} 年度缺 {} 项：{}", unit.unit->name, unit.year, missing.size(), list_items(missing, false)),
                               fmt::format("{} lacks {} items for {}: {}", unit.unit->name, missing.size(), unit.year, list_items(missing, true))},
                   .help = {"补上记录，或登记公开网址（disclosure），或写明不公开的依据（exemption）",
                            "add the records, or register where they are disclosed, or state why they are exempt"},
                   .basis = std::string(usual_basis(Code::item_missing)),
                   .unit = std::string(unit.unit->id)});
}

void check_publisher(const RuleContext& context, const YearBook& book, const Doubts& doubts, Diagnostics& diagnostics) {
  std::string missing;
  std::string english;
  for (const PublisherEntry& entry : book.ledger.publisher) {
    if (entry.state != ItemState::missing) continue;
    missing += (missing.empty() ? "" : "、") + std::string(entry.item.kind ? chinese_name_of(*entry.item.kind) : "年度报告");
    english += (english.empty() ? "" : ", ") + std::string(entry.item.kind ? name_of(*entry.item.kind) : "report");
  }
  if (missing.empty() || doubts.about_publisher(book.year)) return;
  const Site& site = context.registry.site();
  diagnostics.add({.code = Code::item_missing,
                   .severity = usual_severity(Code::item_missing),
                   .place = {.file = std::string(site.origin.file), .pointer = "/required_site", .position = {}, .origin = site.origin.offset},
                   .message = {fmt::format("{} {} 年度自身应公开而没有：{}", site.publisher.name, book.year, missing),
                               fmt::format("{} itself owes for {}: {}", site.publisher.name, book.year, english)},
                   .help = {"补上记录；确不应公开的从 required_site 去掉", "add the records, or take them out of required_site"},
                   .basis = std::string(usual_basis(Code::item_missing))});
}

}  // namespace

void check_coverage(const RuleContext& context, Diagnostics& diagnostics) {
  for (const auto& [year, book] : context.registry.years) {
    for (const UnitYear& unit : book.units) {
      check_exempt_and_disclosed(unit, diagnostics);
      check_lifetime(unit, diagnostics);
      check_double_registration(unit, diagnostics);
    }
  }
  for (const Exemption* record : context.registry.records.exemptions) check_exemption(context, *record, diagnostics);
}

void check_missing(const RuleContext& context, Diagnostics& diagnostics) {
  const Doubts doubts(context.registry);
  for (const auto& [year, book] : context.registry.years) {
    for (const UnitYear& unit : book.units) {
      std::vector<Item> told = check_self_evaluations(context, book, unit, doubts, diagnostics);
      if (check_targets(context, book, unit, doubts, diagnostics)) told.push_back(Item::project_targets);
      check_items(unit, told, doubts, diagnostics);
    }
    check_unitless_targets(context, book, doubts, diagnostics);
    check_publisher(context, book, doubts, diagnostics);
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
                               {fmt::format("{}{}最迟应于 {} 公开（{} 批复），实际 {}，逾期 {} 天", who(context, *record).zh, chinese_name_of(record->kind),
                                            print(*deadline), print(*record->approval.date), print(record->published->date), late),
                                fmt::format("{} was due by {} (approved {}) and published on {}, {} days late", who(context, *record).en, print(*deadline),
                                            print(*record->approval.date), print(record->published->date), late)},
                               {"核对批复日期和公开日期；确属逾期的照实公开，台账会注明", "verify both dates; if it was late, publish it as it is: the ledger says so"});
        d.figures = {print(*deadline), print(record->published->date)};
        const std::string approved = print(*record->approval.date);
        if (!has_budget_deadline(context.registry, *record)) d.basis = "政府信息公开条例第二十六条";
        d.related.push_back({place_of(*record, "/approval/date"), {"批复 " + approved, "approved " + approved}});
        diagnostics.add(std::move(d));
        continue;
      }
      const bool no_approval = !record->approval.date;
      const std::string_view zh = no_approval ? (record->published ? "没有批复日期" : "没有批复日期和公开日期") : "没有公开日期";
      const std::string_view en = no_approval ? (record->published ? "no approval date" : "neither approval date nor publication date") : "no publication date";
      Diagnostic d = finding(Code::deadline, *record, "",
                             {fmt::format("{}{}{}，不能判定是否按期公开", who(context, *record).zh, chinese_name_of(record->kind), zh),
                              fmt::format("{} has {}: whether it was on time is undecided", who(context, *record).en, en)},
                             {fmt::format("补上 {}{}{}", no_approval ? "approval.date" : "", no_approval && !record->published ? " 和 " : "", record->published ? "" : "published"),
                              fmt::format("add {}{}{}", no_approval ? "approval.date" : "", no_approval && !record->published ? " and " : "", record->published ? "" : "published")});
      d.severity = Severity::undecided;
      diagnostics.add(std::move(d));
    }
  });
}

}  // namespace disclose

#include "check/ledger_rules.h"

#include <algorithm>

namespace disclose {

namespace {

bool is_final(Item item) {
  return item == Item::final_accounts || item == Item::unit_self_evaluation || item == Item::project_self_evaluations;
}
bool is_project_item(Item item) {
  return item == Item::project_targets || item == Item::project_self_evaluations;
}

class LedgerMaker {
 public:
  LedgerMaker(const Registry& registry, YearBook& book) : registry_(registry), book_(book) {}

  void run() {
    Ledger& ledger = book_.ledger;
    ledger = {.year = book_.year};
    for (const UnitYear& unit : book_.units) add_unit(unit);
    for (const PublisherItem& item : registry_.site().required_site) ledger.publisher.push_back(publisher_entry(item));
    count();
    for (UnitYear& unit : book_.units) unit.ledger.clear();
    for (const LedgerEntry& entry : ledger.entries) {
      book_.units[book_.unit_index.at(entry.unit->id)].ledger.push_back(&entry);
    }
  }

 private:
  void add_unit(const UnitYear& unit) {
    // A unit owes nothing for years in which it does not exist; an exemption goes before `established`.
    const bool listed = exists_in(*unit.unit, book_.year) || !unit.records.exemptions.empty();
    const bool answers = !unit.records.disclosures.empty() || unit.budget != nullptr || unit.final_accounts != nullptr ||
                         !unit.records.targets.empty() || !unit.records.self_evaluations.empty();
    if (!listed && !answers) return;
    ++book_.ledger.units;
    for (const Item item : registry_.site().required) {
      LedgerEntry entry = entry_of(unit, item);
      // What a unit published before it was founded is a finding (coverage), not a debt.
      if (!listed && entry.state != ItemState::disclosed) continue;
      book_.ledger.entries.push_back(std::move(entry));
    }
  }

  LedgerEntry entry_of(const UnitYear& unit, Item item) const {
    LedgerEntry entry{.unit = unit.unit, .item = item};
    entry.records = records_for(unit, item);
    const bool answered_here = is_project_item(item) ? all_projects_answered(unit, item) : !entry.records.empty();
    for (const Disclosure* disclosure : unit.records.disclosures) {
      if (std::ranges::find(disclosure->items, item) == disclosure->items.end()) continue;
      // Of several registrations, the one that says where.
      if (entry.disclosure == nullptr || (entry.disclosure->url.empty() && !disclosure->url.empty())) entry.disclosure = disclosure;
    }
    for (const Exemption* exemption : unit.records.exemptions) {
      const bool covers = exemption->all_items || std::ranges::find(exemption->items, item) != exemption->items.end();
      if (covers && entry.exemption == nullptr) entry.exemption = exemption;
    }
    if (entry.exemption != nullptr) {
      entry.state = ItemState::exempt;
    } else if (answered_here || entry.disclosure != nullptr) {
      entry.state = ItemState::disclosed;
      time(entry, answered_here);
    } else if (is_final(item) && !book_.closed) {
      entry.state = ItemState::not_due;
    } else if (is_project_item(item) && owes_no_project_items(unit)) {
      entry.state = ItemState::not_due;
      entry.no_projects = true;
    } else {
      entry.state = ItemState::missing;
    }
    return entry;
  }

  // "A unit without projects in a year owes no project items" (format.md 6, item-missing). A unit of
  // which nothing at all is published is not known to be without projects.
  static bool owes_no_project_items(const UnitYear& unit) {
    const bool known = unit.budget != nullptr || unit.final_accounts != nullptr || !unit.targets.empty() ||
                       !unit.self_evaluations.empty();
    return unit.projects.empty() && known;
  }

  static std::vector<const Record*> records_for(const UnitYear& unit, Item item) {
    std::vector<const Record*> records;
    const auto add = [&](const auto& list) { records.insert(records.end(), list.begin(), list.end()); };
    switch (item) {
      case Item::unit_target: add(unit.targets); break;
      case Item::budget: add(unit.records.budgets); break;
      case Item::final_accounts: add(unit.records.final_accounts); break;
      case Item::unit_self_evaluation: add(unit.self_evaluations); break;
      case Item::project_targets:
        for (const ProjectLife* life : unit.projects) add(of_year(life->targets, unit.year));
        break;
      case Item::project_self_evaluations:
        for (const ProjectLife* life : unit.projects) add(of_year(life->self_evaluations, unit.year));
        break;
    }
    return records;
  }

  template <class T>
  static Refs<T> of_year(const Refs<T>& records, Year year) {
    Refs<T> found;
    for (const T* record : records) {
      if (record->year == year) found.push_back(record);
    }
    return found;
  }

  // Disclosed when every approved project of the unit has one (format.md 7).
  static bool all_projects_answered(const UnitYear& unit, Item item) {
    if (unit.projects.empty()) return false;
    return std::ranges::all_of(unit.projects, [&](const ProjectLife* life) {
      return item == Item::project_targets ? !of_year(life->targets, unit.year).empty()
                                           : !of_year(life->self_evaluations, unit.year).empty();
    });
  }

  // Late when one of its records is late; undecided when one cannot be told.
  void time(LedgerEntry& entry, bool answered_here) const {
    std::vector<const Record*> records = entry.records;
    if (!answered_here) records.assign(1, entry.disclosure);
    Timeliness worst = Timeliness::on_time;
    for (const Record* record : records) {
      const std::optional<Date> deadline = due(*record);
      Timeliness own = Timeliness::undecided;
      if (deadline && record->published) own = record->published->date > *deadline ? Timeliness::late : Timeliness::on_time;
      const bool decides = !entry.deadline || own == Timeliness::late || (deadline && *deadline < *entry.deadline);
      if (decides && deadline && !(worst == Timeliness::late && own != Timeliness::late)) {
        entry.deadline = deadline;
        entry.approved = record->approval.date;
        entry.approval_number = record->approval.number;
      }
      if (entry.approval_number.empty()) entry.approval_number = record->approval.number;
      if (own == Timeliness::late || worst == Timeliness::late) {
        worst = Timeliness::late;
      } else if (own == Timeliness::undecided) {
        worst = Timeliness::undecided;
      }
      if (record->published && (!entry.published || *entry.published < *record->published)) entry.published = record->published;
    }
    entry.timeliness = worst;
  }

  std::optional<Date> due(const Record& record) const {
    if (record.kind != Kind::disclosure) return deadline_of(registry_, record);
    if (!record.approval.date) return std::nullopt;
    const DeadlineRule& rule = registry_.site().deadline;
    return due_date(*record.approval.date, rule.days, rule.working, rule.shift_holidays, rule.calendar);
  }

  PublisherEntry publisher_entry(const PublisherItem& item) const {
    std::size_t records = 0;
    if (!item.kind) {
      records = static_cast<std::size_t>(
          std::ranges::count_if(book_.pages, [](const MarkdownPage* page) { return is_annual_report(*page); }));
    } else {
      for_each_list(book_.records, [&](const auto& list) {
        if (!list.empty() && list.front()->kind == *item.kind) records = list.size();
      });
    }
    if (records != 0) return {.item = item, .state = ItemState::disclosed, .count = records};
    return {.item = item, .state = is_not_yet_owed(item) ? ItemState::not_due : ItemState::missing, .count = 0};
  }

  // A site that says which years are closed owes what follows from a closed year for these only
  // (format.md 3, closed_years). Where it says nothing, the publisher's own duty rests on no accounts.
  bool is_not_yet_owed(const PublisherItem& item) const {
    if (book_.closed || !registry_.site().closed_years_stated || !item.kind) return false;
    switch (*item.kind) {
      case Kind::final_accounts:
      case Kind::self_evaluation:
      case Kind::recheck:
      case Kind::finance_evaluation:
      case Kind::rectification:
      case Kind::result_use:
      case Kind::assessment:
        return true;
      case Kind::project:
      case Kind::budget:
      case Kind::pre_evaluation:
      case Kind::target:
      case Kind::monitoring:
      case Kind::disclosure:
      case Kind::exemption:
      case Kind::regulation:
      case Kind::figures:
      case Kind::indicator_library:
        return false;
    }
    return false;
  }

  void count() {
    Ledger& ledger = book_.ledger;
    const Unit* unit = nullptr;
    bool due = false;
    bool exempt = false;
    const auto close_unit = [&] {
      ledger.due_units += due ? 1 : 0;
      ledger.exempt_units += exempt && !due ? 1 : 0;
      due = exempt = false;
    };
    for (const LedgerEntry& entry : ledger.entries) {
      if (entry.unit != unit) close_unit();
      unit = entry.unit;
      switch (entry.state) {
        case ItemState::disclosed: ++ledger.counts.disclosed; due = true; break;
        case ItemState::missing: ++ledger.counts.missing; due = true; break;
        case ItemState::exempt: ++ledger.counts.exempt; exempt = true; break;
        case ItemState::not_due: ++ledger.counts.not_due; break;
      }
      if (!entry.timeliness) continue;
      switch (*entry.timeliness) {
        case Timeliness::on_time: ++ledger.counts.on_time; break;
        case Timeliness::late: ++ledger.counts.late; break;
        case Timeliness::undecided: ++ledger.counts.undecided; break;
      }
    }
    close_unit();
  }

  const Registry& registry_;
  YearBook& book_;
};

// Mid-year projects have their targets approved within the year (format.md 3, deadline.other_days).
bool is_mid_year(const Registry& registry, const Record& record) {
  if (record.kind != Kind::target) return false;
  const Subject& subject = static_cast<const Target&>(record).subject;
  if (subject.type != Subject::Type::project || subject.id.empty()) return false;
  const Project* project = registry.project(subject.id, record.year);
  return project != nullptr && project->source == ProjectSource::midyear;
}

}  // namespace

bool has_deadline(Kind kind) {
  switch (kind) {
    case Kind::budget:
    case Kind::final_accounts:
    case Kind::target:
    case Kind::self_evaluation:
    case Kind::finance_evaluation:
    case Kind::rectification:
    case Kind::result_use:
      return true;
    case Kind::project:
    case Kind::pre_evaluation:
    case Kind::monitoring:
    case Kind::recheck:
    case Kind::assessment:
    case Kind::disclosure:
    case Kind::exemption:
    case Kind::regulation:
    case Kind::figures:
    case Kind::indicator_library:
      return false;
  }
  return false;
}

bool has_budget_deadline(const Registry& registry, const Record& record) {
  const bool with_budget = record.kind == Kind::budget || record.kind == Kind::final_accounts ||
                           record.kind == Kind::target || record.kind == Kind::self_evaluation;
  return with_budget && !is_mid_year(registry, record);
}

std::optional<Date> deadline_of(const Registry& registry, const Record& record) {
  if (!has_deadline(record.kind) || !record.approval.date) return std::nullopt;
  const DeadlineRule& rule = registry.site().deadline;
  if (has_budget_deadline(registry, record)) {
    return due_date(*record.approval.date, rule.days, rule.working, rule.shift_holidays, rule.calendar);
  }
  // 条例第二十六条: working days for whatever else is disclosed.
  return due_date(*record.approval.date, rule.other_days, true, rule.shift_holidays, rule.calendar);
}

void make_ledgers(Registry& registry) {
  for (auto& [year, book] : registry.years) LedgerMaker(registry, book).run();
}

}  // namespace disclose

#include "check/index.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace disclose {

namespace {

using RecordKey = std::tuple<Text, std::int32_t>;  // file and index: one record

RecordKey key_of(const Record& record) { return {record.origin.file, record.origin.index}; }

// Units in their order of display; what has no unit comes first.
class UnitOrder {
 public:
  explicit UnitOrder(const std::vector<Unit>& units) {
    for (std::size_t i = 0; i < units.size(); ++i) order_.try_emplace(units[i].id, i + 1);
  }
  std::size_t of(Text unit) const {
    const auto found = order_.find(unit);
    return found == order_.end() ? 0 : found->second;
  }

 private:
  std::map<Text, std::size_t> order_;
};

// Shown years: as site.json says, else those of all published records but regulations and indicator
// libraries (format.md 3, years), and of published reports, whose pages need their year.
std::set<Year> shown_years(const Inputs& inputs) {
  std::set<Year> years(inputs.site.years.begin(), inputs.site.years.end());
  if (inputs.site.years_stated) return years;
  for_each_record(inputs.records, [&](const auto& record) {
    const bool counts = record.kind != Kind::regulation && record.kind != Kind::indicator_library;
    if (counts && is_publishable(record) && record.year != 0) years.insert(record.year);
  });
  for (const MarkdownPage& page : inputs.pages) {
    if (page.page_kind == PageKind::report && is_publishable(page) && page.year != 0) years.insert(page.year);
  }
  return years;
}

void settle_years(Inputs& inputs) {
  const std::set<Year> years = shown_years(inputs);
  inputs.site.years.assign(years.begin(), years.end());
  if (inputs.site.closed_years_stated) return;
  std::set<Year> closed;
  for (const FinalAccounts& record : inputs.records.final_accounts) {
    if (record.status == Status::approved) closed.insert(record.year);
  }
  inputs.site.closed_years.assign(closed.begin(), closed.end());
}

bool is_withdrawn_after_publication(const Record& record) {
  return record.status == Status::withdrawn && record.published && record.secrecy != Secrecy::secret &&
         !record.id.empty();
}

class Indexer {
 public:
  Indexer(Registry& registry, Redaction redaction)
      : registry_(registry), order_(registry.inputs.units), redaction_(redaction) {}

  void run() {
    settle_years(registry_.inputs);
    for (const Unit& unit : registry_.inputs.units) registry_.units_by_id.try_emplace(unit.id, &unit);
    if (redaction_ == Redaction::applied) {
      for_each_record(registry_.inputs.redacted, [&](const auto& record) { redacted_[key_of(record)] = &record; });
    }
    for (const Year year : registry_.inputs.site.years) open_year(year);
    publish_lists();
    publish_pages();
    for (auto& [year, book] : registry_.years) {
      gather_projects(book);
      gather_units(book);
    }
  }

 private:
  void open_year(Year year) {
    YearBook& book = registry_.years[year];
    book.year = year;
    const auto& closed = registry_.inputs.site.closed_years;
    book.closed = std::ranges::find(closed, year) != closed.end();
  }

  template <class T>
  const T* version_to_show(const T& record) const {
    const auto found = redacted_.find(key_of(record));
    return found == redacted_.end() ? &record : static_cast<const T*>(found->second);
  }

  void publish_lists() {
    std::vector<void*> lists;
    for_each_list(registry_.records, [&](auto& list) { lists.push_back(&list); });
    std::size_t at = 0;
    for_each_list(registry_.inputs.records, [&](auto& records) {
      using T = typename std::remove_reference_t<decltype(records)>::value_type;
      publish(records, *static_cast<Refs<T>*>(lists[at++]));
    });
    at = 0;
    for (auto& [year, book] : registry_.years) distribute(year, book.records);
    std::ranges::stable_sort(registry_.withdrawn, {}, [](const Record* r) { return std::tuple(-r->year, r->kind, r->id); });
  }

  template <class T>
  void publish(const std::vector<T>& records, Refs<T>& to) {
    for (const T& record : records) {
      if (is_withdrawn_after_publication(record) && registry_.years.contains(record.year)) {
        registry_.withdrawn.push_back(version_to_show(record));
      }
      if (!is_publishable(record) || !registry_.years.contains(record.year)) continue;
      to.push_back(version_to_show(record));
    }
    sort_by_unit(to);
    for (const T* record : to) {
      if constexpr (std::is_same_v<T, Project>) {
        registry_.projects_by_id[record->id].push_back(record);
      } else {
        registry_.by_id.try_emplace(record->id, record);
      }
    }
  }

  // By year, unit and id. A unit's place is looked up once a record, not once a comparison.
  template <class T>
  void sort_by_unit(Refs<T>& records) const {
    using Keyed = std::tuple<Year, std::size_t, Text, const T*>;
    std::vector<Keyed> keyed;
    keyed.reserve(records.size());
    for (const T* r : records) keyed.emplace_back(r->year, order_.of(r->unit), r->id, r);
    std::ranges::stable_sort(keyed, [](const Keyed& a, const Keyed& b) {
      return std::tie(std::get<0>(a), std::get<1>(a), std::get<2>(a)) < std::tie(std::get<0>(b), std::get<1>(b), std::get<2>(b));
    });
    std::ranges::transform(keyed, records.begin(), [](const Keyed& k) { return std::get<3>(k); });
  }

  // The part of every list that is of one year: lists are sorted by year first.
  void distribute(Year year, PublishedRecords& to) {
    std::vector<void*> lists;
    for_each_list(to, [&](auto& list) { lists.push_back(&list); });
    std::size_t at = 0;
    for_each_list(registry_.records, [&](auto& all) {
      auto& list = *static_cast<std::remove_reference_t<decltype(all)>*>(lists[at++]);
      const auto range = std::ranges::equal_range(all, year, {}, [](const Record* r) { return r->year; });
      list.assign(range.begin(), range.end());
    });
  }

  void publish_pages() {
    for (const MarkdownPage& page : registry_.inputs.pages) {
      const bool year_shown = page.page_kind != PageKind::report || registry_.years.contains(page.year);
      if (!year_shown) continue;
      if (is_withdrawn_after_publication(page)) registry_.withdrawn_pages.push_back(&page);
      if (!is_publishable(page)) continue;
      registry_.pages.push_back(&page);
      registry_.by_id.try_emplace(page.id, &page);
    }
    std::ranges::stable_sort(registry_.pages, {}, [](const MarkdownPage* page) {
      // Newest first, undated last.
      const Date day = page->published ? page->published->date : Date{};
      return std::tuple(page->page_kind, -page->year, page->order.value_or(1000000), -day.year, -day.month, -day.day, page->id);
    });
    for (const MarkdownPage* page : registry_.pages) {
      if (page->page_kind == PageKind::report) registry_.years.at(page->year).pages.push_back(page);
    }
  }

  // --- projects ---

  void gather_projects(YearBook& book) {
    std::vector<std::tuple<std::size_t, bool, Text, Text, const Project*>> keyed;
    for (const Project* p : book.records.projects) keyed.emplace_back(order_.of(p->unit), p->code.empty(), p->code, p->id, p);
    std::ranges::stable_sort(keyed, [](const auto& one, const auto& other) {
      const auto key = [](const auto& k) { return std::tie(std::get<0>(k), std::get<1>(k), std::get<2>(k), std::get<3>(k)); };
      return key(one) < key(other);
    });
    for (const auto& entry : keyed) book.projects.push_back({.project = std::get<4>(entry)});
    for (std::size_t i = 0; i < book.projects.size(); ++i) book.project_index[book.projects[i].project->id] = i;
  }

  // The life a record of `year` about project `id` stands with: of that year, else the latest earlier.
  ProjectLife* life_of(Text id, Year year) {
    const Project* project = registry_.project(id, year);
    if (project == nullptr) return nullptr;
    YearBook& book = registry_.years.at(project->year);
    return &book.projects[book.project_index.at(id)];
  }
  ProjectLife* life_of(const Subject& subject, Year year) {
    if (subject.type != Subject::Type::project || subject.id.empty()) return nullptr;
    return life_of(subject.id, year);
  }
  ProjectLife* life_of_record(Text id) {
    const Record* record = registry_.record(id);
    if (record == nullptr) return nullptr;
    if (record->kind == Kind::self_evaluation) return life_of(static_cast<const SelfEvaluation*>(record)->subject, record->year);
    if (record->kind == Kind::finance_evaluation) return life_of(static_cast<const FinanceEvaluation*>(record)->subject, record->year);
    if (record->kind == Kind::monitoring) return life_of(static_cast<const Monitoring*>(record)->subject, record->year);
    if (record->kind == Kind::pre_evaluation) return life_of(static_cast<const PreEvaluation*>(record)->subject, record->year);
    if (record->kind == Kind::target) return life_of(static_cast<const Target*>(record)->subject, record->year);
    if (record->kind == Kind::recheck) return life_of_record(static_cast<const Recheck*>(record)->self_evaluation);
    if (record->kind == Kind::rectification) return life_of_record(static_cast<const Rectification*>(record)->of);
    return nullptr;
  }

 public:
  // What is about a project, once the projects of every year are known.
  void attach_to_projects() {
    attach(registry_.records.pre_evaluations, &ProjectLife::pre_evaluations);
    attach(registry_.records.targets, &ProjectLife::targets);
    attach(registry_.records.monitorings, &ProjectLife::monitorings);
    attach(registry_.records.self_evaluations, &ProjectLife::self_evaluations);
    attach(registry_.records.finance_evaluations, &ProjectLife::finance_evaluations);
    for (const Recheck* record : registry_.records.rechecks) {
      if (ProjectLife* life = life_of_record(record->self_evaluation)) life->rechecks.push_back(record);
    }
    for (const Rectification* record : registry_.records.rectifications) {
      if (ProjectLife* life = life_of_record(record->of)) life->rectifications.push_back(record);
    }
    for (const ResultUse* record : registry_.records.result_uses) attach(record);
  }

 private:
  template <class T>
  void attach(const Refs<T>& records, Refs<T> ProjectLife::*list) {
    for (const T* record : records) {
      if (ProjectLife* life = life_of(record->subject, record->year)) (life->*list).push_back(record);
    }
  }
  // A use of results stands with every project whose records it follows from, once.
  void attach(const ResultUse* record) {
    for (const Text id : record->because) {
      ProjectLife* life = registry_.projects_by_id.contains(id) ? life_of(id, record->year) : life_of_record(id);
      if (life == nullptr) continue;
      if (life->result_uses.empty() || life->result_uses.back() != record) life->result_uses.push_back(record);
    }
  }

  // --- units ---

  void gather_units(YearBook& book) {
    std::set<Text> named;
    for_each_list(book.records, [&](const auto& list) {
      for (const auto* record : list) named.insert(record->unit);
    });
    for (const MarkdownPage* page : book.pages) named.insert(page->unit);
    for (const Unit& unit : registry_.inputs.units) {
      if (!exists_in(unit, book.year) && !named.contains(unit.id)) continue;
      if (!book.unit_index.try_emplace(unit.id, book.units.size()).second) continue;
      book.units.push_back({.unit = &unit, .year = book.year});
    }
    fill_unit_records(book);
  }

  UnitYear* unit_year(YearBook& book, Text unit) {
    const auto found = book.unit_index.find(unit);
    return found == book.unit_index.end() ? nullptr : &book.units[found->second];
  }

  void fill_unit_records(YearBook& book) {
    for (ProjectLife& life : book.projects) {
      if (UnitYear* unit = unit_year(book, life.project->unit)) unit->projects.push_back(&life);
    }
    const auto add = [&](const auto& list, auto PublishedRecords::*member) {
      for (const auto* record : list) {
        if (UnitYear* unit = unit_year(book, record->unit)) (unit->records.*member).push_back(record);
      }
    };
    const PublishedRecords& from = book.records;
    add(from.projects, &PublishedRecords::projects);
    add(from.budgets, &PublishedRecords::budgets);
    add(from.final_accounts, &PublishedRecords::final_accounts);
    add(from.pre_evaluations, &PublishedRecords::pre_evaluations);
    add(from.targets, &PublishedRecords::targets);
    add(from.monitorings, &PublishedRecords::monitorings);
    add(from.self_evaluations, &PublishedRecords::self_evaluations);
    add(from.rechecks, &PublishedRecords::rechecks);
    add(from.finance_evaluations, &PublishedRecords::finance_evaluations);
    add(from.rectifications, &PublishedRecords::rectifications);
    add(from.result_uses, &PublishedRecords::result_uses);
    add(from.assessments, &PublishedRecords::assessments);
    add(from.disclosures, &PublishedRecords::disclosures);
    add(from.exemptions, &PublishedRecords::exemptions);
    for (const MarkdownPage* page : book.pages) {
      if (UnitYear* unit = unit_year(book, page->unit)) unit->pages.push_back(page);
    }
    for (UnitYear& unit : book.units) pick_own(unit);
  }

  // What is about the unit as a whole (部门整体支出).
  static void pick_own(UnitYear& unit) {
    if (!unit.records.budgets.empty()) unit.budget = unit.records.budgets.front();
    if (!unit.records.final_accounts.empty()) unit.final_accounts = unit.records.final_accounts.front();
    const auto pick = [](const auto& from, auto& to) {
      for (const auto* record : from) {
        if (record->subject.type == Subject::Type::unit) to.push_back(record);
      }
    };
    pick(unit.records.targets, unit.targets);
    pick(unit.records.monitorings, unit.monitorings);
    pick(unit.records.self_evaluations, unit.self_evaluations);
    pick(unit.records.finance_evaluations, unit.finance_evaluations);
  }

  Registry& registry_;
  UnitOrder order_;
  Redaction redaction_;
  std::map<RecordKey, const Record*> redacted_;
};

}  // namespace

void index_registry(Registry& registry, Redaction redaction) {
  registry.years.clear();
  registry.records = {};
  registry.pages.clear();
  registry.withdrawn.clear();
  registry.withdrawn_pages.clear();
  registry.by_id.clear();
  registry.projects_by_id.clear();
  registry.units_by_id.clear();
  Indexer indexer(registry, redaction);
  indexer.run();
  indexer.attach_to_projects();
}

}  // namespace disclose

#include "check/references.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <set>

#include "base/text.h"
#include "check/rule.h"

namespace disclose {

namespace {

// Everything an id can mean.
struct Named {
  Kind kind = Kind::project;
  bool is_unit = false;
  bool is_page = false;
  const Record* record = nullptr;  ///< of a project: one of its years
  const Unit* unit = nullptr;
};

using ProjectYears = std::map<std::pair<Text, Year>, const Record*>;

class References {
 public:
  References(Inputs& inputs, Diagnostics& diagnostics) : inputs_(inputs), diagnostics_(diagnostics) {}

  void run() {
    gather();
    check_units();
    for_each_record(inputs_.records, [&](auto& record) { check(record); });
    for (MarkdownPage& page : inputs_.pages) check_unit(page);
  }

 private:
  // Ids are unique among units, records and pages together; a project has one record a year.
  void gather() {
    for (const Unit& unit : inputs_.units) {
      const auto [first, fresh] = names_.try_emplace(unit.id, Named{.is_unit = true, .unit = &unit});
      if (!fresh) report_unit(unit, "/id", duplicate(unit.id, first->second), another_id(), first_stated(place_of_first(first->second)));
    }
    for_each_record(inputs_.records, [&](auto& record) { gather(record, false); });
    for (MarkdownPage& page : inputs_.pages) gather(page, true);
  }

  void gather(Record& record, bool is_page) {
    if (record.id.empty()) return;
    const Named named{.kind = record.kind, .is_page = is_page, .record = &record};
    const auto [first, fresh] = names_.try_emplace(record.id, named);
    const bool project = !is_page && record.kind == Kind::project;
    if (!fresh) {
      const bool same_project = project && !first->second.is_unit && !first->second.is_page &&
                                first->second.kind == Kind::project;
      if (!same_project) {
        report(record, is_page ? "" : "/id", duplicate(record.id, first->second),
               is_page ? Say{"换一个文件名：页面的编号来自文件名，全站的编号各不相同",
                             "rename the file: a page's id comes from its name, and every id of the site is its own"}
                       : another_id(),
               first_stated(place_of_first(first->second)));
        return;
      }
    }
    if (!project) return;
    const auto [year, new_year] = project_years_.try_emplace({record.id, record.year}, &record);
    if (new_year) return;
    report(record, "/id",
           {fmt::format("项目“{}”在 {} 年度有两条记录", record.id, record.year),
            fmt::format("the project \"{}\" has two records in {}", record.id, record.year)},
           {"一个项目每年一条记录：删去一条，或改正年度", "a project has one record a year: remove one, or mend its year"},
           first_stated(place_of(*year->second, "/id")));
  }

  static Say another_id() {
    return {"换一个编号：全站的单位、记录和页面编号各不相同", "choose another id: units, records and pages have ids of their own"};
  }

  static Say duplicate(Text id, const Named& first) {
    const std::string zh = first.is_unit ? "单位" : first.is_page ? "页面" : std::string(chinese_name_of(first.kind));
    const std::string en = first.is_unit ? "a unit" : first.is_page ? "a page" : "a record of kind " + std::string(name_of(first.kind));
    return {fmt::format("编号“{}”已用于{}", id, zh), fmt::format("the id \"{}\" is already that of {}", id, en)};
  }

  static Place place_of_first(const Named& first) {
    return first.is_unit ? unit_place(*first.unit, "/id") : place_of(*first.record, first.is_page ? "" : "/id");
  }

  static Place unit_place(const Unit& unit, std::string_view key) {
    return {.file = std::string(unit.origin.file),
            .pointer = fmt::format("/{}{}", unit.origin.index, key),
            .position = {},
            .origin = unit.origin.offset};
  }

  // What a finding shows besides its own place.
  static Related first_stated(Place place) { return {std::move(place), {"先见于此", "first stated here"}}; }
  static Related referred_to(Place place) { return {std::move(place), {"所指的在此", "what it refers to"}}; }

  void report(Record& record, std::string_view key, Say message, Say help, std::optional<Related> other = {}) {
    record.sound = false;
    Diagnostic diagnostic = finding(Code::form, record, key, std::move(message), std::move(help));
    if (other) diagnostic.related.push_back(*other);
    diagnostics_.add(std::move(diagnostic));
  }

  void report_unit(const Unit& unit, std::string_view key, Say message, Say help, std::optional<Related> other = {}) {
    Diagnostic diagnostic{.code = Code::form,
                          .place = unit_place(unit, key),
                          .message = std::move(message),
                          .help = std::move(help),
                          .unit = std::string(unit.id)};
    if (other) diagnostic.related.push_back(*other);
    diagnostics_.add(std::move(diagnostic));
  }

  void check_units() {
    std::map<Text, const Unit*> by_id;
    for (const Unit& unit : inputs_.units) by_id.try_emplace(unit.id, &unit);
    for (const Unit& unit : inputs_.units) {
      check_unit_link(by_id, unit, unit.parent, "/parent");
      check_unit_link(by_id, unit, unit.successor, "/successor");
    }
    report_cycles(by_id, &Unit::parent, "/parent", "上级单位", "parent");
    report_cycles(by_id, &Unit::successor, "/successor", "承接单位", "successor");
  }

  void check_unit_link(const std::map<Text, const Unit*>& by_id, const Unit& unit, Text to, std::string_view key) {
    if (to.empty() || by_id.contains(to) || !inputs_.complete) return;
    report_unit(unit, key, no_unit(to), {"写 data/units.json 中的单位编号", "write the id of a unit of data/units.json"});
  }

  // Each unit has at most one link, so a cycle is found by colouring: once for every unit on it would
  // be one mistake told many times; it is reported at its first unit.
  void report_cycles(const std::map<Text, const Unit*>& by_id, Text Unit::*link, std::string_view key,
                     std::string_view zh, std::string_view en) {
    std::map<Text, int> colour;  // 0 new, else the number of the walk that reached it
    int walk = 0;
    for (const Unit& start : inputs_.units) {
      ++walk;
      Text at = start.id;
      while (!at.empty() && by_id.contains(at) && colour[at] == 0) {
        colour[at] = walk;
        at = by_id.at(at)->*link;
      }
      if (at.empty() || !by_id.contains(at) || colour[at] != walk) continue;
      const Unit& unit = *by_id.at(at);
      report_unit(unit, key,
                  {fmt::format("“{}”经由{}回到了自己", unit.name, zh),
                   fmt::format("the {} of \"{}\" leads back to itself", en, unit.name)},
                  {"改正这一圈单位中写错的一个", "mend whichever of the units on the way round is wrong"});
    }
  }

  void check_unit(Record& record) {
    if (record.unit.empty() || !inputs_.complete) return;
    const auto found = names_.find(record.unit);
    if (found != names_.end() && found->second.is_unit) return;
    report(record, "/unit", no_unit(record.unit), {"写 data/units.json 中的单位编号", "write the id of a unit of data/units.json"});
  }

  Say no_unit(Text id) {
    const Say near = meant(id, true);
    return {fmt::format("没有单位“{}”{}", shorten(id, 80), near.zh), fmt::format("there is no unit \"{}\"{}", shorten(id, 80), near.en)};
  }

  // A near id, for a slip of the pen. Only tried on an error, over ids of the right sort and length;
  // whoever has a thousand dangling references has made no slip of the pen.
  Say meant(Text id, bool units) {
    constexpr int kTries = 20;
    constexpr std::size_t kCandidates = 5000;
    if (++tries_ > kTries) return {};
    const std::size_t slack = std::max<std::size_t>(1, id.size() / 3);
    std::vector<std::string_view> candidates;
    for (const auto& [name, named] : names_) {
      const bool near = name.size() <= id.size() + slack && id.size() <= name.size() + slack;
      if (near && named.is_unit == units && candidates.size() < kCandidates) candidates.push_back(name);
    }
    const std::string_view near = closest(id, candidates);
    if (near.empty()) return {};
    return {fmt::format("，是否指“{}”", near), fmt::format("; did you mean \"{}\"", near)};
  }

  // `id` must be a record of one of `kinds` (any kind when empty); a published record refers only to
  // published ones.
  const Record* check_link(Record& from, std::string_view key, Text id, std::initializer_list<Kind> kinds) {
    if (id.empty()) return nullptr;
    const auto found = names_.find(id);
    const bool exists = found != names_.end() && !found->second.is_unit &&
                        (kinds.size() == 0 || (!found->second.is_page &&
                                               std::ranges::find(kinds, found->second.kind) != kinds.end()));
    if (!exists) {
      if (!inputs_.complete) return nullptr;
      std::string wanted;
      for (const Kind kind : kinds) wanted += (wanted.empty() ? "" : "、") + std::string(chinese_name_of(kind));
      if (wanted.empty()) wanted = "记录";
      std::string english;
      for (const Kind kind : kinds) english += (english.empty() ? "" : " or ") + std::string(name_of(kind));
      if (english.empty()) english = "record";
      const Say near = meant(id, false);
      report(from, key,
             {fmt::format("没有编号为“{}”的{}{}", shorten(id, 80), wanted, near.zh),
              fmt::format("there is no {} with the id \"{}\"{}", english, shorten(id, 80), near.en)},
             {"改正编号，或补上所指的记录", "mend the id, or add the record it names"});
      return nullptr;
    }
    const Named& named = found->second;
    if (is_publishable(from) && !is_publishable_id(id, named)) report_unpublished(from, key, id, *named.record);
    return named.record;
  }

  void report_unpublished(Record& from, std::string_view key, Text id, const Record& to) {
    if (!to.sound) return;  // its own mistake may be why
    report(from, key,
           {fmt::format("所引用的“{}”没有公开（{}）", id, why_unpublished(to).zh),
            fmt::format("\"{}\" is referred to but not published ({})", id, why_unpublished(to).en)},
           {"已公开的记录只能引用已公开的记录：等它批准，或去掉引用",
            "a published record refers only to published ones: approve it, or remove the reference"},
           referred_to(place_of(to)));
  }

  static Say why_unpublished(const Record& record) {
    if (record.secrecy == Secrecy::secret) return {"涉密", "secret"};
    switch (record.status) {
      case Status::draft: return {"草稿", "draft"};
      case Status::submitted: return {"待批准", "submitted"};
      case Status::returned: return {"已退回", "returned"};
      case Status::withdrawn: return {"已撤回", "withdrawn"};
      case Status::approved: break;
    }
    return {"未公开", "unpublished"};
  }

  // A project is published when one of its years is.
  bool is_publishable_id(Text id, const Named& named) const {
    if (named.kind != Kind::project || named.is_page) return is_publishable(*named.record);
    for (auto at = project_years_.lower_bound({id, 0}); at != project_years_.end() && at->first.first == id; ++at) {
      if (is_publishable(*at->second)) return true;
    }
    return false;
  }

  // A project's record of the same year or an earlier one must exist (format.md 5, subject).
  void check_subject(Record& record, const Subject& subject) {
    if (subject.type != Subject::Type::project || subject.id.empty()) return;
    if (check_link(record, "/subject/id", subject.id, {Kind::project}) == nullptr || !record.sound) return;
    const auto first = project_years_.lower_bound({subject.id, 0});
    if (first == project_years_.end() || first->first.first != subject.id) return;
    if (first->first.second <= record.year) {
      check_project_year(record, subject.id, first);
      return;
    }
    report(record, "/subject/id",
           {fmt::format("项目“{}”在 {} 年度及以前没有记录（最早 {} 年度）", subject.id, record.year, first->first.second),
            fmt::format("the project \"{}\" has no record of {} or before (the first is of {})", subject.id, record.year, first->first.second)},
           {"补上该年度的项目记录，或改正年度", "add the project's record of that year, or mend the year"}, referred_to(place_of(*first->second)));
  }

  // A published record stands with a published year of its project.
  void check_project_year(Record& record, Text id, ProjectYears::const_iterator at) {
    if (!is_publishable(record)) return;
    const Record* latest = nullptr;
    for (; at != project_years_.end() && at->first.first == id && at->first.second <= record.year; ++at) {
      if (is_publishable(*at->second)) return;
      latest = at->second;
    }
    report_unpublished(record, "/subject/id", id, *latest);
  }

  // Sorts of records by what they refer to.
  void check(Record& record) { check_unit(record); }
  void check(PreEvaluation& record) { check_about(record); }
  void check(Target& record) { check_about(record); }
  void check(Monitoring& record) { check_about(record); }
  template <class T>
  void check_about(T& record) {
    check_unit(record);
    check_subject(record, record.subject);
  }
  void check(SelfEvaluation& record) {
    check_about(record);
    check_link(record, "/target", record.target, {Kind::target});
  }
  void check(Recheck& record) {
    check_unit(record);
    check_link(record, "/self_evaluation", record.self_evaluation, {Kind::self_evaluation});
  }
  void check(FinanceEvaluation& record) { check_about(record); }
  void check(Rectification& record) {
    check_unit(record);
    const Record* of = check_link(record, "/of", record.of,
                                  {Kind::finance_evaluation, Kind::self_evaluation, Kind::recheck, Kind::monitoring,
                                   Kind::pre_evaluation, Kind::assessment});
    if (of == nullptr || record.finding.empty()) return;
    const bool known = of->kind == Kind::finance_evaluation &&
                       std::ranges::find(static_cast<const FinanceEvaluation*>(of)->findings, record.finding, &Finding::id) !=
                           static_cast<const FinanceEvaluation*>(of)->findings.end();
    if (known || !of->sound) return;
    report(record, "/finding",
           {fmt::format("“{}”没有编号为“{}”的发现", record.of, record.finding),
            fmt::format("\"{}\" has no finding \"{}\"", record.of, record.finding)},
           {"写该评价 findings 中的编号", "write the id of one of its findings"}, referred_to(place_of(*of)));
  }
  void check(ResultUse& record) {
    check_unit(record);
    for (std::size_t i = 0; i < record.because.size(); ++i) {
      check_link(record, fmt::format("/because/{}", i), record.because[i], {});
    }
  }
  void check(Exemption& record) {
    check_unit(record);
    if (record.see.empty() || !inputs_.complete) return;
    const auto found = names_.find(record.see);
    if (found != names_.end() && found->second.is_unit) return;
    report(record, "/see", no_unit(record.see),
           {"写承载公开内容的单位编号", "write the id of the unit that carries the content"});
  }
  // A ref is `item` or `record#item` (format.md 5, figures).
  void check(Figures& record) {
    for (std::size_t i = 0; i < record.checks.size(); ++i) {
      const FigureCheck& figure_check = record.checks[i];
      check_ref(record, fmt::format("/checks/{}/left", i), figure_check.left);
      for (std::size_t j = 0; j < figure_check.right.size(); ++j) {
        check_ref(record, fmt::format("/checks/{}/right/{}", i, j), figure_check.right[j]);
      }
    }
  }
  void check_ref(Figures& record, const std::string& key, Text ref) {
    if (ref.empty()) return;
    const Figures* in = &record;
    const std::size_t hash = ref.find('#');
    const Text item = hash == Text::npos ? ref : ref.substr(hash + 1);
    if (hash != Text::npos) {
      const Record* other = check_link(record, key, ref.substr(0, hash), {Kind::figures});
      if (other == nullptr) return;
      in = static_cast<const Figures*>(other);
    }
    // An item whose id could not be read may be the one that is meant.
    if (std::ranges::find(in->items, Text(), &FigureItem::id) != in->items.end()) return;
    if (std::ranges::find(in->items, item, &FigureItem::id) != in->items.end()) return;
    report(record, key, {fmt::format("“{}”没有数据项“{}”", in->id, item), fmt::format("\"{}\" has no item \"{}\"", in->id, item)},
           {"写 items 中的编号，别的记录写成 记录编号#数据项编号", "write the id of one of its items; for another record: record#item"});
  }

  Inputs& inputs_;
  Diagnostics& diagnostics_;
  std::map<Text, Named> names_;
  ProjectYears project_years_;
  int tries_ = 0;  ///< of finding a near id
};

}  // namespace

void check_references(Inputs& inputs, Diagnostics& diagnostics) { References(inputs, diagnostics).run(); }

}  // namespace disclose

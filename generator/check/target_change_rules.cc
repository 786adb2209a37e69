// target-changed (format.md 6; domain.md 6, C16): the indicators and target values of a self-evaluation
// are those of the approved target. Every difference is one finding that names both places.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "check/record_rules.h"

namespace disclose {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

using IndicatorKey = std::tuple<std::string_view, std::string_view, std::string_view>;

IndicatorKey key_of(const Indicator& i) {
  return {trim(without_suffix(trim(i.level1))), trim(without_suffix(trim(i.level2))), trim(i.name)};
}

class Comparer {
 public:
  Comparer(const RuleContext& context, const SelfEvaluation& record, const Target& target, const std::vector<TargetText>& targets, Diagnostics& diagnostics)
      : context_(context), record_(record), target_(target), targets_(targets), diagnostics_(diagnostics),
        taken_(target.indicators.size(), false), partner_(record.indicators.size(), kNone) {}

  Compared run() {
    pair_equal();
    // What is left on both sides was renamed, or moved to another level: one difference, not two.
    pair_left([](const Indicator& a, const Indicator& b) { return trim(a.name) == trim(b.name); });
    pair_left([](const Indicator& a, const Indicator& b) {
      return std::get<0>(key_of(a)) == std::get<0>(key_of(b)) && std::get<1>(key_of(a)) == std::get<1>(key_of(b));
    });
    for (std::size_t i = 0; i < partner_.size(); ++i) partner_[i] == kNone ? added(i) : compare(i, partner_[i]);
    for (std::size_t j = 0; j < taken_.size(); ++j) {
      if (!taken_[j]) dropped(j);
    }
    Compared compared{.renamed = renamed_};
    for (const std::size_t j : partner_) compared.approved.push_back(j == kNone ? nullptr : &target_.indicators[j]);
    return compared;
  }

 private:
  void pair(std::size_t i, std::size_t j) {
    partner_[i] = j;
    taken_[j] = true;
  }

  // By level names and name; a name that stands twice is paired in order.
  void pair_equal() {
    std::multimap<IndicatorKey, std::size_t> open;
    for (std::size_t j = 0; j < taken_.size(); ++j) open.emplace(key_of(target_.indicators[j]), j);
    for (std::size_t i = 0; i < partner_.size(); ++i) {
      const auto found = open.find(key_of(record_.indicators[i]));
      if (found == open.end()) continue;
      pair(i, found->second);
      open.erase(found);
    }
  }

  // A record with very many differences is another table: pairing them tells nobody anything.
  template <class Same>
  void pair_left(Same same) {
    constexpr std::size_t kMost = 200;
    std::vector<std::size_t> left;
    for (std::size_t j = 0; j < taken_.size(); ++j) {
      if (!taken_[j]) left.push_back(j);
    }
    if (left.size() > kMost || partner_.size() > 10 * kMost) return;
    for (std::size_t i = 0; i < partner_.size(); ++i) {
      if (partner_[i] != kNone) continue;
      const auto found = std::ranges::find_if(left, [&](std::size_t j) {
        return !taken_[j] && same(record_.indicators[i], target_.indicators[j]);
      });
      if (found != left.end()) pair(i, *found);
    }
  }

  void compare(std::size_t i, std::size_t j) {
    const Indicator& here = record_.indicators[i];
    const Indicator& there = target_.indicators[j];
    if (key_of(here) != key_of(there)) return renamed(i, j);
    if (here.target == there.target || same_target(targets_[i], parse_target_text(there.target))) return;
    Diagnostic d = finding(Code::target_changed, record_, fmt::format("/indicators/{}/target", i),
                           {fmt::format("{}指标“{}”自评表写 {}，批复的目标是 {}", who(context_, record_).zh, here.name, here.target, there.target),
                            fmt::format("{}: the target of \"{}\" is {}, the approved one {}", who(context_, record_).en, here.name, here.target, there.target)},
                           help());
    d.figures = {std::string(here.target), std::string(there.target)};
    add(std::move(d), fmt::format("/indicators/{}/target", j));
  }

  void renamed(std::size_t i, std::size_t j) {
    renamed_ = true;
    const auto print = [](const Indicator& x) {
      return fmt::format("{}{}{}/{}", x.level1, x.level2.empty() ? "" : "/", x.level2, x.name);
    };
    const std::string here = print(record_.indicators[i]);
    const std::string there = print(target_.indicators[j]);
    Diagnostic d = finding(Code::target_changed, record_, fmt::format("/indicators/{}", i),
                           {fmt::format("{}自评表的指标“{}”，批复的目标中是“{}”", who(context_, record_).zh, here, there),
                            fmt::format("{}: the indicator \"{}\" is \"{}\" in the approved target", who(context_, record_).en, here, there)},
                           help());
    d.figures = {here, there};
    add(std::move(d), fmt::format("/indicators/{}", j));
  }

  void added(std::size_t i) {
    const Indicator& here = record_.indicators[i];
    Diagnostic d = finding(Code::target_changed, record_, fmt::format("/indicators/{}", i),
                           {fmt::format("{}自评表多出指标“{}”，批复的目标中没有", who(context_, record_).zh, here.name),
                            fmt::format("{}: the indicator \"{}\" is not in the approved target", who(context_, record_).en, here.name)},
                           help());
    d.figures = {std::string(here.target)};
    add(std::move(d), "/indicators");
  }

  void dropped(std::size_t j) {
    const Indicator& there = target_.indicators[j];
    Diagnostic d = finding(Code::target_changed, record_, "/indicators",
                           {fmt::format("{}自评表没有批复的指标“{}”（{}）", who(context_, record_).zh, there.name, there.target),
                            fmt::format("{}: the approved indicator \"{}\" ({}) is missing", who(context_, record_).en, there.name, there.target)},
                           help());
    d.figures = {std::string(there.target)};
    add(std::move(d), fmt::format("/indicators/{}", j));
  }

  static Say help() {
    return {"改回批复的指标和指标值；经批准调整的，先更新绩效目标", "restore what was approved; if a change was approved, update the target first"};
  }
  void add(Diagnostic d, const std::string& key) {
    d.related.push_back({place_of(target_, key), {"批复的绩效目标", "the approved target"}});
    diagnostics_.add(std::move(d));
  }

  const RuleContext& context_;
  const SelfEvaluation& record_;
  const Target& target_;
  const std::vector<TargetText>& targets_;
  Diagnostics& diagnostics_;
  std::vector<bool> taken_;           ///< of the target's indicators
  bool renamed_ = false;
  std::vector<std::size_t> partner_;  ///< of each indicator here: its index there
};

bool same_subject(const Subject& a, const Subject& b) { return a.type == b.type && a.id == b.id && a.name == b.name; }

// Of several targets of one year, the one approved last stands.
const Target* latest(const Refs<Target>& targets, const SelfEvaluation& record) {
  const Target* found = nullptr;
  for (const Target* target : targets) {
    if (target->year != record.year || !same_subject(target->subject, record.subject)) continue;
    if (record.subject.id.empty() && target->unit != record.unit) continue;
    if (found == nullptr || found->approval.date <= target->approval.date) found = target;
  }
  return found;
}

}  // namespace

const Target* target_of(const Registry& registry, const SelfEvaluation& record) {
  if (!record.target.empty()) {
    const Record* named = registry.record(record.target);
    return named != nullptr && named->kind == Kind::target ? static_cast<const Target*>(named) : nullptr;
  }
  const YearBook* book = registry.year(record.year);
  if (book == nullptr) return nullptr;
  if (!record.subject.id.empty()) {
    // A project's targets stand with its record of the year, or its latest earlier one.
    const Project* project = registry.project(record.subject.id, record.year);
    const YearBook* home = project == nullptr ? nullptr : registry.year(project->year);
    const ProjectLife* life = home == nullptr ? nullptr : home->project(record.subject.id);
    return life == nullptr ? nullptr : latest(life->targets, record);
  }
  const UnitYear* unit = book->unit(record.unit);
  return latest(unit == nullptr ? book->records.targets : unit->records.targets, record);
}

Compared check_target_changes(const RuleContext& context, const SelfEvaluation& record, const Target& target,
                              const std::vector<TargetText>& targets, Diagnostics& diagnostics) {
  if (record.indicators.empty()) return {};  // not stated is not changed
  return Comparer(context, record, target, targets, diagnostics).run();
}

}  // namespace disclose

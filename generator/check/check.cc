#include "check/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "check/index.h"
#include "check/leak_gate.h"
#include "check/ledger_rules.h"
#include "check/published_texts.h"
#include "check/references.h"
#include "check/review_list.h"
#include "check/rule.h"

namespace disclose {

namespace {

// A family, and in how many parts it is gone through: the long ones keep every core busy.
struct Family {
  Rule rule;
  std::size_t parts = 1;
};
constexpr std::size_t kParts = 16;
constexpr std::array<Family, 8> kFamilies = {{
    {check_records, kParts},
    {check_figures},
    {check_figure_texts},
    {check_rectifications},
    {check_missing},
    {check_deadlines},
    {check_coverage},
    {check_provenance},
}};

void apply_rules(const RuleContext& whole, unsigned threads, Diagnostics& diagnostics) {
  struct Task {
    Rule rule;
    RuleContext context;
    Diagnostics found{};
  };
  std::vector<Task> tasks;
  for (const Family& family : kFamilies) {
    for (std::size_t part = 0; part < family.parts; ++part) {
      tasks.push_back({family.rule, whole});
      tasks.back().context.part = part;
      tasks.back().context.parts = family.parts;
    }
  }
  parallel_for(tasks.size(), threads, [&](std::size_t i, unsigned) { tasks[i].rule(tasks[i].context, tasks[i].found); });
  for (Task& task : tasks) diagnostics.merge(std::move(task.found));
}

// A site may raise a warning or lower a finding, with its reason (format.md 3, severity). What is
// undecided stays so.
// What is lowered is noted with the reason.
void apply_severity(const Site& site, Diagnostics& diagnostics, Diagnostics& notes) {
  for (const SeverityChange& change : site.severity) {
    const auto concerned = [&](const Diagnostic& d) {
      return d.code == change.code && d.severity != Severity::undecided;
    };
    const auto note = [&](Diagnostic d) {
      d.message = {fmt::format("按 site.json 降级（{}）：{}", change.reason, d.message.zh),
                   fmt::format("lowered by site.json ({}): {}", change.reason, d.message.en)};
      notes.add(std::move(d));
    };
    for (Diagnostic& d : diagnostics.all()) {
      if (!concerned(d)) continue;
      if (!change.severity || *change.severity > d.severity) note(d);
      if (change.severity) d.severity = *change.severity;
    }
    if (!change.severity) std::erase_if(diagnostics.all(), concerned);
  }
}

// Scores far over their target are looked at by a person (format.md 6, over-target).
void note_reviews(const RuleContext& context, Diagnostics& notes) {
  for (const ReviewItem& item : review_list(context.registry)) {
    const SelfEvaluation& record = *item.record;
    const Indicator& row = record.indicators[item.indicator];
    Diagnostic note = finding(Code::over_target, record, fmt::format("/indicators/{}", item.indicator),
                              {fmt::format("{}指标“{}”实际 {}，指标值 {}：得分待复核", who(context, record).zh, row.name, row.actual, row.target),
                               fmt::format("{}: \"{}\" is {}, its target {}: review the score", who(context, record).en, row.name, row.actual, row.target)},
                              {});
    notes.add(std::move(note));
  }
}

// Findings about the form of a record come from where the record was not known yet: they too name unit
// and project. What no rule gave a source has its code's.
void complete(const RuleContext& context, Diagnostics& diagnostics) {
  std::map<Text, Say> names;
  for (Diagnostic& d : diagnostics.all()) {
    if (d.basis.empty()) d.basis = usual_basis(d.code);
    if (d.code == Code::form && !(d.unit.empty() && d.record.empty())) names.try_emplace(d.record);
  }
  if (names.empty()) return;
  for_each_record(context.registry.inputs.records, [&](const Record& record) {
    const auto found = names.find(record.id);
    if (found != names.end() && found->second.empty()) found->second = whose(context, record);
  });
  for (const MarkdownPage& page : context.registry.inputs.pages) {
    const auto found = names.find(page.id);
    if (found != names.end() && found->second.empty()) found->second = who(context, page);
  }
  for (Diagnostic& d : diagnostics.all()) {
    if (d.code != Code::form || (d.unit.empty() && d.record.empty())) continue;
    Say name = d.record.empty() ? Say{} : names[d.record];
    if (name.empty()) {
      const Unit* unit = context.registry.unit(d.unit);
      const std::string id = d.record.empty() ? d.unit : d.record;
      name = unit == nullptr ? Say{fmt::format("“{}”", id), id}
                             : Say{std::string(unit->name) + (d.record.empty() ? "" : fmt::format("“{}”", id)), fmt::format("{} ({})", id, unit->name)};
    }
    if (d.record.empty() && d.message.zh.find(name.zh) != std::string::npos) continue;
    d.message = {fmt::format("{}：{}", name.zh, d.message.zh), fmt::format("{}: {}", name.en, d.message.en)};
  }
}

// Findings quote names and values: no number that must not be published gets out by them.
void mask(Diagnostics& diagnostics, Date today) {
  const auto mask_say = [&](Say& say) {
    say.zh = mask_secrets(say.zh, today);
    say.en = mask_secrets(say.en, today);
  };
  for (Diagnostic& d : diagnostics.all()) {
    mask_say(d.message);
    const bool digest = name_of(d.code).starts_with("leak-");  // it says what a waiver needs
    if (!digest) mask_say(d.help);
    for (std::string& figure : d.figures) figure = mask_secrets(figure, today);
    for (Related& related : d.related) mask_say(related.message);
  }
}

}  // namespace

std::unique_ptr<Registry> check(Inputs inputs, const Folder& folder, const CheckOptions& options,
                                Diagnostics& diagnostics) {
  // References first: what dangles causes no follow-up findings.
  check_references(inputs, diagnostics);

  // The rules look at records whole.
  auto registry = std::make_unique<Registry>();
  registry->inputs = std::move(inputs);
  index_registry(*registry, Redaction::none);
  make_ledgers(*registry);

  const std::vector<PublishedFile> bodies = published_bodies(*registry);
  const RuleContext context{.registry = *registry, .folder = folder, .bodies = bodies, .as_of = options.as_of};
  apply_rules(context, options.threads, diagnostics);
  Diagnostics notes;
  check_leaks(context, options.threads, diagnostics, notes);
  complete(context, diagnostics);
  apply_severity(registry->site(), diagnostics, notes);
  note_reviews(context, notes);
  mask(diagnostics, options.as_of);
  mask(notes, options.as_of);
  if (options.notes != nullptr) *options.notes = std::move(notes);

  // What is published lacks the withheld keys; nothing can be derived from them any more.
  bool any_withheld = false;
  for_each_record(registry->inputs.redacted, [&](const Record&) { any_withheld = true; });
  if (!any_withheld) return registry;
  index_registry(*registry, Redaction::applied);
  make_ledgers(*registry);
  return registry;
}

}  // namespace disclose

#include "check/check.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "check/index.h"
#include "check/ledger_rules.h"
#include "check/references.h"
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
      tasks.push_back({family.rule, {whole.registry, whole.folder, whole.as_of, part, family.parts}});
    }
  }
  parallel_for(tasks.size(), threads, [&](std::size_t i, unsigned) { tasks[i].rule(tasks[i].context, tasks[i].found); });
  for (Task& task : tasks) diagnostics.merge(std::move(task.found));
}

// A site may raise a warning or lower a finding, with its reason (format.md 3, severity). What is
// undecided stays so.
void apply_severity(const Site& site, Diagnostics& diagnostics) {
  for (const SeverityChange& change : site.severity) {
    const auto concerned = [&](const Diagnostic& d) {
      return d.code == change.code && d.severity != Severity::undecided;
    };
    if (!change.severity) {
      std::erase_if(diagnostics.all(), concerned);
      continue;
    }
    for (Diagnostic& d : diagnostics.all()) {
      if (concerned(d)) d.severity = *change.severity;
    }
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

  const RuleContext context{.registry = *registry, .folder = folder, .as_of = options.as_of};
  apply_rules(context, options.threads, diagnostics);
  apply_severity(registry->site(), diagnostics);

  // What is published lacks the withheld keys; nothing can be derived from them any more.
  index_registry(*registry, Redaction::applied);
  make_ledgers(*registry);
  return registry;
}

}  // namespace disclose

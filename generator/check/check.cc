#include "check/check.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/parallel.h"
#include "check/index.h"
#include "check/ledger_rules.h"
#include "check/references.h"
#include "check/rule.h"

namespace disclose {

namespace {

constexpr std::array kRules = {
    check_records, check_figures, check_missing, check_deadlines, check_coverage, check_provenance,
};

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
  std::vector<Diagnostics> found(kRules.size());
  parallel_for(kRules.size(), options.threads, [&](std::size_t i, unsigned) { kRules[i](context, found[i]); });
  for (Diagnostics& part : found) diagnostics.merge(std::move(part));
  apply_severity(registry->site(), diagnostics);

  // What is published lacks the withheld keys; nothing can be derived from them any more.
  index_registry(*registry, Redaction::applied);
  make_ledgers(*registry);
  return registry;
}

}  // namespace disclose

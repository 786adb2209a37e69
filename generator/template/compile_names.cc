#include <algorithm>

#include "template/compiler.h"

namespace disclose::templates {

namespace {

std::uint32_t number_in(std::vector<std::string>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found != names.end()) return static_cast<std::uint32_t>(found - names.begin());
  names.emplace_back(name);
  return static_cast<std::uint32_t>(names.size() - 1);
}

}  // namespace

const Local* Compiler::find_local(std::string_view name) const {
  for (std::uint32_t at = scope_.locals; at != 0; at = program_->locals[at].outer) {
    if (program_->locals[at].name == name) return &program_->locals[at];
  }
  return nullptr;
}

void Compiler::bind(std::string_view name, std::uint32_t slot, bool certain) {
  program_->locals.push_back({std::string(name), slot, certain, scope_.locals});
  scope_.locals = static_cast<std::uint32_t>(program_->locals.size() - 1);
}

/// The variable that `{% set name %}` sets: one of this scope, or a new one. What is set inside an
/// `{% if %}` only may be unset after it.
std::uint32_t Compiler::declare(std::string_view name) {
  const bool certain = scope_.branches == 0;
  for (std::uint32_t at = scope_.locals; at != scope_.base; at = program_->locals[at].outer) {
    const Local& local = program_->locals[at];
    if (local.name != name) continue;
    const std::uint32_t slot = local.slot;
    if (certain && !local.certain) bind(name, slot);
    return slot;
  }
  const std::uint32_t slot = new_slot();
  if (!certain) uncertain_.push_back(slot);
  bind(name, slot, certain);
  return slot;
}

std::uint32_t Compiler::root_number(std::string_view name) {
  return number_in(program_->roots, name);
}

std::uint32_t Compiler::name_number(std::string_view name) {
  return number_in(program_->names, name);
}

std::uint32_t Compiler::add_constant(Datum datum) {
  program_->constants.push_back(datum);
  return static_cast<std::uint32_t>(program_->constants.size() - 1);
}

}  // namespace disclose::templates

#include "model/registry.h"

namespace disclose {

bool is_publishable(const Record& record) {
  return record.status == Status::approved && record.secrecy != Secrecy::secret;
}

const UnitYear* YearBook::unit(Text id) const {
  const auto found = unit_index.find(id);
  return found == unit_index.end() ? nullptr : &units[found->second];
}

const ProjectLife* YearBook::project(Text id) const {
  const auto found = project_index.find(id);
  return found == project_index.end() ? nullptr : &projects[found->second];
}

const Unit* Registry::unit(Text id) const {
  const auto found = units_by_id.find(id);
  return found == units_by_id.end() ? nullptr : found->second;
}

const YearBook* Registry::year(Year wanted) const {
  const auto found = years.find(wanted);
  return found == years.end() ? nullptr : &found->second;
}

const Record* Registry::record(Text id) const {
  const auto found = by_id.find(id);
  return found == by_id.end() ? nullptr : found->second;
}

const SelfEvaluation* Registry::self_evaluation(Text id) const {
  const Record* found = record(id);
  if (found == nullptr || found->kind != Kind::self_evaluation) return nullptr;
  return static_cast<const SelfEvaluation*>(found);
}

const FinanceEvaluation* Registry::finance_evaluation(Text id) const {
  const Record* found = record(id);
  if (found == nullptr || found->kind != Kind::finance_evaluation) return nullptr;
  return static_cast<const FinanceEvaluation*>(found);
}

const Refs<Project>& Registry::project_years(Text id) const {
  static const Refs<Project> none;
  const auto found = projects_by_id.find(id);
  return found == projects_by_id.end() ? none : found->second;
}

const Project* Registry::project(Text id, Year wanted) const {
  const Project* latest = nullptr;
  for (const Project* project : project_years(id)) {
    if (project->year <= wanted) latest = project;
  }
  return latest;
}

Text Registry::subject_name(const Subject& subject, const Record& about) const {
  if (subject.type == Subject::Type::project && !subject.id.empty()) {
    if (const Project* found = project(subject.id, about.year)) return found->name;
    const Refs<Project>& all = project_years(subject.id);
    return all.empty() ? subject.id : all.front()->name;
  }
  if (subject.type == Subject::Type::unit) {
    const Unit* found = unit(about.unit);
    return found == nullptr ? about.unit : found->name;
  }
  return subject.name;
}

}  // namespace disclose

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/facts.h"

namespace disclose {

/// How many projects one page of a list shows, so that it stays below 80 KB.
inline constexpr std::size_t kProjectsPerPage = 100;

/// A list of a year's projects that is made ahead, for readers without script: all of them in one
/// order, or those that give one reason to look at them.
struct ProjectList {
  std::string_view id;              ///< of its URL; "" is the list in order of units
  std::string_view title;           ///< "按执行率从低到高"
  std::vector<std::size_t> places;  ///< in YearFacts::projects
  std::size_t told = 0;             ///< how many state what it is ordered by; the others follow in order of units
  std::string_view untold;          ///< what those others lack: "执行率"
  std::optional<Concern> concern;   ///< those of this concern alone
  bool reasons = false;             ///< shows why and by which fact a project stands there

  std::size_t pages() const { return places.empty() ? 1 : (places.size() + kProjectsPerPage - 1) / kProjectsPerPage; }
};

/// The lists of a year, that in order of units first. An order is made where two projects at least
/// state what it goes by, a concern where a project gives it.
std::vector<ProjectList> project_lists(const YearFacts& year);

/// "2024/projects/", "2024/projects-by/unit/2/", "2024/projects-by/budget/": no project can have such a
/// URL. `page` counts from 0.
std::string project_list_url(Year year, const ProjectList& list, std::size_t page);

/// What a list found, from figures alone: "46个项目中3个执行率低于80%"; neutral where they carry no finding.
std::string project_list_finding(const YearFacts& year, const ProjectList& list);

}  // namespace disclose

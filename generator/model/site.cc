#include "model/site.h"

#include <algorithm>

namespace disclose {

std::vector<Column> columns_of(const Site& site, Form form) {
  if (const auto found = site.columns.find(form); found != site.columns.end()) return found->second;
  if (form == Form::project_target || form == Form::unit_target) {
    return {Column::level1, Column::level2, Column::name, Column::target, Column::weight};
  }
  return {Column::level1, Column::level2, Column::name,  Column::target,
          Column::actual, Column::weight, Column::score, Column::deviation};
}

const GradeScheme* scheme_for(const Site& site, Kind kind, Year year) {
  const auto covers = [&](const GradeScheme& scheme) {
    return scheme.years.empty() || std::ranges::find(scheme.years, year) != scheme.years.end();
  };
  for (const GradeScheme& scheme : site.grade_schemes) {
    const bool named = std::ranges::find(scheme.applies_to, kind) != scheme.applies_to.end();
    if (named && covers(scheme)) return &scheme;
  }
  for (const GradeScheme& scheme : site.grade_schemes) {
    if (!site.default_scheme.empty() && scheme.id == site.default_scheme && covers(scheme)) {
      return &scheme;
    }
  }
  return nullptr;
}

const GradeBand* grade_of(const GradeScheme& scheme, Points score) {
  for (const GradeBand& band : scheme.grades) {
    if (score >= band.min) return &band;
  }
  return nullptr;
}

}  // namespace disclose

#pragma once

#include <optional>
#include <string>

#include "base/view.h"
#include "model/points.h"
#include "model/site.h"

namespace disclose {

/// The grade of a score: the stated one, or that of the scheme; every grade names its scheme
/// (domain.md 1.14). Without a scheme nothing is derived.
struct ShownGrade {
  Text name;
  const GradeScheme* scheme = nullptr;
};

/// nullopt when none is stated and none can be derived, or when the grade or its score is withheld.
std::optional<ShownGrade> grade_of(const Site& site, const Record& record, const std::optional<Points>& score, Text stated);

/// "优 ≥90，良 80—90，中 60—80，差 ＜60".
std::string bands_of(const GradeScheme& scheme);

/// {name, scheme, bands, basis}; nothing when there is no grade.
View grade_view(const std::optional<ShownGrade>& grade);

}  // namespace disclose

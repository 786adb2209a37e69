#include "plan/grade_view.h"

#include <fmt/format.h>

namespace disclose {

std::optional<ShownGrade> grade_of(const Site& site, const Record& record, const std::optional<Points>& score, Text stated) {
  if (withheld_at(record, "/grade") != nullptr || withheld_at(record, "/score") != nullptr) return std::nullopt;
  const GradeScheme* scheme = scheme_for(site, record.kind, record.year);
  if (!stated.empty()) return ShownGrade{stated, scheme};
  if (scheme == nullptr || !score) return std::nullopt;
  const GradeBand* band = grade_of(*scheme, *score);
  if (band == nullptr) return std::nullopt;
  return ShownGrade{band->name, scheme};
}

std::string bands_of(const GradeScheme& scheme) {
  std::string text;
  for (std::size_t i = 0; i < scheme.grades.size(); ++i) {
    const GradeBand& band = scheme.grades[i];
    const std::string min = band.min.decimal().to_string();
    if (i > 0) text += "，";
    if (i == 0) {
      text += fmt::format("{} ≥{}", band.name, min);
      continue;
    }
    const std::string above = scheme.grades[i - 1].min.decimal().to_string();
    text += band.min.ten_thousandths == 0 ? fmt::format("{} ＜{}", band.name, above) : fmt::format("{} {}—{}", band.name, min, above);
  }
  return text;
}

View grade_view(const std::optional<ShownGrade>& grade) {
  if (!grade) return View();
  const GradeScheme* scheme = grade->scheme;
  return View::map({{"name", grade->name},
                    {"scheme", scheme == nullptr ? Text() : scheme->name},
                    {"bands", scheme == nullptr ? std::string() : bands_of(*scheme)},
                    {"basis", scheme == nullptr ? Text() : scheme->basis}});
}

}  // namespace disclose

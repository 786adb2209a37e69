// grade (format.md 6): a stated grade is its scheme's for that score; a score with a scheme lies
// inside it; a stated grade without any scheme is an error. Schemes are data: counties and years
// differ (domain.md 1.14).
#include <fmt/format.h>

#include <algorithm>

#include "check/record_rules.h"

namespace disclose {

namespace {

std::string bands_of(const GradeScheme& scheme) {
  std::string text;
  for (const GradeBand& band : scheme.grades) {
    text += fmt::format("{}{} ≥ {}", text.empty() ? "" : "，", band.name, band.min.decimal().to_string());
  }
  return text;
}

bool states_grades(Kind kind) {
  return kind == Kind::self_evaluation || kind == Kind::finance_evaluation || kind == Kind::assessment;
}

}  // namespace

void check_grade(const RuleContext& context, const Record& record, const std::optional<Points>& score, Text grade,
                 bool score_holds, Diagnostics& diagnostics) {
  const GradeScheme* scheme = scheme_for(context.registry.site(), record.kind, record.year);
  if (scheme == nullptr) {
    if (grade.empty()) return;
    Diagnostic d = finding(Code::grade, record, "/grade",
                           {fmt::format("{}写了等级“{}”，但没有适用于{} {} 年度的等级方案", who(context, record).zh, grade, chinese_name_of(record.kind), record.year),
                            fmt::format("{} states the grade \"{}\", but no grade scheme applies", who(context, record).en, grade)},
                           {"在 site.json 的 grade_schemes 写明等级方案，或去掉等级", "add the scheme to grade_schemes in site.json, or remove the grade"});
    d.figures = {std::string(grade)};
    diagnostics.add(std::move(d));
    return;
  }
  // The default scheme grades what can state a grade; other kinds only when a scheme names them.
  const bool named = std::ranges::find(scheme->applies_to, record.kind) != scheme->applies_to.end();
  if (!named && !states_grades(record.kind)) return;
  if (!score || !score_holds) {
    const bool known = grade.empty() || std::ranges::find(scheme->grades, grade, &GradeBand::name) != scheme->grades.end();
    if (known) return;
    Diagnostic d = finding(Code::grade, record, "/grade",
                           {fmt::format("{}写了等级“{}”，等级方案“{}”里没有", who(context, record).zh, grade, scheme->name),
                            fmt::format("{} states the grade \"{}\", which the scheme \"{}\" does not have", who(context, record).en, grade, scheme->name)},
                           {"写方案中的等级：" + bands_of(*scheme), "write one of the scheme's grades: " + bands_of(*scheme)});
    d.figures = {std::string(grade)};
    diagnostics.add(std::move(d));
    return;
  }
  const std::string points = score->decimal().to_string();
  const GradeBand* band = grade_of(*scheme, *score);
  if (band == nullptr) {
    Diagnostic d = finding(Code::grade, record, "/score",
                           {fmt::format("{}得分 {} 不在等级方案“{}”的任何一级（{}）", who(context, record).zh, points, scheme->name, bands_of(*scheme)),
                            fmt::format("the score {} of {} is in no grade of the scheme \"{}\" ({})", points, who(context, record).en, scheme->name, bands_of(*scheme))},
                           {"补上方案最低一级，或改正得分", "add the lowest grade to the scheme, or mend the score"});
    d.figures = {points};
    if (!scheme->basis.empty()) d.basis = scheme->basis;
    diagnostics.add(std::move(d));
    return;
  }
  if (grade.empty() || grade == band->name) return;
  Diagnostic d = finding(Code::grade, record, "/grade",
                         {fmt::format("{}得分 {}，等级写“{}”，按“{}”应为“{}”", who(context, record).zh, points, grade, scheme->name, band->name),
                          fmt::format("{} has the score {} and states \"{}\"; by \"{}\" it is \"{}\"", who(context, record).en, points, grade, scheme->name, band->name)},
                         {fmt::format("改为“{}”，或改正得分", band->name), fmt::format("write \"{}\", or mend the score", band->name)});
  d.figures = {std::string(grade), std::string(band->name)};
  if (!scheme->basis.empty()) d.basis = scheme->basis;
  d.related.push_back({place_of(record, "/score"), {"得分 " + points, "the score " + points}});
  diagnostics.add(std::move(d));
}

}  // namespace disclose

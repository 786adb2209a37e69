#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/folder.h"

namespace disclose {

/// How findings are printed for a person.
struct TextStyle {
  Language language = Language::zh;
  bool color = false;
  /// Hides what may not be repeated in a line of the input; keeps the number of its characters.
  std::function<std::string(std::string_view line)> mask{};
};

/// A unit as the operator knows it.
struct UnitName {
  std::string id;
  std::string name;
};

/// All findings as text: where, what, the line with a mark, what else is concerned, what to do. Where
/// more than a few say the same and ask for the same, they are listed together, a line each.
std::string print_findings(const Diagnostics& diagnostics, const Folder& folder, const TextStyle& style);

/// The same under the name of each unit, in the order of `units`; what concerns no unit comes first.
std::string print_findings_by_unit(const Diagnostics& diagnostics, const std::vector<UnitName>& units, const Folder& folder,
                                   const TextStyle& style);

/// What a person has to look at and is no finding, a line each; empty when there is nothing.
std::string print_notes(const Diagnostics& notes, const TextStyle& style);

/// Findings in the order of their units: what concerns none first, then each unit of `units`.
struct UnitFindings {
  std::string name;  ///< empty: of no unit
  std::vector<const Diagnostic*> findings;
};
std::vector<UnitFindings> by_unit(const Diagnostics& diagnostics, const std::vector<UnitName>& units);

/// "2 个错误，3 个警告，1 个无法判定"
std::string print_counts(const Diagnostics& diagnostics, const TextStyle& style);

/// The finding report for machines (format.md 6, `check --format json`).
std::string print_report(const Diagnostics& diagnostics, std::string_view site, Language language);

/// The findings as SARIF 2.1.0, for code review and continuous integration.
std::string print_sarif(const Diagnostics& diagnostics, Language language);

}  // namespace disclose

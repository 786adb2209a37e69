#pragma once

#include <functional>
#include <string>
#include <string_view>

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

/// All findings as text: where, what, the line with a mark, what else is concerned, what to do.
std::string print_findings(const Diagnostics& diagnostics, const Folder& folder, const TextStyle& style);

/// "2 个错误，3 个警告，1 个无法判定"
std::string print_counts(const Diagnostics& diagnostics, const TextStyle& style);

/// The finding report for machines (format.md 6, `check --format json`).
std::string print_report(const Diagnostics& diagnostics, std::string_view site, Language language);

}  // namespace disclose

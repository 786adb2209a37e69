#pragma once

#include <fmt/format.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/view.h"
#include "template/template.h"

namespace disclose::test {

/// Files of a theme: name to text. Findings show them below "templates/".
using Theme = std::map<std::string, std::string>;

inline std::optional<TemplateSet> compile(const Theme& theme, Diagnostics& diagnostics) {
  std::map<std::string, TemplateSource> files;
  for (const auto& [name, text] : theme) files[name] = {text, "templates/" + name};
  return TemplateSet::compile(files, diagnostics);
}

/// Every finding as "file:line:column message | help", in English.
inline std::vector<std::string> lines_of(const Diagnostics& diagnostics) {
  std::vector<std::string> lines;
  for (const Diagnostic& one : diagnostics.all()) {
    lines.push_back(fmt::format("{}:{}:{} {} | {}", one.place.file, one.place.position.line,
                                one.place.position.column, one.message.en, one.help.en));
  }
  return lines;
}

/// What compiling the theme reports.
inline std::vector<std::string> problems(const Theme& theme) {
  Diagnostics diagnostics;
  compile(theme, diagnostics);
  return lines_of(diagnostics);
}

/// What compiling one HTML page reports, without the name of its file.
inline std::vector<std::string> problems(const std::string& page) {
  std::vector<std::string> lines = problems(Theme{{"html/page.html", page}});
  for (std::string& line : lines)
    line.erase(0, std::string_view("templates/html/page.html:").size());
  return lines;
}

/// A drawn page, and what drawing it reported. Problems of the templates stand in its place.
struct Drawn {
  std::string text;
  std::vector<std::string> problems;
};

inline Drawn draw_in(const Theme& theme, std::string_view name, const View& view) {
  Diagnostics diagnostics;
  const std::optional<TemplateSet> set = compile(theme, diagnostics);
  Drawn drawn;
  if (set) set->render(name, view, drawn.text, diagnostics);
  drawn.problems = lines_of(diagnostics);
  return drawn;
}

/// The page, or its problems when it has any.
inline std::string draw(const Theme& theme, std::string_view name, const View& view) {
  const Drawn drawn = draw_in(theme, name, view);
  return drawn.problems.empty() ? drawn.text : fmt::format("{}", fmt::join(drawn.problems, "\n"));
}

inline std::string draw(const std::string& page, const View& view = View::map({})) {
  return draw(Theme{{"html/page.html", page}}, "html/page.html", view);
}

/// What drawing one HTML page reports, without the name of its file.
inline std::vector<std::string> complaints(const std::string& page, const View& view) {
  Drawn drawn = draw_in({{"html/page.html", page}}, "html/page.html", view);
  for (std::string& line : drawn.problems) {
    line.erase(0, std::string_view("templates/html/page.html:").size());
  }
  return drawn.problems;
}

}  // namespace disclose::test

#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/view.h"

namespace disclose {

/// One template as it was read: its text, and the path findings show for it.
struct TemplateSource {
  std::string text;
  std::string shown_path;  ///< e.g. "templates/html/project.html"
};

/// All templates of a theme, compiled: a strict subset of Jinja (templates/README.md, 模板语言).
///
/// How a value is escaped follows from where it stands in the HTML and is decided when the set is
/// compiled. A name that ends in `.html` or `.htm` is HTML; `.xml`, `.xhtml` and `.svg` are XML;
/// anything else is plain text, where nothing is escaped. Immutable once compiled: any number of
/// threads may render from one set, and a copy shares it.
class TemplateSet {
 public:
  /// Compiles every file: name ("html/project.html") to source. `{% include "parts/x.html" %}` is
  /// looked up in the first folder of the including file's name ("html/"), then as a whole name.
  /// Reports the problems of all files (Code::form, with line and column); nullopt when there are
  /// any.
  static std::optional<TemplateSet> compile(const std::map<std::string, TemplateSource>& files,
                                            Diagnostics& diagnostics);

  /// Appends the page `name` drawn with the values of `view` (a map) to `out`.
  /// A name the view lacks, or a value that does not fit where it is used, is reported with file,
  /// line and column, once for each place in the template; the page then goes on without it and
  /// the answer is false.
  bool render(std::string_view name, const View& view, std::string& out,
              Diagnostics& diagnostics) const;

  /// Whether there is a template of this name that makes a page. A part that makes sense only
  /// where it is included ("the end of a tag") makes none.
  bool has(std::string_view name) const;

  /// The names of all templates that make a page, in order of their bytes.
  std::vector<std::string> names() const;

 private:
  struct Compiled;
  explicit TemplateSet(std::shared_ptr<const Compiled> compiled);
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace disclose

#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/diagnostic.h"

namespace disclose::templates {

/// How the text of a page is read by whoever opens it, and so how values are escaped.
enum class Mode : std::uint8_t { html, xml, text };

/// By the end of the name: .html .htm / .xml .xhtml .svg / anything else.
Mode mode_of(std::string_view name);

/// One template file; the text has no BOM.
struct SourceFile {
  std::string name;
  std::string shown_path;
  std::string text;
  Mode mode = Mode::text;
};

/// A place in the templates: a file of the set, by number, and the offset of a byte.
struct Spot {
  std::uint32_t file = 0;
  std::uint32_t offset = 0;
  auto operator<=>(const Spot&) const = default;
};

/// How deep statements, expressions, includes and macros may nest, taken together. The passes
/// recurse, so this is what keeps a hostile template from exhausting the stack.
inline constexpr std::uint32_t kDeepest = 64;

/// Collects the problems of the templates. The same piece of template is compiled once for every
/// page that uses it, so the same problem arrives many times; it is kept once.
class Report {
 public:
  explicit Report(const std::vector<SourceFile>& files) : files_(files) {}
  void add(Spot spot, Say message, Say help);
  bool empty() const { return seen_.empty(); }
  std::size_t size() const { return seen_.size(); }
  /// Whether a problem of this file was found.
  bool mentions(std::uint32_t file) const;
  /// Gives the findings to `diagnostics`, in order of file and position.
  void hand_over(Diagnostics& diagnostics) const;

 private:
  const std::vector<SourceFile>& files_;
  std::set<std::tuple<Spot, std::string>> seen_;
  struct Found {
    Spot spot;
    Say message;
    Say help;
  };
  std::vector<Found> found_;
};

/// A finding of the code `form` at a position of a file.
Diagnostic finding(const SourceFile& file, Position position, Say message, Say help);

/// "did you mean x?" when one of `candidates` is near `word`, else `otherwise`.
Say did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates,
                 Say otherwise);

}  // namespace disclose::templates

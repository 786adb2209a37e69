#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/position.h"

namespace disclose {

/// The stable codes of findings (format.md 6).
enum class Code : std::uint8_t {
#define DISCLOSE_CODE(identifier, name, severity) identifier,
#include "base/codes.def"
#undef DISCLOSE_CODE
};

/// An error stops publication, a warning publishes and is listed, an undecided is a rule that lacks
/// the fact it needs.
enum class Severity : std::uint8_t { error, warning, undecided };

std::string_view name_of(Code code);
std::string_view name_of(Severity severity);
Severity usual_severity(Code code);
std::optional<Code> code_named(std::string_view name);
const std::vector<Code>& all_codes();

/// The two languages the program speaks to its operator.
enum class Language : std::uint8_t { zh, en };

/// One text in both languages.
struct Say {
  std::string zh;
  std::string en;
  const std::string& in(Language language) const { return language == Language::zh ? zh : en; }
  bool empty() const { return zh.empty(); }
};

/// Another place that explains a finding: the figure it disagrees with, the first of two.
struct Related {
  Place place;
  Say message;
};

/// One finding: where, what was found against what was expected, and what to do.
struct Diagnostic {
  Code code = Code::form;
  Severity severity = Severity::error;
  Place place;
  Say message;                       ///< what was found and expected, with both figures; no full stop
  Say help;                          ///< what to do: an action
  std::string basis;                 ///< source of the rule, e.g. 财预〔2020〕10号; may be empty
  std::vector<std::string> figures;  ///< the figures on both sides, as printed
  std::vector<Related> related;
  std::string unit;                  ///< unit id, where there is one
  std::string record;                ///< record or page id, where there is one
};

/// Where findings go. Passed in, never global; one per thread, then merged.
class Diagnostics {
 public:
  void add(Diagnostic diagnostic) { all_.push_back(std::move(diagnostic)); }
  void merge(Diagnostics other);
  bool has_errors() const;
  std::size_t count(Severity severity) const;
  bool empty() const { return all_.empty(); }

  /// By file, line, column and code, and exact doubles removed: the same for any thread count.
  void sort();

  std::vector<Diagnostic>& all() { return all_; }
  const std::vector<Diagnostic>& all() const { return all_; }

 private:
  std::vector<Diagnostic> all_;
};

}  // namespace disclose

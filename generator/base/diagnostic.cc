#include "base/diagnostic.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

namespace disclose {

namespace {

struct CodeEntry {
  Code code;
  std::string_view name;
  Severity severity;
};

constexpr std::array kCodes = {
#define DISCLOSE_CODE(identifier, name, severity) \
  CodeEntry{Code::identifier, name, Severity::severity},
#include "base/codes.def"
#undef DISCLOSE_CODE
};

auto key(const Diagnostic& d) {
  return std::tie(d.place.file, d.place.position, d.code, d.place.pointer, d.message.zh, d.record);
}

}  // namespace

std::string_view name_of(Code code) { return kCodes[static_cast<std::size_t>(code)].name; }

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::undecided: return "undecided";
  }
  return {};
}

Severity usual_severity(Code code) { return kCodes[static_cast<std::size_t>(code)].severity; }

std::optional<Code> code_named(std::string_view name) {
  const auto found = std::ranges::find(kCodes, name, &CodeEntry::name);
  if (found == kCodes.end()) return std::nullopt;
  return found->code;
}

const std::vector<Code>& all_codes() {
  static const std::vector<Code> codes = [] {
    std::vector<Code> list;
    for (const CodeEntry& entry : kCodes) list.push_back(entry.code);
    return list;
  }();
  return codes;
}

void Diagnostics::merge(Diagnostics other) {
  std::ranges::move(other.all_, std::back_inserter(all_));
}

bool Diagnostics::has_errors() const { return count(Severity::error) != 0; }

std::size_t Diagnostics::count(Severity severity) const {
  return static_cast<std::size_t>(std::ranges::count(all_, severity, &Diagnostic::severity));
}

void Diagnostics::sort() {
  std::ranges::stable_sort(all_, [](const Diagnostic& a, const Diagnostic& b) {
    return key(a) < key(b);
  });
  const auto doubles = std::ranges::unique(all_, [](const Diagnostic& a, const Diagnostic& b) {
    return key(a) == key(b);
  });
  all_.erase(doubles.begin(), doubles.end());
}

}  // namespace disclose

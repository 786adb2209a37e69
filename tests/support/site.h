#pragma once

#include <fmt/format.h>

#include <initializer_list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/folder.h"
#include "check/check.h"
#include "read/read.h"
#include "support/golden.h"

namespace disclose {

/// A sound site.json and two units, for tests that are about something else.
inline Files small_site() {
  return {{"data/site.json", R"({"format": 1, "title": "云溪县", "jurisdiction": {"name": "云溪县", "code": "990123", "level": "county"},
"publisher": {"name": "云溪县财政局"}, "base_url": "https://www.example.gov.cn/jxgk", "portal": {"site_id": "9901230001"}})"},
          {"data/units.json", R"([{"id": "traffic", "name": "县交通运输局", "code": "145"}, {"id": "school", "name": "县教育局", "code": "105"}])"}};
}

/// An approved record with its four provenance keys; `own` are its other keys, "\"total\": \"1元\"".
inline std::string approved(std::string_view kind, std::string_view id, int year, std::string_view own, std::string_view unit = "traffic") {
  return fmt::format(R"({{"kind": "{}", "id": "{}", "year": {}, {}"status": "approved", "approval": {{"date": "{}-02-01"}},
"published": "{}-02-05", "review": {{"by": "办公室", "date": "{}-02-02", "conclusion": "可以公开"}}{}{}}})",
                     kind, id, year, unit.empty() ? "" : fmt::format("\"unit\": \"{}\", ", unit), year, year, year, own.empty() ? "" : ",\n", own);
}

/// A JSON array of records.
inline std::string list_of(std::initializer_list<std::string> records) {
  std::string all = "[";
  for (const std::string& record : records) all += (all.size() == 1 ? "\n" : ",\n") + record;
  return all + "\n]";
}

/// `text` with the first `from` replaced.
inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::invalid_argument("not in the text: " + std::string(from));
  return text.replace(at, from.size(), to);
}

/// file:line:column pointer code: message; one line each, located and sorted.
inline std::string list_findings(const Folder& folder, Diagnostics diagnostics, Language language = Language::zh) {
  locate(folder, diagnostics);
  diagnostics.sort();
  std::string all;
  for (const Diagnostic& d : diagnostics.all()) {
    all += fmt::format("{}:{}:{} {} {}: {}\n", d.place.file, d.place.position.line, d.place.position.column, d.place.pointer,
                       name_of(d.code), d.message.in(language));
  }
  return all;
}

/// A site that has been read and judged.
struct CheckedSite {
  MemoryFolder folder;
  Diagnostics diagnostics;
  std::unique_ptr<Registry> registry;

  /// `more` laid over small_site().
  explicit CheckedSite(const Files& more) : folder(over_small_site(more)) {
    Inputs inputs = read(folder, 1, diagnostics);
    registry = check(std::move(inputs), folder, {.threads = 1, .as_of = {2026, 3, 1}}, diagnostics);
  }

  /// The findings of one code, or of all.
  std::string findings(std::optional<Code> code = {}) const {
    Diagnostics some;
    for (const Diagnostic& d : diagnostics.all()) {
      if (!code || d.code == *code) some.add(d);
    }
    return list_findings(folder, some);
  }

 private:
  static Files over_small_site(const Files& more) {
    Files files = small_site();
    for (const auto& [path, bytes] : more) files[path] = bytes;
    return files;
  }
};

/// small_site()'s site.json with more keys.
inline std::string site_with(std::string_view keys) {
  std::string site = small_site()["data/site.json"];
  site.pop_back();
  return fmt::format("{}, {}}}", site, keys);
}

}  // namespace disclose

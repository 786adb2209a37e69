#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/folder.h"
#include "read/read.h"
#include "support/golden.h"

namespace disclose {

/// A sound site.json and two units, for tests that are about something else.
inline Files small_site() {
  return {{"data/site.json", R"({"format": 1, "title": "云溪县", "jurisdiction": {"name": "云溪县", "code": "990123", "level": "county"},
"publisher": {"name": "云溪县财政局"}, "base_url": "https://www.example.gov.cn/jxgk", "portal": {"site_id": "9901230001"}})"},
          {"data/units.json", R"([{"id": "traffic", "name": "县交通运输局", "code": "145"}, {"id": "school", "name": "县教育局", "code": "105"}])"}};
}

/// line:column file pointer message; one line each, located and sorted.
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

}  // namespace disclose

#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/folder.h"
#include "check/check.h"
#include "read/read.h"

namespace disclose {

/// A small county in memory: two units that owe nothing; what a test adds is all there is to find.
class County {
 public:
  County() {
    files_["data/site.json"] = site("");
    files_["data/units.json"] =
        R"([{"id": "traffic", "name": "县交通运输局", "code": "145"}, {"id": "water", "name": "县水利局", "code": "146"}])";
  }

  /// data/site.json with more keys: `"scoring": {…}`.
  County& site_keys(std::string_view keys) {
    files_["data/site.json"] = site(keys);
    return *this;
  }
  County& file(std::string_view path, std::string_view bytes) {
    files_[std::string(path)] = bytes;
    return *this;
  }
  /// A record: its kind and id, and its other keys. Approved and reviewed, of 2024 and of `traffic`.
  County& record(std::string_view kind, std::string_view id, std::string_view keys) {
    const bool national = kind == "figures" || kind == "regulation" || kind == "indicator_library";
    std::string text = R"({"kind": ")" + std::string(kind) + R"(", "id": ")" + std::string(id) + R"(", "year": 2024,)";
    if (!national) text += R"( "unit": "traffic",)";
    text += R"( "status": "approved", "review": {"by": "保密办", "date": "2024-01-05", "conclusion": "可以公开"},)";
    text += R"( "published": "2024-02-01")";
    if (!keys.empty()) text += ", " + std::string(keys);
    files_["data/" + std::string(id) + ".json"] = text + "}";
    return *this;
  }

  /// What is found, by place, without the deadlines nobody asked for.
  std::vector<Diagnostic> findings(unsigned threads = 1, Date day = {2026, 3, 1}) const {
    const MemoryFolder folder(files_);
    Diagnostics diagnostics;
    Inputs inputs = read(folder, threads, diagnostics);
    check(std::move(inputs), folder, {threads, day}, diagnostics);
    locate(folder, diagnostics);
    diagnostics.sort();
    std::erase_if(diagnostics.all(), [](const Diagnostic& d) { return d.code == Code::deadline; });
    return diagnostics.all();
  }

  /// What is told beside the findings, each as "code message".
  std::vector<std::string> notes() const {
    const MemoryFolder folder(files_);
    Diagnostics diagnostics;
    Diagnostics notes;
    check(read(folder, 1, diagnostics), folder, {1, {2026, 3, 1}, &notes}, diagnostics);
    std::vector<std::string> texts;
    for (const Diagnostic& d : notes.all()) texts.push_back(std::string(name_of(d.code)) + " " + d.message.zh);
    return texts;
  }

  std::unique_ptr<Registry> registry() const {
    const MemoryFolder folder(files_);
    Diagnostics diagnostics;
    return check(read(folder, 1, diagnostics), folder, {1, {2026, 3, 1}}, diagnostics);
  }

  /// Each finding as "code pointer", an undecided with a question mark behind it.
  std::vector<std::string> codes(unsigned threads = 1) const {
    std::vector<std::string> texts;
    for (const Diagnostic& d : findings(threads)) {
      texts.push_back(std::string(name_of(d.code)) + (d.severity == Severity::undecided ? "? " : " ") + d.place.pointer);
    }
    return texts;
  }

 private:
  static std::string site(std::string_view keys) {
    std::string text =
        R"({"format": 1, "title": "云溪县预算绩效信息公开", "jurisdiction": {"name": "云溪县", "code": "990123", "level": "county"},
"publisher": {"name": "云溪县财政局"}, "base_url": "https://www.example.gov.cn/jxgk/", "portal": {"site_id": "9901230001"}, "required": [])";
    if (!keys.empty()) text += ",\n" + std::string(keys);
    return text + "}";
  }

  std::map<std::string, std::string, std::less<>> files_;
};

}  // namespace disclose

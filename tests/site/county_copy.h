#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "disk/temporary_folder.h"

namespace disclose {

/// A copy of the demonstration county that a test may spoil.
class CountyCopy {
 public:
  using Json = nlohmann::ordered_json;

  CountyCopy() {
    namespace fs = std::filesystem;
    for (const char* part : {"data", "content"}) {
      fs::create_directories(site());
      fs::copy(std::string(DISCLOSE_SOURCE_DIR) + "/" + part, site() + "/" + part, fs::copy_options::recursive);
    }
  }

  std::string site() const { return folder_ / "county"; }
  std::string out() const { return folder_ / "out"; }
  const TemporaryFolder& folder() const { return folder_; }

  /// Every file of records, as an array; what `change` makes of it is written back.
  void change_records(const std::function<void(Json& records)>& change) const {
    namespace fs = std::filesystem;
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(site() + "/data")) {
      const std::string name = entry.path().filename();
      if (entry.is_regular_file() && name != "site.json" && name != "units.json") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    for (const fs::path& file : files) {
      std::ifstream in(file);
      Json records = Json::parse(in);
      if (records.is_object()) records = Json::array({records});
      change(records);
      std::ofstream(file) << records.dump(1);
    }
  }

  /// Calls `change` for every text below `value`, with the key it stands under.
  static void change_texts(Json& value, const std::function<void(std::string_view key, std::string& text)>& change, const std::string& key = "") {
    if (value.is_string()) {
      std::string text = value.get<std::string>();
      change(key, text);
      value = text;
    }
    if (value.is_array()) {
      for (Json& item : value) change_texts(item, change, key);
    }
    if (value.is_object()) {
      for (auto& [name, member] : value.items()) change_texts(member, change, name);
    }
  }

 private:
  TemporaryFolder folder_;
};

/// Keys whose values are free text in every kind of record (format.md 5).
inline bool is_free_text(std::string_view key) {
  constexpr std::string_view kKeys[] = {"title", "name",   "text",     "goal",   "multi_year_goal", "description", "content",  "done",   "deviation", "note",   "problems", "improvements",
                                        "opinion", "reasons", "required", "measures", "evidence",       "findings",    "recommendations", "trigger", "expected", "label", "names", "classes",
                                        "industry", "issuer", "level2", "causes", "typical_target", "unit_of_measure", "by", "authority", "number", "reason", "basis", "page", "cell"};
  return std::ranges::find(kKeys, key) != std::ranges::end(kKeys);
}

}  // namespace disclose

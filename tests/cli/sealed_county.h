#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/county.h"

namespace disclose {

inline constexpr const char* kName = "www.example.gov.cn/jxgk";

// A county of two units, its keys, and what is done with them.
struct SealedCounty {
  County county;
  const TemporaryFolder& folder = county.folder;

  SealedCounty() {
    folder.write("county/data/site.json", site_with(R"("required": ["budget", "final_accounts"])"));
    folder.write("county/data/a.json", approved("final_accounts", "a-2024", 2024, "\"total\": \"90万元\", \"executed\": \"90万元\""));
    folder.write("county/data/s.json", approved("budget", "s-2024", 2024, "\"total\": \"70万元\"", "school"));
    folder.write("county/data/e.json", approved("exemption", "e-2024", 2024, R"("items": ["final_accounts"], "type": "other", "basis": "云财〔2024〕1号")", "school"));
    write_secret("pass", "correct horse battery\n");
    std::string keys;
    keys += go({"key", "new", "--key", folder / "ed.pem", "--name", kName, "--passphrase-file", folder / "pass"}).out;
    keys += go({"key", "new", "--key", folder / "sm.pem", "--sm2", "--name", kName, "--passphrase-file", folder / "pass"}).out;
    folder.write("keys", keys);
  }

  void write_secret(const std::string& name, const std::string& bytes) const {
    folder.write(name, bytes);
    std::filesystem::permissions(folder / name, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }
  std::string out() const { return folder / "county/output"; }
  void build() const {
    const Ran ran = county.build({"--sealed"});
    ASSERT_EQ(ran.status, 0) << ran.err;
  }
  Ran seal(const std::string& day, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"seal", "--out", out(), "--key", folder / "ed.pem", "--sm2-key", folder / "sm.pem", "--passphrase-file", folder / "pass", "--time", day + "T09:00:00+08:00"});
    return go(more);
  }
  Ran verify() const { return go({"verify", out(), "--keys", folder / "keys"}); }
  Ran receipt(const std::string& path, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"receipt", "check", path, "--keys", folder / "keys"});
    return go(more);
  }
  std::string receipt_of(const std::string& name) const { return out() + "/proof/receipts/" + name + ".txt"; }
  void correct_budget(const std::string& total) const { folder.write("county/data/b.json", approved("budget", "b-2024", 2024, "\"total\": \"" + total + "\"")); }
};

inline std::vector<std::string> files_below(const std::string& folder) {
  std::vector<std::string> files;
  for (const std::filesystem::directory_entry& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path().lexically_relative(folder).string());
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace disclose

#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "cli/run.h"
#include "disk/temporary_folder.h"
#include "support/site.h"

namespace disclose {

/// What a run of the program said.
struct Ran {
  int status = 0;
  std::string out;
  std::string err;
};

/// Runs the program within the test, by default in a pipe.
inline Ran go(const std::vector<std::string>& arguments, const Surroundings& surroundings = {.today = {2026, 3, 1}}) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  Ran ran;
  ran.status = run(arguments, surroundings);
  ran.out = testing::internal::GetCapturedStdout();
  ran.err = testing::internal::GetCapturedStderr();
  return ran;
}

/// A site on disk with one budget; built without PDFs, so that it is built at once.
struct County {
  TemporaryFolder folder;
  County() {
    for (const auto& [path, bytes] : small_site()) folder.write("county/" + path, bytes);
    folder.write("county/data/site.json", site_with("\"required\": []"));
    folder.write("county/data/b.json", approved("budget", "b-2024", 2024, "\"total\": \"100万元\""));
  }
  std::string site() const { return folder / "county"; }
  Ran check(std::vector<std::string> more = {}) const { return command("check", std::move(more)); }
  Ran build(std::vector<std::string> more = {}) const {
    more.emplace_back("--no-pdf");
    return command("build", std::move(more));
  }
  void warn() const { folder.write("county/data/g.json", approved("regulation", "g", 1999, "\"title\": \"办法\"", "")); }
  void err() const { folder.write("county/data/b.json", approved("budget", "b-2024", 2024, "\"total\": 100")); }

 private:
  Ran command(const char* name, std::vector<std::string> more) const {
    more.insert(more.begin(), {name, "--site", site(), "--jobs", "2"});
    return go(std::move(more));
  }
};

}  // namespace disclose

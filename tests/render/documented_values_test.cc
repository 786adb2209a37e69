// templates/README.md is what the author of a template has: every value of every page of the
// demonstration site stands there, and nothing stands there that no page gets.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "pipeline.h"
#include "plan/plan.h"
#include "render/demonstration.h"

namespace disclose {
namespace {

using Names = std::set<std::string, std::less<>>;

struct Manual {
  std::map<std::string, Names> sections;  ///< by heading
  Names names;
};

bool is_name_part(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

// The names within one `…`: not those of files, macros and literals.
void add_names(std::string_view code, Names& names) {
  if (code.find('/') != std::string_view::npos || code.starts_with("record-") || code.starts_with("list-") || code.find('"') != std::string_view::npos) return;
  for (std::size_t at = 0; at < code.size();) {
    std::size_t end = at;
    while (end < code.size() && is_name_part(code[end])) ++end;
    if (end == at) {
      ++at;
      continue;
    }
    const bool macro = end < code.size() && code[end] == '.' && end - at <= 2;
    if (macro) return;
    names.emplace(code.substr(at, end - at));
    at = end;
  }
}

Manual manual() {
  std::ifstream in(std::string(DISCLOSE_SOURCE_DIR) + "/templates/README.md");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  Manual manual;
  std::string heading;
  for (std::size_t at = text.find("## 每个模板得到的值"); at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    at = end + 1;
    if (line.starts_with("###")) {
      heading = line;
      continue;
    }
    for (std::size_t open = line.find('`'); open != std::string_view::npos;) {
      const std::size_t close = line.find('`', open + 1);
      if (close == std::string_view::npos) break;
      const std::string_view code = line.substr(open + 1, close - open - 1);
      add_names(code, manual.sections[heading]);
      add_names(code, manual.names);
      open = line.find('`', close + 1);
    }
  }
  return manual;
}

void collect(const View& view, Names& names) {
  if (const auto* entries = view.map()) {
    for (const View::Entry& entry : *entries) {
      names.emplace(entry.first);
      collect(entry.second, names);
    }
  }
  if (const auto* items = view.list()) {
    for (const View& item : *items) collect(item, names);
  }
}

std::string joined(const Names& names) {
  std::string text;
  for (const std::string& name : names) text += name + " ";
  return text;
}

class DocumentedValues : public testing::Test {
 protected:
  void SetUp() override {
    const MemoryFolder folder = test::demonstration();
    Diagnostics diagnostics;
    const RunOptions options{.threads = 2, .as_of = {2026, 11, 21}, .base_url = {}, .year = {}, .reports = true, .site_path = {}};
    const auto registry = check_site(folder, options, [](const Say&, std::size_t, std::size_t) {}, diagnostics);
    const PlanContext context{*registry, folder, {.base_url = "https://x.example/", .reports = true, .site_path = {}}};
    const SitePlan site_plan = plan(context);
    collect(site_plan.frame, given);
    for (const PlannedPage& page : site_plan.pages) {
      View values = page.values();
      for (const View::Entry& entry : *values.map()) {
        // What stands beside a page as data.json is described by its own names.
        if (entry.first == "data") continue;
        by_template[std::string(page.page)].emplace(entry.first);
        given.emplace(entry.first);
        collect(entry.second, given);
      }
    }
  }

  Names given;
  std::map<std::string, Names> by_template;  ///< the names at the top
};

TEST_F(DocumentedValues, AreAllThatTemplatesGet) {
  const Manual documented = manual();
  Names missing;
  for (const std::string& name : given) {
    if (!documented.names.contains(name)) missing.insert(name);
  }
  EXPECT_TRUE(missing.empty()) << "templates/README.md does not name: " << joined(missing);
}

TEST_F(DocumentedValues, AreAllGiven) {
  // What the renderer adds, what only other counties have, and the words values may be.
  const Names others = {"root", "url", "page_class", "english", "base_url", "report", "notice", "n", "b"};
  Names unknown;
  for (const std::string& name : manual().names) {
    if (!given.contains(name) && !others.contains(name)) unknown.insert(name);
  }
  EXPECT_TRUE(unknown.empty()) << "no page gets: " << joined(unknown);
}

TEST_F(DocumentedValues, StandInTheSectionOfTheirTemplate) {
  const Manual documented = manual();
  for (const auto& [file, names] : by_template) {
    const std::string stem = file.substr(5, file.size() - 10);  // "html/home.html" is home
    Names said;
    for (const auto& [heading, words] : documented.sections) {
      const std::string family = stem.substr(0, stem.find('-'));
      const bool named = heading.find("`html/" + stem + ".html`") != std::string::npos || heading.find("`html/" + family + "-*.html`") != std::string::npos;
      const bool other = heading.find("其他") != std::string::npos;
      if (named || other || heading.empty()) said.insert(words.begin(), words.end());
    }
    Names missing;
    for (const std::string& name : names) {
      if (!said.contains(name)) missing.insert(name);
    }
    EXPECT_TRUE(missing.empty()) << file << " gets what its section does not name: " << joined(missing);
  }
}

}  // namespace
}  // namespace disclose

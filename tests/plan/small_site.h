#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "base/folder.h"
#include "check/check.h"
#include "plan/plan.h"
#include "read/read.h"

namespace disclose::test {

/// A small site in memory, read, checked and planned; `records` is the content of data/records.json.
class SmallSite {
 public:
  explicit SmallSite(const std::string& records, const std::map<std::string, std::string>& more = {}, const std::string& site_keys = "")
      : folder_(files(records, more, site_keys)) {
    registry_ = check(read(folder_, 1, diagnostics), folder_, {1, Date{2026, 1, 1}}, diagnostics);
    context_ = std::make_unique<PlanContext>(PlanContext{*registry_, folder_, {.base_url = "https://www.example.gov.cn/jxgk/"}});
    site_plan_ = plan(*context_);
  }

  const Registry& registry() const { return *registry_; }
  const PlanContext& context() const { return *context_; }
  const SitePlan& site_plan() const { return site_plan_; }

  /// The bytes of a planned file; "" and a failure when it is not planned.
  std::string file(std::string_view path) const {
    for (const PlannedFile& file : site_plan_.files) {
      if (file.path == path) return file.bytes();
    }
    ADD_FAILURE() << "no file " << path;
    return {};
  }
  const PlannedPage* page(std::string_view url) const {
    for (const PlannedPage& page : site_plan_.pages) {
      if (page.url == url) return &page;
    }
    return nullptr;
  }
  bool has_file(std::string_view path) const {
    for (const PlannedFile& file : site_plan_.files) {
      if (file.path == path) return true;
    }
    return false;
  }

  Diagnostics diagnostics;

 private:
  static std::map<std::string, std::string, std::less<>> files(const std::string& records, const std::map<std::string, std::string>& more,
                                                                const std::string& site_keys) {
    std::map<std::string, std::string, std::less<>> all(more.begin(), more.end());
    all["data/site.json"] = R"({"format": 1, "title": "云溪县预算绩效信息公开",
      "jurisdiction": {"name": "云溪县", "code": "990123", "level": "county"}, "publisher": {"name": "云溪县财政局"},
      "base_url": "https://www.example.gov.cn/jxgk/")" + site_keys + "}";
    all.try_emplace("data/units.json", R"([{"id": "water", "name": "县水利局", "code": "305"}, {"id": "roads", "name": "县交通局", "code": "348"}])");
    all["data/records.json"] = records;
    return all;
  }

  MemoryFolder folder_;
  std::unique_ptr<Registry> registry_;
  std::unique_ptr<PlanContext> context_;
  SitePlan site_plan_;
};

}  // namespace disclose::test

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "base/folder.h"
#include "exact/date.h"
#include "model/registry.h"
#include "render/render.h"

namespace disclose {

struct RunOptions {
  unsigned threads = 1;
  Date as_of;                     ///< the day on which waivers expire
  std::string base_url;           ///< instead of site.json's, when not empty
  std::optional<Year> year;       ///< only this fiscal year
  bool reports = true;            ///< make PDFs
  bool sealed = false;            ///< pages link to what sealing makes
  std::string site_path;          ///< the site folder on disk, for fonts that lie in it
  Diagnostics* notes = nullptr;   ///< what is no finding and has to be looked at (check/check.h)
};

/// Reads and judges a site folder. The registry is whole only when `diagnostics` has no error.
/// Findings come located and sorted.
std::unique_ptr<Registry> check_site(const Folder& folder, const RunOptions& options,
                                     const Progress& progress, Diagnostics& diagnostics);

/// Draws the site of a checked registry into `sink`, file by file. Nothing of it may be published
/// when `diagnostics` has an error afterwards.
BuildCounts build_site(const Registry& registry, const Folder& folder, const RunOptions& options,
                       const Progress& progress, Sink& sink, Diagnostics& diagnostics);

}  // namespace disclose

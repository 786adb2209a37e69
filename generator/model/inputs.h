#pragma once

#include <deque>
#include <string>
#include <vector>

#include "base/arena.h"
#include "model/records.h"
#include "model/site.h"
#include "model/unit.h"

namespace disclose {

/// Everything a site folder says, decoded but not judged. Texts are views into `arenas`.
struct Inputs {
  Site site;
  std::vector<Unit> units;  ///< in order of code, then of the file
  Records records;
  std::vector<MarkdownPage> pages;  ///< in order of path
  /// What a partial record may show, decoded without its withheld keys; found by origin.
  Records redacted;
  /// False when a file could not be read as records at all: what is missing then may stand in it,
  /// and nothing is reported as missing or dangling.
  bool complete = true;
  std::deque<Arena> arenas;
};

}  // namespace disclose

#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.h"

namespace disclose {

/// How long each phase took, for --timings.
class PhaseClock {
 public:
  /// A phase begins (or goes on).
  void enter(const Say& phase);
  /// "读取 0.31 秒\n…", a line each; the last phase ends now.
  std::string print(Language language);

 private:
  std::vector<std::pair<Say, std::chrono::duration<double>>> phases_;
  std::chrono::steady_clock::time_point start_{};
};

/// One line on a terminal that says how far the work is; says nothing in a pipe.
class ProgressLine {
 public:
  ProgressLine() = default;
  ProgressLine(bool shown, Language language) : shown_(shown), language_(language) {}

  /// Draws the line anew, at most some twenty times a second. `all` 0: how much is not known.
  void show(const Say& phase, std::size_t done, std::size_t all);

  /// Takes the line away, before anything else is printed.
  void clear();

 private:
  bool shown_ = false;
  bool drawn_ = false;
  Language language_ = Language::zh;
  std::string phase_;
  std::chrono::steady_clock::time_point last_{};
};

}  // namespace disclose

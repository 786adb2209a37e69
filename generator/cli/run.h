#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "exact/date.h"

namespace disclose {

/// The world a run stands in: handed in, so that nothing else asks for it.
struct Surroundings {
  Date today;
  bool terminal_out = false;
  bool terminal_err = false;
  bool terminal_in = false;  ///< somebody can be asked for a passphrase
  bool no_color = false;  ///< NO_COLOR is set
  Clock* clock = nullptr;  ///< for what looks at a live portal; without one it is refused
  std::string user;        ///< who runs the program, on which machine: evidence tells
  std::string machine;
};

/// Runs the program; the answer is its exit status. Results go to stdout, progress and findings of a
/// build to stderr.
int run(const std::vector<std::string>& arguments, const Surroundings& surroundings);

}  // namespace disclose

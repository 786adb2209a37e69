#pragma once

#include <cstdint>

namespace disclose {

/// The time of day, handed in by whoever runs the program: evidence says when something was seen, and
/// what is polite needs waiting. Nothing that is published depends on it.
class Clock {
 public:
  virtual ~Clock() = default;
  /// Milliseconds since 1970-01-01 00:00 UTC. Safe from several threads.
  virtual std::int64_t now() = 0;
  virtual void wait(std::int64_t milliseconds) = 0;
};

}  // namespace disclose

#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace disclose {

/// The machine failed (disk full, no permission, an input/output error): nothing the author of the
/// data can mend. Caught in main, which prints `message` and ends with exit status 3.
class DiskError final : public std::runtime_error {
 public:
  /// `message` names what was tried, on which path, and the system's reason.
  explicit DiskError(Say message, int reason = 0);

  const Say& message() const { return message_; }
  /// The errno of the failed call; 0 when no call failed.
  int reason() const { return reason_; }

 private:
  Say message_;
  int reason_;
};

/// What the program declines to do before it has touched anything (an output folder that holds
/// files of somebody else): exit status 2. Nothing was changed on disk.
struct Refusal {
  Say message;
  Say help;
};

/// The system's reason in both languages, e.g. 磁盘空间不足 / No space left on device.
Say reason_text(int reason);

/// Throws a DiskError: cannot `action` `path`: `reason` (an errno).
[[noreturn]] void throw_disk_error(const Say& action, std::string_view path, int reason);

}  // namespace disclose

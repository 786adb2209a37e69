#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/folder.h"
#include "cli/options.h"
#include "disk/publish.h"
#include "disk/system_calls.h"
#include "proof/site_items.h"

namespace disclose {

/// What a command has to say, and how it ends.
struct CommandResult {
  ExitStatus status = ExitStatus::done;
  std::string out;  ///< for stdout
  std::string err;  ///< for stderr
};

/// Runs `diff`, `key`, `seal`, `receipt`, `verify` or `witness`. Throws DiskError when the machine fails.
CommandResult run_proof_command(const Options& options, const SystemCalls& calls);

/// `seal` (seal.cc).
CommandResult seal_site(const Options& options, const SystemCalls& calls);

/// `diff` (diff.cc).
CommandResult compare_folders(const Options& options, const SystemCalls& calls);

/// Stands between a build and its publication, so that a site that was sealed keeps its log, and the
/// bytes that a new build replaces are kept where the log says what they were.
class LogKeeper final : public Sink {
 public:
  explicit LogKeeper(Publication& publication) : publication_(publication) {}

  void take(std::string_view path, std::string_view bytes, std::string_view digest) override;

  /// Takes the log of the old site over; call it once, after the last file. What it has to tell, if it
  /// could not keep what was superseded.
  Say keep();

 private:
  Publication& publication_;
  std::mutex mutex_;
  SiteFiles files_;
  FileMap texts_;  ///< what the items are read from
};

}  // namespace disclose

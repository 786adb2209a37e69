#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/options.h"
#include "disk/system_calls.h"
#include "proof/note.h"
#include "proof_commands.h"

namespace disclose {

/// What the commands of the log read from the operator; the first thing that is wrong ends the command.
class ProofInputs {
 public:
  ProofInputs(const Options& options, const SystemCalls& calls) : options_(options), calls_(calls) {}

  std::string say(const Say& text) const { return text.in(options_.language); }
  std::string say(const char* zh, const char* en) const { return options_.language == Language::zh ? zh : en; }

  /// The bytes of a file of the operator's.
  std::optional<std::string> file(const std::string& path);
  /// The passphrase: the first line of its file, or what the operator types; `is_new`: twice.
  std::optional<std::string> passphrase(bool is_new = false);
  /// A private key of the algorithm, or of any.
  std::optional<SigningKey> key(const std::string& path, std::optional<Algorithm> algorithm);
  /// The keys of --vkey and --keys; empty when neither is given.
  std::optional<std::vector<VerifierKey>> vkeys();
  std::optional<VerifierKey> witness();

  /// Ends the command: "disclose: …", status 2 (or another).
  CommandResult refuse(const Say& what, const Say& help = {}, ExitStatus status = ExitStatus::usage) const;
  /// The result of what could not be read.
  CommandResult failed() const { return failed_; }

  const Options& options() const { return options_; }
  const SystemCalls& calls() const { return calls_; }

 private:
  std::optional<std::string> asked_for(bool is_new);

  const Options& options_;
  const SystemCalls& calls_;
  CommandResult failed_;
  std::optional<std::string> typed_;  ///< asked for once
};

}  // namespace disclose

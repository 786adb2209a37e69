#pragma once

#include <optional>
#include <string>
#include <vector>

#include "proof/history.h"
#include "proof_inputs.h"

namespace disclose {

/// The keys that sign an edition: of files and of a command, those that begin with it, and those that end.
class SealKeys {
 public:
  explicit SealKeys(ProofInputs& inputs) : inputs_(inputs) {}

  /// Reads them as the options say; false, and failed(), when one cannot be used.
  bool read();
  /// Settles their names; false when they are not all named `origin`, or none is of Ed25519.
  bool name(const std::string& origin);
  /// Holds them to those of the last edition (`listed`: its keys.txt): none is left out unless it is retired,
  /// and a new one is added by name.
  bool follow(const std::vector<VerifierKey>& listed);

  /// All that sign, an Ed25519 key first.
  const std::vector<VerifierKey>& all() const { return all_; }
  /// Those of them that have signed before.
  std::vector<VerifierKey> before() const;
  /// What the log is to say of keys that begin and end.
  std::vector<KeyLeaf> leaves(const std::string& time) const;
  bool has_sm2() const;

  /// A text of three lines under the signatures of every key, which verify.
  std::optional<std::string> sign(const std::string& text);

  const CommandResult& failed() const { return failed_; }

 private:
  bool fail(const Say& what, const Say& help = {}, ExitStatus status = ExitStatus::usage);
  const ProofOptions& asked() const { return inputs_.options().proof; }

  ProofInputs& inputs_;
  std::vector<SigningKey> own_;      ///< with private part, in the order of `all_`
  std::vector<VerifierKey> command_; ///< of the command that signs
  std::vector<VerifierKey> all_;
  std::optional<VerifierKey> added_;
  std::optional<VerifierKey> retired_;
  bool is_added_ = false;  ///< the last of own_ begins with this edition
  std::string origin_;
  CommandResult failed_;
};

}  // namespace disclose

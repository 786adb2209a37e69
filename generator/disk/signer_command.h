#pragma once

#include <optional>
#include <string>

namespace disclose {

/// Runs the operator's command in a shell, gives it `input` and returns what it prints; nullopt when it
/// cannot be run or ends with another status than 0. What it says on stderr is the operator's to see.
/// This is how a key that may not leave its device signs: the command alone knows it.
std::optional<std::string> run_signer_command(const std::string& command, const std::string& input);

}  // namespace disclose

#pragma once

#include <optional>
#include <string>

namespace disclose {

/// Asks for a secret on a terminal: shows `prompt`, reads one line that is not shown, and gives it without
/// its line break. nullopt when `terminal` is none, or the line ends early.
std::optional<std::string> ask_terminal(const std::string& terminal, const std::string& prompt);

}  // namespace disclose

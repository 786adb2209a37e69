#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <stdexcept>
#include <string>

namespace disclose {

/// A word as the shell takes it.
inline std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

/// What a command printed, and its exit status (128 + signal when a signal ended it).
struct Shell {
  int status = -1;
  std::string output;
};

inline Shell in_shell(const std::string& command) {
  Shell ran;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("no shell");
  std::array<char, 65536> part{};
  for (std::size_t n = 0; (n = fread(part.data(), 1, part.size(), pipe)) != 0;) ran.output.append(part.data(), n);
  const int status = pclose(pipe);
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

/// The program as an operator starts it.
inline std::string program() { return quoted(DISCLOSE_PROGRAM); }

}  // namespace disclose

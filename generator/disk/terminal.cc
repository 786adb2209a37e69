#include "disk/terminal.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>

namespace disclose {

namespace {

constexpr std::size_t kLongest = 1024;

void show(int terminal, std::string_view text) {
  while (!text.empty()) {
    const ssize_t done = ::write(terminal, text.data(), text.size());
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(done));
  }
}

std::optional<std::string> read_line(int terminal) {
  std::string line;
  for (char c = 0; line.size() < kLongest;) {
    const ssize_t got = ::read(terminal, &c, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    if (c == '\n') return line;
    line += c;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> ask_terminal(const std::string& terminal, const std::string& prompt) {
  const int file = ::open(terminal.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  std::optional<std::string> line;
  termios before{};
  if (::tcgetattr(file, &before) == 0) {
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    // What was typed ahead was not meant for this question, and might have been shown.
    if (::tcsetattr(file, TCSAFLUSH, &silent) == 0) {
      show(file, prompt);
      line = read_line(file);
      show(file, "\n");
      ::tcsetattr(file, TCSAFLUSH, &before);
    }
  }
  ::close(file);
  return line;
}

}  // namespace disclose

#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "cli/run.h"

namespace {

// The only place that asks for the day: local time of the site is UTC+08:00 (format.md 2). It
// decides when waivers expire and nothing in the output.
disclose::Date today() {
  constexpr std::time_t kEightHours = 8 * 60 * 60;
  const std::time_t now = std::time(nullptr) + kEightHours;
  std::tm day{};
  gmtime_r(&now, &day);
  return {day.tm_year + 1900, day.tm_mon + 1, day.tm_mday};
}

}  // namespace

int main(int count, char** arguments) {
  // A reader that closes the pipe (head) is no reason to die in the middle of publishing.
  std::signal(SIGPIPE, SIG_IGN);
  // What is published is for a web server to read, whatever mask the operator's shell has.
  umask(022);
  const std::vector<std::string> words(arguments + 1, arguments + count);
  const char* no_color = std::getenv("NO_COLOR");
  return disclose::run(words, {.today = today(),
                               .terminal_out = isatty(STDOUT_FILENO) == 1,
                               .terminal_err = isatty(STDERR_FILENO) == 1,
                               .no_color = no_color != nullptr && *no_color != '\0'});
}

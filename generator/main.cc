#include <pwd.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <string>
#include <thread>
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

// What evidence of a live portal says of its time.
class WallClock final : public disclose::Clock {
 public:
  std::int64_t now() override { return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count(); }
  void wait(std::int64_t milliseconds) override { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }
};

std::string machine_name() {
  utsname name{};
  return uname(&name) == 0 ? name.nodename : "";
}

std::string user_name() {
  const passwd* const entry = getpwuid(geteuid());
  return entry != nullptr ? entry->pw_name : std::to_string(geteuid());
}

}  // namespace

int main(int count, char** arguments) {
  // A reader that closes the pipe (head) is no reason to die in the middle of publishing.
  std::signal(SIGPIPE, SIG_IGN);
  // What is published is for a web server to read, whatever mask the operator's shell has.
  umask(022);
  const std::vector<std::string> words(arguments + 1, arguments + count);
  WallClock clock;
  const char* no_color = std::getenv("NO_COLOR");
  return disclose::run(words, {.today = today(),
                               .terminal_out = isatty(STDOUT_FILENO) == 1,
                               .terminal_err = isatty(STDERR_FILENO) == 1,
                               .terminal_in = isatty(STDIN_FILENO) == 1,
                               .no_color = no_color != nullptr && *no_color != '\0',
                               .clock = &clock,
                               .user = user_name(),
                               .machine = machine_name()});
}

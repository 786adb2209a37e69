#include "disk/signer_command.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "disk/output_folder.h"
#include "disk/system_calls.h"

namespace disclose {

namespace {

constexpr std::size_t kMostInput = 32768;   // a pipe holds more: nobody waits for the other
constexpr std::size_t kMostOutput = 65536;

struct Pipe {
  Descriptor from;
  Descriptor to;
};

std::optional<Pipe> open_pipe(const SystemCalls& calls) {
  std::array<int, 2> ends = {};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  return Pipe{Descriptor(calls, ends[0]), Descriptor(calls, ends[1])};
}

std::optional<std::string> read_to_end(const SystemCalls& calls, int file) {
  std::string bytes;
  std::array<char, 4096> block;
  for (;;) {
    const ssize_t got = calls.read(file, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 || bytes.size() > kMostOutput) return std::nullopt;
    if (got == 0) return bytes;
    bytes.append(block.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace

std::optional<std::string> run_signer_command(const std::string& command, const std::string& input) {
  const SystemCalls calls;
  std::optional<Pipe> in = open_pipe(calls);
  std::optional<Pipe> out = open_pipe(calls);
  if (!in || !out || input.size() > kMostInput) return std::nullopt;
  posix_spawn_file_actions_t actions;
  if (posix_spawn_file_actions_init(&actions) != 0) return std::nullopt;
  posix_spawn_file_actions_adddup2(&actions, in->from.get(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out->to.get(), STDOUT_FILENO);
  std::string shell = "sh";
  std::string option = "-c";
  std::string text = command;
  const std::array<char*, 4> arguments = {shell.data(), option.data(), text.data(), nullptr};
  pid_t child = 0;
  const bool started = posix_spawn(&child, "/bin/sh", &actions, nullptr, arguments.data(), environ) == 0;
  posix_spawn_file_actions_destroy(&actions);
  if (!started) return std::nullopt;
  in->from.reset();
  out->to.reset();
  write_all(calls, in->to.get(), input);  // a command that reads nothing still has to print what verifies
  in->to.reset();
  const std::optional<std::string> said = read_to_end(calls, out->from.get());
  out->from.reset();
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return std::nullopt;
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? said : std::nullopt;
}

}  // namespace disclose

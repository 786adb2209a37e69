#pragma once

#include <signal.h>

#include <atomic>
#include <cerrno>
#include <mutex>
#include <string>
#include <vector>

#include "disk/system_calls.h"

namespace disclose {

/// The system calls, counted, with a fault at a chosen one.
class FailingCalls final : public SystemCalls {
 public:
  enum class Fault {
    none,
    once,         ///< the chosen call fails with `reason`, the others work
    from_then_on, ///< the chosen call and every later one that needs room on the disk fail
    kill,         ///< the process is killed before the chosen call
    kill_after,   ///< the process is killed right after the chosen call
  };

  Fault fault = Fault::none;
  int at = 0;           ///< which call, from 1
  int reason = EIO;
  bool no_exchange = false;          ///< a file system without RENAME_EXCHANGE
  bool no_sync_file_system = false;  ///< a file system without syncfs
  bool no_links = false;             ///< a file system without hard links
  mutable std::atomic<int> count = 0;
  mutable std::vector<std::string> log;

  int open(int d, const std::string& name, int flags, mode_t mode) const override {
    return run("open " + name, -1, [&] { return SystemCalls::open(d, name, flags, mode); });
  }
  int open_beneath(int d, const std::string& path, int flags, mode_t mode) const override {
    return run("open " + path, -1, [&] { return SystemCalls::open_beneath(d, path, flags, mode); });
  }
  int close(int file) const override {
    const int done = SystemCalls::close(file);  // the descriptor is gone even when close fails
    return run("close", -1, [&] { return done; });
  }
  ssize_t read(int file, char* bytes, std::size_t size) const override {
    return run("read", ssize_t{-1}, [&] { return SystemCalls::read(file, bytes, size); });
  }
  ssize_t write(int file, const char* bytes, std::size_t size) const override {
    // Half of what was asked, as the system may: the rest must follow.
    const std::size_t half = size > 1 ? size / 2 : size;
    return run("write", ssize_t{-1}, [&] { return SystemCalls::write(file, bytes, half); });
  }
  int fstat(int file, struct stat& status) const override {
    return run("fstat", -1, [&] { return SystemCalls::fstat(file, status); });
  }
  int stat(int d, const std::string& name, struct stat& status) const override {
    return run("stat " + name, -1, [&] { return SystemCalls::stat(d, name, status); });
  }
  bool list(int d, std::vector<DirectoryEntry>& entries) const override {
    return run("list", false, [&] { return SystemCalls::list(d, entries); });
  }
  int make_directory(int d, const std::string& path, mode_t mode) const override {
    return run("mkdir " + path, -1, [&] { return SystemCalls::make_directory(d, path, mode); });
  }
  int chmod(int file, mode_t mode) const override {
    return run("chmod", -1, [&] { return SystemCalls::chmod(file, mode); });
  }
  // Syncs are recorded only: hundreds of runs would wait for the disk, and show nothing by it.
  int fsync(int) const override {
    return run("fsync", -1, [] { return 0; });
  }
  int sync_file_system(int) const override {
    if (no_sync_file_system) return errno = ENOSYS, -1;
    return run("syncfs", -1, [] { return 0; });
  }
  int rename(int d, const std::string& from, const std::string& to) const override {
    return run("rename " + from + " " + to, -1, [&] { return SystemCalls::rename(d, from, to); });
  }
  int exchange(int d, const std::string& one, const std::string& other) const override {
    if (no_exchange) return errno = EINVAL, -1;
    return run("exchange", -1, [&] { return SystemCalls::exchange(d, one, other); });
  }
  int link(int file, int d, const std::string& path) const override {
    if (no_links) return errno = EPERM, -1;
    return run("link " + path, -1, [&] { return SystemCalls::link(file, d, path); });
  }
  int unlink(int d, const std::string& name) const override {
    return run("unlink " + name, -1, [&] { return SystemCalls::unlink(d, name); });
  }
  int remove_directory(int d, const std::string& name) const override {
    return run("rmdir " + name, -1, [&] { return SystemCalls::remove_directory(d, name); });
  }
  int lock(int file) const override {
    return run("lock", -1, [&] { return SystemCalls::lock(file); });
  }

 private:
  template <class Answer, class Call>
  Answer run(const std::string& name, Answer failed, const Call& call) const {
    const int number = ++count;
    {
      const std::lock_guard lock(mutex_);
      log.push_back(name);
    }
    if (fault == Fault::kill && number == at) ::raise(SIGKILL);
    if (fault == Fault::once && number == at) return errno = reason, failed;
    if (fault == Fault::from_then_on && number >= at && needs_room(name)) {
      return errno = reason, failed;
    }
    const Answer answer = call();
    if (fault == Fault::kill_after && number == at) ::raise(SIGKILL);
    return answer;
  }
  static bool needs_room(const std::string& name) {
    return name.rfind("write", 0) == 0 || name.rfind("mkdir", 0) == 0 ||
           name.rfind("fsync", 0) == 0 || name.rfind("syncfs", 0) == 0 ||
           name.rfind("open", 0) == 0 || name.rfind("link", 0) == 0;
  }

  mutable std::mutex mutex_;
};

}  // namespace disclose

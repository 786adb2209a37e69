#include "disk/system_calls.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace disclose {

namespace {

/// What open_beneath does on a kernel before 5.6 or in a sandbox without openat2: one name after
/// the other, none of them a symbolic link.
int open_name_by_name(int directory, const std::string& path, int flags, mode_t mode) {
  int at = directory;
  std::size_t start = 0;
  for (std::size_t slash = path.find('/'); slash != std::string::npos && at >= 0;
       start = slash + 1, slash = path.find('/', start)) {
    const std::string name = path.substr(start, slash - start);
    constexpr int into = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    const bool leads_out = name == ".." || name.empty();
    const int next = leads_out ? (errno = EXDEV, -1) : ::openat(at, name.c_str(), into);
    const int reason = errno;
    if (at != directory) ::close(at);
    errno = reason;
    at = next;
  }
  if (at < 0) return -1;
  const int file = ::openat(at, path.c_str() + start, flags | O_NOFOLLOW | O_CLOEXEC, mode);
  const int reason = errno;
  if (at != directory) ::close(at);
  errno = reason;
  return file;
}

DirectoryEntry::Kind kind_of(int directory, const dirent& entry) {
  switch (entry.d_type) {
    case DT_REG: return DirectoryEntry::Kind::file;
    case DT_DIR: return DirectoryEntry::Kind::directory;
    case DT_LNK: return DirectoryEntry::Kind::symlink;
    case DT_UNKNOWN: break;  // the file system does not say: ask
    default: return DirectoryEntry::Kind::other;
  }
  struct stat status = {};
  if (::fstatat(directory, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
    return DirectoryEntry::Kind::other;
  }
  if (S_ISREG(status.st_mode)) return DirectoryEntry::Kind::file;
  if (S_ISDIR(status.st_mode)) return DirectoryEntry::Kind::directory;
  return S_ISLNK(status.st_mode) ? DirectoryEntry::Kind::symlink : DirectoryEntry::Kind::other;
}

}  // namespace

int SystemCalls::open(int directory, const std::string& name, int flags, mode_t mode) const {
  return ::openat(directory, name.c_str(), flags | O_CLOEXEC, mode);
}

int SystemCalls::open_beneath(int directory, const std::string& path, int flags,
                              mode_t mode) const {
  open_how how = {};
  how.flags = static_cast<unsigned>(flags | O_CLOEXEC);
  how.mode = mode;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
  const long file = ::syscall(SYS_openat2, directory, path.c_str(), &how, sizeof how);
  // Some container sandboxes answer EPERM to calls they do not know.
  if (file < 0 && (errno == ENOSYS || errno == EPERM)) {
    return open_name_by_name(directory, path, flags, mode);
  }
  return static_cast<int>(file);
}

int SystemCalls::close(int file) const { return ::close(file); }

ssize_t SystemCalls::read(int file, char* bytes, std::size_t size) const {
  return ::read(file, bytes, size);
}

ssize_t SystemCalls::write(int file, const char* bytes, std::size_t size) const {
  return ::write(file, bytes, size);
}

int SystemCalls::fstat(int file, struct stat& status) const { return ::fstat(file, &status); }

int SystemCalls::stat(int directory, const std::string& name, struct stat& status) const {
  return ::fstatat(directory, name.c_str(), &status, AT_SYMLINK_NOFOLLOW);
}

bool SystemCalls::list(int directory, std::vector<DirectoryEntry>& entries) const {
  // A descriptor of its own: closedir closes it, and the reading position is not shared.
  const int copy = ::openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (copy < 0) return false;
  DIR* stream = ::fdopendir(copy);
  if (stream == nullptr) {
    const int reason = errno;
    ::close(copy);
    errno = reason;
    return false;
  }
  errno = 0;
  while (const dirent* entry = ::readdir(stream)) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") {
      entries.push_back({.name = std::string(name), .kind = kind_of(copy, *entry)});
    }
    errno = 0;
  }
  const int reason = errno;
  ::closedir(stream);
  errno = reason;
  return reason == 0;
}

int SystemCalls::make_directory(int directory, const std::string& path, mode_t mode) const {
  return ::mkdirat(directory, path.c_str(), mode);
}

int SystemCalls::chmod(int file, mode_t mode) const { return ::fchmod(file, mode); }

int SystemCalls::fsync(int file) const { return ::fsync(file); }

int SystemCalls::sync_file_system(int file) const { return ::syncfs(file); }

int SystemCalls::rename(int directory, const std::string& from, const std::string& to) const {
  return ::renameat(directory, from.c_str(), directory, to.c_str());
}

int SystemCalls::exchange(int directory, const std::string& one, const std::string& other) const {
  return ::renameat2(directory, one.c_str(), directory, other.c_str(), RENAME_EXCHANGE);
}

int SystemCalls::link(int file, int directory, const std::string& path) const {
  // By descriptor, not by name: what was read is what is linked. AT_EMPTY_PATH would need a
  // capability; the way through /proc does not.
  const std::string opened = "/proc/self/fd/" + std::to_string(file);
  return ::linkat(AT_FDCWD, opened.c_str(), directory, path.c_str(), AT_SYMLINK_FOLLOW);
}

int SystemCalls::unlink(int directory, const std::string& name) const {
  return ::unlinkat(directory, name.c_str(), 0);
}

int SystemCalls::remove_directory(int directory, const std::string& name) const {
  return ::unlinkat(directory, name.c_str(), AT_REMOVEDIR);
}

int SystemCalls::lock(int file) const { return ::flock(file, LOCK_EX | LOCK_NB); }

Descriptor::Descriptor(Descriptor&& other) noexcept
    : calls_(other.calls_), file_(std::exchange(other.file_, -1)) {}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    reset();
    calls_ = other.calls_;
    file_ = std::exchange(other.file_, -1);
  }
  return *this;
}

int Descriptor::reset() {
  const int file = std::exchange(file_, -1);
  return file < 0 ? 0 : calls_->close(file);
}

}  // namespace disclose

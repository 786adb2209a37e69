#pragma once

#include <sys/stat.h>
#include <sys/types.h>

#include <cstddef>
#include <string>
#include <vector>

namespace disclose {

/// One name in a directory; `.` and `..` are never listed.
struct DirectoryEntry {
  enum class Kind : unsigned char { file, directory, symlink, other };
  std::string name;
  Kind kind = Kind::other;
};

/// Every system call the disk room makes. The functions behave as the calls they are named after:
/// -1 (or false) and errno on failure. Virtual, so that a test can fail each call in turn.
/// Stateless and safe to call from several threads.
class SystemCalls {
 public:
  virtual ~SystemCalls() = default;

  /// openat: `name` is one name below `directory` (or AT_FDCWD and a path of the operator).
  virtual int open(int directory, const std::string& name, int flags, mode_t mode = 0) const;
  /// Opens a path of several names below `directory`, follows no symbolic link in any of them and
  /// never leaves `directory`.
  virtual int open_beneath(int directory, const std::string& path, int flags,
                           mode_t mode = 0) const;
  virtual int close(int file) const;
  virtual ssize_t read(int file, char* bytes, std::size_t size) const;
  virtual ssize_t write(int file, const char* bytes, std::size_t size) const;
  virtual int fstat(int file, struct stat& status) const;
  /// fstatat that does not follow a symbolic link.
  virtual int stat(int directory, const std::string& name, struct stat& status) const;
  /// What is in the open directory `directory`, in no order.
  virtual bool list(int directory, std::vector<DirectoryEntry>& entries) const;
  virtual int make_directory(int directory, const std::string& path, mode_t mode) const;
  virtual int chmod(int file, mode_t mode) const;
  virtual int fsync(int file) const;
  /// syncfs: everything the file system of `file` holds in memory goes to the disk.
  virtual int sync_file_system(int file) const;
  virtual int rename(int directory, const std::string& from, const std::string& to) const;
  /// renameat2 with RENAME_EXCHANGE: both names change places in one step.
  virtual int exchange(int directory, const std::string& one, const std::string& other) const;
  /// Gives the open file another name below `directory` (linkat): both names are one file.
  virtual int link(int file, int directory, const std::string& path) const;
  virtual int unlink(int directory, const std::string& name) const;
  virtual int remove_directory(int directory, const std::string& name) const;
  /// flock without waiting; EWOULDBLOCK when somebody else holds it.
  virtual int lock(int file) const;
};

/// An open file, closed at the end of its scope.
class Descriptor {
 public:
  Descriptor() = default;
  Descriptor(const SystemCalls& calls, int file) : calls_(&calls), file_(file) {}
  Descriptor(Descriptor&& other) noexcept;
  Descriptor& operator=(Descriptor&& other) noexcept;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { reset(); }

  bool is_open() const { return file_ >= 0; }
  int get() const { return file_; }
  /// Closes it; the answer of close, which is where some file systems tell that a write failed.
  int reset();

 private:
  const SystemCalls* calls_ = nullptr;
  int file_ = -1;
};

}  // namespace disclose

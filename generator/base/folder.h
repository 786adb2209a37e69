#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace disclose {

/// One file below a folder; `path` has `/` as separator and is relative to the folder.
struct FolderEntry {
  enum class Kind : std::uint8_t { regular, symlink, other };
  std::string path;
  std::uint64_t size = 0;
  Kind kind = Kind::regular;
};

/// A folder that is read: the site folder on disk (disk/), or a map of texts in a test.
class Folder {
 public:
  virtual ~Folder() = default;
  /// Every file below the folder, in order of path (bytes). Directories are not listed.
  virtual const std::vector<FolderEntry>& entries() const = 0;
  /// The bytes of a file; nullopt when it cannot be read. May be called from several threads.
  virtual std::optional<std::string> read(std::string_view path) const = 0;
};

/// A folder in memory: path → bytes.
class MemoryFolder final : public Folder {
 public:
  explicit MemoryFolder(std::map<std::string, std::string, std::less<>> files);
  const std::vector<FolderEntry>& entries() const override { return entries_; }
  std::optional<std::string> read(std::string_view path) const override;

 private:
  std::map<std::string, std::string, std::less<>> files_;
  std::vector<FolderEntry> entries_;
};

/// Where the files of the site go, one at a time, from several threads. The bytes are dropped once
/// they are stored: the output is never in memory whole.
class Sink {
 public:
  virtual ~Sink() = default;
  /// Stores one file; every path is put once.
  void put(std::string_view path, std::string_view bytes) { take(path, bytes, {}); }
  /// The same; `digest` is the SHA-256 of the bytes in hexadecimal when it was taken on the way, so that
  /// nobody takes it twice, else empty.
  virtual void take(std::string_view path, std::string_view bytes, std::string_view digest) = 0;
};

}  // namespace disclose

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/folder.h"
#include "disk/disk_error.h"
#include "disk/system_calls.h"

namespace disclose {

/// A site folder on disk: what lies below its `data/`, `content/` and `templates/`. Everything else
/// in the folder (the output, a repository, notes) is not looked at.
///
/// Left out: names that begin with a dot or `~$`, Thumbs.db and desktop.ini, which desktops and
/// office programs drop beside the documents. Symbolic links and special files are listed with
/// their kind and never followed. Names are listed as the bytes they are, valid UTF-8 or not.
class DiskFolder final : public Folder {
 public:
  /// A larger file is not read (bytes).
  static constexpr std::uint64_t max_file_size = 256ULL << 20;
  /// A directory that lies deeper is listed as a special file, not entered.
  static constexpr int max_depth = 64;

  /// Walks the site folder at `root`. A Refusal when there is no folder at `root`; throws DiskError
  /// when a directory cannot be read. `calls` must outlive the folder.
  static std::variant<std::unique_ptr<DiskFolder>, Refusal> open(std::string_view root,
                                                                 const SystemCalls& calls);

  const std::vector<FolderEntry>& entries() const override { return entries_; }

  /// The bytes of a listed regular file; nullopt when it is none, is larger than max_file_size, has
  /// become something else since the walk, or cannot be read.
  std::optional<std::string> read(std::string_view path) const override;

 private:
  DiskFolder(const SystemCalls& calls, std::string name, Descriptor root);
  void add(int directory, const DirectoryEntry& entry, const std::string& path, int depth);
  void walk(int directory, const std::string& prefix, int depth);

  const SystemCalls& calls_;
  std::string name_;  ///< as the operator wrote it, for messages
  Descriptor root_;
  std::vector<FolderEntry> entries_;
};

}  // namespace disclose

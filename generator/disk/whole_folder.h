#pragma once

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

/// Every file below a folder, hidden ones too: what is held against a list of files. Symbolic links and
/// special files are listed with their kind and never followed.
class WholeFolder final : public Folder {
 public:
  /// A Refusal when there is no folder at `root`; throws DiskError when a directory cannot be read.
  /// `calls` must outlive the folder.
  static std::variant<std::unique_ptr<WholeFolder>, Refusal> open(std::string_view root, const SystemCalls& calls);

  const std::vector<FolderEntry>& entries() const override { return entries_; }
  std::optional<std::string> read(std::string_view path) const override;

 private:
  WholeFolder(const SystemCalls& calls, std::string name, Descriptor root);
  void walk(int directory, const std::string& prefix, int depth);

  const SystemCalls& calls_;
  std::string name_;
  Descriptor root_;
  std::vector<FolderEntry> entries_;
};

}  // namespace disclose

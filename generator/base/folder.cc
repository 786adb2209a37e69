#include "base/folder.h"

namespace disclose {

MemoryFolder::MemoryFolder(std::map<std::string, std::string, std::less<>> files)
    : files_(std::move(files)) {
  for (const auto& [path, bytes] : files_) {
    entries_.push_back({.path = path, .size = bytes.size()});
  }
}

std::optional<std::string> MemoryFolder::read(std::string_view path) const {
  const auto found = files_.find(path);
  if (found == files_.end()) return std::nullopt;
  return found->second;
}

}  // namespace disclose

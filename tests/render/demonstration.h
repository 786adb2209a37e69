#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "base/folder.h"

namespace disclose::test {

/// The demonstration site as it lies in the source tree.
inline MemoryFolder demonstration() {
  std::map<std::string, std::string, std::less<>> files;
  const std::filesystem::path root = DISCLOSE_SOURCE_DIR;
  for (const char* part : {"data", "content"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / part)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      files[std::filesystem::relative(entry.path(), root).generic_string()] = {std::istreambuf_iterator<char>(in), {}};
    }
  }
  return MemoryFolder(std::move(files));
}

}  // namespace disclose::test

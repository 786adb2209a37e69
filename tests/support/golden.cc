#include "support/golden.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace disclose {

namespace fs = std::filesystem;

namespace {

fs::path in_source(std::string_view path) { return fs::path(DISCLOSE_SOURCE_DIR) / path; }

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

void expect_golden(std::string_view path, const std::string& actual) {
  const fs::path file = in_source(path);
  const char* update = std::getenv("UPDATE_GOLDEN");
  if (update != nullptr && std::string_view(update) == "1") {
    if (bytes_of(file) != actual) std::ofstream(file, std::ios::binary) << actual;
    return;
  }
  EXPECT_TRUE(fs::is_regular_file(file)) << file << " is missing; UPDATE_GOLDEN=1 writes it";
  EXPECT_EQ(bytes_of(file), actual) << file;
}

Files files_below(std::string_view path) {
  Files files;
  const fs::path root = in_source(path);
  if (!fs::is_directory(root)) return files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
    if (entry.is_regular_file()) files[entry.path().lexically_relative(root).string()] = bytes_of(entry.path());
  }
  return files;
}

}  // namespace disclose

#pragma once

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

namespace disclose {

/// What is in a folder: path → bytes; a symbolic link is `-> target`, a folder without files `/`.
using Tree = std::map<std::string, std::string>;

/// A folder of its own for one test, removed at its end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    // In memory where there is such a place: ext4 is ten times slower at creating files within a
    // minute of deleting some, and the fault tests do both hundreds of times.
    const bool has_memory = std::filesystem::is_directory("/dev/shm");
    std::string pattern = (has_memory ? "/dev/shm/" : testing::TempDir()) + "disclose-XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder for the test");
    path_ = pattern;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }

  void write(std::string_view name, std::string_view bytes) const {
    const std::filesystem::path file = *this / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
  }

  std::string read(std::string_view name) const {
    std::ifstream file(*this / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  bool has(std::string_view name) const {
    return std::filesystem::symlink_status(*this / name).type() !=
           std::filesystem::file_type::not_found;
  }

  /// Of the name itself: a symbolic link is not followed.
  struct stat status(std::string_view name) const {
    struct stat status = {};
    if (::lstat((*this / name).c_str(), &status) != 0) throw std::runtime_error("no such file");
    return status;
  }

  void link(std::string_view name, std::string_view target) const {
    std::filesystem::create_symlink(target, *this / name);
  }

  Tree tree(std::string_view name = "") const {
    namespace fs = std::filesystem;
    Tree tree;
    const fs::path root = *this / name;
    if (!fs::exists(fs::symlink_status(root))) return tree;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
      const std::string path = entry.path().lexically_relative(root).string();
      if (entry.is_symlink()) {
        tree[path] = "-> " + fs::read_symlink(entry.path()).string();
      } else if (entry.is_regular_file()) {
        std::ifstream file(entry.path(), std::ios::binary);
        tree[path] = std::string(std::istreambuf_iterator<char>(file), {});
      } else if (entry.is_directory() && fs::is_empty(entry.path())) {
        tree[path] = "/";
      }
    }
    return tree;
  }

 private:
  std::string path_;
};

}  // namespace disclose

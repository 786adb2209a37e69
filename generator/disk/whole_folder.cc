#include "disk/whole_folder.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "disk/output_folder.h"

namespace disclose {

namespace {

constexpr int kMostDepth = 256;
const Say to_read = {"读取", "read"};

FolderEntry::Kind kind_of(DirectoryEntry::Kind kind) {
  switch (kind) {
    case DirectoryEntry::Kind::file: return FolderEntry::Kind::regular;
    case DirectoryEntry::Kind::symlink: return FolderEntry::Kind::symlink;
    case DirectoryEntry::Kind::directory:
    case DirectoryEntry::Kind::other: break;
  }
  return FolderEntry::Kind::other;
}

}  // namespace

WholeFolder::WholeFolder(const SystemCalls& calls, std::string name, Descriptor root) : calls_(calls), name_(std::move(name)), root_(std::move(root)) {}

std::variant<std::unique_ptr<WholeFolder>, Refusal> WholeFolder::open(std::string_view root, const SystemCalls& calls) {
  const std::string name(root);
  Descriptor directory(calls, calls.open(AT_FDCWD, name, O_RDONLY | O_DIRECTORY));
  if (!directory.is_open()) {
    if (errno != ENOENT && errno != ENOTDIR) throw_disk_error(to_read, name, errno);
    return Refusal{{fmt::format("没有文件夹 {}", name), fmt::format("there is no folder {}", name)}, {}};
  }
  std::unique_ptr<WholeFolder> folder(new WholeFolder(calls, name, std::move(directory)));
  folder->walk(folder->root_.get(), "", 0);
  std::ranges::sort(folder->entries_, {}, &FolderEntry::path);
  return folder;
}

void WholeFolder::walk(int directory, const std::string& prefix, int depth) {
  std::vector<DirectoryEntry> names;
  if (depth > kMostDepth || !calls_.list(directory, names)) throw_disk_error(to_read, fmt::format("{}/{}", name_, prefix), depth > kMostDepth ? ELOOP : errno);
  for (const DirectoryEntry& entry : names) {
    const std::string path = prefix + entry.name;
    if (entry.kind != DirectoryEntry::Kind::directory) {
      entries_.push_back({path, 0, kind_of(entry.kind)});
      continue;
    }
    const Descriptor child(calls_, calls_.open(directory, entry.name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
    if (!child.is_open()) throw_disk_error(to_read, fmt::format("{}/{}", name_, path), errno);
    walk(child.get(), path + "/", depth + 1);
  }
}

std::optional<std::string> WholeFolder::read(std::string_view path) const {
  const std::string name(path);
  const std::size_t slash = name.rfind('/');
  if (slash == std::string::npos) return read_small_file(calls_, root_.get(), name);
  const Descriptor folder(calls_, calls_.open_beneath(root_.get(), name.substr(0, slash), O_RDONLY | O_DIRECTORY));
  return folder.is_open() ? read_small_file(calls_, folder.get(), name.substr(slash + 1)) : std::nullopt;
}

}  // namespace disclose

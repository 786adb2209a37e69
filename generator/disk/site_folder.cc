#include "disk/site_folder.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace disclose {

namespace {

constexpr std::array<std::string_view, 3> site_parts = {"content", "data", "templates"};

const Say to_read = {"读取", "read"};

bool is_left_by_a_desktop(std::string_view name) {
  return name.front() == '.' || name.substr(0, 2) == "~$" || name == "Thumbs.db" ||
         name == "desktop.ini" || name == "Desktop.ini";
}

}  // namespace

DiskFolder::DiskFolder(const SystemCalls& calls, std::string name, Descriptor root)
    : calls_(calls), name_(std::move(name)), root_(std::move(root)) {}

std::variant<std::unique_ptr<DiskFolder>, Refusal> DiskFolder::open(std::string_view root,
                                                                    const SystemCalls& calls) {
  const std::string name(root);
  Descriptor directory(calls, calls.open(AT_FDCWD, name, O_RDONLY | O_DIRECTORY));
  if (!directory.is_open()) {
    const int reason = errno;
    if (reason != ENOENT && reason != ENOTDIR) throw_disk_error(to_read, name, reason);
    const Say help = {"写明站点文件夹，其中应有 data/、content/ 和 templates/",
                      "name the site folder, the one with data/, content/ and templates/"};
    if (reason == ENOENT) {
      return Refusal{{fmt::format("没有站点文件夹 {}", name),
                      fmt::format("there is no site folder {}", name)}, help};
    }
    return Refusal{{fmt::format("{} 不是文件夹", name), fmt::format("{} is not a folder", name)},
                   help};
  }
  std::unique_ptr<DiskFolder> folder(new DiskFolder(calls, name, std::move(directory)));
  std::vector<DirectoryEntry> top;
  if (!calls.list(folder->root_.get(), top)) throw_disk_error(to_read, name, errno);
  for (const DirectoryEntry& entry : top) {
    if (std::find(site_parts.begin(), site_parts.end(), entry.name) != site_parts.end()) {
      folder->add(folder->root_.get(), entry, entry.name, 0);
    }
  }
  std::sort(folder->entries_.begin(), folder->entries_.end(),
            [](const FolderEntry& a, const FolderEntry& b) { return a.path < b.path; });
  return folder;
}

void DiskFolder::walk(int directory, const std::string& prefix, int depth) {
  std::vector<DirectoryEntry> names;
  if (!calls_.list(directory, names)) {
    throw_disk_error(to_read, fmt::format("{}/{}", name_, prefix), errno);
  }
  for (const DirectoryEntry& entry : names) {
    if (is_left_by_a_desktop(entry.name)) continue;
    add(directory, entry, prefix + "/" + entry.name, depth);
  }
}

void DiskFolder::add(int directory, const DirectoryEntry& entry, const std::string& path,
                     int depth) {
  if (entry.kind == DirectoryEntry::Kind::directory && depth < max_depth) {
    const Descriptor child(calls_,
                           calls_.open(directory, entry.name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
    if (!child.is_open()) throw_disk_error(to_read, fmt::format("{}/{}", name_, path), errno);
    walk(child.get(), path, depth + 1);
    return;
  }
  FolderEntry found = {.path = path, .size = 0, .kind = FolderEntry::Kind::other};
  if (entry.kind == DirectoryEntry::Kind::symlink) found.kind = FolderEntry::Kind::symlink;
  if (entry.kind == DirectoryEntry::Kind::file) {
    struct stat status = {};
    if (calls_.stat(directory, entry.name, status) != 0) {
      if (errno == ENOENT) return;  // removed since the directory was listed
      throw_disk_error(to_read, fmt::format("{}/{}", name_, path), errno);
    }
    if (S_ISREG(status.st_mode)) {
      found.kind = FolderEntry::Kind::regular;
      found.size = static_cast<std::uint64_t>(status.st_size);
    }
  }
  entries_.push_back(std::move(found));
}

std::optional<std::string> DiskFolder::read(std::string_view path) const {
  const auto entry = std::lower_bound(
      entries_.begin(), entries_.end(), path,
      [](const FolderEntry& listed, std::string_view wanted) { return listed.path < wanted; });
  if (entry == entries_.end() || entry->path != path) return std::nullopt;
  if (entry->kind != FolderEntry::Kind::regular) return std::nullopt;

  // O_NONBLOCK: a pipe put in the file's place must not hold the run up; fstat then refuses it.
  const Descriptor file(calls_,
                        calls_.open_beneath(root_.get(), entry->path, O_RDONLY | O_NONBLOCK));
  struct stat status = {};
  if (!file.is_open() || calls_.fstat(file.get(), status) != 0) return std::nullopt;
  if (!S_ISREG(status.st_mode)) return std::nullopt;
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > max_file_size) return std::nullopt;

  std::string bytes(size, '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = calls_.read(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;  // cut short while it was read
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace disclose

#include "disk/publish.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "format/digest.h"

namespace disclose {

namespace {

constexpr std::size_t max_path = 1024;
constexpr std::size_t max_name = 200;
constexpr mode_t directory_mode = 0755;
constexpr mode_t file_mode = 0644;

const Say to_write = {"写入", "write"};
const Say to_sync = {"把数据落到磁盘", "bring to the disk"};
const Say to_replace = {"替换", "replace"};

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '-';
}

/// Paths are made from ids, never from titles or attachment names; this holds whoever makes them.
bool is_safe_path(std::string_view path) {
  if (path.empty() || path.size() > max_path) return false;
  for (std::size_t start = 0; start <= path.size();) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    const std::string_view name = path.substr(start, end - start);
    if (name.empty() || name.size() > max_name || name == "." || name == "..") return false;
    if (!std::all_of(name.begin(), name.end(), is_plain)) return false;
    start = end + 1;
  }
  return path != marker_name && !is_carried_over(path);
}

/// Whether the rest of an open file is just these bytes.
bool holds(const SystemCalls& calls, int file, std::string_view bytes) {
  std::array<char, 16384> block;
  for (;;) {
    const ssize_t got = calls.read(file, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got == 0 && bytes.empty();
    const std::string_view read(block.data(), static_cast<std::size_t>(got));
    if (!bytes.starts_with(read)) return false;
    bytes.remove_prefix(read.size());
  }
}

/// What file systems answer to a call they do not have.
bool is_unsupported(int reason) {
  return reason == EINVAL || reason == ENOSYS || reason == EOPNOTSUPP;
}

}  // namespace

void Publication::take(std::string_view path, std::string_view bytes, std::string_view known_digest) {
  if (!is_safe_path(path)) {
    throw DiskError({fmt::format("输出路径不合规定：{}", path),
                     fmt::format("the output path is not allowed: {}", path)});
  }
  std::string digest = known_digest.empty() ? sha256_hex(bytes) : std::string(known_digest);
  std::string name(path);
  make_directories(path);
  if (!keep(name, bytes, digest)) store(name, bytes);
  const std::lock_guard lock(mutex_);
  written_.push_back({std::move(name), std::move(digest)});
  bytes_ += bytes.size();
}

void Publication::make_directories(std::string_view path) {
  const std::size_t last = path.rfind('/');
  if (last == std::string_view::npos) return;
  const std::lock_guard lock(mutex_);
  if (directories_.find(path.substr(0, last)) != directories_.end()) return;
  for (std::size_t slash = path.find('/'); slash <= last; slash = path.find('/', slash + 1)) {
    const std::string directory(path.substr(0, slash));
    if (directories_.find(directory) != directories_.end()) continue;
    if (calls_.make_directory(stage_.get(), directory, directory_mode) != 0) {
      fail({"新建文件夹", "make the folder"}, directory, errno);
    }
    directories_.insert(directory);
  }
}

void Publication::store(const std::string& path, std::string_view bytes) {
  Descriptor file(calls_, calls_.open_beneath(stage_.get(), path,
                                              O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, file_mode));
  if (!file.is_open() || !write_all(calls_, file.get(), bytes)) fail(to_write, path, errno);
  if (file.reset() != 0) fail(to_write, path, errno);
}

/// Takes an unchanged file over from the old site. Its bytes are compared, the marker's word is not
/// enough: a file that was tampered with on the server is written anew. Whatever stands in the way
/// (another owner, a file system without links) is no error: the file is then written.
bool Publication::keep(const std::string& path, std::string_view bytes, std::string_view digest) {
  const MadeFile* made = old_.find_made(path);
  if (made == nullptr || made->digest != digest) return false;
  const Descriptor file(calls_, calls_.open_beneath(old_.folder.get(), path, O_RDONLY | O_NOFOLLOW));
  struct stat status = {};
  if (!file.is_open() || calls_.fstat(file.get(), status) != 0) return false;
  const bool is_as_made = S_ISREG(status.st_mode) && status.st_mode == marker_status_.st_mode &&
                          status.st_uid == marker_status_.st_uid &&
                          status.st_gid == marker_status_.st_gid;
  return is_as_made && holds(calls_, file.get(), bytes) &&
         calls_.link(file.get(), stage_.get(), path) == 0;
}

std::optional<std::string> Publication::read_made(std::string_view path) const {
  if (!old_.folder.is_open() || old_.find_made(path) == nullptr) return std::nullopt;
  return read_below(old_.folder.get(), path);
}

std::optional<std::string> Publication::read_below(int root, std::string_view path) const {
  const std::string name(path);
  const std::size_t slash = name.rfind('/');
  if (slash == std::string::npos) return read_small_file(calls_, root, name);
  const Descriptor folder(calls_, calls_.open_beneath(root, name.substr(0, slash), O_RDONLY | O_DIRECTORY));
  return folder.is_open() ? read_small_file(calls_, folder.get(), name.substr(slash + 1)) : std::nullopt;
}

void Publication::carry(std::string_view path, std::string_view to) {
  const MadeFile* made = old_.find_made(path);
  const std::string from(path);
  const std::string name(to);
  if (made == nullptr || !is_safe_path(to)) fail({"沿用", "take over"}, from, ENOENT);
  make_directories(to);
  Descriptor file(calls_, calls_.open_beneath(old_.folder.get(), from, O_RDONLY | O_NOFOLLOW));
  struct stat status = {};
  if (!file.is_open() || calls_.fstat(file.get(), status) != 0) fail({"沿用", "take over"}, from, errno);
  if (calls_.link(file.get(), stage_.get(), name) != 0) {
    const std::optional<std::string> bytes = read_made(path);
    if (!bytes) fail({"沿用", "take over"}, from, errno);
    store(name, *bytes);
  }
  const std::lock_guard lock(mutex_);
  written_.push_back({name, made->digest});
  bytes_ += static_cast<std::uint64_t>(status.st_size);
}

Published Publication::commit() {
  carry_over();
  Published published;
  published.manifest = finish_marker();
  published.files = written_.size();
  published.bytes = bytes_;
  bring_to_disk();
  check_old_unchanged();
  swap_in();
  staged_ = false;

  const std::string place = parted_ ? ".old" : ".new";
  if (old_.folder.is_open() &&
      !remove_output(calls_, parent_.get(), beside(place), old_.folder.get())) {
    const Say why = reason_text(errno);
    published.leftover = Say{
        fmt::format("新站点已就位，旧站点 {}{} 未能删除（{}），下次生成时再清理", out_, place, why.zh),
        fmt::format("the new site is in place; the old one, {}{}, could not be removed ({}), the "
                    "next build tries again", out_, place, why.en)};
  }
  return published;
}

void Publication::carry_over() {
  for (const std::string& name : old_.carried_over) {
    const std::optional<std::string> bytes =
        read_small_file(calls_, old_.folder.get(), name);
    if (!bytes) throw_disk_error({"读取", "read"}, fmt::format("{}/{}", out_, name), errno);
    store(name, *bytes);
  }
  // The folder a web server reads keeps the permissions it was given.
  if (!old_.folder.is_open()) return;
  constexpr mode_t permissions = 07777;
  if (calls_.chmod(stage_.get(), old_.status.st_mode & permissions) != 0) {
    fail({"设置权限", "set the permissions of"}, "", errno);
  }
}

std::string Publication::finish_marker() {
  std::sort(written_.begin(), written_.end(),
            [](const Written& a, const Written& b) { return a.path < b.path; });
  std::string lines;
  for (const Written& written : written_) {
    lines += written.digest;
    lines += "  ";
    lines += written.path;
    lines += '\n';
  }
  const std::string marker(marker_name);
  if (!write_all(calls_, marker_.get(), lines)) fail(to_write, marker, errno);
  if (marker_.reset() != 0) fail(to_write, marker, errno);
  return sha256_hex(lines);
}

void Publication::bring_to_disk() {
  // One syncfs instead of an fsync for each of thousands of files; it also reports what the kernel
  // failed to write back since the stage was opened (Linux 5.8).
  if (calls_.sync_file_system(stage_.get()) != 0) {
    if (!is_unsupported(errno)) fail(to_sync, "", errno);
    sync_each();
  }
  sync_directory(stage_.get(), beside(".new"));
  sync_directory(parent_.get(), beside(".new"));
}

void Publication::sync_each() {
  std::vector<std::string> files = old_.carried_over;
  files.emplace_back(marker_name);
  for (const Written& written : written_) files.push_back(written.path);
  for (const std::string& path : files) {
    Descriptor file(calls_, calls_.open_beneath(stage_.get(), path, O_RDONLY | O_NOFOLLOW));
    if (!file.is_open() || calls_.fsync(file.get()) != 0) fail(to_sync, path, errno);
  }
  for (const std::string& path : directories_) {
    const Descriptor directory(calls_,
                               calls_.open_beneath(stage_.get(), path, O_RDONLY | O_DIRECTORY));
    if (!directory.is_open()) fail(to_sync, path, errno);
    sync_directory(directory.get(), path);
  }
}

void Publication::sync_directory(int directory, const std::string& path) {
  // Some network file systems have no fsync for directories and write them at once.
  if (calls_.fsync(directory) != 0 && !is_unsupported(errno)) {
    throw_disk_error(to_sync, path, errno);
  }
}

void Publication::check_old_unchanged() const {
  struct stat now = {};
  const bool is_there = calls_.stat(parent_.get(), name_, now) == 0;
  if (!is_there && errno != ENOENT) throw_disk_error({"查看", "look at"}, out_, errno);
  const bool is_same = is_there && now.st_dev == old_.status.st_dev &&
                       now.st_ino == old_.status.st_ino;
  if (is_there == old_.folder.is_open() && (!is_there || is_same)) return;
  throw DiskError({fmt::format("{} 在生成期间被别的程序改动，没有替换", out_),
                   fmt::format("{} was changed by another program during the build; it was not "
                               "replaced", out_)});
}

void Publication::swap_in() {
  const std::string stage = beside(".new");
  const int parent = parent_.get();
  if (!old_.folder.is_open()) {
    if (calls_.rename(parent, stage, name_) != 0) throw_disk_error(to_replace, out_, errno);
  } else if (calls_.exchange(parent, stage, name_) != 0) {
    if (!is_unsupported(errno)) throw_disk_error(to_replace, out_, errno);
    const std::string aside = beside(".old");
    if (calls_.rename(parent, name_, aside) != 0) throw_disk_error(to_replace, out_, errno);
    if (calls_.rename(parent, stage, name_) != 0) {
      const int reason = errno;
      calls_.rename(parent, aside, name_);
      throw_disk_error(to_replace, out_, reason);
    }
    parted_ = true;
  }
  if (calls_.fsync(parent) != 0 && !is_unsupported(errno)) {
    const int reason = errno;
    swap_back();
    throw_disk_error(to_sync, out_, reason);
  }
}

void Publication::swap_back() noexcept {
  const std::string stage = beside(".new");
  const int parent = parent_.get();
  bool is_back = false;
  if (!old_.folder.is_open()) {
    is_back = calls_.rename(parent, name_, stage) == 0;
  } else if (parted_) {
    is_back = calls_.rename(parent, name_, stage) == 0 &&
              calls_.rename(parent, beside(".old"), name_) == 0;
  } else {
    is_back = calls_.exchange(parent, stage, name_) == 0;
  }
  // Where the way back is barred too, both sites stay where they are and the next run clears.
  if (!is_back) staged_ = false;
}

}  // namespace disclose

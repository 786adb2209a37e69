#include "disk/operator_file.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <cerrno>

#include "disk/output_folder.h"

namespace disclose {

namespace {

constexpr mode_t kPrivate = 0600;

void sync_folder_of(const std::string& path, const SystemCalls& calls) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
  const Descriptor directory(calls, calls.open(AT_FDCWD, folder, O_RDONLY | O_DIRECTORY));
  const bool synced = directory.is_open() && (calls.fsync(directory.get()) == 0 || errno == EINVAL);
  if (!synced) throw_disk_error({"把数据落到磁盘", "bring to the disk"}, folder, errno);
}

Refusal unreadable(const std::string& path, int reason) {
  const Say why = reason_text(reason);
  return {{fmt::format("不能读 {}：{}", path, why.zh), fmt::format("cannot read {}: {}", path, why.en)}, {}};
}

}  // namespace

std::variant<std::string, Refusal> read_operator_file(const std::string& path, const SystemCalls& calls) {
  std::optional<std::string> bytes = read_small_file(calls, AT_FDCWD, path);
  if (!bytes) return unreadable(path, errno);
  return *std::move(bytes);
}

std::variant<std::string, Refusal> read_secret(const std::string& path, const SystemCalls& calls) {
  struct stat status = {};
  if (calls.stat(AT_FDCWD, path, status) != 0) return unreadable(path, errno);
  constexpr mode_t kOthers = 077;
  if ((status.st_mode & kOthers) != 0) {
    return Refusal{{fmt::format("{} 别人也能读写，不能用作密钥或口令", path), fmt::format("{} can be read or written by others and is no secret", path)},
                   {fmt::format("chmod 600 {}；若别人可能读过，换一把新密钥", path), fmt::format("chmod 600 {}; if somebody may have read it, make a new key", path)}};
  }
  return read_operator_file(path, calls);
}

std::optional<Refusal> create_secret(const std::string& path, std::string_view bytes, const SystemCalls& calls) {
  Descriptor file(calls, calls.open(AT_FDCWD, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kPrivate));
  if (!file.is_open() && errno == EEXIST) {
    return Refusal{{fmt::format("{} 已经存在，没有改动它", path), fmt::format("{} is there already and was left alone", path)}, {"另起文件名", "name another file"}};
  }
  if (!file.is_open()) throw_disk_error({"写入", "write"}, path, errno);
  if (!write_all(calls, file.get(), bytes) || calls.fsync(file.get()) != 0 || file.reset() != 0) throw_disk_error({"写入", "write"}, path, errno);
  sync_folder_of(path, calls);
  return std::nullopt;
}

std::string read_memory(const std::string& path, const SystemCalls& calls) {
  const std::optional<std::string> bytes = read_small_file(calls, AT_FDCWD, path);
  if (!bytes && errno != ENOENT) throw_disk_error({"读取", "read"}, path, errno);
  return bytes.value_or("");
}

void append_memory(const std::string& path, std::string_view line, const SystemCalls& calls) {
  Descriptor file(calls, calls.open(AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, kPrivate));
  if (!file.is_open()) throw_disk_error({"写入", "write"}, path, errno);
  if (!write_all(calls, file.get(), line) || calls.fsync(file.get()) != 0 || file.reset() != 0) throw_disk_error({"写入", "write"}, path, errno);
  sync_folder_of(path, calls);
}

}  // namespace disclose

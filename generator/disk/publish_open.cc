#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <utility>

#include "disk/publish.h"

// How a publication begins and, when it was not committed, ends: the checks of the output folder,
// the lock, and the folder beside it that the new site grows in.

namespace disclose {

namespace {

constexpr mode_t stage_mode = 0755;
constexpr mode_t file_mode = 0644;
/// A lock file can be removed between opening and locking it by the run that ends; then try again.
constexpr int lock_attempts = 16;

const Say to_lock = {"锁定", "lock"};
const Say to_write = {"写入", "write"};
const Say to_clear = {"清理", "clear"};

Refusal not_made_by_us(std::string_view path, OutputFolder::Owner owner) {
  const Say help = {"用 --out 指定一个空的或尚不存在的文件夹",
                    "name an empty folder or a new one with --out"};
  switch (owner) {
    case OutputFolder::Owner::symlink:
      return {{fmt::format("{} 是符号链接，不能整体替换", path),
               fmt::format("{} is a symbolic link and cannot be replaced as a whole", path)},
              {"用 --out 直接写链接所指的文件夹",
               "name the folder the link leads to with --out"}};
    case OutputFolder::Owner::not_folder:
      return {{fmt::format("{} 不是文件夹", path), fmt::format("{} is not a folder", path)}, help};
    case OutputFolder::Owner::newer:
      return {{fmt::format("{} 由更高版本的 disclose 生成，本版本不认得", path),
               fmt::format("{} was made by a later version of disclose, unknown to this one", path)},
              {"用该版本生成，或用 --out 另指文件夹",
               "build with that version, or name another folder with --out"}};
    case OutputFolder::Owner::absent:
    case OutputFolder::Owner::blank:
    case OutputFolder::Owner::ours:
    case OutputFolder::Owner::foreign:
      break;
  }
  return {{fmt::format("{} 里有不是 disclose 生成的文件，为免误删没有写入", path),
           fmt::format("{} holds files that disclose did not make; nothing was written so that "
                       "they are not lost", path)}, help};
}

Refusal put_by_hand(std::string_view path, const std::vector<std::string>& files) {
  constexpr std::size_t shown = 3;
  std::string list;
  for (std::size_t i = 0; i < std::min(files.size(), shown); ++i) {
    list += (i == 0 ? "" : ", ") + files[i];
  }
  const bool has_more = files.size() > shown;
  return {{fmt::format("{} 里有后来放进去的文件：{}{}，替换站点会丢失它们", path, list,
                       has_more ? " 等" : ""),
           fmt::format("{} holds files that were put there later: {}{}; replacing the site would "
                       "lose them", path, list, has_more ? ", …" : "")},
          {"把它们移出输出文件夹", "move them out of the output folder"}};
}

}  // namespace

Publication::Publication(const SystemCalls& calls, std::string out)
    : calls_(calls), out_(std::move(out)) {}

Publication::~Publication() {
  if (staged_) drop_stage();
  if (lock_.is_open()) calls_.unlink(parent_.get(), beside(".lock"));
}

void Publication::fail(const Say& action, const std::string& path, int reason) const {
  throw_disk_error(action, path.empty() ? out_ + ".new" : fmt::format("{}.new/{}", out_, path),
                   reason);
}

Publication::Opening Publication::open(std::string_view out, const SystemCalls& calls) {
  std::string path(out);
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  std::unique_ptr<Publication> publication(new Publication(calls, path));
  if (std::optional<Refusal> refusal = publication->prepare()) return *std::move(refusal);
  return publication;
}

std::optional<Refusal> Publication::prepare() {
  const std::size_t slash = out_.rfind('/');
  const bool has_slash = slash != std::string::npos;
  name_ = has_slash ? out_.substr(slash + 1) : out_;
  if (name_.empty() || name_ == "." || name_ == "..") {
    return Refusal{{fmt::format("输出文件夹须有自己的名字，现为“{}”", out_),
                    fmt::format("the output folder needs a name of its own, found \"{}\"", out_)},
                   {"例如 --out output", "for example --out output"}};
  }
  const std::string parent = !has_slash ? "." : slash == 0 ? "/" : out_.substr(0, slash);
  parent_ = Descriptor(calls_, calls_.open(AT_FDCWD, parent, O_RDONLY | O_DIRECTORY));
  if (!parent_.is_open()) {
    if (errno != ENOENT && errno != ENOTDIR) throw_disk_error({"打开", "open"}, parent, errno);
    return Refusal{{fmt::format("输出文件夹的上级 {} 不存在或不是文件夹", parent),
                    fmt::format("{}, which is to hold the output folder, is missing or not a "
                                "folder", parent)},
                   {"先建好它，或改用别的路径", "make it first, or name another path"}};
  }
  for (auto step : {&Publication::take_lock, &Publication::look_at_old,
                    &Publication::recover_parted, &Publication::clear_leftover}) {
    if (std::optional<Refusal> refusal = (this->*step)()) return refusal;
  }
  begin_stage();
  return std::nullopt;
}

std::optional<Refusal> Publication::take_lock() {
  const std::string lock_name = beside(".lock");
  for (int attempt = 0; attempt < lock_attempts; ++attempt) {
    Descriptor lock(calls_, calls_.open(parent_.get(), lock_name, O_RDWR | O_CREAT | O_NOFOLLOW,
                                        file_mode));
    if (!lock.is_open()) throw_disk_error(to_lock, out_ + ".lock", errno);
    if (calls_.lock(lock.get()) != 0) {
      if (errno != EWOULDBLOCK) throw_disk_error(to_lock, out_ + ".lock", errno);
      break;
    }
    struct stat held = {};
    struct stat named = {};
    if (calls_.fstat(lock.get(), held) != 0) throw_disk_error(to_lock, out_ + ".lock", errno);
    if (calls_.stat(parent_.get(), lock_name, named) == 0 && held.st_ino == named.st_ino) {
      lock_ = std::move(lock);
      return std::nullopt;
    }
  }
  return Refusal{{fmt::format("另一个 disclose 正在写 {}", out_),
                  fmt::format("another disclose is writing {}", out_)},
                 {"等它结束后再试", "try again when it has ended"}};
}

std::optional<Refusal> Publication::look_at_old() {
  old_ = look_at_output(calls_, parent_.get(), name_, out_);
  if (old_.owner == OutputFolder::Owner::absent) return std::nullopt;
  if (!old_.may_be_replaced()) return not_made_by_us(out_, old_.owner);
  struct stat parent = {};
  if (calls_.fstat(parent_.get(), parent) != 0) throw_disk_error({"查看", "look at"}, out_, errno);
  if (parent.st_dev != old_.status.st_dev) {
    return Refusal{{fmt::format("{} 是挂载点，不能整体替换", out_),
                    fmt::format("{} is a mount point and cannot be replaced as a whole", out_)},
                   {fmt::format("用它下面的文件夹，例如 --out {}/site", out_),
                    fmt::format("use a folder inside it, for example --out {}/site", out_)}};
  }
  const std::vector<std::string> files = files_put_by_hand(calls_, old_, out_, 4);
  if (!files.empty()) return put_by_hand(out_, files);
  return std::nullopt;
}

/// A run killed between the two renames of a file system without exchange left no site in place.
std::optional<Refusal> Publication::recover_parted() {
  const std::string name = beside(".old");
  const std::string path = out_ + ".old";
  const OutputFolder parted = look_at_output(calls_, parent_.get(), name, path);
  if (parted.owner == OutputFolder::Owner::absent) return std::nullopt;
  if (!parted.may_be_replaced()) return not_made_by_us(path, parted.owner);
  if (old_.owner == OutputFolder::Owner::absent) {
    if (calls_.rename(parent_.get(), name, name_) != 0) {
      throw_disk_error({"恢复", "restore"}, out_, errno);
    }
    return look_at_old();
  }
  if (!remove_output(calls_, parent_.get(), name, parted.folder.get())) {
    throw_disk_error(to_clear, path, errno);
  }
  return std::nullopt;
}

std::optional<Refusal> Publication::clear_leftover() {
  const std::string name = beside(".new");
  const std::string path = out_ + ".new";
  const OutputFolder leftover = look_at_output(calls_, parent_.get(), name, path);
  if (leftover.owner == OutputFolder::Owner::absent) return std::nullopt;
  if (!leftover.may_be_replaced()) return not_made_by_us(path, leftover.owner);
  if (!remove_output(calls_, parent_.get(), name, leftover.folder.get())) {
    throw_disk_error(to_clear, path, errno);
  }
  return std::nullopt;
}

void Publication::begin_stage() {
  const std::string name = beside(".new");
  if (calls_.make_directory(parent_.get(), name, stage_mode) != 0) {
    fail({"新建文件夹", "make the folder"}, "", errno);
  }
  staged_ = true;
  stage_ =
      Descriptor(calls_, calls_.open(parent_.get(), name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
  if (!stage_.is_open()) fail({"打开", "open"}, "", errno);

  // The marker is on the disk before any other file, so that whatever a power cut leaves here is
  // known as ours by the next run.
  const std::string marker(marker_name);
  marker_ = Descriptor(calls_, calls_.open(stage_.get(), marker,
                                           O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, file_mode));
  if (!marker_.is_open() || !write_all(calls_, marker_.get(), marker_line) ||
      calls_.fsync(marker_.get()) != 0 || calls_.fstat(marker_.get(), marker_status_) != 0) {
    fail(to_write, marker, errno);
  }
  sync_directory(stage_.get(), name);
}

void Publication::drop_stage() noexcept {
  marker_.reset();
  // Best effort: what is left is cleared by the next run.
  const std::string name = beside(".new");
  if (stage_.is_open()) {
    remove_output(calls_, parent_.get(), name, stage_.get());
  } else {
    calls_.remove_directory(parent_.get(), name);
  }
}

}  // namespace disclose

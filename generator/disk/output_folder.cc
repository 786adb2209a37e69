#include "disk/output_folder.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>

namespace disclose {

namespace {

/// 15,000 files make a marker of some 2 MB; a larger one than this is none of ours.
constexpr std::uint64_t max_marker_size = 256ULL << 20;
constexpr std::string_view marker_start = "# disclose output ";
constexpr std::size_t digest_width = 64;
/// Below our own deepest path by far; a tree that is deeper was not made by a build.
constexpr int max_depth = 256;

const Say to_look_at = {"查看", "look at"};

bool is_left_by_a_desktop(std::string_view name) {
  return name == ".DS_Store" || name == "Thumbs.db" || name == "desktop.ini";
}

/// The lines of a marker, sorted by path; lines in another form are passed over.
std::vector<MadeFile> files_of(std::string_view marker) {
  std::vector<MadeFile> files;
  for (std::size_t start = 0; start < marker.size();) {
    const std::size_t end = std::min(marker.find('\n', start), marker.size());
    const std::string_view line = marker.substr(start, end - start);
    if (line.size() > digest_width + 2 && line.substr(digest_width, 2) == "  ") {
      files.push_back({std::string(line.substr(digest_width + 2)), std::string(line.substr(0, digest_width))});
    }
    start = end + 1;
  }
  std::sort(files.begin(), files.end(),
            [](const MadeFile& a, const MadeFile& b) { return a.path < b.path; });
  return files;
}

struct HandSearch {
  const SystemCalls& calls;
  const OutputFolder& output;
  std::string_view path;
  std::vector<std::string> found;
};

void search(HandSearch& hand, int directory, const std::string& prefix, int depth) {
  std::vector<DirectoryEntry> entries;
  if (depth > max_depth || !hand.calls.list(directory, entries)) {
    throw_disk_error(to_look_at, fmt::format("{}/{}", hand.path, prefix),
                     depth > max_depth ? ELOOP : errno);
  }
  for (const DirectoryEntry& entry : entries) {
    const std::string path = prefix + entry.name;
    if (entry.kind == DirectoryEntry::Kind::directory) {
      const Descriptor child(
          hand.calls, hand.calls.open(directory, entry.name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
      if (!child.is_open()) {
        throw_disk_error(to_look_at, fmt::format("{}/{}", hand.path, path), errno);
      }
      search(hand, child.get(), path + "/", depth + 1);
      continue;
    }
    const bool known = path == marker_name || is_carried_over(path) ||
                       is_left_by_a_desktop(entry.name) ||
                       hand.output.find_made(path) != nullptr;
    if (!known) hand.found.push_back(path);
  }
}

/// Whose an open folder is, from the names at its root and its marker.
void find_owner(const SystemCalls& calls, OutputFolder& output, std::string_view path) {
  std::vector<DirectoryEntry> entries;
  if (!calls.list(output.folder.get(), entries)) throw_disk_error(to_look_at, path, errno);
  bool has_marker = false;
  bool has_other = false;
  for (const DirectoryEntry& entry : entries) {
    const bool is_file = entry.kind == DirectoryEntry::Kind::file;
    if (is_file && entry.name == marker_name) {
      has_marker = true;
    } else if (is_file && is_carried_over(entry.name)) {
      output.carried_over.push_back(entry.name);
    } else if (!is_file || !is_left_by_a_desktop(entry.name)) {
      has_other = true;
    }
  }
  std::sort(output.carried_over.begin(), output.carried_over.end());
  output.owner = has_other ? OutputFolder::Owner::foreign : OutputFolder::Owner::blank;
  if (!has_marker) return;

  const std::optional<std::string> marker =
      read_small_file(calls, output.folder.get(), std::string(marker_name));
  if (!marker) throw_disk_error(to_look_at, fmt::format("{}/{}", path, marker_name), errno);
  if (marker->compare(0, marker_line.size(), marker_line) == 0) {
    output.owner = OutputFolder::Owner::ours;
    output.made = files_of(*marker);
    return;
  }
  // The first bytes of the line, or none, alone in their folder are what a cut leaves of a build
  // that had only begun. Any other content does not speak for us.
  const bool has_begun = marker_line.substr(0, marker->size()) == *marker;
  if (!has_other && has_begun) return;
  const bool is_newer = marker->compare(0, marker_start.size(), marker_start) == 0;
  output.owner = is_newer ? OutputFolder::Owner::newer : OutputFolder::Owner::foreign;
}

bool remove_content(const SystemCalls& calls, int directory, bool at_root, int depth) {
  std::vector<DirectoryEntry> entries;
  if (!calls.list(directory, entries)) return false;
  bool has_marker = false;
  for (const DirectoryEntry& entry : entries) {
    if (at_root && entry.name == marker_name) {
      has_marker = true;
      continue;
    }
    if (entry.kind != DirectoryEntry::Kind::directory) {
      if (calls.unlink(directory, entry.name) != 0) return false;
      continue;
    }
    if (depth >= max_depth) {
      errno = ELOOP;
      return false;
    }
    const Descriptor child(
        calls, calls.open(directory, entry.name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
    if (!child.is_open() || !remove_content(calls, child.get(), false, depth + 1)) return false;
    if (calls.remove_directory(directory, entry.name) != 0) return false;
  }
  return !has_marker || calls.unlink(directory, std::string(marker_name)) == 0;
}

}  // namespace

const MadeFile* OutputFolder::find_made(std::string_view path) const {
  const auto found = std::lower_bound(
      made.begin(), made.end(), path,
      [](const MadeFile& file, std::string_view wanted) { return file.path < wanted; });
  return found != made.end() && found->path == path ? &*found : nullptr;
}

bool is_carried_over(std::string_view name) {
  constexpr std::array<std::string_view, 2> names = {".gitignore", ".gitkeep"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

OutputFolder look_at_output(const SystemCalls& calls, int parent, const std::string& name,
                            std::string_view path) {
  OutputFolder output;
  if (calls.stat(parent, name, output.status) != 0) {
    if (errno == ENOENT) return output;
    throw_disk_error(to_look_at, path, errno);
  }
  if (S_ISLNK(output.status.st_mode)) {
    output.owner = OutputFolder::Owner::symlink;
    return output;
  }
  if (!S_ISDIR(output.status.st_mode)) {
    output.owner = OutputFolder::Owner::not_folder;
    return output;
  }
  output.folder =
      Descriptor(calls, calls.open(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
  if (!output.folder.is_open() || calls.fstat(output.folder.get(), output.status) != 0) {
    throw_disk_error(to_look_at, path, errno);
  }
  find_owner(calls, output, path);
  return output;
}

std::vector<std::string> files_put_by_hand(const SystemCalls& calls, const OutputFolder& output,
                                           std::string_view path, std::size_t limit) {
  HandSearch hand = {.calls = calls, .output = output, .path = path, .found = {}};
  search(hand, output.folder.get(), "", 0);
  std::sort(hand.found.begin(), hand.found.end());
  if (hand.found.size() > limit) hand.found.resize(limit);
  return std::move(hand.found);
}

std::optional<std::string> read_small_file(const SystemCalls& calls, int directory,
                                           const std::string& name) {
  const Descriptor file(calls, calls.open(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK));
  struct stat status = {};
  if (!file.is_open() || calls.fstat(file.get(), status) != 0) return std::nullopt;
  if (!S_ISREG(status.st_mode) || static_cast<std::uint64_t>(status.st_size) > max_marker_size) {
    errno = EFBIG;
    return std::nullopt;
  }
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = calls.read(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

bool write_all(const SystemCalls& calls, int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = calls.write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      if (written == 0) errno = EIO;
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool remove_output(const SystemCalls& calls, int parent, const std::string& name, int folder) {
  return remove_content(calls, folder, true, 0) && calls.remove_directory(parent, name) == 0;
}

}  // namespace disclose

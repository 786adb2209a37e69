#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "disk/disk_error.h"
#include "disk/system_calls.h"

namespace disclose {

/// The file in an output folder that says who made it. Its first line is `marker_line`; the lines
/// after it are those of sha256sum, sorted by path, so `sha256sum -c .disclose` checks a copy of
/// the site without this program. Without the lines the folder was not finished.
inline constexpr std::string_view marker_name = ".disclose";
inline constexpr std::string_view marker_line = "# disclose output 1\n";

/// Kept when the folder is replaced: they let a repository track an empty output folder.
bool is_carried_over(std::string_view name);

/// One line of the marker: a file that a build made.
struct MadeFile {
  std::string path;
  std::string digest;  ///< SHA-256, 64 hexadecimal digits
};

/// What stands where the output shall go.
struct OutputFolder {
  enum class Owner : unsigned char {
    absent,      ///< nothing there
    blank,       ///< a folder that holds nothing, or nothing but what is carried over
    ours,        ///< a folder that an earlier build made
    newer,       ///< made by a later version of this program, in a form unknown to this one
    foreign,     ///< a folder with files of somebody else and no marker
    symlink,     ///< a symbolic link
    not_folder,  ///< a file or something special
  };

  Owner owner = Owner::absent;
  Descriptor folder;                      ///< open for blank, ours, newer and foreign
  struct stat status = {};                ///< of the folder itself
  std::vector<MadeFile> made;             ///< what the marker lists, sorted by path
  std::vector<std::string> carried_over;  ///< names at its root to be carried over, sorted

  /// The line of the marker for `path`; null when there is none.
  const MadeFile* find_made(std::string_view path) const;
  bool may_be_replaced() const { return owner == Owner::blank || owner == Owner::ours; }
};

/// Looks at `name` in the open directory `parent`; throws DiskError when it cannot. `path` is how
/// the operator knows it.
OutputFolder look_at_output(const SystemCalls& calls, int parent, const std::string& name,
                            std::string_view path);

/// Files in the folder that its marker does not list: somebody put them there by hand, and a
/// replaced folder would lose them. Sorted paths, at most `limit` of them.
std::vector<std::string> files_put_by_hand(const SystemCalls& calls, const OutputFolder& output,
                                           std::string_view path, std::size_t limit);

/// Reads a small regular file `name` of the directory whole; nullopt and errno when it cannot.
std::optional<std::string> read_small_file(const SystemCalls& calls, int directory,
                                           const std::string& name);

/// Writes all of `bytes`; false and errno when that fails.
bool write_all(const SystemCalls& calls, int file, std::string_view bytes);

/// Removes everything in the open directory, the marker last, so that a run cut short leaves a
/// folder that is still known as ours; then the directory `name` of `parent` itself. Symbolic links
/// are removed, never followed. False and errno when something could not be removed.
bool remove_output(const SystemCalls& calls, int parent, const std::string& name, int folder);

}  // namespace disclose

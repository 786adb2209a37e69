#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/folder.h"
#include "disk/disk_error.h"
#include "disk/output_folder.h"
#include "disk/system_calls.h"

namespace disclose {

/// What was published.
struct Published {
  std::size_t files = 0;      ///< without the marker and what was carried over
  std::uint64_t bytes = 0;    ///< of these files
  std::string manifest;       ///< SHA-256 of the list of files and digests: the site in one figure
  std::optional<Say> leftover;  ///< the site is in place, but the old one could not be removed
};

/// Publishes a site so that whoever looks at the output folder, at any moment and after any crash,
/// sees the whole old site or the whole new one:
///
///   1. every file is written to `<out>.new`, beside the output folder; a file that is as it was is
///      linked from the old site, so that it keeps its date (whoever copies the site to the portal
///      copies what changed) and nothing is written for it;
///   2. commit() brings everything to the disk, exchanges the two folders in one step
///      (renameat2 RENAME_EXCHANGE), brings that to the disk, and removes the old site last.
///
/// Without commit() the destructor removes `<out>.new`; what a killed run leaves, the next one
/// clears. `<out>.lock` keeps two builds apart. On a file system that cannot exchange, two renames
/// do it, with the old site restored when the second fails.
class Publication final : public Sink {
 public:
  using Opening = std::variant<std::unique_ptr<Publication>, Refusal>;

  /// Prepares publication to the folder `out`. Refused when `out` holds files that no build made,
  /// is a symbolic link or a mount point, or another build is at work. Throws DiskError when the
  /// machine fails. `calls` must outlive the publication.
  static Opening open(std::string_view out, const SystemCalls& calls);

  Publication(const Publication&) = delete;
  Publication& operator=(const Publication&) = delete;
  ~Publication() override;

  /// Stores one file. `path` is relative, of names in `[A-Za-z0-9._-]` joined by `/`. Throws
  /// DiskError for any other path, for a path put twice, and when the machine fails.
  void take(std::string_view path, std::string_view bytes, std::string_view digest) override;

  /// What the last build (or sealing) made, sorted by path.
  const std::vector<MadeFile>& made() const { return old_.made; }

  /// The bytes of one of them; nullopt when it is not there any more.
  std::optional<std::string> read_made(std::string_view path) const;
  /// The same of a file that this run has stored.
  std::optional<std::string> read_new(std::string_view path) const { return read_below(stage_.get(), path); }
  /// Takes one of them over as it is, under the name `to`: linked where the file system can, else copied.
  void carry(std::string_view path, std::string_view to);

  /// Puts the new site in the place of the old one; call it once, after the last put(). Throws
  /// DiskError when it cannot: then the old site stands untouched.
  Published commit();

 private:
  struct Written {
    std::string path;
    std::string digest;
  };

  Publication(const SystemCalls& calls, std::string out);
  std::string beside(std::string_view ending) const { return name_ + std::string(ending); }
  [[noreturn]] void fail(const Say& action, const std::string& path, int reason) const;
  std::optional<Refusal> prepare();
  std::optional<Refusal> take_lock();
  std::optional<Refusal> look_at_old();
  std::optional<Refusal> recover_parted();
  std::optional<Refusal> clear_leftover();
  void begin_stage();
  void drop_stage() noexcept;
  std::optional<std::string> read_below(int folder, std::string_view path) const;
  void make_directories(std::string_view path);
  void store(const std::string& path, std::string_view bytes);
  bool keep(const std::string& path, std::string_view bytes, std::string_view digest);
  void carry_over();
  std::string finish_marker();
  void bring_to_disk();
  void sync_each();
  void sync_directory(int directory, const std::string& path);
  void check_old_unchanged() const;
  void swap_in();
  void swap_back() noexcept;

  const SystemCalls& calls_;
  std::string out_;   ///< as the operator wrote it, for messages
  std::string name_;  ///< its last name, below parent_
  Descriptor parent_;
  Descriptor lock_;
  OutputFolder old_;
  Descriptor stage_;
  Descriptor marker_;
  struct stat marker_status_ = {};  ///< the owner and permissions of what this run makes
  bool staged_ = false;  ///< `<out>.new` is ours to remove
  bool parted_ = false;  ///< the old site lies in `<out>.old`: there was no exchange

  std::mutex mutex_;  ///< guards what follows
  std::set<std::string, std::less<>> directories_;
  std::vector<Written> written_;
  std::uint64_t bytes_ = 0;
};

}  // namespace disclose

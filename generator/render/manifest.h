#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/folder.h"

namespace disclose {

/// The list of digests of the published files, in the form sha256sum reads.
inline constexpr std::string_view kManifestPath = "proof/manifest.txt";

/// A sink that takes the digest of every file on its way to another sink, so that nothing is read
/// twice and the list holds exactly what was stored. Safe from several threads.
class DigestingSink final : public Sink {
 public:
  /// `unlisted`: paths that are stored but not listed.
  DigestingSink(Sink& to, std::set<std::string, std::less<>> unlisted) : to_(to), unlisted_(std::move(unlisted)) {}

  void take(std::string_view path, std::string_view bytes, std::string_view digest) override;

  /// Stores the list itself, in order of path: the last file of a site.
  void put_manifest();

 private:
  Sink& to_;
  std::set<std::string, std::less<>> unlisted_;
  std::mutex mutex_;
  std::map<std::string, std::string> digests_;  ///< path → SHA-256
};

}  // namespace disclose

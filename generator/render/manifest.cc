#include "render/manifest.h"

#include "format/digest.h"

namespace disclose {

void DigestingSink::take(std::string_view path, std::string_view bytes, std::string_view digest) {
  std::string taken = digest.empty() ? sha256_hex(bytes) : std::string(digest);
  to_.take(path, bytes, taken);
  if (unlisted_.contains(path)) return;
  const std::scoped_lock lock(mutex_);
  digests_.insert_or_assign(std::string(path), std::move(taken));
}

void DigestingSink::put_manifest() {
  std::string lines;
  for (const auto& [path, digest] : digests_) lines += digest + "  " + path + "\n";
  to_.put(kManifestPath, lines);
}

}  // namespace disclose

#include "render/manifest.h"

#include "format/digest.h"

namespace disclose {

void DigestingSink::put(std::string_view path, std::string_view bytes) {
  to_.put(path, bytes);
  if (unlisted_.contains(path)) return;
  std::string digest = sha256_hex(bytes);
  const std::scoped_lock lock(mutex_);
  digests_.insert_or_assign(std::string(path), std::move(digest));
}

void DigestingSink::put_manifest() {
  std::string lines;
  for (const auto& [path, digest] : digests_) lines += digest + "  " + path + "\n";
  to_.put(kManifestPath, lines);
}

}  // namespace disclose

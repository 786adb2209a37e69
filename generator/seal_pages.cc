#include "seal_pages.h"

#include <mutex>
#include <utility>

#include "base/parallel.h"
#include "editions/editions.h"
#include "format/digest.h"
#include "proof/edition.h"
#include "render/frame_file.h"
#include "render/render.h"

namespace disclose {

namespace {

// Notes what is drawn on its way to the disk.
class ListingSink final : public Sink {
 public:
  explicit ListingSink(Sink& to) : to_(to) {}
  void take(std::string_view path, std::string_view bytes, std::string_view digest) override {
    const std::string taken = digest.empty() ? sha256_hex(bytes) : std::string(digest);
    to_.take(path, bytes, taken);
    const std::lock_guard lock(mutex_);
    digests_[std::string(path)] = taken;
  }
  std::string list() const { return print_manifest(digests_); }

 private:
  Sink& to_;
  std::mutex mutex_;
  std::map<std::string, std::string, std::less<>> digests_;
};

}  // namespace

SealedDrawing draw_sealed_pages(const SealedDrawingInput& input) {
  const Fetch fetch = [&](const std::string& path) { return input.publication.read_made(path); };
  const std::optional<std::string> kit = fetch(std::string(kFrameFile));
  const std::optional<SiteFrame> frame = kit ? read_frame(*kit) : std::nullopt;
  if (!frame) return {.list = {}, .problem = {"站点没有 proof/frame.json，或读不懂：重新运行 disclose build", "the site has no proof/frame.json that can be read: run disclose build again"}};
  const SiteBook book = read_site_book(input.files, fetch);
  SealedSite site{.frame = *frame, .book = book, .history = input.history, .files = input.files, .origin = input.origin, .roots = {}, .place_of = {}, .record = {}};
  for (const std::size_t last : input.history.editions()) site.roots.push_back(to_hex(input.log.tree.root(last + 1).view()));
  site.place_of = [&](const LeafFile& file) -> std::string {
    const auto current = input.files.find(file.name);
    if (current != input.files.end() && current->second.sha256 == file.sha256) return file.name;
    const std::string path = archive_path(file);
    return input.kept.contains(path) ? path : std::string();
  };
  site.record = [&](const ItemLeaf& leaf) -> std::optional<std::string> {
    const std::string path = archive_path(record_file(leaf));
    if (!input.kept.contains(path)) return std::nullopt;
    const std::optional<std::string> kept = input.publication.read_made(path);
    return kept ? kept : input.publication.read_new(path);
  };

  Registry registry;
  registry.inputs.site = frame->site;
  const MemoryFolder folder(frame->templates);
  const PlanContext context{registry, folder, {input.site, frame->reports, true, input.site_path}};
  const SitePlan plan = plan_editions(site);
  ListingSink sink(input.publication);
  Diagnostics diagnostics;
  render_pages(plan, context, thread_count(0), sink, diagnostics);
  for (const Diagnostic& d : diagnostics.all()) {
    if (d.severity != Severity::error) continue;
    const std::string place = d.place.file.empty() ? std::string() : d.place.file + ": ";
    return {.list = {}, .problem = {place + d.message.zh, place + d.message.en}};
  }
  return {.list = sink.list(), .problem = {}};
}

}  // namespace disclose

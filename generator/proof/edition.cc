#include "proof/edition.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "format/digest.h"

namespace disclose {

namespace {

constexpr const char* kNoExemption = "不再列为例外";

std::string_view unit_and_year(std::string_view id) { return id.substr(0, id.rfind('/')); }

// What happens to an item that the site has; nullopt: nothing. An empty reason is still to be given.
std::optional<ItemLeaf> change_of(const SiteItem& item, const ItemLeaf* last) {
  ItemLeaf leaf;
  leaf.unit = item.unit;
  if (!item.exempt.empty()) {
    if (last != nullptr && last->op == LeafOp::exempt && last->reason == item.exempt) return std::nullopt;
    leaf.op = LeafOp::exempt;
    leaf.reason = item.exempt;
    return leaf;
  }
  leaf.files = item.files;
  leaf.record = item.record;
  leaf.text = item.text;
  if (last == nullptr || !last->is_live()) return leaf;
  if (last->files == item.files && last->record == item.record) return std::nullopt;
  leaf.op = LeafOp::correct;
  if (last->record == item.record) leaf.reason = std::string(kSameData);
  return leaf;
}

ItemLeaf withdrawal_of(const ItemLeaf& last) {
  ItemLeaf leaf;
  leaf.op = LeafOp::withdraw;
  leaf.unit = last.unit;
  if (last.op == LeafOp::exempt) leaf.reason = kNoExemption;
  return leaf;
}

}  // namespace

std::map<std::string, ItemLeaf> pending_changes(const History& history, const SiteItems& now) {
  std::map<std::string, ItemLeaf> changes;
  for (const auto& [id, item] : now.items) {
    const std::optional<std::size_t> last = history.last_of(id);
    if (std::optional<ItemLeaf> change = change_of(item, last ? &history.item(*last) : nullptr)) changes.emplace(id, *std::move(change));
  }
  for (const auto& [id, index] : history.items()) {
    const ItemLeaf& last = history.item(index);
    if (!now.items.contains(id) && last.op != LeafOp::withdraw) changes.emplace(id, withdrawal_of(last));
  }
  return changes;
}

bool is_sealed_page(std::string_view path) {
  constexpr std::array<std::string_view, 4> kFolders = {"proof/certificates/", "proof/editions/", "proof/history/", "proof/register/"};
  if (path.starts_with("en/")) path.remove_prefix(3);
  return std::ranges::any_of(kFolders, [&](std::string_view folder) { return path.starts_with(folder); });
}

std::string pages_text(const std::string& origin, std::size_t size, const std::string& list) { return fmt::format("{}/pages\n{}\n{}\n", origin, size, to_base64(sha256_bytes(list))); }

bool is_log_file(std::string_view path) {
  constexpr std::array<std::string_view, 6> kFolders = {"archive/", "proof/checkpoints/", "proof/tile/", "proof/entries/", "proof/receipts/", "proof/manifest/"};
  constexpr std::array<std::string_view, 7> kFiles = {"proof/checkpoint", "proof/checkpoint.txt", "proof/keys.txt", "proof/witnesses.txt", "proof/tlog.zip", kPagesList, kPagesNote};
  return is_sealed_page(path) || std::ranges::any_of(kFolders, [&](std::string_view folder) { return path.starts_with(folder); }) || std::ranges::find(kFiles, path) != kFiles.end() || is_check_file(path);
}

bool is_check_file(std::string_view path) { return path == "proof/checked.html" || path == "proof/checked.json" || path == "proof/checked.note"; }

std::string archive_path(const LeafFile& file) {
  const std::size_t dot = file.name.rfind('.');
  const bool has_ending = dot != std::string::npos && dot > file.name.rfind('/') + 1 && file.name.size() - dot <= 6;
  return fmt::format("archive/{}/{}{}", file.sha256.substr(0, 2), file.sha256, has_ending ? file.name.substr(dot) : "");
}

LeafFile record_file(const ItemLeaf& item) { return {.name = item.id + ".json", .sha256 = item.record, .size = 0}; }

std::string receipt_path(const ItemLeaf& item) {
  const std::size_t first = item.id.find('/');
  const std::size_t second = item.id.find('/', first + 1);
  return fmt::format("receipts/{}/{}-{}-e{}.txt", item.id.substr(0, first), item.id.substr(first + 1, second - first - 1), item.id.substr(second + 1), item.edition);
}

std::string checkpoint_path(std::size_t edition) { return fmt::format("checkpoints/{:06}.txt", edition); }

std::string manifest_path(std::size_t edition, bool sm3) { return fmt::format("manifest/{:06}{}.txt", edition, sm3 ? ".sm3" : ""); }

std::map<std::string, LeafFile> superseded_files(const History& history, const SiteItems& now, const SiteFiles& files) {
  const auto is_disclosed = [&](const std::string& id) {
    const auto found = now.items.find(id);
    return found != now.items.end() && found->second.exempt.empty();
  };
  std::set<std::string, std::less<>> gone;         // digests a withdrawn item has a part in
  std::set<std::string, std::less<>> gone_years;   // units and years that withdrew something
  for (const Leaf& leaf : history.leaves()) {
    const auto* item = std::get_if<ItemLeaf>(&leaf);
    if (item == nullptr || item->op == LeafOp::exempt || (item->op != LeafOp::withdraw && is_disclosed(item->id))) continue;
    gone_years.emplace(unit_and_year(item->id));
    for (const LeafFile& file : item->files) gone.insert(file.sha256);
  }
  std::map<std::string, LeafFile> kept;
  for (const Leaf& leaf : history.leaves()) {
    const auto* item = std::get_if<ItemLeaf>(&leaf);
    if (item == nullptr || !item->is_live() || !is_disclosed(item->id)) continue;
    std::set<std::string, std::less<>> names;  // a page that is no longer the item's was withdrawn
    for (const LeafFile& file : now.items.find(item->id)->second.files) names.insert(file.name);
    const bool is_whole = std::ranges::all_of(item->files, [&](const LeafFile& file) { return names.contains(file.name); });
    if (is_whole) kept.emplace(archive_path(record_file(*item)), record_file(*item));
    for (const LeafFile& file : item->files) {
      if (!names.contains(file.name)) continue;
      const auto current = files.find(file.name);
      const bool is_current = current != files.end() && current->second.sha256 == file.sha256;
      const bool is_shared = file.name.find("/units/") != std::string::npos && gone_years.contains(unit_and_year(item->id));
      if (!is_current && !is_shared && !gone.contains(file.sha256)) kept.emplace(archive_path(file), file);
    }
  }
  return kept;
}

bool append_edition(History& history, const SiteItems& now, const EditionWords& words, const std::string& manifest, const std::string& manifest_sm3,
                    std::vector<Say>& problems) {
  const std::size_t number = history.editions().size() + 1;
  const std::size_t first = history.first();
  std::map<std::string, ItemLeaf> changes = pending_changes(history, now);
  for (const auto& [id, reason] : words.reasons) {
    if (changes.contains(id)) continue;
    problems.push_back({fmt::format("{} 没有变化，却写了理由", id), fmt::format("{} has not changed, and a reason is given for it", id)});
  }
  for (auto& [id, leaf] : changes) {
    leaf.id = id;
    leaf.edition = static_cast<std::int64_t>(number);
    const std::optional<std::size_t> last = history.last_of(id);
    leaf.prev = last ? static_cast<std::int64_t>(*last) : -1;
    const bool may_be_said = leaf.op == LeafOp::correct || leaf.op == LeafOp::withdraw;
    if (const auto reason = words.reasons.find(id); reason != words.reasons.end() && may_be_said) leaf.reason = reason->second;
    if (may_be_said && leaf.reason.empty()) {
      problems.push_back(leaf.op == LeafOp::correct ? Say{fmt::format("{}（{}）的数据变了，要写更正理由", id, leaf.unit), fmt::format("the data of {} ({}) changed: the correction needs a reason", id, leaf.unit)}
                                                    : Say{fmt::format("{}（{}）不再公开，要写撤回理由", id, leaf.unit), fmt::format("{} ({}) is no longer disclosed: the withdrawal needs a reason", id, leaf.unit)});
    }
  }
  for (const auto& [id, leaf] : changes) {
    if (is_small_enough(leaf)) continue;
    problems.push_back({fmt::format("{}（{}）有 {} 个文件，一条条目（{} 字节）写不下", id, leaf.unit, leaf.files.size(), kMostLeafBytes),
                        fmt::format("{} ({}) has {} files, more than a leaf of {} bytes can list", id, leaf.unit, leaf.files.size(), kMostLeafBytes)});
  }
  if (!problems.empty()) return false;
  Say problem;
  for (const KeyLeaf& key : words.keys) {
    if (!history.append(key, problem)) problems.push_back(problem);
  }
  for (auto& [id, leaf] : changes) {
    if (!history.append(std::move(leaf), problem)) problems.push_back(problem);
  }
  EditionLeaf edition{.edition = static_cast<std::int64_t>(number), .time = words.time, .site = now.site, .first = static_cast<std::int64_t>(first),
                      .prev = static_cast<std::int64_t>(first) - 1, .counts = history.counts(), .manifest_sha256 = sha256_hex(manifest), .manifest_sm3 = {}, .tool = words.tool};
  if (!manifest_sm3.empty()) edition.manifest_sm3 = sm3_hex(manifest_sm3);
  if (!history.append(std::move(edition), problem)) problems.push_back(problem);
  return problems.empty();
}

std::string print_manifest(const std::map<std::string, std::string, std::less<>>& digests) {
  std::string lines;
  for (const auto& [path, digest] : digests) lines += fmt::format("{}  {}\n", digest, path);
  return lines;
}

std::optional<std::map<std::string, std::string, std::less<>>> parse_manifest(std::string_view text) {
  constexpr std::size_t kDigest = 64;
  std::map<std::string, std::string, std::less<>> digests;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos || end < kDigest + 3 || rest.substr(kDigest, 2) != "  ") return std::nullopt;
    digests.emplace(rest.substr(kDigest + 2, end - kDigest - 2), rest.substr(0, kDigest));
    rest.remove_prefix(end + 1);
  }
  if (print_manifest(digests) != text) return std::nullopt;
  return digests;
}

}  // namespace disclose

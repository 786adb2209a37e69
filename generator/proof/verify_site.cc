#include "proof/verify_site.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "format/digest.h"
#include "proof/edition.h"
#include "proof/key_history.h"
#include "proof/note.h"
#include "proof/receipt.h"

namespace disclose {

namespace {

// What the program itself keeps beside a site, and what lets a repository track its folder.
bool is_no_part_of_site(std::string_view path) { return path == ".disclose" || path == ".gitignore" || path == ".gitkeep"; }

// A portal may not serve a file without an ending: either of the two will do.
std::optional<std::string> checkpoint_in(const Fetch& fetch, Say& problem) {
  std::optional<std::string> checkpoint = fetch("checkpoint");
  if (!checkpoint) checkpoint = fetch("checkpoint.txt");
  if (!checkpoint) problem = {"没有检查点：站点还没有封存", "there is no checkpoint: the site is not sealed"};
  return checkpoint;
}

// The log that a checkpoint speaks of.
std::optional<SealedLog> hold_together(std::optional<Log> log, SignedCheckpoint opened, std::string bytes, Say& problem) {
  if (!log) return std::nullopt;
  if (log->tree.root(log->tree.size()) != opened.checkpoint.root) {
    problem = {"日志的条目推不到检查点的根值：日志被改过", "the leaves do not lead to the root of the checkpoint: the log was changed"};
    return std::nullopt;
  }
  std::optional<History> history = History::of(log->leaves, problem);
  if (!history) return std::nullopt;
  return SealedLog{*std::move(log), *std::move(history), std::move(opened), std::move(bytes)};
}

std::optional<SealedLog> read_below(const Fetch& fetch, SignedCheckpoint opened, std::string bytes, Say& problem) {
  std::optional<Log> log = read_log(fetch, opened.checkpoint.size, true, problem);
  return hold_together(std::move(log), std::move(opened), std::move(bytes), problem);
}

std::optional<SignedCheckpoint> unsigned_checkpoint(std::string_view bytes, Say& problem) {
  const std::optional<Note> note = parse_note(bytes, problem);
  std::optional<Checkpoint> checkpoint = note ? parse_checkpoint(note->text, problem) : std::nullopt;
  return checkpoint ? std::optional(SignedCheckpoint{*std::move(checkpoint), {}}) : std::nullopt;
}

class SiteVerifier {
 public:
  SiteVerifier(const Folder& folder, const std::vector<VerifierKey>& keys) : folder_(folder), keys_(keys) {}

  Verified verify() {
    Say problem;
    result_.sealed = read_sealed_log([this](const std::string& path) { return log_file(path); }, keys_, problem);
    if (!result_.sealed) {
      add("proof/checkpoint", problem);
      return std::move(result_);
    }
    verify_checkpoints();
    verify_keys();
    verify_manifests();
    verify_receipts();
    verify_pages();
    verify_files();
    verify_items();
    std::ranges::stable_sort(result_.mismatches, {}, &Mismatch::path);
    return std::move(result_);
  }

 private:
  void add(const std::string& path, Say what) { result_.mismatches.push_back({path, std::move(what)}); }

  std::optional<std::string> log_file(const std::string& path) const { return folder_.read(std::string(kLogFolder) + path); }

  // A file of the log that can only have these bytes.
  void expect(const std::string& path, const std::string& bytes) {
    const std::string full = std::string(kLogFolder) + path;
    expected_.insert(full);
    const std::optional<std::string> found = folder_.read(full);
    if (!found) return add(full, {"缺失", "missing"});
    if (*found != bytes) return add(full, {"与日志推出的内容不同", "not what the log says it has to be"});
    ++result_.files;
  }

  void verify_checkpoints() {
    const SealedLog& sealed = *result_.sealed;
    Say no_problem;
    const auto keys = keys_by_edition(sealed.history, keys_, no_problem);
    expect("checkpoint", sealed.checkpoint);
    expect("checkpoint.txt", sealed.checkpoint);
    expect("tlog.zip", log_archive(sealed.log, sealed.checkpoint));
    for (std::size_t edition = 1; edition <= sealed.history.editions().size(); ++edition) {
      const std::size_t size = sealed.history.editions()[edition - 1] + 1;
      const std::string path = checkpoint_path(edition);
      const std::optional<std::string> bytes = log_file(path);
      Say problem = {"缺失", "missing"};
      // Before a key that is given began, the tree alone holds the log together.
      const std::vector<VerifierKey>& required = (*keys)[edition - 1];
      const std::optional<SignedCheckpoint> opened = !bytes ? std::nullopt : required.empty() ? unsigned_checkpoint(*bytes, problem) : open_checkpoint(*bytes, required, problem);
      const Checkpoint wanted{sealed.signed_checkpoint.checkpoint.origin, size, sealed.log.tree.root(size)};
      expected_.insert(std::string(kLogFolder) + path);
      if (!opened) {
        add(std::string(kLogFolder) + path, problem);
      } else if (opened->checkpoint != wanted) {
        add(std::string(kLogFolder) + path, {"检查点与日志在这一期的根值不同", "the checkpoint is not of the log at this edition"});
      } else {
        checkpoints_[edition] = *bytes;
        ++result_.files;
      }
      Log until;
      for (std::size_t i = 0; i < size; ++i) until.append(sealed.log.leaves[i]);
      for (const auto& [tile, tile_bytes] : tile_files(until)) {
        const bool is_last = edition == sealed.history.editions().size();
        if (is_last || tile.find(".p/") != std::string::npos) expect(tile, tile_bytes);
      }
    }
  }

  void verify_keys() {
    const std::string path = std::string(kLogFolder) + "keys.txt";
    expected_.insert(path);
    const std::optional<std::string> text = folder_.read(path);
    Say problem = {"缺失", "missing"};
    const std::optional<std::vector<VerifierKey>> listed = text ? parse_vkeys(*text, problem) : std::nullopt;
    if (!listed) return add(path, problem);
    const bool is_same = std::ranges::all_of(*listed, [&](const VerifierKey& key) { return std::ranges::find(result_.sealed->keys, key) != result_.sealed->keys.end(); });
    if (!is_same) return add(path, {"列有所给公钥之外的公钥", "it lists a key that is not among those given"});
    ++result_.files;
  }

  void verify_manifests() {
    const History& history = result_.sealed->history;
    for (std::size_t edition = 1; edition <= history.editions().size(); ++edition) {
      const EditionLeaf& leaf = history.edition(edition);
      for (const bool sm3 : {false, true}) {
        const std::string& digest = sm3 ? leaf.manifest_sm3 : leaf.manifest_sha256;
        if (digest.empty()) continue;
        const std::string path = std::string(kLogFolder) + manifest_path(edition, sm3);
        expected_.insert(path);
        const std::optional<std::string> text = folder_.read(path);
        if (!text || (sm3 ? sm3_hex(*text) : sha256_hex(*text)) != digest) {
          add(path, text ? Say{"清单与日志里的校验值不同", "the list is not the one in the log"} : Say{"缺失", "missing"});
          continue;
        }
        ++result_.files;
        if (edition == history.editions().size() && !sm3) manifest_ = parse_manifest(*text).value_or(decltype(manifest_){});
      }
    }
  }

  void verify_receipts() {
    const SealedLog& sealed = *result_.sealed;
    for (std::size_t index = 0; index < sealed.history.leaves().size(); ++index) {
      const auto* item = std::get_if<ItemLeaf>(&sealed.history.leaves()[index]);
      if (item == nullptr) continue;
      const auto edition = static_cast<std::size_t>(item->edition);
      const auto checkpoint = checkpoints_.find(edition);
      if (checkpoint == checkpoints_.end()) {
        expected_.insert(std::string(kLogFolder) + receipt_path(*item));
        continue;
      }
      expect(receipt_path(*item), print_receipt(sealed.log, index, sealed.history.editions()[edition - 1] + 1, checkpoint->second));
    }
  }

  std::vector<VerifierKey> log_keys() const {
    std::vector<VerifierKey> keys = result_.sealed->keys;
    std::erase_if(keys, [](const VerifierKey& key) { return key.kind == KeyKind::cosignature; });
    return keys;
  }

  // The pages drawn for people are in no edition's list: they tell of it. A signed list of their own holds them.
  void verify_pages() {
    const std::optional<std::string> list = folder_.read(kPagesList);
    const std::optional<std::string> bytes = folder_.read(kPagesNote);
    if (!list && !bytes) return;
    for (const std::string_view path : {kPagesList, kPagesNote}) expected_.emplace(path);
    Say problem = {"缺失", "missing"};
    const std::optional<Note> note = list && bytes ? parse_note(*bytes, problem) : std::nullopt;
    const Checkpoint& checkpoint = result_.sealed->signed_checkpoint.checkpoint;
    const bool is_signed = note && verify_note(*note, log_keys(), problem).has_value();
    if (!is_signed) return add(std::string(list ? kPagesNote : kPagesList), problem);
    const auto digests = parse_manifest(*list);
    const bool are_pages = digests && std::ranges::all_of(*digests, [](const auto& entry) { return is_sealed_page(entry.first); });
    if (!are_pages || note->text != pages_text(checkpoint.origin, checkpoint.size, *list)) {
      return add(std::string(kPagesList), {"与签过名的校验值不同，或不是这一期的", "not what was signed, or not of this edition"});
    }
    result_.files += 2;
    manifest_.insert(digests->begin(), digests->end());
  }

  // Whose cosignatures one may ask for: witnesses, and they have signed.
  void verify_witnesses() {
    const std::string path = "proof/witnesses.txt";
    Say problem;
    const std::optional<std::string> text = folder_.read(path);
    const std::optional<std::vector<VerifierKey>> listed = text ? parse_vkeys(*text, problem) : std::nullopt;
    if (!listed) return add(path, problem);
    const bool are_witnesses = std::ranges::all_of(*listed, [](const VerifierKey& key) { return key.kind == KeyKind::cosignature; });
    if (!are_witnesses) return add(path, {"列有不是见证人的公钥", "it lists a key that is no witness's"});
    ++result_.files;
  }

  void verify_files() {
    std::set<std::string, std::less<>> there;
    for (const FolderEntry& entry : folder_.entries()) {
      there.insert(entry.path);
      if (is_no_part_of_site(entry.path) || expected_.contains(entry.path) || is_check_file(entry.path)) continue;
      if (entry.path == "proof/witnesses.txt") {
        verify_witnesses();
        continue;
      }
      const auto listed = manifest_.find(entry.path);
      if (listed == manifest_.end()) {
        add(entry.path, {"清单里没有这个文件", "not in the list of files"});
        continue;
      }
      const std::optional<std::string> bytes = entry.kind == FolderEntry::Kind::regular ? folder_.read(entry.path) : std::nullopt;
      if (!bytes || sha256_hex(*bytes) != listed->second) {
        add(entry.path, {"内容与清单的校验值不同", "its digest is not the one in the list of files"});
      } else {
        ++result_.files;
      }
    }
    for (const auto& [path, digest] : manifest_) {
      if (!there.contains(path)) add(path, {"缺失", "missing"});
    }
  }

  // The files of every item are what its last leaf says.
  void verify_items() {
    const History& history = result_.sealed->history;
    for (const auto& [id, index] : history.items()) {
      const ItemLeaf& item = history.item(index);
      for (const LeafFile& file : item.files) {
        const auto listed = manifest_.find(file.name);
        if (listed != manifest_.end() && listed->second == file.sha256) continue;
        add(file.name, {fmt::format("与事项 {} 的条目不同", id), fmt::format("not what the leaf of {} says", id)});
      }
    }
  }

  const Folder& folder_;
  const std::vector<VerifierKey>& keys_;
  Verified result_;
  std::set<std::string, std::less<>> expected_;  // files of the log
  std::map<std::size_t, std::string> checkpoints_;
  std::map<std::string, std::string, std::less<>> manifest_;
};

}  // namespace

namespace {

// Holds a log whose leaves are read to the keys it has come to.
std::optional<SealedLog> held_to(std::optional<SealedLog> sealed, const std::vector<VerifierKey>& given, const Fetch& fetch, Say& problem) {
  const auto keys = sealed ? follow_keys(sealed->history, sealed->log.tree, given, fetch, problem) : std::nullopt;
  std::optional<SignedCheckpoint> opened = keys ? open_checkpoint(sealed->checkpoint, *keys, problem) : std::nullopt;
  if (!opened) return std::nullopt;
  sealed->signed_checkpoint = *std::move(opened);
  sealed->keys = *keys;
  return sealed;
}

}  // namespace

std::optional<SealedLog> read_sealed_log(const Fetch& fetch, const std::vector<VerifierKey>& keys, Say& problem) {
  return held_to(read_own_log(fetch, problem), keys, fetch, problem);
}

std::optional<SealedLog> read_distant_log(const Fetch& fetch, const std::vector<VerifierKey>& keys, Say& problem) {
  std::optional<std::string> bytes = checkpoint_in(fetch, problem);
  const std::optional<Note> note = bytes ? parse_note(*bytes, problem) : std::nullopt;
  std::optional<Checkpoint> checkpoint = note ? parse_checkpoint(note->text, problem) : std::nullopt;
  if (!checkpoint) return std::nullopt;
  std::optional<Log> log = read_leaves(fetch, checkpoint->size, problem);
  return held_to(hold_together(std::move(log), {*std::move(checkpoint), {}}, *std::move(bytes), problem), keys, fetch, problem);
}

std::optional<SealedLog> read_own_log(const Fetch& fetch, Say& problem) {
  std::optional<std::string> bytes = checkpoint_in(fetch, problem);
  const std::optional<Note> note = bytes ? parse_note(*bytes, problem) : std::nullopt;
  std::optional<Checkpoint> checkpoint = note ? parse_checkpoint(note->text, problem) : std::nullopt;
  return checkpoint ? read_below(fetch, {*std::move(checkpoint), {}}, *std::move(bytes), problem) : std::nullopt;
}

Verified verify_site(const Folder& folder, const std::vector<VerifierKey>& keys) { return SiteVerifier(folder, keys).verify(); }

}  // namespace disclose

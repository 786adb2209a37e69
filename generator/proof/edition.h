#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proof/history.h"
#include "proof/site_items.h"

namespace disclose {

/// Where the log stands in a site.
inline constexpr std::string_view kLogFolder = "proof/";

/// The list of the pages that sealing drew last, in the form of sha256sum, and the signed note over it.
inline constexpr std::string_view kPagesList = "proof/pages.txt";
inline constexpr std::string_view kPagesNote = "proof/pages.signed.txt";

/// A page that sealing draws for people, English ones too: drawn anew each time, and in no edition's list.
bool is_sealed_page(std::string_view path);

/// What the note over the list of pages says: `<origin>/pages`, the size of the log they tell, and the
/// digest of the list. No checkpoint of the log begins like it.
std::string pages_text(const std::string& origin, std::size_t size, const std::string& list);

/// A file that sealing makes: the log itself and the bytes it keeps. A build carries them over.
bool is_log_file(std::string_view path);

/// What a look at the portal has found (`seal --checked`): a word of its checker's, in no list of files.
bool is_check_file(std::string_view path);

/// `archive/<2 digits>/<digest>.<ending of the name>`.
std::string archive_path(const LeafFile& file);

/// The data of an item as it was sealed, whose digest is the leaf's `record`; archive_path() says where it
/// is kept for as long as the item is disclosed (its size is not known).
LeafFile record_file(const ItemLeaf& item);

/// Where proof/ has the receipt of a leaf: `receipts/<unit>/<year>-<document>-e<edition>.txt`.
std::string receipt_path(const ItemLeaf& item);
std::string checkpoint_path(std::size_t edition);                ///< `checkpoints/000003.txt`
std::string manifest_path(std::size_t edition, bool sm3);        ///< `manifest/000003.txt`, `manifest/000003.sm3.txt`

/// Bytes that were published, were corrected since, and are kept: where → what; and the data of every
/// edition of an item, the last one too. Of an item that is no longer disclosed nothing is kept, nor of a
/// page that it shared with others or that is no longer the item's: what was withdrawn may have had to go.
std::map<std::string, LeafFile> superseded_files(const History& history, const SiteItems& now, const SiteFiles& files);

/// The reason of a correction that changed no data.
inline constexpr std::string_view kSameData = "数据未变，页面或附件重新生成";

/// What is about to happen to the items, by id, with the reasons that say themselves; a correction or
/// withdrawal with an empty one still needs a reason.
std::map<std::string, ItemLeaf> pending_changes(const History& history, const SiteItems& now);

/// What an edition is made of besides the site.
struct EditionWords {
  std::string time;
  std::string tool;
  std::map<std::string, std::string> reasons;  ///< of corrections and withdrawals, by id
  std::vector<KeyLeaf> keys{};                 ///< that begin or end with the edition
};

/// The leaves that follow a history: what was published, corrected, withdrawn and is exempt, then the
/// edition's own. Appends them to `history`. False, and a problem for each, where a changed or vanished
/// item has no reason or a reason has no change. A correction whose data is what it was needs none.
bool append_edition(History& history, const SiteItems& now, const EditionWords& words, const std::string& manifest, const std::string& manifest_sm3,
                    std::vector<Say>& problems);

/// The form sha256sum reads; `digest` gives the digest of a file.
std::string print_manifest(const std::map<std::string, std::string, std::less<>>& digests);

/// Reads it back; nullopt unless it is in order and nothing else.
std::optional<std::map<std::string, std::string, std::less<>>> parse_manifest(std::string_view text);

}  // namespace disclose

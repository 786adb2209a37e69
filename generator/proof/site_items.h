#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "proof/leaf.h"
#include "proof/tiles.h"

namespace disclose {

/// What is known of a file without reading it again.
struct FileDigest {
  std::string sha256;  ///< 64 hexadecimal digits
  std::int64_t size = 0;
};

/// The files of a built site by path, the log's own aside.
using SiteFiles = std::map<std::string, FileDigest, std::less<>>;

/// One disclosure item as the ledger of the site has it: disclosed, or exempt.
struct SiteItem {
  std::string unit;             ///< the unit's name
  std::string exempt;           ///< why, from a closed list; empty: disclosed
  std::vector<LeafFile> files;  ///< of all pages that answer it, and the attachments these link (when digested)
  std::string record;           ///< SHA-256 of its data in canonical form; empty when not asked for
  std::string text;             ///< of its one page (ps-text/1), the pages of others bear theirs; empty when not asked for
};

struct SiteItems {
  std::string site;  ///< base URL
  std::map<std::string, SiteItem> items;  ///< `<unit>/<year>/<document>`
};

/// Whether read_site_items() reads the file when it does not digest the data of every record.
bool is_read_for_items(std::string_view path);

/// Takes the data of an item in canonical form, whose digest is its `record`; called while it is read.
using TakeRecord = std::function<void(const std::string& id, const std::string& data)>;

/// The items of a site from its ledgers (`<year>/ledger/ledger.json`) and open data. `fetch` gives the
/// bytes of a file of `files`. With `digest_records`, each item's data is digested: the rows of its
/// records in data/*.json, what data/budget_parts.json has of them, and their data.json, members in order
/// of key, numbers as written; and the text of each page that bears the marks for it (page_text.h).
std::optional<SiteItems> read_site_items(const SiteFiles& files, const Fetch& fetch, bool digest_records, Say& problem, const TakeRecord& take = {});

/// `https://host/folder/` as the origin of a log: `host/folder`.
std::string origin_of(std::string_view site);

}  // namespace disclose

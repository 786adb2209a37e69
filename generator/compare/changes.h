#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compare/figures.h"
#include "proof/history.h"
#include "proof/site_items.h"

namespace disclose {

/// What is about to happen to a disclosure item.
enum class ItemChangeKind : std::uint8_t {
  publish,   ///< it is new, or comes back
  correct,   ///< its data changed
  redrawn,   ///< its pages or attachments changed, its data did not
  withdraw,  ///< it is no longer disclosed
  exempt,    ///< it became an exception, or an exception for another reason
  ended,     ///< it is an exception no more, and not disclosed
};
inline constexpr int kItemChangeKinds = 6;
std::string_view name_of(ItemChangeKind kind);

struct ItemChange {
  std::string id;    ///< unit/year/document
  std::string unit;  ///< the unit's name
  ItemChangeKind kind = ItemChangeKind::publish;
  bool needs_reason = false;  ///< seal asks for one
  std::string reason;         ///< of an exemption
  std::vector<FigureChange> figures;  ///< of a correction, where the old data is known
  bool figures_known = false;
};

/// A page that is no item's: of a project, a unit, a finance evaluation, a ledger.
struct PageChange {
  enum class Kind : std::uint8_t { added, changed, removed };
  std::string path;   ///< its folder: "2024/units/water/"
  std::string title;
  Kind kind = Kind::changed;
  bool derived = false;  ///< what it says follows from records
  std::vector<FigureChange> figures;
};

/// What differs between a site and what was published before it.
struct SiteChanges {
  std::string title;        ///< of the site
  std::size_t edition = 0;  ///< that it is held against; 0: a folder
  std::vector<ItemChange> items;   ///< in order of id
  std::vector<PageChange> pages;   ///< in order of path
  std::vector<std::string> vanished;  ///< record pages that are no more
  std::size_t files_added = 0;
  std::size_t files_changed = 0;
  std::size_t files_removed = 0;

  bool is_empty() const { return items.empty() && pages.empty() && vanished.empty() && files_added + files_changed + files_removed == 0; }
};

/// A site as it was, or is: its files without those of a log, and the bytes of those that are still there.
struct SiteView {
  SiteFiles files;
  Fetch fetch;
};

/// Compares `now` with `before`, whose items `history` tells. `record_before` gives the data of an item of
/// a leaf, nullopt where it was not kept. nullopt, and why, when
/// `now` is no site.
std::optional<SiteChanges> compare_sites(const SiteView& before, const History& history, const std::function<std::optional<std::string>(const ItemLeaf&)>& record_before,
                                         const SiteView& now, Say& problem);

}  // namespace disclose

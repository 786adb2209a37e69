#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "editions/frame.h"
#include "editions/site_book.h"
#include "plan/plan.h"
#include "proof/history.h"

namespace disclose {

/// A site at the moment it is sealed.
struct SealedSite {
  const SiteFrame& frame;
  const SiteBook& book;
  const History& history;
  const SiteFiles& files;  ///< of the site
  std::string origin;
  std::vector<std::string> roots;  ///< of the log after each edition, 64 hexadecimal digits; edition 1 first
  /// Where the bytes of a file of an item are now: its own path, one in archive/, or "" when they are not kept.
  std::function<std::string(const LeafFile&)> place_of;
  /// The data of an item at a leaf; nullopt when it is not kept.
  std::function<std::optional<std::string>(const ItemLeaf&)> record;
};

/// The pages that sealing makes: the editions, the certificate of every unit and year, the register of every
/// year, and the history of every item. They follow from the site and its log; `site` outlives the plan.
SitePlan plan_editions(const SealedSite& site);

// The parts of it, a file each.
void add_edition_list(const SealedSite& site, SitePlan& plan);
void add_certificates(const SealedSite& site, SitePlan& plan);
void add_registers(const SealedSite& site, SitePlan& plan);
void add_histories(const SealedSite& site, SitePlan& plan);

/// An id in its parts.
struct ItemId {
  std::string unit, year, document;
};
ItemId parts_of(const std::string& id);
/// 部门决算 of "final-accounts".
std::string item_name(const std::string& document);
/// Whether a leaf changed no data of what the leaf before it said.
bool is_redrawn(const History& history, const ItemLeaf& leaf);
/// What a leaf did: {text, state}.
View done_view(const History& history, const ItemLeaf& leaf);
std::string history_page_url(const std::string& id);
std::string receipt_url(const ItemLeaf& leaf);
/// "2026-03-01 09:00" of an edition.
std::string time_of(const History& history, std::int64_t edition);
/// {edition, time, origin, size, root: [8 groups], url, manifest}: the checkpoint after an edition.
View checkpoint_view(const SealedSite& site, std::size_t edition);

}  // namespace disclose

#include <fmt/format.h>

#include <array>

#include "editions/editions.h"
#include "plan/links.h"

namespace disclose {

namespace {

// Of what changed in an edition, the corrections and withdrawals are named: those one wants to read.
View edition_view(const SealedSite& site, std::size_t number) {
  const History& history = site.history;
  std::array<std::size_t, 5> counts{};  // publish, correct, withdraw, exempt, redrawn
  View changes{View::List{}};
  const EditionLeaf& edition = history.edition(number);
  for (auto i = static_cast<std::size_t>(edition.first); i < history.editions()[number - 1]; ++i) {
    const auto* leaf = std::get_if<ItemLeaf>(&history.leaves()[i]);
    if (leaf == nullptr) continue;
    const bool redrawn = is_redrawn(history, *leaf);
    ++counts[redrawn ? 4 : static_cast<std::size_t>(leaf->op)];
    if (redrawn || (leaf->op != LeafOp::correct && leaf->op != LeafOp::withdraw)) continue;
    const ItemId id = parts_of(leaf->id);
    changes.push(View::map({{"done", done_view(history, *leaf)}, {"title", fmt::format("{}{}年度{}", leaf->unit, id.year, item_name(id.document))}, {"reason", leaf->reason}, {"url", link_to(history_page_url(leaf->id))}}));
  }
  const LeafCounts& units = edition.counts;
  View view = checkpoint_view(site, number);
  view.set("published", counts[0]);
  view.set("corrected", counts[1]);
  view.set("withdrawn", counts[2]);
  view.set("exempt", counts[3]);
  view.set("redrawn", counts[4]);
  view.set("units", fmt::format("单位{}个 = 公开{}个 + 例外{}个", units.units, units.disclosed, units.exempt));
  view.set("changes", std::move(changes));
  return view;
}

View edition_list(const SealedSite& site) {
  View editions{View::List{}};
  for (std::size_t number = site.history.editions().size(); number >= 1; --number) editions.push(edition_view(site, number));
  const std::size_t last = site.history.editions().size();
  const std::string lead = fmt::format("共{}期，最近一期{}。", last, time_of(site.history, static_cast<std::int64_t>(last)).substr(0, 10));
  return View::map({{"page", sealed_page(site.frame, "各期公开", lead, "", {{"核对本站有没有被改动", "proof/"}})}, {"lead", lead}, {"register", link_to(kRegisterUrl)}, {"editions", std::move(editions)}});
}

}  // namespace

void add_edition_list(const SealedSite& site, SitePlan& plan) {
  plan.pages.push_back({.url = std::string(kEditionsUrl), .page = "html/proof-editions.html", .report = {}, .values = [&site] { return edition_list(site); }});
}

}  // namespace disclose

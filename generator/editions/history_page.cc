#include <fmt/format.h>

#include <vector>

#include "compare/figures.h"
#include "editions/editions.h"
#include "plan/links.h"

namespace disclose {

namespace {

// [{title, rows: [{label, before, after}]}] by record.
View figures_view(const std::vector<FigureChange>& changes) {
  View records{View::List{}};
  View rows{View::List{}};
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const FigureChange& change = changes[i];
    const bool is_record = change.key.empty();
    const std::string label = !is_record ? change.label : change.after.empty() ? "这条记录不再公开" : "新增这条记录";
    rows.push(View::map({{"label", label}, {"before", is_record ? "" : change.before}, {"after", is_record ? "" : change.after}}));
    if (i + 1 < changes.size() && changes[i + 1].record == change.record) continue;
    records.push(View::map({{"title", change.title}, {"rows", rows}}));
    rows = View(View::List{});
  }
  return records;
}

class HistoryPage {
 public:
  HistoryPage(const SealedSite& site, const std::string& id) : site_(site), id_(id), parts_(parts_of(id)) {}

  View values() const {
    const ItemLeaf& last = site_.history.item(*site_.history.last_of(id_));
    const std::string certificate = fmt::format("proof/certificates/{}/{}/", parts_.unit, parts_.year);
    View leaves{View::List{}};
    std::size_t corrections = 0;
    for (const ItemLeaf* leaf = &last;; leaf = &site_.history.item(static_cast<std::size_t>(leaf->prev))) {
      leaves.push(leaf_view(*leaf));
      corrections += leaf->op == LeafOp::correct && !is_redrawn(site_.history, *leaf) ? 1U : 0U;
      if (leaf->prev < 0) break;
    }
    const BookEntry* entry = site_.book.entry(id_);
    const std::string said = now(last, corrections);
    const std::string title = fmt::format("版本与更正：{}{}年度{}", last.unit, parts_.year, item_name(parts_.document));
    return View::map({{"page", sealed_page(site_.frame, title, said, parts_.year, {{"公开证明", certificate}})},
                      {"history", View::map({{"now", said},
                                             {"state", last.is_live() ? "ok" : last.op == LeafOp::exempt ? "na" : "bad"},
                                             {"text", last.is_live() ? "已公开" : last.op == LeafOp::exempt ? "例外" : "已撤回"},
                                             {"address", last.is_live() && entry != nullptr ? entry->url : std::string()},
                                             {"certificate", link_to(certificate)},
                                             {"leaves", std::move(leaves)}})}});
  }

 private:
  std::string now(const ItemLeaf& last, std::size_t corrections) const {
    const std::string when = fmt::format("第{}期（{}）", last.edition, time_of(site_.history, last.edition).substr(0, 10));
    if (last.op == LeafOp::withdraw) return fmt::format("{}撤回，现在不再公开。", when);
    if (last.op == LeafOp::exempt) return fmt::format("{}列为例外：{}。", when, last.reason);
    return corrections == 0 ? fmt::format("现在的内容封存于{}，公开以来没有更正。", when) : fmt::format("现在的内容封存于{}，公开以来更正{}次。", when, corrections);
  }

  const ItemLeaf* live_before(const ItemLeaf& leaf) const {
    if (leaf.prev < 0) return nullptr;
    const ItemLeaf& before = site_.history.item(static_cast<std::size_t>(leaf.prev));
    return before.is_live() ? &before : nullptr;
  }

  View leaf_view(const ItemLeaf& leaf) const {
    View files{View::List{}};
    bool is_kept = true;
    for (const LeafFile& file : leaf.files) {
      const std::string place = site_.place_of(file);
      is_kept = is_kept && !place.empty();
      files.push(View::map({{"name", file.name}, {"url", place}, {"digest", file.sha256}, {"old", place != file.name}}));
    }
    View view = View::map({{"edition", leaf.edition},
                           {"time", time_of(site_.history, leaf.edition)},
                           {"done", done_view(site_.history, leaf)},
                           {"reason", is_redrawn(site_.history, leaf) ? std::string() : leaf.reason},
                           {"receipt", receipt_url(leaf)},
                           {"digest", leaf.record},
                           {"files", std::move(files)},
                           {"kept", is_kept},
                           {"figures", View(View::List{})},
                           {"untold", false}});
    const ItemLeaf* before = live_before(leaf);
    if (leaf.op != LeafOp::correct || before == nullptr || is_redrawn(site_.history, leaf)) return view;
    const std::optional<std::string> was = site_.record(*before);
    const std::optional<std::string> is = site_.record(leaf);
    view.set("untold", !was || !is);
    if (was && is) view.set("figures", figures_view(figure_changes(*was, *is, site_.book.labels)));
    return view;
  }

  const SealedSite& site_;
  const std::string& id_;
  ItemId parts_;
};

}  // namespace

void add_histories(const SealedSite& site, SitePlan& plan) {
  for (const auto& entry : site.history.items()) {
    const std::string& id = entry.first;
    plan.pages.push_back({.url = history_page_url(id), .page = "html/proof-history.html", .report = {}, .values = [&site, &id] { return HistoryPage(site, id).values(); }});
  }
}

}  // namespace disclose

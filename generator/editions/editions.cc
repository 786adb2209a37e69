#include "editions/editions.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/disclosure.h"
#include "proof/edition.h"

namespace disclose {

SitePlan plan_editions(const SealedSite& site) {
  SitePlan plan;
  plan.frame = site.frame.values;
  add_edition_list(site, plan);
  add_certificates(site, plan);
  add_registers(site, plan);
  add_histories(site, plan);
  return plan;
}

ItemId parts_of(const std::string& id) {
  const std::size_t first = id.find('/');
  const std::size_t second = id.find('/', first + 1);
  return {id.substr(0, first), id.substr(first + 1, second - first - 1), id.substr(second + 1)};
}

std::string item_name(const std::string& document) {
  std::string name = document;
  std::ranges::replace(name, '-', '_');
  const std::optional<Item> item = item_named(name);
  return item ? std::string(chinese_name_of(*item)) : document;
}

bool is_redrawn(const History& history, const ItemLeaf& leaf) {
  if (leaf.op != LeafOp::correct || leaf.prev < 0) return false;
  const ItemLeaf& before = history.item(static_cast<std::size_t>(leaf.prev));
  return before.is_live() && before.record == leaf.record;
}

View done_view(const History& history, const ItemLeaf& leaf) {
  const auto done = [](const char* text, const char* state) { return View::map({{"text", text}, {"state", state}}); };
  switch (leaf.op) {
    case LeafOp::publish: return leaf.prev < 0 ? done("首次公开", "ok") : done("重新公开", "ok");
    case LeafOp::correct: return is_redrawn(history, leaf) ? done("版面变了，数据未变", "na") : done("更正", "mid");
    case LeafOp::withdraw: return done("撤回", "bad");
    case LeafOp::exempt: return done("列为例外", "na");
  }
  return View();
}

std::string history_page_url(const std::string& id) { return "proof/history/" + id + "/"; }

std::string receipt_url(const ItemLeaf& leaf) { return std::string(kLogFolder) + receipt_path(leaf); }

std::string time_of(const History& history, std::int64_t edition) {
  const std::string& time = history.edition(static_cast<std::size_t>(edition)).time;
  return time.substr(0, 10) + " " + time.substr(11, 5);
}

View checkpoint_view(const SealedSite& site, std::size_t edition) {
  View groups{View::List{}};
  constexpr std::size_t kGroup = 8;
  const std::string& root = site.roots[edition - 1];
  for (std::size_t at = 0; at < root.size(); at += kGroup) groups.push(root.substr(at, kGroup));
  return View::map({{"edition", edition},
                    {"time", time_of(site.history, static_cast<std::int64_t>(edition))},
                    {"origin", site.origin},
                    {"size", site.history.editions()[edition - 1] + 1},
                    {"root", std::move(groups)},
                    {"url", std::string(kLogFolder) + checkpoint_path(edition)},
                    {"manifest", std::string(kLogFolder) + manifest_path(edition, false)}});
}

}  // namespace disclose

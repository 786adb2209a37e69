#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "editions/editions.h"
#include "model/disclosure.h"
#include "plan/links.h"
#include "plan/qr_view.h"

namespace disclose {

namespace {

// What the ledger says of an item that the log has nothing of.
View open_state(const std::string& state) { return state == "missing" ? View::map({{"text", "未公开"}, {"state", "bad"}}) : View::map({{"text", "未到期或没有项目"}, {"state", "na"}}); }

View timeliness_view(const std::string& timeliness) {
  if (timeliness == "on_time") return View::map({{"text", "按期"}, {"state", "ok"}});
  if (timeliness == "late") return View::map({{"text", "逾期"}, {"state", "bad"}});
  if (timeliness == "undecided") return View::map({{"text", "无法判定"}, {"state", "na"}});
  return View();
}

class Certificate {
 public:
  Certificate(const SealedSite& site, const std::string& unit, const std::string& year, const std::vector<std::string>& ids) : site_(site), unit_(unit), year_(year), ids_(ids) {}

  View values() {
    View items{View::List{}};
    for (int i = 0; i < kItemCount; ++i) {
      std::string document(name_of(static_cast<Item>(i)));
      std::ranges::replace(document, '_', '-');
      add(fmt::format("{}/{}/{}", unit_, year_, document), items);
    }
    const ItemLeaf& last = leaf(ids_.front());
    const std::string name = last.unit;
    const std::string page = fmt::format("{}/units/{}/", year_, unit_);
    const std::string address = site_.files.contains(page + "index.html") ? std::string(site_.frame.site.base_url) + page : std::string();
    const std::string said = sentence();
    const auto unit = site_.book.units.find(unit_);
    const std::string url = fmt::format("proof/certificates/{}/{}/", unit_, year_);
    Trail trail = {{year_ + "年度", year_ + "/"}};
    if (!address.empty()) trail.emplace_back(name, page);
    View files{View::List{}};
    if (site_.frame.reports) files.push(View::map({{"title", "PDF（A4，可打印）"}, {"url", url + "certificate.pdf"}}));
    return View::map({{"page", sealed_page(site_.frame, fmt::format("公开证明：{}{}年度", name, year_), said, year_, trail)},
                      {"certificate", View::map({{"unit", name},
                                                 {"code", unit == site_.book.units.end() ? std::string() : unit->second.code},
                                                 {"number", fmt::format("{}-{}-{}", unit_, year_, edition_)},
                                                 {"said", said},
                                                 {"address", address},
                                                 {"items", std::move(items)},
                                                 {"checkpoint", checkpoint_view(site_, static_cast<std::size_t>(edition_))},
                                                 {"keys", "proof/keys.txt"},
                                                 {"qr", address.empty() ? View() : qr_view(address)},
                                                 {"files", std::move(files)}})}});
  }

 private:
  const ItemLeaf& leaf(const std::string& id) const { return site_.history.item(*site_.history.last_of(id)); }

  void add(const std::string& id, View& items) {
    const BookEntry* entry = site_.book.entry(id);
    const std::optional<std::size_t> index = site_.history.last_of(id);
    if (!index && entry == nullptr) return;
    View view = View::map({{"name", item_name(parts_of(id).document)}, {"done", View()}, {"note", ""}, {"address", ""}, {"published", ""}, {"day", ""}, {"deadline", ""}, {"timeliness", View()},
                           {"edition", View()}, {"time", ""}, {"digest", ""}, {"receipt", ""}, {"history", ""}});
    if (!index) {
      view.set("done", open_state(entry->state));
      view.set("deadline", entry->deadline);
      ++(entry->state == "missing" ? missing_ : not_due_);
      items.push(std::move(view));
      return;
    }
    const ItemLeaf& last = site_.history.item(*index);
    edition_ = std::max(edition_, last.edition);
    view.set("edition", last.edition);
    view.set("time", time_of(site_.history, last.edition).substr(0, 10));
    view.set("receipt", receipt_url(last));
    view.set("history", link_to(history_page_url(id)));
    view.set("digest", last.record);
    if (last.op == LeafOp::withdraw) {
      view.set("done", View::map({{"text", "已撤回"}, {"state", "bad"}}));
      view.set("note", last.reason);
      ++withdrawn_;
    } else if (last.op == LeafOp::exempt) {
      view.set("done", View::map({{"text", "例外"}, {"state", "na"}}));
      view.set("note", entry != nullptr && !entry->basis.empty() ? fmt::format("{}：{}", last.reason, entry->basis) : last.reason);
      ++exempt_;
    } else {
      view.set("done", View::map({{"text", "已公开"}, {"state", "ok"}}));
      ++disclosed_;
      if (entry != nullptr) add_dates(*entry, view);
    }
    items.push(std::move(view));
  }

  void add_dates(const BookEntry& entry, View& view) {
    view.set("address", entry.url);
    view.set("published", entry.published);
    view.set("day", entry.published.substr(0, 10));
    view.set("deadline", entry.deadline);
    view.set("timeliness", timeliness_view(entry.timeliness));
    on_time_ += entry.timeliness == "on_time" ? 1 : 0;
    late_ += entry.timeliness == "late" ? 1 : 0;
  }

  std::string sentence() const {
    std::string said = fmt::format("应公开{}项，已公开{}项", disclosed_ + missing_ + withdrawn_, disclosed_);
    if (disclosed_ > 0) said += fmt::format("，其中按期{}项、逾期{}项", on_time_, late_);
    if (disclosed_ > on_time_ + late_) said += fmt::format("、无法判定{}项", disclosed_ - on_time_ - late_);
    if (missing_ > 0) said += fmt::format("；未公开{}项", missing_);
    if (withdrawn_ > 0) said += fmt::format("；撤回{}项", withdrawn_);
    if (exempt_ > 0) said += fmt::format("；例外{}项", exempt_);
    if (not_due_ > 0) said += fmt::format("；未到期{}项", not_due_);
    return said + "。";
  }

  const SealedSite& site_;
  const std::string& unit_;
  const std::string& year_;
  const std::vector<std::string>& ids_;
  std::int64_t edition_ = 0;  // the last in which something of the unit and year changed: the page stays as it is until then
  int disclosed_ = 0, missing_ = 0, not_due_ = 0, withdrawn_ = 0, exempt_ = 0, on_time_ = 0, late_ = 0;
};

}  // namespace

void add_certificates(const SealedSite& site, SitePlan& plan) {
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> years;
  for (const auto& [id, index] : site.history.items()) {
    const ItemId parts = parts_of(id);
    years[{parts.unit, parts.year}].push_back(id);
  }
  for (auto& [key, ids] : years) {
    plan.pages.push_back({.url = fmt::format("proof/certificates/{}/{}/", key.first, key.second),
                          .page = "html/proof-certificate.html",
                          .report = "report/certificate.xhtml",
                          .report_name = "certificate.pdf",
                          .values = [&site, unit = key.first, year = key.second, ids = std::move(ids)] { return Certificate(site, unit, year, ids).values(); }});
  }
}

}  // namespace disclose

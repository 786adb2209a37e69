#include "compare/changes.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/arena.h"
#include "format/json.h"
#include "proof/edition.h"

namespace disclose {

namespace {

constexpr std::string_view kPackage = "data/datapackage.json";

ItemChangeKind kind_of(const ItemLeaf& leaf, const ItemLeaf* last) {
  switch (leaf.op) {
    case LeafOp::publish: return ItemChangeKind::publish;
    case LeafOp::correct: return leaf.reason.empty() ? ItemChangeKind::correct : ItemChangeKind::redrawn;
    case LeafOp::withdraw: return last != nullptr && last->op == LeafOp::exempt ? ItemChangeKind::ended : ItemChangeKind::withdraw;
    case LeafOp::exempt: return ItemChangeKind::exempt;
  }
  return ItemChangeKind::publish;
}

// A page whose data says again, or adds up, what records say.
bool is_derived(std::string_view path) {
  return path.find("/units/") != std::string_view::npos || path.find("/projects/") != std::string_view::npos || path.ends_with("/ledger.json") || path.starts_with("units/") || path.starts_with("projects/");
}

bool is_page_data(std::string_view path) { return path.ends_with("/data.json") || path.ends_with("/ledger/ledger.json"); }

std::string text_in(std::string_view json, std::string_view key) {
  Arena arena;
  Diagnostics ignored;
  const std::optional<Value> value = parse_json("data.json", json, arena, ignored);
  const Value* found = value ? value->find(key) : nullptr;
  return found != nullptr && found->kind == Value::Kind::string ? std::string(found->text) : std::string();
}

class Comparison {
 public:
  Comparison(const SiteView& before, const History& history, const std::function<std::optional<std::string>(const ItemLeaf&)>& record_before, const SiteView& now)
      : before_(before), history_(history), record_before_(record_before), now_(now) {}

  std::optional<SiteChanges> run(Say& problem) {
    for (const SiteView* site : {&now_, &before_}) {
      const std::optional<std::string> package = site->files.contains(kPackage) ? site->fetch(std::string(kPackage)) : std::nullopt;
      if (!package) continue;
      labels_.read(*package);
      if (changes_.title.empty()) changes_.title = text_in(*package, "title");
    }
    std::map<std::string, std::vector<FigureChange>> figures;
    const TakeRecord take = [&](const std::string& id, const std::string& data) {
      const std::optional<std::size_t> last = history_.last_of(id);
      const ItemLeaf* leaf = last ? &history_.item(*last) : nullptr;
      if (leaf == nullptr || !leaf->is_live()) return;
      const std::optional<std::string> was = record_before_(*leaf);
      if (was && *was != data) figures[id] = figure_changes(*was, data, labels_);
    };
    const std::optional<SiteItems> items = read_site_items(now_.files, now_.fetch, true, problem, take);
    if (!items) return std::nullopt;
    add_items(*items, figures);
    add_files();
    add_pages(*items);
    return std::move(changes_);
  }

 private:
  void add_items(const SiteItems& items, std::map<std::string, std::vector<FigureChange>>& figures) {
    for (const auto& [id, leaf] : pending_changes(history_, items)) {
      const std::optional<std::size_t> last = history_.last_of(id);
      const ItemLeaf* before = last ? &history_.item(*last) : nullptr;
      const ItemChangeKind kind = kind_of(leaf, before);
      ItemChange change{.id = id, .unit = leaf.unit, .kind = kind, .needs_reason = leaf.reason.empty() && leaf.op != LeafOp::publish, .reason = {}, .figures = {}};
      if (kind == ItemChangeKind::exempt) change.reason = leaf.reason;
      if (kind == ItemChangeKind::correct) {
        const auto found = figures.find(id);
        change.figures_known = found != figures.end();
        if (change.figures_known) change.figures = std::move(found->second);
      }
      changes_.items.push_back(std::move(change));
    }
  }

  void add_files() {
    for (const auto& [path, file] : now_.files) {
      const auto was = before_.files.find(path);
      if (was == before_.files.end()) {
        ++changes_.files_added;
      } else if (was->second.sha256 != file.sha256) {
        ++changes_.files_changed;
      }
    }
    for (const auto& [path, file] : before_.files) {
      if (!now_.files.contains(path)) ++changes_.files_removed;
    }
  }

  // What is told with its item, and not once more.
  std::set<std::string, std::less<>> pages_of_items(const SiteItems& items) const {
    std::set<std::string, std::less<>> paths;
    const auto add = [&](const std::vector<LeafFile>& files) {
      for (const LeafFile& file : files) {
        if (!is_derived(file.name)) paths.insert(file.name);
      }
    };
    for (const auto& [id, item] : items.items) add(item.files);
    for (const auto& [id, index] : history_.items()) add(history_.item(index).files);
    return paths;
  }

  void add_pages(const SiteItems& items) {
    const std::set<std::string, std::less<>> told = pages_of_items(items);
    std::set<std::string, std::less<>> paths;
    for (const SiteFiles* files : {&before_.files, &now_.files}) {
      for (const auto& [path, file] : *files) {
        if (is_page_data(path) && !told.contains(path)) paths.insert(path);
      }
    }
    for (const std::string& path : paths) add_page(path);
  }

  void add_page(const std::string& path) {
    const auto was = before_.files.find(path);
    const auto is = now_.files.find(path);
    const bool was_there = was != before_.files.end();
    const bool is_there = is != now_.files.end();
    if (was_there && is_there && was->second.sha256 == is->second.sha256) return;
    PageChange change{.path = path.substr(0, path.rfind('/') + 1), .title = {}, .kind = PageChange::Kind::changed, .derived = is_derived(path), .figures = {}};
    if (!was_there) change.kind = PageChange::Kind::added;
    if (!is_there) change.kind = PageChange::Kind::removed;
    const std::optional<std::string> old_bytes = was_there ? before_.fetch(path) : std::nullopt;
    const std::optional<std::string> new_bytes = is_there ? now_.fetch(path) : std::nullopt;
    const std::string& said = new_bytes ? *new_bytes : old_bytes.value_or("");
    if (path.ends_with("/ledger.json")) change.title = "公开台账";
    for (const char* key : {"title", "name", "id"}) {
      if (change.title.empty()) change.title = text_in(said, key);
    }
    if (old_bytes && new_bytes) change.figures = figure_changes(*old_bytes, *new_bytes, labels_);
    changes_.pages.push_back(std::move(change));
  }

  const SiteView& before_;
  const History& history_;
  const std::function<std::optional<std::string>(const ItemLeaf&)>& record_before_;
  const SiteView& now_;
  FigureLabels labels_;
  SiteChanges changes_;
};

}  // namespace

std::string_view name_of(ItemChangeKind kind) {
  constexpr std::array<std::string_view, kItemChangeKinds> kNames = {"publish", "correct", "redrawn", "withdraw", "exempt", "exemption_ended"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::optional<SiteChanges> compare_sites(const SiteView& before, const History& history, const std::function<std::optional<std::string>(const ItemLeaf&)>& record_before,
                                         const SiteView& now, Say& problem) {
  return Comparison(before, history, record_before, now).run(problem);
}

}  // namespace disclose

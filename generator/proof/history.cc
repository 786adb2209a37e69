#include "proof/history.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace disclose {

namespace {

bool refuse(Say& problem, std::size_t index, const char* zh, const char* en) {
  problem = {fmt::format("日志第 {} 条：{}", index, zh), fmt::format("leaf {}: {}", index, en)};
  return false;
}

// What may come after what: nothing is published twice, and only what is there is corrected.
bool may_follow(LeafOp op, const ItemLeaf* before) {
  switch (op) {
    case LeafOp::publish: return before == nullptr || !before->is_live();
    case LeafOp::correct: return before != nullptr && before->is_live();
    case LeafOp::withdraw: return before != nullptr && before->op != LeafOp::withdraw;
    case LeafOp::exempt: return true;
  }
  return false;
}

}  // namespace

bool History::append(Leaf leaf, Say& problem) {
  if (!std::visit([&](const auto& kind) { return follows(kind, problem); }, leaf)) return false;
  const std::size_t index = leaves_.size();
  if (const auto* item = std::get_if<ItemLeaf>(&leaf)) items_[item->id] = index;
  if (std::holds_alternative<EditionLeaf>(leaf)) {
    editions_.push_back(index);
    adds_ = false;
  }
  if (const auto* key = std::get_if<KeyLeaf>(&leaf)) {
    keys_[key->key] = key->op;
    adds_ = adds_ || key->op == KeyOp::add;
  }
  leaves_.push_back(std::move(leaf));
  return true;
}

bool History::follows(const ItemLeaf& item, Say& problem) const {
  const std::size_t index = leaves_.size();
  if (item.edition != static_cast<std::int64_t>(editions_.size()) + 1) return refuse(problem, index, "期号不是下一期", "its edition is not the next one");
  if (index > first()) {
    const auto* before = std::get_if<ItemLeaf>(&leaves_.back());
    if (before != nullptr && before->id >= item.id) return refuse(problem, index, "事项没有按编号排列", "the items are not in order of id");
  }
  const std::optional<std::size_t> last = last_of(item.id);
  if (item.prev != (last ? static_cast<std::int64_t>(*last) : -1)) return refuse(problem, index, "prev 不是同一事项的上一条", "prev is not the last leaf of the item");
  if (!may_follow(item.op, last ? &this->item(*last) : nullptr)) return refuse(problem, index, "变更与事项的现状不符", "the item is not in a state in which this can happen to it");
  return true;
}

bool History::follows(const EditionLeaf& edition, Say& problem) const {
  const std::size_t index = leaves_.size();
  const bool is_next = edition.edition == static_cast<std::int64_t>(editions_.size()) + 1;
  const bool is_linked = edition.first == static_cast<std::int64_t>(first()) && edition.prev == static_cast<std::int64_t>(first()) - 1;
  if (!is_next || !is_linked) return refuse(problem, index, "期号、first 或 prev 接不上", "edition, first or prev does not follow");
  // Times of one form and zone compare as text.
  if (!editions_.empty() && edition.time < this->edition(editions_.size()).time) return refuse(problem, index, "时间早于上一期", "its time is before the last edition's");
  LeafCounts counted = counts();
  counted.waived = edition.counts.waived;
  if (edition.counts != counted) return refuse(problem, index, "写的数量与条目计数不符", "its counts are not those of the leaves");
  return true;
}

bool History::follows(const KeyLeaf& key, Say& problem) const {
  if (leaves_.size() > first() && !std::holds_alternative<KeyLeaf>(leaves_.back())) {
    return refuse(problem, leaves_.size(), "密钥条目应在事项之前", "leaves of keys come before those of items");
  }
  const auto last = keys_.find(key.key);
  const bool is_new = key.op == KeyOp::add && last == keys_.end();
  const bool is_ended = key.op == KeyOp::retire && (last == keys_.end() || last->second == KeyOp::add);
  if (!is_new && !is_ended) return refuse(problem, leaves_.size(), "密钥已经加过或停用过", "the key was added or retired before");
  if (key.op == KeyOp::retire && adds_) return refuse(problem, leaves_.size(), "同一期不能又加又停用密钥：新旧要同签一期", "a key is not retired in the edition that adds one: both sign it");
  return true;
}

std::optional<std::size_t> History::last_of(const std::string& id) const {
  const auto found = items_.find(id);
  return found == items_.end() ? std::nullopt : std::optional(found->second);
}

LeafCounts History::counts() const {
  LeafCounts counts;
  std::map<std::string, bool> units;  // unit → whether it discloses something
  for (const auto& [id, index] : items_) {
    const ItemLeaf& last = item(index);
    if (last.op == LeafOp::withdraw) continue;
    ++counts.items;
    bool& discloses = units[id.substr(0, id.find('/'))];
    discloses = discloses || last.is_live();
  }
  counts.units = static_cast<std::int64_t>(units.size());
  counts.disclosed = std::ranges::count_if(units, [](const auto& unit) { return unit.second; });
  counts.exempt = counts.units - counts.disclosed;
  return counts;
}

std::optional<History> History::of(const std::vector<std::string>& leaves, Say& problem) {
  History history;
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    std::optional<Leaf> leaf = parse_leaf(leaves[i], problem);
    if (!leaf) {
      problem = {fmt::format("日志第 {} 条：{}", i, problem.zh), fmt::format("leaf {}: {}", i, problem.en)};
      return std::nullopt;
    }
    if (!history.append(*std::move(leaf), problem)) return std::nullopt;
  }
  if (history.first() == leaves.size()) return history;
  problem = {"日志不在一期的结尾处结束", "the log does not end with an edition"};
  return std::nullopt;
}

}  // namespace disclose

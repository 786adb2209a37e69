#include "proof/key_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "proof/checkpoint.h"
#include "proof/edition.h"

namespace disclose {

namespace {

// The leaves of keys of an edition.
std::vector<const KeyLeaf*> key_leaves(const History& history, std::size_t edition) {
  std::vector<const KeyLeaf*> leaves;
  for (auto i = static_cast<std::size_t>(history.edition(edition).first); i < history.editions()[edition - 1]; ++i) {
    if (const auto* key = std::get_if<KeyLeaf>(&history.leaves()[i])) leaves.push_back(key);
  }
  return leaves;
}

}  // namespace

std::optional<std::vector<std::vector<VerifierKey>>> keys_by_edition(const History& history, const std::vector<VerifierKey>& given, Say& problem) {
  std::set<std::string> added;
  for (const Leaf& leaf : history.leaves()) {
    if (const auto* key = std::get_if<KeyLeaf>(&leaf); key != nullptr && key->op == KeyOp::add) added.insert(key->key);
  }
  std::vector<VerifierKey> now;
  for (const VerifierKey& key : given) {
    if (!added.contains(print_vkey(key))) now.push_back(key);
  }
  std::vector<std::vector<VerifierKey>> editions;
  for (std::size_t edition = 1; edition <= history.editions().size(); ++edition) {
    const bool had_keys = !now.empty();
    for (const KeyLeaf* leaf : key_leaves(history, edition)) {
      const std::optional<VerifierKey> key = parse_vkey(leaf->key, problem);
      if (!key) return std::nullopt;
      std::erase(now, *key);
      if (leaf->op == KeyOp::add) now.push_back(*key);
    }
    if (had_keys && now.empty()) {
      problem = {fmt::format("第 {} 期停用了全部密钥", edition), fmt::format("edition {} retires every key", edition)};
      return std::nullopt;
    }
    editions.push_back(now);
  }
  return editions;
}

std::optional<std::vector<VerifierKey>> follow_keys(const History& history, const Tree& tree, const std::vector<VerifierKey>& given, const Fetch& fetch, Say& problem) {
  const auto editions = keys_by_edition(history, given, problem);
  if (!editions) return std::nullopt;
  for (std::size_t edition = 1; edition <= editions->size(); ++edition) {
    const std::vector<VerifierKey>& keys = (*editions)[edition - 1];
    if (keys.empty() || key_leaves(history, edition).empty()) continue;
    const std::optional<std::string> bytes = fetch(checkpoint_path(edition));
    problem = {fmt::format("第 {} 期换了密钥，它的检查点缺失", edition), fmt::format("edition {} changes keys, and its checkpoint is missing", edition)};
    const std::optional<SignedCheckpoint> opened = bytes ? open_checkpoint(*bytes, keys, problem) : std::nullopt;
    const std::size_t size = history.editions()[edition - 1] + 1;
    if (!opened) return std::nullopt;
    if (opened->checkpoint.size != size || opened->checkpoint.root != tree.root(size)) {
      problem = {fmt::format("第 {} 期的检查点不是这个日志的", edition), fmt::format("the checkpoint of edition {} is not of this log", edition)};
      return std::nullopt;
    }
  }
  problem = {};
  return editions->empty() ? given : editions->back();
}

}  // namespace disclose

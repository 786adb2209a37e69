#include "proof/receipt.h"

#include <fmt/format.h>

#include <utility>

namespace disclose {

namespace {

constexpr std::string_view kHeader = "c2sp.org/tlog-proof@v1";
constexpr std::size_t kMostHashes = 63;
constexpr std::size_t kMostBytes = 1 << 20;

// The next line without its line break; nullopt when there is no whole one.
std::optional<std::string_view> next_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

// What follows `start` on the next line.
std::optional<std::string_view> next_value(std::string_view& rest, std::string_view start) {
  const std::optional<std::string_view> line = next_line(rest);
  if (!line || !line->starts_with(start)) return std::nullopt;
  return line->substr(start.size());
}

std::optional<std::vector<Hash>> hashes_until_blank(std::string_view& rest) {
  std::vector<Hash> hashes;
  while (const std::optional<std::string_view> line = next_line(rest)) {
    if (line->empty()) return hashes;
    const std::optional<std::string> bytes = from_base64(*line);
    const std::optional<Hash> hash = bytes ? Hash::from(*bytes) : std::nullopt;
    if (!hash || hashes.size() == kMostHashes) return std::nullopt;
    hashes.push_back(*hash);
  }
  return std::nullopt;
}

}  // namespace

std::string print_receipt(const Log& log, std::size_t index, std::size_t size, std::string_view checkpoint) {
  std::string text = fmt::format("{}\nextra {}\nindex {}\n", kHeader, to_base64(log.leaves[index]), index);
  for (const Hash& hash : log.tree.inclusion(index, size)) text += to_base64(hash.view()) + "\n";
  return text + "\n" + std::string(checkpoint);
}

std::optional<OpenReceipt> open_receipt(std::string_view bytes, const std::vector<VerifierKey>& keys, Say& problem) {
  problem = {"不是回执（c2sp.org/tlog-proof@v1），或格式不完整", "not a receipt (c2sp.org/tlog-proof@v1), or not whole"};
  if (bytes.size() > kMostBytes) return std::nullopt;
  if (bytes.find('\r') != std::string_view::npos) {
    problem = {"换行被改成了 Windows 的形式（CR LF）；请用原文件，不要用编辑器另存", "the line breaks became those of Windows (CR LF); take the original file, not one saved by an editor"};
    return std::nullopt;
  }
  std::string_view rest = bytes;
  if (next_line(rest) != kHeader) return std::nullopt;
  const std::optional<std::string_view> extra = next_value(rest, "extra ");
  const std::optional<std::string_view> number = next_value(rest, "index ");
  if (!extra || !number) return std::nullopt;
  std::optional<std::string> leaf = from_base64(*extra);
  const std::optional<long long> index = whole_number(*number);
  const std::optional<std::vector<Hash>> proof = hashes_until_blank(rest);
  if (!leaf || !index || !proof) return std::nullopt;
  std::optional<SignedCheckpoint> checkpoint = open_checkpoint(rest, keys, problem);
  if (!checkpoint) return std::nullopt;
  const Checkpoint& top = checkpoint->checkpoint;
  if (!verify_inclusion(leaf_hash(*leaf), static_cast<std::size_t>(*index), top.size, *proof, top.root)) {
    problem = {"从条目推不到检查点的根值：条目或证明被改过", "the proof does not lead from the leaf to the root of the checkpoint: one of them was changed"};
    return std::nullopt;
  }
  problem = {};
  return OpenReceipt{*std::move(leaf), static_cast<std::size_t>(*index), *std::move(checkpoint)};
}

std::optional<ItemReceipt> check_receipt(std::string_view bytes, const std::vector<VerifierKey>& keys, Say& problem) {
  std::optional<OpenReceipt> open = open_receipt(bytes, keys, problem);
  if (!open) return std::nullopt;
  std::optional<Leaf> leaf = parse_leaf(open->leaf, problem);
  if (!leaf) return std::nullopt;
  auto* item = std::get_if<ItemLeaf>(&*leaf);
  if (item == nullptr) {
    problem = {"回执里的条目不是公开事项", "the leaf in the receipt is not of a disclosure item"};
    return std::nullopt;
  }
  return ItemReceipt{std::move(*item), open->index, std::move(open->signed_checkpoint)};
}

}  // namespace disclose

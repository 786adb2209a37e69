#include "proof/checkpoint.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace disclose {

bool is_origin(std::string_view origin) {
  return !origin.empty() && std::ranges::all_of(origin, [](char c) { return c > ' ' && c < '\x7f' && c != '+'; });
}

std::string print_checkpoint(const Checkpoint& checkpoint) {
  return fmt::format("{}\n{}\n{}\n", checkpoint.origin, checkpoint.size, to_base64(checkpoint.root.view()));
}

std::optional<Checkpoint> parse_checkpoint(std::string_view text, Say& problem) {
  problem = {"检查点应为三行：来源、条数、根值", "a checkpoint is three lines: origin, size, root"};
  const std::size_t first = text.find('\n');
  const std::size_t second = first == std::string_view::npos ? first : text.find('\n', first + 1);
  if (second == std::string_view::npos || text.find('\n', second + 1) != text.size() - 1) return std::nullopt;
  const std::string_view origin = text.substr(0, first);
  const std::optional<long long> size = whole_number(text.substr(first + 1, second - first - 1));
  const std::optional<std::string> root = from_base64(text.substr(second + 1, text.size() - second - 2));
  const std::optional<Hash> hash = root ? Hash::from(*root) : std::nullopt;
  if (!is_origin(origin) || !size || !hash) return std::nullopt;
  problem = {};
  return Checkpoint{std::string(origin), static_cast<std::size_t>(*size), *hash};
}

std::optional<SignedCheckpoint> open_checkpoint(std::string_view bytes, const std::vector<VerifierKey>& keys, Say& problem) {
  const std::optional<Note> note = parse_note(bytes, problem);
  if (!note) return std::nullopt;
  std::optional<Checkpoint> checkpoint = parse_checkpoint(note->text, problem);
  if (!checkpoint) return std::nullopt;
  std::optional<std::vector<Signed>> signed_by = verify_note(*note, keys, problem);
  if (!signed_by) return std::nullopt;
  const bool has_log_key = std::ranges::any_of(keys, [](const VerifierKey& key) { return key.kind != KeyKind::cosignature; });
  const bool is_its_own = std::ranges::all_of(keys, [&](const VerifierKey& key) { return key.kind == KeyKind::cosignature || key.name == checkpoint->origin; });
  if (!has_log_key || !is_its_own) {
    problem = {fmt::format("检查点的来源是 {}，与所给公钥的名称不同", checkpoint->origin), fmt::format("the checkpoint is of {}, which is not the name of the keys given", checkpoint->origin)};
    return std::nullopt;
  }
  return SignedCheckpoint{*std::move(checkpoint), *std::move(signed_by)};
}

}  // namespace disclose

#include "proof/witness.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace disclose {

namespace {

std::nullopt_t refuse(WitnessRefused& refused, WitnessRefusal code, Say why) {
  refused = {code, std::move(why)};
  return std::nullopt;
}

struct Request {
  std::size_t old_size = 0;
  std::vector<Hash> proof;
  std::string_view checkpoint;
};

std::optional<Request> parse_request(std::string_view text) {
  constexpr std::size_t kMostBytes = 1 << 20;
  constexpr std::size_t kMostHashes = 63;
  constexpr std::string_view kOld = "old ";
  if (text.size() > kMostBytes || !text.starts_with(kOld)) return std::nullopt;
  std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::optional<long long> old_size = whole_number(text.substr(kOld.size(), end - kOld.size()));
  if (!old_size) return std::nullopt;
  Request request{static_cast<std::size_t>(*old_size), {}, {}};
  for (text.remove_prefix(end + 1); (end = text.find('\n')) != std::string_view::npos; text.remove_prefix(end + 1)) {
    if (end == 0) {
      request.checkpoint = text.substr(1);
      return request;
    }
    const std::optional<std::string> bytes = from_base64(text.substr(0, end));
    const std::optional<Hash> hash = bytes ? Hash::from(*bytes) : std::nullopt;
    if (!hash || request.proof.size() == kMostHashes) return std::nullopt;
    request.proof.push_back(*hash);
  }
  return std::nullopt;
}

}  // namespace

std::string witness_request(const Log& log, std::size_t old_size, std::string_view checkpoint) {
  std::string text = fmt::format("old {}\n", old_size);
  if (old_size != 0) {
    for (const Hash& hash : log.tree.consistency(old_size, log.tree.size())) text += to_base64(hash.view()) + "\n";
  }
  return text + "\n" + std::string(checkpoint);
}

std::optional<Checkpoint> check_witness_request(std::string_view request, const std::vector<VerifierKey>& log_keys,
                                                const std::optional<Checkpoint>& seen, WitnessRefused& refused) {
  const std::optional<Request> parsed = parse_request(request);
  if (!parsed) return refuse(refused, WitnessRefusal::malformed, {"请求的格式不对，应由 disclose witness request 生成", "the request is not in its form (disclose witness request makes it)"});
  Say problem;
  std::optional<SignedCheckpoint> opened = open_checkpoint(parsed->checkpoint, log_keys, problem);
  if (!opened) return refuse(refused, WitnessRefusal::unknown_key, problem);
  const Checkpoint& next = opened->checkpoint;
  const std::size_t known = seen ? seen->size : 0;
  if (seen && seen->origin != next.origin) {
    return refuse(refused, WitnessRefusal::unknown_key, {fmt::format("见证记录是 {} 的，请求是 {} 的", seen->origin, next.origin),
                                                         fmt::format("the witness has watched {}, the request is of {}", seen->origin, next.origin)});
  }
  if (parsed->old_size != known) {
    return refuse(refused, WitnessRefusal::other_size, {fmt::format("请求从第 {} 条起证明，见证人上次见到的是 {} 条", parsed->old_size, known),
                                                        fmt::format("the request starts at {} leaves, the witness last saw {}", parsed->old_size, known)});
  }
  const Say rewritten = {"新的日志不是上次所见日志的延续：历史被改写或回退，不得见证", "the log shown does not continue the one last seen: its history was rewritten or rolled back; it must not be cosigned"};
  if (known == 0) {
    if (!parsed->proof.empty() || next.size == 0) return refuse(refused, WitnessRefusal::not_consistent, rewritten);
  } else if (!verify_consistency(known, seen->root, next.size, next.root, parsed->proof)) {
    return refuse(refused, WitnessRefusal::not_consistent, rewritten);
  }
  return next;
}

std::optional<std::string> add_cosignature(std::string_view checkpoint, std::string_view line, const VerifierKey& witness, Say& problem) {
  std::string note = std::string(checkpoint) + std::string(line);
  if (!note.ends_with('\n')) note += '\n';
  const std::optional<Note> parsed = parse_note(note, problem);
  if (!parsed || !verify_note(*parsed, {witness}, problem)) return std::nullopt;
  return note;
}

}  // namespace disclose

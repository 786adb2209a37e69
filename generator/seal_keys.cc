#include "seal_keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "disk/signer_command.h"
#include "format/digest.h"

namespace disclose {

bool SealKeys::fail(const Say& what, const Say& help, ExitStatus status) {
  failed_ = inputs_.refuse(what, help, status);
  return false;
}

bool SealKeys::read() {
  if (asked().key.empty() && asked().signer_command.empty()) return fail({"要用 --key 或 --signer-cmd 指明怎样签名", "say how to sign: --key or --signer-cmd"});
  if (asked().key.empty() && asked().signed_log.empty()) return fail({"没有 --key 时要用 --signed-log 指明签名记录", "without --key, name what was signed so far: --signed-log"});
  const std::pair<const std::string&, std::optional<Algorithm>> files[] = {{asked().key, Algorithm::ed25519}, {asked().sm2_key, Algorithm::sm2}, {asked().add_key, std::nullopt}};
  for (const auto& [path, algorithm] : files) {
    if (path.empty()) continue;
    std::optional<SigningKey> key = inputs_.key(path, algorithm);
    if (!key) {
      failed_ = inputs_.failed();
      return false;
    }
    own_.push_back(*std::move(key));
  }
  is_added_ = !asked().add_key.empty();
  if (!asked().retire_key.empty()) {
    Say problem;
    retired_ = parse_vkey(asked().retire_key, problem);
    if (!retired_) return fail({"--retire-key：" + problem.zh, "--retire-key: " + problem.en});
    if (is_added_) return fail({"新密钥开始签名的那一期，旧密钥也要签；停用要等到以后的一期", "a key ends in a later edition than its successor begins: both sign that one"});
  }
  const auto vkeys = inputs_.vkeys();
  if (!vkeys) {
    failed_ = inputs_.failed();
    return false;
  }
  if (vkeys->empty() != asked().signer_command.empty()) return fail({"--signer-cmd 与它的公钥（--vkey 或 --keys）要一起写", "--signer-cmd and its keys (--vkey or --keys) go together"});
  command_ = *vkeys;
  return true;
}

bool SealKeys::name(const std::string& origin) {
  origin_ = origin;
  for (const SigningKey& key : own_) all_.push_back(make_verifier_key(origin, key.algorithm() == Algorithm::sm2 ? KeyKind::sm2 : KeyKind::ed25519, key.public_key()));
  if (is_added_) added_ = all_.back();
  all_.insert(all_.end(), command_.begin(), command_.end());
  std::ranges::stable_partition(all_, [](const VerifierKey& key) { return key.kind == KeyKind::ed25519; });
  const bool has_first = !all_.empty() && all_.front().kind == KeyKind::ed25519;
  if (has_first && std::ranges::all_of(all_, [&](const VerifierKey& key) { return key.name == origin && key.kind != KeyKind::cosignature; })) return true;
  return fail({fmt::format("签名的公钥要有一个 Ed25519，名称都是 {}", origin), fmt::format("the keys need one of Ed25519 and are all named {}", origin)});
}

bool SealKeys::follow(const std::vector<VerifierKey>& listed) {
  const auto names = [&](const std::vector<VerifierKey>& keys, const VerifierKey& key) { return std::ranges::find(keys, key) != keys.end(); };
  if (retired_ && (!names(listed, *retired_) || names(all_, *retired_))) {
    return fail({"要停用的密钥不在上一期的密钥之中，或还在签名", "the key to retire is not one of the last edition's, or still signs"}, {"上一期的密钥见 proof/keys.txt", "those of the last edition stand in proof/keys.txt"});
  }
  if (added_ && names(listed, *added_)) return fail({"要加的密钥上一期已经有了", "the key to add is one of the last edition's already"});
  for (const VerifierKey& key : listed) {
    if (names(all_, key) || (retired_ && *retired_ == key)) continue;
    return fail({fmt::format("上一期的密钥 {} 没有签名", to_hex(key.key_id)), fmt::format("the key {} of the last edition does not sign", to_hex(key.key_id))},
                {"用封存上一期的全部密钥；不再用的，用 --retire-key 停用", "use all keys of the last edition; one that is no longer used is retired with --retire-key"}, ExitStatus::findings);
  }
  for (const VerifierKey& key : before()) {
    if (names(listed, key)) continue;
    return fail({fmt::format("密钥 {} 不是上一期的", to_hex(key.key_id)), fmt::format("the key {} is not one of the last edition's", to_hex(key.key_id))}, {"新的密钥用 --add-key 加进日志", "a new key enters the log with --add-key"},
                ExitStatus::findings);
  }
  return true;
}

std::vector<VerifierKey> SealKeys::before() const {
  std::vector<VerifierKey> keys = all_;
  if (added_) std::erase(keys, *added_);
  return keys;
}

std::vector<KeyLeaf> SealKeys::leaves(const std::string& time) const {
  std::vector<KeyLeaf> leaves;
  if (added_) leaves.push_back({.op = KeyOp::add, .key = print_vkey(*added_), .time = time, .reason = "更换密钥：新密钥从本期起签名"});
  if (retired_) leaves.push_back({.op = KeyOp::retire, .key = print_vkey(*retired_), .time = time, .reason = "更换密钥：旧密钥从本期起停用"});
  return leaves;
}

bool SealKeys::has_sm2() const {
  return std::ranges::any_of(own_, [](const SigningKey& key) { return key.algorithm() == Algorithm::sm2; });
}

std::optional<std::string> SealKeys::sign(const std::string& text) {
  std::string note = text + "\n";
  for (const SigningKey& key : own_) note += sign_line(key, origin_, text);
  if (!asked().signer_command.empty()) {
    const std::optional<std::string> lines = run_signer_command(asked().signer_command, text);
    if (!lines && !fail({"签名命令没有成功", "the command that signs did not succeed"}, {}, ExitStatus::findings)) return std::nullopt;
    note += *lines;
  }
  Say problem;
  const std::optional<Note> read = parse_note(note, problem);
  if (read && read->text == text && verify_note(*read, all_, problem)) return note;
  fail({"签名核对不成立：" + problem.zh, "the signatures do not verify: " + problem.en}, {"没有封存", "nothing was sealed"}, ExitStatus::findings);
  return std::nullopt;
}

}  // namespace disclose

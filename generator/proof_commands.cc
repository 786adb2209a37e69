#include "proof_commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <variant>

#include "disk/operator_file.h"
#include "disk/whole_folder.h"
#include "format/digest.h"
#include "portal_checked.h"
#include "proof/edition.h"
#include "proof/page_text.h"
#include "proof/receipt.h"
#include "proof/verify_site.h"
#include "proof/witness.h"
#include "proof_inputs.h"

namespace disclose {

namespace {

std::string in_log(const std::string& path) { return std::string(kLogFolder) + path; }

Say op_text(LeafOp op) {
  switch (op) {
    case LeafOp::publish: return {"公开", "published"};
    case LeafOp::correct: return {"更正", "corrected"};
    case LeafOp::withdraw: return {"撤回", "withdrawn"};
    case LeafOp::exempt: return {"例外", "exempt"};
  }
  return {};
}

CommandResult new_key(const Options& options, const SystemCalls& calls) {
  ProofInputs inputs(options, calls);
  const ProofOptions& asked = options.proof;
  if (asked.sm2 && asked.witness_key) return inputs.refuse({"见证人的密钥只能是 Ed25519", "a witness's key is of Ed25519"});
  const bool is_name = asked.witness_key ? is_key_name(asked.name) : is_origin(asked.name) && !asked.name.ends_with('/') && asked.name.find("://") == std::string::npos;
  if (!is_name) return inputs.refuse({fmt::format("名称“{}”不合规定：不含 https://、空格、加号和结尾的斜线", asked.name), fmt::format("the name \"{}\" is not allowed: no https://, space, plus, or slash at its end", asked.name)});
  const auto passphrase = inputs.passphrase(true);
  if (!passphrase) return inputs.failed();
  const SigningKey key = SigningKey::generate(asked.sm2 ? Algorithm::sm2 : Algorithm::ed25519);
  if (const auto refusal = create_secret(asked.key, key.to_pem(*passphrase), calls)) return inputs.refuse(refusal->message, refusal->help);
  const KeyKind kind = asked.sm2 ? KeyKind::sm2 : asked.witness_key ? KeyKind::cosignature : KeyKind::ed25519;
  return {.status = ExitStatus::done, .out = print_vkey(make_verifier_key(asked.name, kind, key.public_key())) + "\n", .err = {}};
}

// Holds the files to a receipt: each is one of those it lists, by digest and size.
std::string check_files(ProofInputs& inputs, const ItemLeaf& item, bool& all_hold) {
  std::string out;
  for (const std::string& path : inputs.options().proof.files) {
    const std::optional<std::string> bytes = inputs.file(path);
    const std::string digest = bytes ? sha256_hex(*bytes) : std::string();
    const auto found = std::ranges::find_if(item.files, [&](const LeafFile& file) { return bytes && file.sha256 == digest && file.size == static_cast<std::int64_t>(bytes->size()); });
    const bool holds = found != item.files.end();
    all_hold = all_hold && holds;
    out += holds ? fmt::format("{} = {}\n", path, found->name)
                 : inputs.say(fmt::format("{} 不是回执所列的任何文件\n", path).c_str(), fmt::format("{} is none of the files of the receipt\n", path).c_str());
  }
  return out;
}

// Holds saved pages to a receipt: what a reader sees of each is the text of one of its pages.
std::string check_pages(ProofInputs& inputs, const ItemLeaf& item, bool& all_hold) {
  std::string out;
  for (const std::string& path : inputs.options().proof.pages) {
    const std::optional<std::string> bytes = inputs.file(path);
    Say problem = {"文字与回执所列的不同", "its text is none of the receipt's"};
    const auto found = std::ranges::find_if(item.files, [&](const LeafFile& file) {
      const std::string& expected = file.text.empty() ? item.text : file.text;
      if (!bytes || page_of(file.name).empty() || expected.empty()) return false;
      const PageText text = read_page_text(*bytes, "", page_of(file.name));
      if (text.digest.empty()) problem = text.problem;
      return text.digest == expected;
    });
    const bool holds = found != item.files.end();
    all_hold = all_hold && holds;
    out += path + (holds ? inputs.say(" 的文字 = ", ": the text of ") + found->name : inputs.say("：", ": ") + inputs.say(problem)) + "\n";
  }
  return out;
}

CommandResult check_receipt_file(const Options& options, const SystemCalls& calls) {
  ProofInputs inputs(options, calls);
  const auto bytes = inputs.file(options.proof.subject);
  const auto keys = bytes ? inputs.vkeys() : std::nullopt;
  if (!keys) return inputs.failed();
  if (keys->empty()) return inputs.refuse({"要用 --vkey 或 --keys 给出站点的公钥", "give the keys of the site: --vkey or --keys"}, {"公钥印在公开的通知里", "they are printed in the official notice"});
  Say problem;
  const auto receipt = check_receipt(*bytes, *keys, problem);
  if (!receipt) return inputs.refuse({"回执不成立：" + problem.zh, "the receipt does not hold: " + problem.en}, {}, ExitStatus::findings);
  const ItemLeaf& item = receipt->item;
  const Checkpoint& checkpoint = receipt->signed_checkpoint.checkpoint;
  std::string out = inputs.say("回执成立\n", "The receipt holds\n");
  out += fmt::format("{}{}（{}）\n", inputs.say("事项：", "Item: "), item.id, item.unit);
  out += inputs.say(fmt::format("第 {} 期：{}", item.edition, op_text(item.op).zh).c_str(), fmt::format("Edition {}: {}", item.edition, op_text(item.op).en).c_str());
  out += item.reason.empty() ? "\n" : inputs.say("，", ", ") + item.reason + "\n";
  out += inputs.say(fmt::format("日志：{}，第 {} 条，共 {} 条\n", checkpoint.origin, receipt->index, checkpoint.size).c_str(), fmt::format("Log: {}, leaf {} of {}\n", checkpoint.origin, receipt->index, checkpoint.size).c_str());
  for (const Signed& by : receipt->signed_checkpoint.signed_by) {
    const std::string time = by.seconds ? inputs.say(fmt::format("，见证于 {} 秒（Unix）", *by.seconds).c_str(), fmt::format(", witnessed at {} s (Unix)", *by.seconds).c_str()) : "";
    out += fmt::format("{}{} {}{}\n", inputs.say("签名：", "Signed: "), by.key.name, to_hex(by.key.key_id), time);
  }
  for (const LeafFile& file : item.files) out += fmt::format("{}  {}  {}\n", file.sha256, file.name, file.size);
  bool all_hold = true;
  const std::string files = check_files(inputs, item, all_hold) + check_pages(inputs, item, all_hold);
  return {.status = all_hold ? ExitStatus::done : ExitStatus::findings, .out = out + files, .err = inputs.failed().err};
}

CommandResult verify_folder(const Options& options, const SystemCalls& calls) {
  ProofInputs inputs(options, calls);
  auto opening = WholeFolder::open(options.proof.subject, calls);
  if (const auto* refusal = std::get_if<Refusal>(&opening)) return inputs.refuse(refusal->message, refusal->help);
  const WholeFolder& folder = *std::get<std::unique_ptr<WholeFolder>>(opening);
  auto keys = inputs.vkeys();
  if (!keys) return inputs.failed();
  std::string err;
  if (keys->empty()) {
    Say problem;
    const std::optional<std::string> listed = folder.read("proof/keys.txt");
    keys = listed ? parse_vkeys(*listed, problem) : std::nullopt;
    if (!keys) return inputs.refuse({"没有 proof/keys.txt，站点还没有封存；也没有给出公钥", "there is no proof/keys.txt: the site is not sealed; and no key is given"}, {}, ExitStatus::findings);
    err = inputs.say("注意：公钥取自站点自己的 proof/keys.txt，只能说明站点前后一致；请用通知里的公钥（--vkey）再核对\n",
                     "Note: the keys are the site's own (proof/keys.txt) and show only that it agrees with itself; verify with those of the official notice (--vkey)\n");
  }
  const Verified verified = verify_site(folder, *keys);
  for (const Mismatch& mismatch : verified.mismatches) {
    err += fmt::format("{}: {}\n", mismatch.path.empty() ? options.proof.subject : mismatch.path, inputs.say(mismatch.what));
  }
  if (!verified.mismatches.empty()) {
    const std::size_t count = verified.mismatches.size();
    err += inputs.say(fmt::format("核对不成立：{} 处不符\n", count).c_str(), fmt::format("Not verified: {} mismatches\n", count).c_str());
    return {.status = ExitStatus::findings, .out = {}, .err = std::move(err)};
  }
  const History& history = verified.sealed->history;
  const std::size_t edition = history.editions().size();
  const LeafCounts counts = history.counts();
  return {.status = ExitStatus::done,
          .out = inputs.say(fmt::format("核对成立：第 {} 期（{}），{} 个文件；单位 {} = 公开 {} + 例外 {}\n", edition, history.edition(edition).time, verified.files, counts.units, counts.disclosed, counts.exempt).c_str(),
                            fmt::format("Verified: edition {} ({}), {} files; units {} = {} disclosed + {} exempt\n", edition, history.edition(edition).time, verified.files, counts.units, counts.disclosed, counts.exempt).c_str()),
          .err = std::move(err)};
}

// --- witnesses ---

CommandResult request_witness(const Options& options, const SystemCalls& calls) {
  ProofInputs inputs(options, calls);
  auto opening = WholeFolder::open(options.out, calls);
  if (const auto* refusal = std::get_if<Refusal>(&opening)) return inputs.refuse(refusal->message, refusal->help);
  const WholeFolder& folder = *std::get<std::unique_ptr<WholeFolder>>(opening);
  Say problem;
  const auto sealed = read_own_log([&](const std::string& path) { return folder.read(in_log(path)); }, problem);
  if (!sealed) return inputs.refuse(problem, {}, ExitStatus::findings);
  const std::optional<long long> old = whole_number(options.proof.old_size);
  if (!old || static_cast<std::size_t>(*old) > sealed->log.leaves.size()) {
    return inputs.refuse({fmt::format("--old 应为 0 至 {} 的整数", sealed->log.leaves.size()), fmt::format("--old is an integer from 0 to {}", sealed->log.leaves.size())});
  }
  return {.status = ExitStatus::done, .out = witness_request(sealed->log, static_cast<std::size_t>(*old), sealed->checkpoint), .err = {}};
}

// The state of a witness: one checkpoint of three lines after the other, of any number of logs.
std::optional<Checkpoint> last_seen(const std::string& state, const std::string& origin, bool& is_sound) {
  std::optional<Checkpoint> seen;
  std::string_view rest = state;
  while (!rest.empty() && is_sound) {
    std::size_t end = 0;
    for (int line = 0; line < 3 && end != std::string_view::npos; ++line) end = rest.find('\n', end == 0 ? 0 : end + 1);
    Say problem;
    const auto checkpoint = end == std::string_view::npos ? std::nullopt : parse_checkpoint(rest.substr(0, end + 1), problem);
    is_sound = checkpoint.has_value();
    if (!is_sound) break;
    if (checkpoint->origin == origin) seen = checkpoint;
    rest.remove_prefix(end + 1);
  }
  return seen;
}

CommandResult cosign(const Options& options, const SystemCalls& calls) {
  ProofInputs inputs(options, calls);
  const ProofOptions& asked = options.proof;
  if (!is_leaf_time(asked.time) || unix_seconds(asked.time) < 0) return inputs.refuse({"--time 应写成 2026-03-01T09:00:00+08:00 的形式", "--time is written like 2026-03-01T09:00:00+08:00"});
  if (!is_key_name(asked.name)) return inputs.refuse({"--name 不能有空格和加号", "--name has no space and no plus"});
  const auto request = inputs.file(asked.subject);
  const auto keys = request ? inputs.vkeys() : std::nullopt;
  if (!keys) return inputs.failed();
  if (keys->empty()) return inputs.refuse({"要用 --vkey 或 --keys 给出所见证站点的公钥", "give the keys of the site that is witnessed: --vkey or --keys"});
  const auto key = inputs.key(asked.key, Algorithm::ed25519);
  if (!key) return inputs.failed();
  bool is_sound = true;
  const auto seen = last_seen(read_memory(asked.state, calls), keys->front().name, is_sound);
  if (!is_sound) return inputs.refuse({fmt::format("见证记录 {} 损坏", asked.state), fmt::format("the witness's record {} is damaged", asked.state)}, {}, ExitStatus::findings);
  WitnessRefused refused;
  const auto next = check_witness_request(*request, *keys, seen, refused);
  if (!next) return inputs.refuse({fmt::format("不予见证（{}）：{}", static_cast<int>(refused.code), refused.why.zh), fmt::format("not cosigned ({}): {}", static_cast<int>(refused.code), refused.why.en)}, {}, ExitStatus::findings);
  // Remembered before the signature leaves: a crash between the two costs a signature, not the memory.
  if (next != seen) append_memory(asked.state, print_checkpoint(*next), calls);
  return {.status = ExitStatus::done, .out = cosign_line(*key, asked.name, print_checkpoint(*next), unix_seconds(asked.time)), .err = {}};
}

CommandResult add_witness(const Options& options, const SystemCalls& calls) {
  ProofInputs inputs(options, calls);
  const auto line = inputs.file(options.proof.line);
  const auto witness = line ? inputs.witness() : std::nullopt;
  auto keys = witness ? inputs.vkeys() : std::nullopt;
  if (!keys) return inputs.failed();
  auto opening = Publication::open(options.out, calls);
  if (const auto* refusal = std::get_if<Refusal>(&opening)) return inputs.refuse(refusal->message, refusal->help);
  Publication& publication = *std::get<std::unique_ptr<Publication>>(opening);
  const Fetch fetch = [&](const std::string& path) { return publication.read_made(in_log(path)); };
  Say problem = {"站点还没有封存", "the site is not sealed"};
  if (keys->empty()) {
    const auto listed = fetch("keys.txt");
    keys = listed ? parse_vkeys(*listed, problem) : std::nullopt;
    if (!keys) return inputs.refuse(problem, {}, ExitStatus::findings);
  }
  const auto sealed = read_sealed_log(fetch, *keys, problem);
  const auto note = sealed ? add_cosignature(sealed->checkpoint, *line, *witness, problem) : std::nullopt;
  if (!note) return inputs.refuse({"联署行没有加进去：" + problem.zh, "the cosignature was not added: " + problem.en}, {}, ExitStatus::findings);
  const std::size_t edition = sealed->history.editions().size();
  FileMap made;
  for (const std::string& path : {std::string("checkpoint"), std::string("checkpoint.txt"), checkpoint_path(edition)}) made[in_log(path)] = *note;
  made[in_log("tlog.zip")] = log_archive(sealed->log, *note);
  const auto first = static_cast<std::size_t>(sealed->history.edition(edition).first);
  for (std::size_t i = first; i < sealed->history.leaves().size(); ++i) {
    if (const auto* item = std::get_if<ItemLeaf>(&sealed->history.leaves()[i])) made[in_log(receipt_path(*item))] = print_receipt(sealed->log, i, sealed->log.leaves.size(), *note);
  }
  std::string& witnesses = made[in_log("witnesses.txt")];
  witnesses = fetch("witnesses.txt").value_or("");
  if (witnesses.find(print_vkey(*witness)) == std::string::npos) witnesses += print_vkey(*witness) + "\n";
  for (const MadeFile& old : publication.made()) {
    if (!made.contains(old.path)) publication.carry(old.path, old.path);
  }
  for (const auto& [path, bytes] : made) publication.put(path, bytes);
  publication.commit();
  return {.status = ExitStatus::done, .out = inputs.say(fmt::format("第 {} 期的检查点已由 {} 联署\n", edition, witness->name).c_str(), fmt::format("The checkpoint of edition {} is cosigned by {}\n", edition, witness->name).c_str()), .err = {}};
}

}  // namespace

CommandResult run_proof_command(const Options& options, const SystemCalls& calls) {
  switch (options.command) {
    case Command::diff: return compare_folders(options, calls);
    case Command::key_new: return new_key(options, calls);
    case Command::seal: return seal_with_check(options, calls);
    case Command::receipt_check: return check_receipt_file(options, calls);
    case Command::verify: return verify_folder(options, calls);
    case Command::witness_request: return request_witness(options, calls);
    case Command::witness_cosign: return cosign(options, calls);
    case Command::witness_add: return add_witness(options, calls);
    case Command::none:
    case Command::build:
    case Command::check:
    case Command::explain: break;
  }
  return {.status = ExitStatus::usage, .out = {}, .err = {}};
}

void LogKeeper::take(std::string_view path, std::string_view bytes, std::string_view digest) {
  publication_.take(path, bytes, digest);
  const std::lock_guard lock(mutex_);
  files_[std::string(path)] = {digest.empty() ? sha256_hex(bytes) : std::string(digest), static_cast<std::int64_t>(bytes.size())};
  if (is_read_for_items(path)) texts_[std::string(path)] = bytes;
}

Say LogKeeper::keep() {
  const Fetch old = [this](const std::string& path) { return publication_.read_made(in_log(path)); };
  if (!old("checkpoint")) return {};
  Say problem;
  const auto sealed = read_own_log(old, problem);
  const Fetch fetch = [this](const std::string& path) { return texts_.contains(path) ? std::optional(texts_.at(path)) : std::nullopt; };
  const auto items = sealed ? read_site_items(files_, fetch, false, problem) : std::nullopt;
  std::map<std::string, LeafFile> superseded;
  if (items) superseded = superseded_files(sealed->history, *items, files_);
  const auto is_made = [this](const std::string& path, const std::string& digest) {
    return std::ranges::any_of(publication_.made(), [&](const MadeFile& made) { return made.path == path && made.digest == digest; });
  };
  for (const MadeFile& made : publication_.made()) {
    const bool is_archived = made.path.starts_with("archive/");
    if (is_log_file(made.path) && (!is_archived || !items)) publication_.carry(made.path, made.path);
  }
  for (const auto& [path, file] : superseded) {
    if (is_made(path, file.sha256)) {
      publication_.carry(path, path);
    } else if (is_made(file.name, file.sha256)) {
      publication_.carry(file.name, path);
    }
  }
  if (items) return {};
  return {"原有日志照原样保留，但被替换的文件没有留底：" + problem.zh, "the log was kept as it is, but the files that were replaced were not: " + problem.en};
}

}  // namespace disclose

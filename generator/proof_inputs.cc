#include "proof_inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "disk/operator_file.h"
#include "disk/terminal.h"

namespace disclose {

namespace {

constexpr const char* kTerminal = "/dev/tty";
constexpr std::size_t kLeastPassphrase = 8;
const Say kTooShort = {"口令不足 8 个字符", "the passphrase has less than 8 characters"};

}  // namespace

CommandResult ProofInputs::refuse(const Say& what, const Say& help, ExitStatus status) const {
  std::string err = "disclose: " + say(what) + "\n";
  if (!help.empty()) err += say("  处理：", "  help: ") + say(help) + "\n";
  return {.status = status, .out = {}, .err = std::move(err)};
}

std::optional<std::string> ProofInputs::file(const std::string& path) {
  auto read = read_operator_file(path, calls_);
  if (auto* bytes = std::get_if<std::string>(&read)) return std::move(*bytes);
  failed_ = refuse(std::get<Refusal>(read).message, std::get<Refusal>(read).help);
  return std::nullopt;
}

std::optional<std::string> ProofInputs::asked_for(bool is_new) {
  if (typed_) return typed_;
  const auto ask = [&](const char* zh, const char* en) { return options_.proof.may_ask ? ask_terminal(kTerminal, say(zh, en)) : std::nullopt; };
  const std::optional<std::string> first = ask("口令：", "Passphrase: ");
  const std::optional<std::string> second = first && is_new ? ask("再输一遍：", "Again: ") : first;
  if (!first || !second) {
    failed_ = refuse({"要用 --passphrase-file 指明口令文件，或在终端上运行", "name the file with the passphrase: --passphrase-file; or run on a terminal"});
  } else if (*first != *second) {
    failed_ = refuse({"两次输入的口令不同", "the two passphrases differ"});
  } else if (first->size() < kLeastPassphrase) {
    failed_ = refuse(kTooShort);
  } else {
    typed_ = first;
  }
  return typed_;
}

std::optional<std::string> ProofInputs::passphrase(bool is_new) {
  if (options_.proof.passphrase_file.empty()) return asked_for(is_new);
  auto read = read_secret(options_.proof.passphrase_file, calls_);
  if (const auto* refusal = std::get_if<Refusal>(&read)) {
    failed_ = refuse(refusal->message, refusal->help);
    return std::nullopt;
  }
  std::string text = std::get<std::string>(std::move(read));
  text.resize(std::min(text.find_first_of("\r\n"), text.size()));
  if (text.size() >= kLeastPassphrase) return text;
  failed_ = refuse(kTooShort);
  return std::nullopt;
}

std::optional<SigningKey> ProofInputs::key(const std::string& path, std::optional<Algorithm> algorithm) {
  const std::optional<std::string> words = passphrase();
  if (!words) return std::nullopt;
  const auto read = read_secret(path, calls_);
  if (const auto* refusal = std::get_if<Refusal>(&read)) {
    failed_ = refuse(refusal->message, refusal->help);
    return std::nullopt;
  }
  Say problem;
  std::optional<SigningKey> key = SigningKey::from_pem(std::get<std::string>(read), *words, problem);
  if (key && (!algorithm || key->algorithm() == *algorithm)) return key;
  if (key) problem = algorithm == Algorithm::sm2 ? Say{"应为 SM2 私钥", "expected a key of SM2"} : Say{"应为 Ed25519 私钥", "expected a key of Ed25519"};
  failed_ = refuse({fmt::format("{}：{}", path, problem.zh), fmt::format("{}: {}", path, problem.en)});
  return std::nullopt;
}

std::optional<std::vector<VerifierKey>> ProofInputs::vkeys() {
  std::string text;
  if (!options_.proof.keys_file.empty()) {
    std::optional<std::string> listed = file(options_.proof.keys_file);
    if (!listed) return std::nullopt;
    text = *std::move(listed) + "\n";
  }
  for (const std::string& vkey : options_.proof.vkeys) text += vkey + "\n";
  if (text.empty()) return std::vector<VerifierKey>{};
  Say problem;
  std::optional<std::vector<VerifierKey>> keys = parse_vkeys(text, problem);
  if (!keys) failed_ = refuse(problem, {"公钥在公开的通知里，或在站点的 proof/keys.txt", "the keys stand in the official notice, or in the site's proof/keys.txt"});
  return keys;
}

std::optional<VerifierKey> ProofInputs::witness() {
  Say problem;
  std::optional<VerifierKey> key = parse_vkey(options_.proof.witness, problem);
  if (key && key->kind == KeyKind::cosignature) return key;
  if (key) problem = {"这不是见证人的公钥", "this is not the key of a witness"};
  failed_ = refuse({"--witness：" + problem.zh, "--witness: " + problem.en});
  return std::nullopt;
}

}  // namespace disclose

// Logs of this program under the eyes of software that is not ours: golang.org/x/mod of Debian, openssl.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "proof/go_verifier.h"
#include "proof/receipt.h"
#include "proof/vectors.h"

namespace disclose {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

struct Scratch {
  fs::path path = fs::path(testing::TempDir()) / ("disclose_interop_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
  Scratch() { fs::remove_all(path); }
  ~Scratch() { fs::remove_all(path); }
};

// Runs a command quietly; its output stands in the message of a test that fails.
bool runs(const std::string& command, const fs::path& output) { return std::system(fmt::format("{} >'{}' 2>&1", command, output.string()).c_str()) == 0; }

TEST(Interop, GoReadsLogsOfEverySize) {
  const Scratch scratch;
  fs::create_directories(scratch.path);
  const fs::path said = scratch.path / "said";
  const auto program = go_verifier(scratch.path.string());
  if (!program) GTEST_SKIP() << kNoGo;
  const Signer signer;
  const std::string vkey = print_vkey(signer.keys()[0]);
  for (const std::size_t size : {1U, 2U, 3U, 5U, 200U, 255U, 256U, 257U, 511U, 512U, 513U, 987U, 65536U, 65537U}) {
    const Log log = numbered_log(size);
    const fs::path proof = scratch.path / std::to_string(size);
    for (const auto& [path, bytes] : tile_files(log)) {
      if (path.starts_with("tile/")) write(proof / path, bytes);
    }
    write(proof / "checkpoint", signer.checkpoint(log, size));
    for (const std::size_t old : {1U, 4U, 200U, 256U, 513U, 65536U}) {
      if (old > size) continue;
      write(proof / fmt::format("checkpoints/{:06}.txt", old), signer.checkpoint(log, old));
      write(proof / fmt::format("receipts/{}.txt", old), print_receipt(log, old / 2, old, signer.checkpoint(log, old)));
      write(proof / fmt::format("receipts/{}-now.txt", old), print_receipt(log, old / 2, size, signer.checkpoint(log, size)));
    }
    EXPECT_TRUE(runs(fmt::format("'{}' '{}' '{}'", *program, proof.string(), vkey), said)) << size << ": " << read_if_there(said).value_or("");
  }
  // It does see what is wrong.
  const fs::path proof = scratch.path / "257";
  std::string tile = read_if_there(proof / "tile/0/000").value();
  tile[100] = static_cast<char>(tile[100] ^ 1);
  write(proof / "tile/0/000", tile);
  EXPECT_FALSE(runs(fmt::format("'{}' '{}' '{}'", *program, proof.string(), vkey), said));
}

TEST(Interop, ThePageOfTheSiteChecksAsTheProgramDoes) {
  if (std::system("node --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "not run: install nodejs";
  const Scratch scratch;
  const Signer signer;
  Log log = numbered_log(5);
  const std::string digest(64, 'a');
  log.append(print_leaf(ItemLeaf{.edition = 1, .id = "a.b/2024/budget", .op = LeafOp::publish, .unit = "财政\"局\\", .prev = -1, .files = {{"2024/index.html", digest, 7}}, .record = digest, .text = {}, .reason = {}}));
  log.append("the edition");
  write(scratch.path / "receipt", print_receipt(log, 5, 7, signer.checkpoint(log, 7)));
  std::string keys;
  for (const VerifierKey& key : signer.keys()) keys += print_vkey(key) + "\n";
  write(scratch.path / "keys", keys);
  const std::string in = scratch.path.string();
  EXPECT_TRUE(runs(fmt::format("node '{0}/tests/proof/interop/receipt.js' '{0}' '{1}/receipt' '{1}/keys'", DISCLOSE_SOURCE_DIR, in), scratch.path / "said"))
      << read_if_there(scratch.path / "said").value_or("");
}

TEST(Interop, OpensslVerifiesBothSignatures) {
  if (std::system("openssl version >/dev/null 2>&1") != 0) GTEST_SKIP() << "not run: install openssl";
  const Scratch scratch;
  const Signer signer;
  const std::string message = "czj.example.gov.cn/jxgk\n6\n7S8Njk5H0zxv+IzAl0RRXmdeBDYlrzbA+36eTyIqdKc=\n";
  const fs::path said = scratch.path / "said";
  write(scratch.path / "message", message);
  write(scratch.path / "pass", "correct horse");
  const std::string in = "cd '" + scratch.path.string() + "' && openssl ";
  for (const SigningKey* key : {&signer.ed25519, &signer.sm2}) {
    write(scratch.path / "key.pem", key->to_pem("correct horse"));
    write(scratch.path / "signature", key->sign(message));
    ASSERT_TRUE(runs(in + "pkey -in key.pem -passin file:pass -pubout -out pub.pem", said)) << read_if_there(said).value_or("");
    const std::string verify = key->algorithm() == Algorithm::sm2 ? "dgst -sm3 -sigopt distid:1234567812345678 -verify pub.pem -signature signature message"
                                                                  : "pkeyutl -verify -pubin -inkey pub.pem -rawin -in message -sigfile signature";
    write(scratch.path / "message", message);
    EXPECT_TRUE(runs(in + verify, said)) << read_if_there(said).value_or("");
    write(scratch.path / "message", message + "x");
    EXPECT_FALSE(runs(in + verify, said));
  }
}

}  // namespace
}  // namespace disclose

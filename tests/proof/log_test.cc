// Tiles, receipts and witnesses: what of a log leaves the machine.
#include <gtest/gtest.h>

#include "proof/receipt.h"
#include "proof/vectors.h"
#include "proof/witness.h"

namespace disclose {
namespace {

TEST(Tiles, AreNumberedAsTheSpecificationSays) {
  EXPECT_EQ(tile_path(0, 0, 256), "tile/0/000");
  EXPECT_EQ(tile_path(2, 1234067, 17), "tile/2/x001/x234/067.p/17");
  EXPECT_EQ(bundle_path(5000, 256), "tile/entries/x005/000");
}

TEST(Tiles, OfOtherSoftwareAreReadAndWrittenAlike) {
  for (const auto& [folder, size] : std::map<std::string, std::size_t>{{"log5", 5}, {"log256", 256}, {"example/log-ed1", 4}, {"example/log-ed2", 6}}) {
    Say problem;
    const auto log = read_log(vector_folder(folder), size, false, problem);
    ASSERT_TRUE(log) << folder << problem.en;
    for (const auto& [path, bytes] : tile_files(*log)) {
      if (path.starts_with("entries/")) continue;
      EXPECT_EQ(vector_folder(folder)(path), bytes) << folder << "/" << path;
    }
    const std::string checkpoint = vector_text(folder + "/checkpoint");
    // log5 was signed with the first key alone.
    const std::vector<VerifierKey> keys = folder == "log5" ? std::vector{vector_keys()[0]} : vector_keys();
    const auto opened = open_checkpoint(checkpoint, keys, problem);
    ASSERT_TRUE(opened) << folder << problem.en;
    EXPECT_EQ(opened->checkpoint.size, size);
    EXPECT_EQ(opened->checkpoint.root, log->tree.root(size));
  }
}

TEST(Tiles, ThatAreMissingCutShortOrChangedAreRefused) {
  for (const std::size_t size : {1U, 5U, 256U, 257U, 600U, 65537U}) {
    const FileMap files = tile_files(numbered_log(size));
    const auto reads = [&](const FileMap& from) {
      Say problem;
      const Fetch fetch = [&](const std::string& path) { return from.contains(path) ? std::optional(from.at(path)) : std::nullopt; };
      return read_log(fetch, size, true, problem).has_value();
    };
    ASSERT_TRUE(reads(files)) << size;
    if (size > 600) {
      EXPECT_EQ(files.size(), 257U + 1U + 1U + 257U + 257U);
      continue;
    }
    for (const auto& [path, bytes] : files) {
      FileMap changed = files;
      changed.erase(path);
      EXPECT_FALSE(reads(changed)) << path << " missing";
      changed[path] = bytes.substr(0, bytes.size() - 1);
      EXPECT_FALSE(reads(changed)) << path << " cut short";
      changed[path] = bytes + "x";
      EXPECT_FALSE(reads(changed)) << path << " longer";
      changed[path] = bytes;
      changed[path].back() = static_cast<char>(bytes.back() ^ 1);
      // A changed leaf is another log, whose tiles are then wrong; one leaf alone has no tile above it.
      EXPECT_FALSE(reads(changed)) << path << " changed";
    }
  }
}

TEST(Checkpoint, HasExactlyThreeLines) {
  Say problem;
  const std::string root = "ENvqDwXbF7egn/LbyAhL2k9PZ88PxaGwObor5vtSZks=";
  EXPECT_TRUE(parse_checkpoint("a.cn/b\n4\n" + root + "\n", problem));
  for (const std::string& bad : std::vector<std::string>{"", "a.cn\n4\n" + root, "a.cn\n4\n" + root + "\nmore\n", "a.cn\n4\n\n", "a.cn\n04\n" + root + "\n", "a.cn\n-4\n" + root + "\n", "\n4\n" + root + "\n",
                                 "a cn\n4\n" + root + "\n", "a+cn\n4\n" + root + "\n", "a.cn\n4\nAAAA\n", "财.cn\n4\n" + root + "\n", "a.cn\n4\n" + root + "\n\n"}) {
    EXPECT_FALSE(parse_checkpoint(bad, problem)) << bad;
  }
}

TEST(Checkpoint, BearsTheNameOfItsKeys) {
  Signer signer;
  const Log log = numbered_log(3);
  Say problem;
  EXPECT_TRUE(open_checkpoint(signer.checkpoint(log, 3), signer.keys(), problem));
  const std::string text = print_checkpoint({"other.example.gov.cn", 3, log.tree.root(3)});
  const std::string foreign = text + "\n" + sign_line(signer.ed25519, signer.origin, text) + sign_line(signer.sm2, signer.origin, text);
  EXPECT_FALSE(open_checkpoint(foreign, signer.keys(), problem));
}

// --- receipts ---

TEST(Receipt, OfOtherSoftwareVerifies) {
  Say problem;
  const auto open = open_receipt(vector_text("r123.txt"), vector_keys(), problem);
  ASSERT_TRUE(open) << problem.en;
  EXPECT_EQ(open->index, 123U);
  EXPECT_EQ(open->leaf, lines_of(vector_text("e987.txt"))[123]);
  EXPECT_FALSE(check_receipt(vector_text("r123.txt"), vector_keys(), problem));  // its leaf is of an early form
  const Log log = log_of(lines_of(vector_text("e987.txt")));
  const std::string checkpoint = vector_text("r123.txt").substr(vector_text("r123.txt").find("\n\n") + 2);
  EXPECT_EQ(print_receipt(log, 123, 987, checkpoint), vector_text("r123.txt"));
}

TEST(Receipt, OfAnItemSaysWhatWasPublished) {
  Say problem;
  const auto first = check_receipt(vector_text("example/receipt-101001-ed1.txt"), vector_keys(), problem);
  ASSERT_TRUE(first) << problem.en;
  EXPECT_EQ(first->item.unit, "某县财政局");
  EXPECT_EQ(first->item.files.size(), 2U);
  EXPECT_EQ(first->signed_checkpoint.checkpoint.size, 4U);
  const auto second = check_receipt(vector_text("example/receipt-101001-ed2.txt"), vector_keys(), problem);
  ASSERT_TRUE(second) << problem.en;
  EXPECT_EQ(second->item.op, LeafOp::correct);
  EXPECT_EQ(second->index, 4U);
}

TEST(Receipt, WithOneBitChangedIsRefused) {
  const std::string good = vector_text("example/receipt-101001-ed2.txt");
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string changed = good;
      changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ (1U << bit));
      Say problem;
      EXPECT_FALSE(check_receipt(changed, vector_keys(), problem)) << "bit " << bit << " of byte " << i;
    }
  }
}

TEST(Receipt, CutShortAnywhereOrMadeLongerIsRefused) {
  const std::string good = vector_text("example/receipt-101001-ed1.txt");
  Say problem;
  for (std::size_t size = 0; size < good.size(); ++size) EXPECT_FALSE(check_receipt(good.substr(0, size), vector_keys(), problem)) << size;
  EXPECT_FALSE(check_receipt(good + "\n", vector_keys(), problem));
  EXPECT_FALSE(check_receipt("\n" + good, vector_keys(), problem));
}

TEST(Receipt, OfOneEditionWithTheCheckpointOfAnotherIsRefused) {
  const std::string first = vector_text("example/receipt-101001-ed1.txt");
  const std::string second = vector_text("example/receipt-101001-ed2.txt");
  Say problem;
  const std::string mixed = first.substr(0, first.find("\n\n")) + second.substr(second.find("\n\n"));
  EXPECT_FALSE(check_receipt(mixed, vector_keys(), problem));
}

TEST(Receipt, OfAnEarlySizeStaysValidAsTheLogGrows) {
  const Signer signer;
  const Log log = numbered_log(700);
  Say problem;
  for (const std::size_t size : {1U, 2U, 255U, 256U, 257U, 700U}) {
    const std::string receipt = print_receipt(log, size - 1, size, signer.checkpoint(log, size));
    const auto open = open_receipt(receipt, signer.keys(), problem);
    ASSERT_TRUE(open) << size << problem.en;
    EXPECT_TRUE(verify_consistency(size, open->signed_checkpoint.checkpoint.root, 700, log.tree.root(700), log.tree.consistency(size, 700)));
  }
}

// --- witnesses ---

TEST(Witness, CosignsALogThatOnlyGrows) {
  const Signer signer;
  const SigningKey key = SigningKey::generate(Algorithm::ed25519);
  const std::string name = "czj.city.example.gov.cn/witness";
  const VerifierKey witness = make_verifier_key(name, KeyKind::cosignature, key.public_key());
  std::optional<Checkpoint> seen;
  WitnessRefused refused;
  Say problem;
  for (const std::size_t size : {5U, 200U, 256U, 513U, 987U}) {
    const Log log = numbered_log(size);
    const std::string checkpoint = signer.checkpoint(log, size);
    const auto next = check_witness_request(witness_request(log, seen ? seen->size : 0, checkpoint), signer.keys(), seen, refused);
    ASSERT_TRUE(next) << size << refused.why.en;
    seen = next;
    const auto note = add_cosignature(checkpoint, cosign_line(key, name, print_checkpoint(*next), 1795213504), witness, problem);
    ASSERT_TRUE(note) << problem.en;
    std::vector<VerifierKey> keys = signer.keys();
    keys.push_back(witness);
    EXPECT_TRUE(open_checkpoint(*note, keys, problem)) << problem.en;
    EXPECT_TRUE(open_checkpoint(*note, signer.keys(), problem)) << problem.en;
  }
}

TEST(Witness, RefusesForksRollBacksAndStrangers) {
  const Signer signer;
  const Log log = numbered_log(9);
  Log fork = numbered_log(4);
  for (int i = 0; i < 6; ++i) fork.append("another history");
  const Checkpoint seen{signer.origin, 9, log.tree.root(9)};
  const auto refusal = [&](const std::string& request, const std::optional<Checkpoint>& state) {
    WitnessRefused refused;
    EXPECT_FALSE(check_witness_request(request, signer.keys(), state, refused));
    EXPECT_FALSE(refused.why.empty());
    return refused.code;
  };
  // A later fork, a fork of the same size, a roll-back, a replay, a stranger, nonsense.
  EXPECT_EQ(refusal(witness_request(fork, 9, signer.checkpoint(fork, 10)), seen), WitnessRefusal::not_consistent);
  Log same = numbered_log(8);
  same.append("another");
  EXPECT_EQ(refusal(witness_request(same, 9, signer.checkpoint(same, 9)), seen), WitnessRefusal::not_consistent);
  const Log older = numbered_log(5);
  EXPECT_EQ(refusal(witness_request(older, 5, signer.checkpoint(older, 5)), seen), WitnessRefusal::other_size);
  EXPECT_EQ(refusal("old 9\n\n" + signer.checkpoint(older, 5), seen), WitnessRefusal::not_consistent);
  EXPECT_EQ(refusal(witness_request(log, 0, signer.checkpoint(log, 9)), seen), WitnessRefusal::other_size);
  EXPECT_EQ(refusal(witness_request(log, 0, Signer().checkpoint(log, 9)), std::nullopt), WitnessRefusal::unknown_key);
  EXPECT_EQ(refusal(witness_request(log, 9, signer.checkpoint(log, 9)), Checkpoint{"other.cn", 9, log.tree.root(9)}), WitnessRefusal::unknown_key);
  EXPECT_EQ(refusal("old 0\n", std::nullopt), WitnessRefusal::malformed);
  EXPECT_EQ(refusal("", std::nullopt), WitnessRefusal::malformed);
  EXPECT_EQ(refusal("old 09\n\n" + signer.checkpoint(log, 9), std::nullopt), WitnessRefusal::malformed);
  EXPECT_EQ(refusal("old 0\nAAAA\n\n" + signer.checkpoint(log, 9), std::nullopt), WitnessRefusal::malformed);
}

TEST(Witness, LineOfAnotherKeyOrNoteIsNotAdded) {
  const Signer signer;
  const SigningKey key = SigningKey::generate(Algorithm::ed25519);
  const VerifierKey witness = make_verifier_key("w", KeyKind::cosignature, key.public_key());
  const Log log = numbered_log(3);
  const std::string checkpoint = signer.checkpoint(log, 3);
  Say problem;
  EXPECT_TRUE(add_cosignature(checkpoint, cosign_line(key, "w", print_checkpoint({signer.origin, 3, log.tree.root(3)}), 7), witness, problem));
  EXPECT_FALSE(add_cosignature(checkpoint, cosign_line(key, "w", print_checkpoint({signer.origin, 2, log.tree.root(2)}), 7), witness, problem));
  EXPECT_FALSE(add_cosignature(checkpoint, cosign_line(signer.ed25519, "w", print_checkpoint({signer.origin, 3, log.tree.root(3)}), 7), witness, problem));
  EXPECT_FALSE(add_cosignature(checkpoint, "nonsense\n", witness, problem));
}

}  // namespace
}  // namespace disclose

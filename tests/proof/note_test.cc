#include "proof/note.h"

#include <gtest/gtest.h>

#include "proof/vectors.h"

namespace disclose {
namespace {

const char* const kSpecKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

bool verifies(const std::string& bytes, const std::vector<VerifierKey>& keys) {
  Say problem;
  const auto note = parse_note(bytes, problem);
  const bool holds = note && verify_note(*note, keys, problem);
  EXPECT_EQ(holds, problem.empty());
  return holds;
}

TEST(Note, OfTheSpecificationVerifies) {
  Say problem;
  const VerifierKey key = parse_vkey(kSpecKey, problem).value();
  EXPECT_EQ(print_vkey(key), kSpecKey);
  EXPECT_TRUE(verifies(vector_text("spec_note.txt"), {key}));
  std::string changed = vector_text("spec_note.txt");
  changed[0] = 't';
  EXPECT_FALSE(verifies(changed, {key}));
}

TEST(Note, IsSignedWithBothAlgorithms) {
  const Signer signer;
  const std::string text = "一行\n两行\n";
  const std::string note = text + "\n" + sign_line(signer.ed25519, signer.origin, text) + sign_line(signer.sm2, signer.origin, text);
  EXPECT_TRUE(verifies(note, signer.keys()));
  EXPECT_FALSE(verifies(note, Signer().keys()));
}

TEST(Note, NeedsEveryListedKey) {
  const Signer signer;
  const std::string text = "text\n";
  const std::string one = text + "\n" + sign_line(signer.ed25519, signer.origin, text);
  EXPECT_TRUE(verifies(one, {signer.keys()[0]}));
  EXPECT_FALSE(verifies(one, signer.keys()));
  EXPECT_FALSE(verifies(one, {}));
  // A line of a key nobody asks for is passed over; the same key twice is not.
  EXPECT_TRUE(verifies(one + sign_line(signer.sm2, signer.origin, text), {signer.keys()[0]}));
  EXPECT_FALSE(verifies(one + sign_line(signer.ed25519, signer.origin, text), {signer.keys()[0]}));
}

TEST(Note, HasOneForm) {
  const std::string good = vector_text("spec_note.txt");
  Say problem;
  EXPECT_TRUE(parse_note(good, problem));
  const auto without = [&](std::string_view piece, const std::string& instead) {
    std::string text = good;
    return text.replace(text.find(piece), piece.size(), instead);
  };
  for (const std::string& bad : {std::string(), std::string("text\n\n"), without("message.\n", "message.\r\n"), without("\n\n", "\n"), without("example message", "example\tmessage"),
                                 without("— ", "- "), without(" Uw2Q", "  Uw2Q"), without("example.com/foo ", "example.com+foo "), good.substr(0, good.size() - 1),
                                 good + "\n", without("aQM=", "aQN="), without("This", "\xff") , without("Uw2QOkn8", "Uw2Q===="), without("Uw2QOkn8", "Uw2QOk")}) {
    EXPECT_FALSE(parse_note(bad, problem)) << bad;
  }
  parse_note(without("message.\n", "message.\r\n"), problem);
  EXPECT_NE(problem.zh.find("Windows"), std::string::npos);
}

TEST(Note, CosignedByAWitnessOfOtherSoftwareVerifies) {
  Say problem;
  const std::string line = lines_of(vector_text("witness_vkey.txt"))[0];
  const VerifierKey witness = parse_vkey(line.substr(line.rfind(' ') + 1), problem).value();
  EXPECT_EQ(witness.kind, KeyKind::cosignature);
  const std::string bytes = vector_text("987.cosigned");
  const Note note = parse_note(bytes, problem).value();
  const auto signed_by = verify_note(note, {vector_keys()[0], witness}, problem);
  ASSERT_TRUE(signed_by) << problem.en;
  EXPECT_FALSE((*signed_by)[0].seconds);
  EXPECT_EQ((*signed_by)[1].seconds, 1795345600);
}

TEST(Key, MatchesItsId) {
  Say problem;
  for (const VerifierKey& key : vector_keys()) EXPECT_EQ(parse_vkey(print_vkey(key), problem), key);
  for (const std::string& line : lines_of(vector_text("vkeys.txt"))) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      std::string changed = line;
      changed[i] = changed[i] == 'A' ? 'B' : 'A';
      EXPECT_FALSE(parse_vkey(changed, problem)) << changed;
    }
  }
  for (const char* bad : {"", "a", "a+b", "a+00000000+", "a b+00000000+AAAA"}) EXPECT_FALSE(parse_vkey(bad, problem)) << bad;
}

TEST(Key, ListHasOneALine) {
  Say problem;
  EXPECT_EQ(parse_vkeys("# the keys\n\n" + vector_text("vkeys.txt") + vector_text("vkeys.txt"), problem).value().size(), 2U);
  EXPECT_FALSE(parse_vkeys("# nothing\n", problem));
  EXPECT_FALSE(parse_vkeys("nonsense\n", problem));
}

TEST(SigningKey, IsEncryptedInItsFile) {
  for (const Algorithm algorithm : {Algorithm::ed25519, Algorithm::sm2}) {
    const SigningKey key = SigningKey::generate(algorithm);
    const std::string pem = key.to_pem("correct horse");
    EXPECT_TRUE(pem.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
    Say problem;
    const auto read = SigningKey::from_pem(pem, "correct horse", problem);
    ASSERT_TRUE(read) << problem.en;
    EXPECT_EQ(read->algorithm(), algorithm);
    EXPECT_EQ(read->public_key(), key.public_key());
    EXPECT_TRUE(verify_signature(algorithm, key.public_key(), "message", read->sign("message")));
    EXPECT_FALSE(SigningKey::from_pem(pem, "wrong horse", problem));
    EXPECT_FALSE(SigningKey::from_pem(pem, "", problem));
    EXPECT_FALSE(SigningKey::from_pem(pem.substr(0, 100), "correct horse", problem));
    EXPECT_FALSE(SigningKey::from_pem("-----BEGIN PRIVATE KEY-----\n", "", problem));
  }
}

TEST(Signature, OfAnotherMessageKeyOrFormDoesNotVerify) {
  for (const Algorithm algorithm : {Algorithm::ed25519, Algorithm::sm2}) {
    const SigningKey key = SigningKey::generate(algorithm);
    const std::string signature = key.sign("message");
    EXPECT_TRUE(verify_signature(algorithm, key.public_key(), "message", signature));
    EXPECT_FALSE(verify_signature(algorithm, key.public_key(), "massage", signature));
    EXPECT_FALSE(verify_signature(algorithm, SigningKey::generate(algorithm).public_key(), "message", signature));
    EXPECT_FALSE(verify_signature(algorithm, key.public_key(), "message", signature + '\0'));
    EXPECT_FALSE(verify_signature(algorithm, key.public_key(), "message", ""));
    EXPECT_FALSE(verify_signature(algorithm, "", "message", signature));
    EXPECT_FALSE(verify_signature(algorithm, std::string(65, '\4'), "message", signature));
  }
}

}  // namespace
}  // namespace disclose

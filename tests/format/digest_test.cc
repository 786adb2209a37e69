#include "format/digest.h"

#include <gtest/gtest.h>

namespace disclose {
namespace {

// The examples of FIPS 180-4 (NIST, "SHA-256").
TEST(Sha256, GivesTheDigestsOfTheStandard) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_hex(std::string(1000000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, DoesNotDependOnHowTheBytesArePieced) {
  const std::string text = "预算绩效信息公开";
  Sha256 pieces;
  for (const char c : text) pieces.add(std::string_view(&c, 1));
  EXPECT_EQ(pieces.hex(), sha256_hex(text));
  EXPECT_EQ(pieces.add("abc").hex(), sha256_hex("abc"));
}

TEST(Sha256, TakesEveryByte) {
  EXPECT_NE(sha256_hex(std::string_view("a\0b", 3)), sha256_hex(std::string_view("a\0c", 3)));
}

}  // namespace
}  // namespace disclose

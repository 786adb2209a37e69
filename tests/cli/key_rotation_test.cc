// A key is followed by another, and whoever holds either can verify.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/sealed_county.h"

namespace disclose {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

struct Rotation : SealedCounty {
  std::string old_key;
  std::string new_key;
  mutable std::string last_said;
  Rotation() {
    old_key = folder.read("keys").substr(0, folder.read("keys").find('\n'));
    const std::string made = go({"key", "new", "--key", folder / "new.pem", "--name", kName, "--passphrase-file", folder / "pass"}).out;
    new_key = made.substr(0, made.size() - 1);
    build();
    EXPECT_EQ(with({"ed.pem"}, "2026-03-01").status, 0);
  }
  Ran with(const std::vector<std::string>& keys, const std::string& day, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"seal", "--out", out(), "--key", folder / keys[0], "--passphrase-file", folder / "pass", "--time", day + "T09:00:00+08:00"});
    return go(more);
  }
  int verify_with(const std::vector<std::string>& vkeys) const {
    std::vector<std::string> words = {"verify", out()};
    for (const std::string& vkey : vkeys) words.insert(words.end(), {"--vkey", vkey});
    const Ran ran = go(words);
    last_said = ran.err;
    return ran.status;
  }
};

TEST(Rotation, AddsSignsWithBothAndRetires) {
  const Rotation c;
  const Ran added = c.with({"ed.pem"}, "2026-03-02", {"--add-key", c.folder / "new.pem"});
  ASSERT_EQ(added.status, 0) << added.err;
  for (const auto& given : {std::vector{c.old_key}, std::vector{c.old_key, c.new_key}}) EXPECT_EQ(c.verify_with(given), 0) << given.size() << " " << c.last_said;
  // Whoever has the new one alone is told that another signs too.
  EXPECT_EQ(c.verify_with({c.new_key}), 1);
  EXPECT_THAT(c.last_said, HasSubstr("proof/keys.txt"));
  // The next edition is not signed by one of them alone, until the other is retired.
  EXPECT_EQ(c.with({"new.pem"}, "2026-03-03").status, 1);
  EXPECT_EQ(c.with({"ed.pem"}, "2026-03-03").status, 1);
  const Ran retired = c.with({"new.pem"}, "2026-03-03", {"--retire-key", c.old_key});
  ASSERT_EQ(retired.status, 0) << retired.err;
  for (const auto& given : {std::vector{c.old_key}, std::vector{c.new_key}, std::vector{c.old_key, c.new_key}}) EXPECT_EQ(c.verify_with(given), 0) << given.size() << " " << c.last_said;
  EXPECT_EQ(go({"verify", c.out()}).status, 0);
  EXPECT_EQ(c.folder.read("county/output/proof/keys.txt"), c.new_key + "\n");
  // It goes on with the new key, and the old one does not come back.
  c.correct_budget("101万元");
  c.build();
  EXPECT_EQ(c.with({"ed.pem"}, "2026-03-04", {"--reason", "traffic/2024/budget=更正"}).status, 1);
  const Ran next = c.with({"new.pem"}, "2026-03-04", {"--reason", "traffic/2024/budget=更正"});
  ASSERT_EQ(next.status, 0) << next.err;
  EXPECT_EQ(c.verify_with({c.old_key}), 0);
  // Receipts hold with the keys of their editions.
  EXPECT_EQ(go({"receipt", "check", c.receipt_of("traffic/2024-budget-e1"), "--vkey", c.old_key}).status, 0);
  EXPECT_EQ(go({"receipt", "check", c.receipt_of("traffic/2024-budget-e4"), "--vkey", c.new_key}).status, 0);
}

TEST(Rotation, OfNobodysKeyIsRefused) {
  const Rotation c;
  const SealedCounty other;
  const std::string strange = other.folder.read("keys").substr(0, other.folder.read("keys").find('\n'));
  EXPECT_EQ(c.verify_with({c.new_key}), 1);
  EXPECT_EQ(c.with({"new.pem"}, "2026-03-02").status, 1);                                         // not added
  EXPECT_EQ(c.with({"new.pem"}, "2026-03-02", {"--retire-key", c.old_key}).status, 1);            // nobody knows it
  EXPECT_EQ(c.with({"ed.pem"}, "2026-03-02", {"--retire-key", strange}).status, 2);
  EXPECT_EQ(c.with({"ed.pem"}, "2026-03-02", {"--retire-key", c.old_key}).status, 2);             // it still signs
  EXPECT_EQ(c.with({"ed.pem"}, "2026-03-02", {"--add-key", c.folder / "ed.pem"}).status, 2);
  EXPECT_EQ(c.with({"ed.pem"}, "2026-03-02", {"--add-key", c.folder / "new.pem", "--retire-key", c.old_key}).status, 2);
  EXPECT_EQ(c.verify_with({c.old_key}), 0);
}

TEST(Rotation, TakesNoLogThatOnlyTheNewKeySigned) {
  // A log of others that claims to have followed the county's key.
  const Rotation c;
  Rotation forged;
  ASSERT_EQ(forged.with({"ed.pem"}, "2026-03-02", {"--add-key", forged.folder / "new.pem"}).status, 0);
  ASSERT_EQ(forged.with({"new.pem"}, "2026-03-03", {"--retire-key", forged.old_key}).status, 0);
  EXPECT_EQ(forged.verify_with({forged.old_key}), 0);
  EXPECT_EQ(forged.verify_with({c.old_key}), 1);
  // A checkpoint of the edition that changed keys is needed on the way.
  fs::remove(forged.out() + "/proof/checkpoints/000002.txt");
  EXPECT_EQ(forged.verify_with({forged.old_key}), 1);
}

}  // namespace
}  // namespace disclose

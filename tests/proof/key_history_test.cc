// Which keys have to have signed which edition.
#include "proof/key_history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "proof/edition.h"

namespace disclose {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

VerifierKey key(char fill) { return make_verifier_key("a.example", KeyKind::ed25519, std::string(32, fill)); }

struct Editions {
  History history;
  bool add(const std::vector<std::pair<KeyOp, VerifierKey>>& keys) {
    EditionWords words{.time = "2026-03-01T09:00:00+08:00", .tool = "t", .reasons = {}};
    for (const auto& [op, one] : keys) words.keys.push_back({.op = op, .key = print_vkey(one), .time = words.time, .reason = "更换"});
    std::vector<Say> problems;
    return append_edition(history, {.site = "https://a.example/", .items = {}}, words, "", "", problems);
  }
  std::optional<std::vector<std::vector<VerifierKey>>> by(const std::vector<VerifierKey>& given) const {
    Say problem;
    return keys_by_edition(history, given, problem);
  }
};

TEST(KeyHistory, WithoutChangesIsWhatWasGiven) {
  Editions e;
  ASSERT_TRUE(e.add({}));
  EXPECT_THAT(*e.by({key('a'), key('b')}), ElementsAre(ElementsAre(key('a'), key('b'))));
}

TEST(KeyHistory, FollowsFromTheOldKeyToTheNew) {
  Editions e;
  ASSERT_TRUE(e.add({}));
  ASSERT_TRUE(e.add({{KeyOp::add, key('n')}}));
  ASSERT_TRUE(e.add({{KeyOp::retire, key('o')}}));
  EXPECT_THAT(*e.by({key('o')}), ElementsAre(ElementsAre(key('o')), ElementsAre(key('o'), key('n')), ElementsAre(key('n'))));
  EXPECT_THAT(*e.by({key('n')}), ElementsAre(IsEmpty(), ElementsAre(key('n')), ElementsAre(key('n'))));
  EXPECT_THAT(*e.by({key('x')}), ElementsAre(ElementsAre(key('x')), ElementsAre(key('x'), key('n')), ElementsAre(key('x'), key('n'))));
}

TEST(KeyHistory, NeverEndsTheLastKey) {
  Editions e;
  ASSERT_TRUE(e.add({{KeyOp::retire, key('o')}}));
  EXPECT_EQ(e.by({key('o')}), std::nullopt);
}

TEST(KeyHistory, HasNoKeyTwiceAndNoneThatBeginsAsAnotherEnds) {
  Editions e;
  ASSERT_TRUE(e.add({{KeyOp::add, key('n')}}));
  EXPECT_FALSE(Editions(e).add({{KeyOp::add, key('n')}}));
  EXPECT_FALSE(Editions(e).add({{KeyOp::add, key('m')}, {KeyOp::retire, key('n')}}));
  ASSERT_TRUE(e.add({{KeyOp::retire, key('n')}}));
  EXPECT_FALSE(Editions(e).add({{KeyOp::retire, key('n')}}));
  EXPECT_FALSE(Editions(e).add({{KeyOp::add, key('n')}}));
}

}  // namespace
}  // namespace disclose

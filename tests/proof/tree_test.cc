#include "proof/tree.h"

#include <gtest/gtest.h>

#include "format/digest.h"
#include "proof/vectors.h"

namespace disclose {
namespace {

Tree tree_of(std::size_t count) {
  Tree tree;
  for (std::size_t i = 0; i < count; ++i) tree.append(leaf_hash(std::to_string(i)));
  return tree;
}

// RFC 6962, 2.1, as it is written there.
Hash root_by_definition(const std::vector<Hash>& leaves) {
  if (leaves.size() == 1) return leaves.front();
  std::size_t left = 1;
  while (left * 2 < leaves.size()) left *= 2;
  const auto middle = leaves.begin() + static_cast<std::ptrdiff_t>(left);
  return node_hash(root_by_definition({leaves.begin(), middle}), root_by_definition({middle, leaves.end()}));
}

TEST(Tree, HasTheRootThatTheRfcDefines) {
  const Tree tree = tree_of(300);
  for (std::size_t size = 1; size <= 300; ++size) {
    const std::vector<Hash> leaves(tree.level(0).begin(), tree.level(0).begin() + static_cast<std::ptrdiff_t>(size));
    ASSERT_EQ(tree.root(size), root_by_definition(leaves)) << size;
  }
  EXPECT_EQ(to_hex(Tree().root(0).view()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Tree, ProvesEveryLeafOfEverySize) {
  const Tree tree = tree_of(70);
  for (std::size_t size = 1; size <= 70; ++size) {
    for (std::size_t index = 0; index < size; ++index) {
      const std::vector<Hash> proof = tree.inclusion(index, size);
      ASSERT_TRUE(verify_inclusion(tree.level(0)[index], index, size, proof, tree.root(size))) << index << " of " << size;
      if (size == 1) continue;
      EXPECT_FALSE(verify_inclusion(tree.level(0)[index], (index + 1) % size, size, proof, tree.root(size)));
      EXPECT_FALSE(verify_inclusion(tree.level(0)[(index + 1) % size], index, size, proof, tree.root(size)));
      std::vector<Hash> shorter = proof;
      shorter.pop_back();
      EXPECT_FALSE(verify_inclusion(tree.level(0)[index], index, size, shorter, tree.root(size)));
      std::vector<Hash> longer = proof;
      longer.push_back(proof.front());
      EXPECT_FALSE(verify_inclusion(tree.level(0)[index], index, size, longer, tree.root(size)));
    }
    EXPECT_FALSE(verify_inclusion(tree.level(0)[0], size, size, tree.inclusion(0, size), tree.root(size)));
  }
}

TEST(Tree, ProvesThatItOnlyGrew) {
  const Tree tree = tree_of(70);
  Tree forked;
  for (std::size_t i = 0; i < 70; ++i) forked.append(leaf_hash(i == 2 ? "changed" : std::to_string(i)));
  for (std::size_t size = 1; size <= 70; ++size) {
    for (std::size_t old_size = 1; old_size <= size; ++old_size) {
      const std::vector<Hash> proof = tree.consistency(old_size, size);
      ASSERT_TRUE(verify_consistency(old_size, tree.root(old_size), size, tree.root(size), proof)) << old_size << " in " << size;
      if (old_size < 3) continue;
      EXPECT_FALSE(verify_consistency(old_size, tree.root(old_size), size, forked.root(size), forked.consistency(old_size, size)));
      EXPECT_FALSE(verify_consistency(old_size, forked.root(old_size), size, tree.root(size), proof));
    }
  }
  EXPECT_FALSE(verify_consistency(0, tree.root(0), 5, tree.root(5), {}));
  EXPECT_FALSE(verify_consistency(6, tree.root(6), 5, tree.root(5), {}));
  EXPECT_FALSE(verify_consistency(5, tree.root(5), 5, tree.root(5), {tree.root(5)}));
}

TEST(Vectors, RootsAndConsistencyAreThoseOfOtherSoftware) {
  const Log log = log_of(lines_of(vector_text("e987.txt")));
  ASSERT_EQ(log.leaves.size(), 987U);
  EXPECT_EQ(to_base64(log.tree.root(987).view()), "gVe9ZLPUd5pXLaCL+1y8EFfrC4LUEmlEoHKu/tpqJWM=");
  EXPECT_EQ(to_base64(log.tree.root(256).view()), "lAA2HccYL5YjzxDtI27uXV1Igzm8g/j0yJm4kE3MaQw=");
  EXPECT_TRUE(verify_consistency(256, log.tree.root(256), 987, log.tree.root(987), log.tree.consistency(256, 987)));
}

TEST(Base64, HasOneTextForEachBytes) {
  for (const std::string bytes : {"", "a", "ab", "abc", "\xff\xfe"}) EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
  for (const char* text : {"YQ", "YQ=", "YR==", "YQ==\n", "Y===", "====", "=AAA", "YQ==YQ==", "Y Q=", "YW-_"}) EXPECT_EQ(from_base64(text), std::nullopt) << text;
}

TEST(WholeNumber, HasOneTextForEachNumber) {
  EXPECT_EQ(whole_number("0"), 0);
  EXPECT_EQ(whole_number("9007199254740991"), 9007199254740991);
  for (const char* text : {"", "00", "01", "-1", "+1", " 1", "1 ", "0x1", "9007199254740992", "99999999999999999999"}) EXPECT_EQ(whole_number(text), std::nullopt) << text;
}

}  // namespace
}  // namespace disclose

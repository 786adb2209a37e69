#include "proof/tree.h"

#include <bit>
#include <stdexcept>

#include "format/digest.h"

namespace disclose {

namespace {

/// The largest power of two below `count` (> 1): where RFC 6962 parts a tree.
std::size_t left_of(std::size_t count) { return std::bit_floor(count - 1); }

void must(bool holds) {
  if (!holds) throw std::logic_error("a proof of the tree is asked for outside its leaves");
}

bool is_odd(std::size_t number) { return (number & 1U) != 0; }

}  // namespace

void Tree::append(const Hash& leaf) {
  Hash carried = leaf;
  for (std::size_t level = 0;; ++level) {
    if (level == levels_.size()) levels_.emplace_back();
    std::vector<Hash>& row = levels_[level];
    row.push_back(carried);
    if (is_odd(row.size())) return;
    carried = node_hash(row[row.size() - 2], row.back());
  }
}

const std::vector<Hash>& Tree::level(std::size_t level) const {
  static const std::vector<Hash> kNone;
  return level < levels_.size() ? levels_[level] : kNone;
}

Hash Tree::range(std::size_t begin, std::size_t end) const {
  const std::size_t count = end - begin;
  // Every range RFC 6962 asks for starts at a multiple of its largest full subtree.
  if (std::has_single_bit(count)) {
    const auto level = static_cast<std::size_t>(std::countr_zero(count));
    return levels_[level][begin >> level];
  }
  const std::size_t middle = begin + left_of(count);
  return node_hash(range(begin, middle), range(middle, end));
}

Hash Tree::root(std::size_t size) const {
  must(size <= this->size());
  if (size == 0) return Hash::from(sha256_bytes({})).value();
  return range(0, size);
}

std::vector<Hash> Tree::inclusion(std::size_t index, std::size_t size) const {
  must(index < size && size <= this->size());
  std::vector<Hash> proof;
  std::size_t begin = 0;
  std::size_t end = size;
  while (end - begin > 1) {
    const std::size_t middle = begin + left_of(end - begin);
    if (index < middle) {
      proof.push_back(range(middle, end));
      end = middle;
    } else {
      proof.push_back(range(begin, middle));
      begin = middle;
    }
  }
  return {proof.rbegin(), proof.rend()};
}

std::vector<Hash> Tree::consistency(std::size_t old_size, std::size_t size) const {
  must(old_size > 0 && old_size <= size && size <= this->size());
  std::vector<Hash> proof;
  std::size_t begin = 0;
  std::size_t end = size;
  // SUBPROOF of RFC 6962, 2.1.2, without recursion: what is put down on the way comes out backwards.
  while (end != old_size) {
    const std::size_t middle = begin + left_of(end - begin);
    if (old_size <= middle) {
      proof.push_back(range(middle, end));
      end = middle;
    } else {
      proof.push_back(range(begin, middle));
      begin = middle;
    }
  }
  if (begin != 0) proof.push_back(range(begin, end));
  return {proof.rbegin(), proof.rend()};
}

bool verify_inclusion(const Hash& leaf, std::size_t index, std::size_t size, const std::vector<Hash>& proof, const Hash& root) {
  if (index >= size) return false;
  std::size_t node = index;
  std::size_t last = size - 1;
  Hash found = leaf;
  for (const Hash& step : proof) {
    if (last == 0) return false;
    if (is_odd(node) || node == last) {
      found = node_hash(step, found);
      while (!is_odd(node) && node != 0) {
        node >>= 1U;
        last >>= 1U;
      }
    } else {
      found = node_hash(found, step);
    }
    node >>= 1U;
    last >>= 1U;
  }
  return last == 0 && found == root;
}

bool verify_consistency(std::size_t old_size, const Hash& old_root, std::size_t size, const Hash& root, const std::vector<Hash>& proof) {
  if (old_size == 0 || old_size > size) return false;
  if (old_size == size) return proof.empty() && old_root == root;
  std::vector<Hash> path = proof;
  // A full tree is itself the first step, and is left out of the proof.
  if (std::has_single_bit(old_size)) path.insert(path.begin(), old_root);
  if (path.empty()) return false;
  std::size_t node = old_size - 1;
  std::size_t last = size - 1;
  while (is_odd(node)) {
    node >>= 1U;
    last >>= 1U;
  }
  Hash old_found = path.front();
  Hash found = path.front();
  for (std::size_t i = 1; i < path.size(); ++i) {
    if (last == 0) return false;
    if (is_odd(node) || node == last) {
      old_found = node_hash(path[i], old_found);
      found = node_hash(path[i], found);
      while (!is_odd(node) && node != 0) {
        node >>= 1U;
        last >>= 1U;
      }
    } else {
      found = node_hash(found, path[i]);
    }
    node >>= 1U;
    last >>= 1U;
  }
  return last == 0 && old_found == old_root && found == root;
}

}  // namespace disclose

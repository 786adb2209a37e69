#include "proof/tiles.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <stdexcept>
#include <utility>

#include "format/zip.h"

namespace disclose {

namespace {

constexpr std::size_t kMostLeaf = 65535;
/// A county makes some thousand leaves a year; a checkpoint that claims more is not read to its end.
constexpr std::size_t kMostLeaves = 1 << 24;
constexpr std::size_t kLevelStep = 8;

std::string partial(std::string path, std::size_t width) {
  return width == kTileWidth ? path : fmt::format("{}.p/{}", path, width);
}

std::string bundle_bytes(std::span<const std::string> leaves) {
  std::string bytes;
  for (const std::string& leaf : leaves) {
    if (leaf.size() > kMostLeaf) throw std::logic_error("a leaf is too long for a bundle");
    bytes += static_cast<char>(leaf.size() >> 8U & 255U);
    bytes += static_cast<char>(leaf.size() & 255U);
    bytes += leaf;
  }
  return bytes;
}

std::string text_lines(std::span<const std::string> leaves) {
  std::string text;
  for (const std::string& leaf : leaves) {
    if (leaf.find('\n') != std::string::npos) throw std::logic_error("a leaf has a line break");
    text += leaf;
    text += '\n';
  }
  return text;
}

// The leaves of a bundle; nullopt unless it holds `count` of them and nothing else.
std::optional<std::vector<std::string>> leaves_of(std::string_view bytes, std::size_t count) {
  std::vector<std::string> leaves;
  while (bytes.size() >= 2 && leaves.size() < count) {
    const std::size_t size = static_cast<std::size_t>(static_cast<unsigned char>(bytes[0])) << 8U | static_cast<unsigned char>(bytes[1]);
    if (bytes.size() - 2 < size) return std::nullopt;
    leaves.emplace_back(bytes.substr(2, size));
    bytes.remove_prefix(2 + size);
  }
  if (leaves.size() != count || !bytes.empty()) return std::nullopt;
  return leaves;
}

// Calls `each(number, begin, width)` for every file of up to 256 things among `count`.
template <class Each>
void for_each_tile(std::size_t count, const Each& each) {
  for (std::size_t begin = 0; begin < count; begin += kTileWidth) each(begin / kTileWidth, begin, std::min(kTileWidth, count - begin));
}

std::nullopt_t wrong(Say& problem, const std::string& path) {
  problem = {fmt::format("proof/{} 缺失、不完整或与日志不符", path), fmt::format("proof/{} is missing, cut short, or not what the log says", path)};
  return std::nullopt;
}

}  // namespace

void Log::append(std::string leaf) {
  tree.append(leaf_hash(leaf));
  leaves.push_back(std::move(leaf));
}

std::string tile_number(std::size_t number) {
  std::string path = fmt::format("{:03}", number % 1000);
  for (number /= 1000; number != 0; number /= 1000) path = fmt::format("x{:03}/{}", number % 1000, path);
  return path;
}

std::string tile_path(std::size_t level, std::size_t number, std::size_t width) {
  return partial(fmt::format("tile/{}/{}", level, tile_number(number)), width);
}

std::string bundle_path(std::size_t number, std::size_t width) { return partial("tile/entries/" + tile_number(number), width); }

FileMap tile_files(const Log& log) {
  FileMap files;
  for (std::size_t level = 0; !log.tree.level(level * kLevelStep).empty(); ++level) {
    const std::vector<Hash>& row = log.tree.level(level * kLevelStep);
    for_each_tile(row.size(), [&](std::size_t number, std::size_t begin, std::size_t width) {
      std::string bytes;
      for (std::size_t i = begin; i < begin + width; ++i) bytes += row[i].view();
      files.emplace(tile_path(level, number, width), std::move(bytes));
    });
  }
  for_each_tile(log.leaves.size(), [&](std::size_t number, std::size_t begin, std::size_t width) {
    const std::span<const std::string> leaves(log.leaves.data() + begin, width);
    files.emplace(bundle_path(number, width), bundle_bytes(leaves));
    files.emplace("entries/" + tile_number(number) + ".txt", text_lines(leaves));
  });
  return files;
}

std::string log_archive(const Log& log, std::string_view checkpoint) {
  ZipWriter zip;
  zip.store("checkpoint", checkpoint);
  for (const auto& [path, bytes] : tile_files(log)) zip.store(path, bytes);
  return zip.take();
}

std::optional<Log> read_log(const Fetch& fetch, std::size_t size, bool with_text, Say& problem) {
  Log log;
  if (size > kMostLeaves) {
    problem = {fmt::format("日志条数 {} 过大", size), fmt::format("a log of {} leaves is too large", size)};
    return std::nullopt;
  }
  for (std::size_t begin = 0; begin < size; begin += kTileWidth) {
    const std::size_t width = std::min(kTileWidth, size - begin);
    const std::string path = bundle_path(begin / kTileWidth, width);
    const std::optional<std::string> bytes = fetch(path);
    std::optional<std::vector<std::string>> leaves = bytes ? leaves_of(*bytes, width) : std::nullopt;
    if (!leaves) return wrong(problem, path);
    for (std::string& leaf : *leaves) {
      if (leaf.find('\n') != std::string::npos) return wrong(problem, path);
      log.append(std::move(leaf));
    }
  }
  for (const auto& [path, bytes] : tile_files(log)) {
    if (path.starts_with("tile/entries/") || (!with_text && path.starts_with("entries/"))) continue;
    if (fetch(path) != bytes) return wrong(problem, path);
  }
  return log;
}

std::optional<Log> read_leaves(const Fetch& fetch, std::size_t size, Say& problem) {
  Log log;
  if (size > kMostLeaves) {
    problem = {fmt::format("日志条数 {} 过大", size), fmt::format("a log of {} leaves is too large", size)};
    return std::nullopt;
  }
  for (std::size_t begin = 0; begin < size; begin += kTileWidth) {
    const std::size_t width = std::min(kTileWidth, size - begin);
    const std::string path = "entries/" + tile_number(begin / kTileWidth) + ".txt";
    const std::optional<std::string> lines = fetch(path);
    std::vector<std::string> leaves;
    for (std::size_t at = 0; lines && at < lines->size();) {
      const std::size_t end = std::min(lines->find('\n', at), lines->size());
      leaves.push_back(lines->substr(at, end - at));
      at = end + 1;
    }
    if (leaves.size() < width) {
      const std::optional<std::string> bundle = fetch(bundle_path(begin / kTileWidth, width));
      std::optional<std::vector<std::string>> bundled = bundle ? leaves_of(*bundle, width) : std::nullopt;
      if (!bundled) return wrong(problem, path);
      leaves = *std::move(bundled);
    }
    leaves.resize(width);  // the portal may be a step ahead of its checkpoint
    for (std::string& leaf : leaves) log.append(std::move(leaf));
  }
  return log;
}

}  // namespace disclose

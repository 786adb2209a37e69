#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "proof/tree.h"

namespace disclose {

/// The bytes of a file below proof/; nullopt when there is none. In C2SP's words: the log's prefix.
using Fetch = std::function<std::optional<std::string>(const std::string& path)>;

/// Path → bytes, relative to proof/.
using FileMap = std::map<std::string, std::string, std::less<>>;

/// A log in memory: its leaves and the tree over them.
struct Log {
  std::vector<std::string> leaves;
  Tree tree;

  void append(std::string leaf);
};

/// Leaves, or hashes, in one file at most (C2SP tlog-tiles v0.1.0: trees of height 8).
inline constexpr std::size_t kTileWidth = 256;

/// `1234067` as `x001/x234/067`.
std::string tile_number(std::size_t number);

/// `tile/<level>/<N>`, with `.p/<width>` when the tile is not full.
std::string tile_path(std::size_t level, std::size_t number, std::size_t width);

/// `tile/entries/<N>`, with `.p/<width>` when the bundle is not full.
std::string bundle_path(std::size_t number, std::size_t width);

/// Every hash tile and entry bundle of the log, and `entries/<N>.txt`, the leaves as lines. Throws
/// std::logic_error for a leaf that a bundle cannot hold or that has a line break.
FileMap tile_files(const Log& log);

/// The log in one file, for portals that serve no file without an ending: its checkpoint, tiles and entries
/// in a ZIP, stored as they are.
std::string log_archive(const Log& log, std::string_view checkpoint);

/// Reads the leaves alone, from the lines of text or, where there are none, from the bundles: enough for
/// whoever holds the tree's root, and few requests. Where they lie, the root shows.
std::optional<Log> read_leaves(const Fetch& fetch, std::size_t size, Say& problem);

/// Reads the log of `size` leaves and holds every byte of its tiles, bundles and lines of text to what
/// they have to be. A file that is missing, cut short or longer, and one hash that differs, is refused.
std::optional<Log> read_log(const Fetch& fetch, std::size_t size, bool with_text, Say& problem);

}  // namespace disclose

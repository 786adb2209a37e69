#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plan/search_rows.h"

namespace disclose {

/// A text as the search compares it: small letters, half-width forms, every kind of bracket one, no
/// white space and no quotation marks. assets/search.js has the same rule.
std::u32string folded(std::string_view text);

/// The search of a whole site in files a browser can load from any host and from disk: scripts that
/// call one function, `S`. A query loads search/m.js once, one shard for each pair of characters, and
/// the blocks of the rows it shows.
///
/// Every pair of neighbouring characters of a row's texts leads to the row, so that any part of a word
/// is found; the client compares the texts of the rows it shows. A pair in the title is marked. Pairs
/// are spread over shards by a hash; rows of a pair are differences of places, in base 64.
class SearchIndex {
 public:
  /// `names`: of the units, as rows have them.
  SearchIndex(std::vector<SearchRow> rows, std::vector<std::string> names);

  std::size_t shard_count() const { return std::size_t{1} << bits_; }
  std::size_t block_count() const { return (rows_.size() + kRowsPerBlock - 1) / kRowsPerBlock; }

  std::string meta() const;                        ///< search/m.js
  std::string block(std::size_t number) const;     ///< search/r/<number>.js
  /// search/i/<number>.js of every shard; all at once, for they come of one sorting.
  std::vector<std::string> shards() const;

 private:
  static constexpr std::size_t kRowsPerBlock = 8;

  std::vector<SearchRow> rows_;
  std::vector<std::string> names_;
  unsigned bits_ = 1;
};

}  // namespace disclose

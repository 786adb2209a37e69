#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/registry.h"

namespace disclose {

/// What a row of the search is, in the order in which rows of equal worth are shown.
enum class Found : std::uint8_t {
  unit, project, finance_evaluation, finding, article, self_evaluation, target, monitoring, recheck,
  pre_evaluation, assessment, rectification, result_use, figure, regulation, library
};
inline constexpr int kFoundCount = 16;
std::string_view chinese_name_of(Found found);

/// One thing a reader can find: a page, or something on a page.
struct SearchRow {
  Found kind = Found::unit;
  Year year = 0;             ///< 0: of no single year
  std::size_t unit = 0;      ///< place in Registry::units() plus one; 0: of none
  std::string_view grade{};  ///< 优, 良…
  std::string title;         ///< what is searched first
  std::string url;           ///< below base_url, of a file
  std::string note;          ///< a line below the title
  std::string more;          ///< searched, and shown where it matches: the names of indicators
};

/// Every row of what is published, in order of year (newest first, those of no year before all),
/// kind, unit and grade: neighbours share most of what facets ask.
std::vector<SearchRow> search_rows(const Registry& registry);

}  // namespace disclose

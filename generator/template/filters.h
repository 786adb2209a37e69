#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "template/datum.h"

namespace disclose::templates {

enum class Filter : std::uint8_t {
  otherwise,  ///< `default`
  length,
  join,
  first,
  last,
  upper,
  lower,
  trim,
  replace,
  urlencode,
  truncate,
  nl2br,
  json,
};

struct FilterRule {
  std::string_view name;
  Filter filter;
  std::uint8_t fewest;  ///< arguments
  std::uint8_t most;
};

const FilterRule* find_filter(std::string_view name);
const std::vector<std::string_view>& filter_names();

/// The value after the filter; `Say` when it does not fit, saying what was found and expected.
/// Filters only format. Texts that are made live in `scratch`; `xml` makes nl2br write `<br/>`.
struct Filtered {
  Datum value;
  Say problem;
};
Filtered apply(Filter filter, const Datum& value, std::span<const Datum> arguments, bool xml,
               Scratch& scratch);

/// What `~` makes of two values; markup keeps its kind and text beside it is escaped.
Filtered concatenate(const Datum& left, const Datum& right, Scratch& scratch);

}  // namespace disclose::templates

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plan/facts.h"
#include "plan/order.h"

namespace disclose {

/// How many units one page of a list shows.
inline constexpr std::size_t kUnitsPerPage = 50;

/// The units of a year in one order.
struct UnitList {
  std::string_view id;      ///< of its URL; "code" is the usual order
  std::string_view title;   ///< "按执行率从低到高"
  Order order;              ///< of YearFacts::units
  std::string_view untold;  ///< what those at its end lack

  std::size_t pages() const { return order.places.empty() ? 1 : (order.places.size() + kUnitsPerPage - 1) / kUnitsPerPage; }
};

/// The lists of a year, that in order of codes first; an order is made where two units state what it goes by.
std::vector<UnitList> unit_lists(const YearFacts& year);

/// "2024/units-by/execution/", "2024/units-by/code/2/"; `page` counts from 0.
std::string unit_list_url(Year year, const UnitList& list, std::size_t page);

/// What a list found, from figures alone; neutral where they carry no finding.
std::string unit_list_finding(const YearFacts& year, const UnitList& list);

}  // namespace disclose
